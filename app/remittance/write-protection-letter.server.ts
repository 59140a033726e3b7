/** Writes the letter about confirmed protection; looks again before it leaves, since an import may be taken back. */
import { z } from "zod";
import type { LetterWriters } from "~/mail/deliver-mails.server";
import { operatorOf } from "~/mail/operator.server";
import { createWords, locales } from "~/words/words";
import { listConfirmedMonths } from "./answer-queries.server";
import { protectionLetter } from "./protection-letter";

const about = z.object({ importId: z.string(), sponsorId: z.string() });

export const remittanceLetterWriters: LetterWriters = {
  protection_confirmed: {
    essential: true,
    async write(world, mail) {
      const { importId, sponsorId } = about.parse(mail.facts);
      const confirmed = await listConfirmedMonths(world.db, importId, sponsorId);
      if (confirmed.months.length === 0)
        return { drop: "The import that confirmed these months was taken back." };
      const locale = locales.find((known) => known === mail.locale) ?? "id";
      const { t } = createWords(locale);
      const place = { t, locale, operator: operatorOf(world), mineUrl: `${world.settings.publicUrl}/saya` };
      return { letter: protectionLetter(confirmed, place) };
    },
  },
};
