/** Writer of the letter that confirms a change. What changed was fixed when it was made; names are looked up now. */
import { z } from "zod";
import type { LetterWriters } from "~/mail/deliver-mails.server";
import { operatorOf } from "~/mail/operator.server";
import type { World } from "~/platform/world.server";
import { createWords } from "~/words/words";
import type { Effect } from "./change-effect";
import { type ConfirmedChange, changeLetter } from "./change-letter";
import { findRenewalPayer } from "./renewal-queries.server";
import { findSavedMethod } from "./saved-method-queries.server";
import type { Change } from "./sponsorship-change";
import { findSponsorship } from "./sponsorship-queries.server";

/** Written by `queue-change-letter.server.ts` and nobody else. */
const facts = z.object({
  changes: z
    .array(
      z.object({
        sponsorshipId: z.uuid(),
        change: z.custom<Change>((value) => typeof value === "object" && value !== null && "kind" in value),
        effect: z.custom<Effect>((value) => typeof value === "object" && value !== null && "gaps" in value),
      }),
    )
    .min(1),
});

export const changeLetterWriters: LetterWriters = {
  protection_changed: {
    essential: true,
    async write(world, mail) {
      const { changes } = facts.parse(mail.facts);
      const confirmed: ConfirmedChange[] = [];
      for (const { sponsorshipId, change, effect } of changes) {
        const sponsorship = await findSponsorship(world.db, sponsorshipId);
        if (!sponsorship) continue;
        const methodId = change.kind === "way" ? change.savedMethodId : undefined;
        const card = methodId ? await findSavedMethod(world.db, methodId) : undefined;
        confirmed.push({ workerName: sponsorship.workerName, change, effect, card });
      }
      if (confirmed.length === 0 || !mail.sponsorId) return { drop: "There is nothing to confirm." };
      return { letter: changeLetter(confirmed, await placeOf(world, mail.sponsorId)) };
    },
  },
};

async function placeOf(world: World, sponsorId: string) {
  const { name } = await findRenewalPayer(world.db, sponsorId);
  return {
    t: createWords("id").t,
    locale: "id" as const,
    operator: operatorOf(world),
    sponsorName: name,
    url: `${world.settings.publicUrl}/saya`,
  };
}
