/** Writes to an administrator that a recurring job did not do what it should. */
import { z } from "zod";
import { formatInstantWib } from "~/calendar/wib";
import type { LetterWriter } from "~/mail/deliver-mails.server";
import { letter } from "~/mail/letter";
import { letterFooter } from "~/mail/letter-footer";
import { operatorOf } from "~/mail/operator.server";
import { sayOr } from "~/words/say-or";
import { createWords } from "~/words/words";

const facts = z.object({
  job: z.string(),
  kind: z.enum(["late", "abandoned", "failed", "less"]),
  tick: z.string().nullable(),
  error: z.string().optional(),
  expected: z.number().optional(),
  done: z.number().optional(),
});
export type JobTroubleFacts = z.infer<typeof facts>;

const named = facts.extend({ name: z.string() });

export const jobTroubleWriter: LetterWriter = {
  essential: true,
  async write(world, mail) {
    const about = named.parse(mail.facts);
    const { t } = createWords("id");
    const job = sayOr(t, `admin.jobName.${about.job}`, about.job);
    const when = about.tick ? formatInstantWib(new Date(about.tick), "id") : "";
    const words = { job, when, done: about.done ?? 0, expected: about.expected ?? 0 };
    return {
      letter: letter({
        locale: "id",
        subject: t(`watch.subject.${about.kind}`, words),
        preheader: t("watch.preheader"),
        greeting: t("watch.greeting", { name: about.name }),
        blocks: [
          { kind: "paragraph", text: t(`watch.fact.${about.kind}`, words) },
          ...(about.error ? [{ kind: "note" as const, text: about.error }] : []),
          { kind: "paragraph", text: t("watch.next") },
          { kind: "button", text: t("watch.button"), url: `${world.settings.publicUrl}/admin/pekerjaan` },
        ],
        footer: letterFooter(t, operatorOf(world), t("watch.why")),
      }),
    };
  },
};
