/** Writes the letter that carries a sign-in link. A link that would arrive too old is not sent any more. */
import { z } from "zod";
import { formatTimeWib } from "~/calendar/wib";
import { createWords } from "~/words/words";
import type { LetterWriter } from "./deliver-mails.server";
import { letter } from "./letter";
import { letterFooter } from "./letter-footer";
import { operatorOf } from "./operator.server";

const lifeMs = 15 * 60_000;
const factsSchema = z.object({ url: z.url().optional() });

export const signInLetterWriter: LetterWriter = {
  essential: true,
  secret: true,
  async write(world, mail) {
    const { url } = factsSchema.parse(mail.facts);
    const endsAt = new Date(mail.queuedAt.getTime() + lifeMs);
    if (!url || world.clock.now() >= endsAt) return { drop: "Its link is no longer valid." };
    const { t } = createWords("id");
    const time = formatTimeWib(endsAt, "id");
    return {
      letter: letter({
        locale: "id",
        subject: t("mail.signIn.subject"),
        preheader: t("mail.signIn.preheader", { time }),
        greeting: t("mail.signIn.greeting"),
        blocks: [
          { kind: "paragraph", text: t("mail.signIn.fact", { time }) },
          { kind: "button", text: t("mail.signIn.button"), url },
          { kind: "note", text: t("mail.signIn.ignore") },
        ],
        footer: letterFooter(t, operatorOf(world), t("mail.signIn.why")),
      }),
    };
  },
};
