/** Writes the letter that makes somebody a unit's treasurer. A link that is no longer good is not sent any more. */
import { z } from "zod";
import { formatDay } from "~/calendar/day";
import { dayInWib } from "~/calendar/wib";
import type { LetterWriters } from "~/mail/deliver-mails.server";
import { letter } from "~/mail/letter";
import { letterFooter } from "~/mail/letter-footer";
import { operatorOf } from "~/mail/operator.server";
import { standingOfUnit } from "~/payroll/asn-registration";
import { listUnitVersions } from "~/units/work-unit-queries.server";
import { createWords } from "~/words/words";
import { INVITATION_DAYS } from "./appoint-treasurer.server";

const factsSchema = z.object({ unitId: z.string(), url: z.url().optional() });

export const treasurerLetterWriters: LetterWriters = {
  treasurer_invited: {
    essential: true,
    secret: true,
    async write(world, mail) {
      const { unitId, url } = factsSchema.parse(mail.facts);
      const now = world.clock.now();
      const endsAt = new Date(mail.queuedAt.getTime() + INVITATION_DAYS * 86_400_000);
      if (url && now >= endsAt) return { drop: "Its link is no longer valid." };
      const standing = standingOfUnit(unitId, await listUnitVersions(world.db), dayInWib(now));
      const { t } = createWords("id");
      const unit = standing.kind === "unknown" ? "" : standing.name;
      const day = formatDay(dayInWib(endsAt), "id");
      return {
        letter: letter({
          locale: "id",
          subject: t("payroll.invite.subject"),
          preheader: t("payroll.invite.preheader", { unit }),
          greeting: t("payroll.invite.greeting"),
          blocks: [
            { kind: "paragraph", text: t("payroll.invite.fact", { unit }) },
            { kind: "paragraph", text: t("payroll.invite.task") },
            url
              ? { kind: "paragraph", text: t("payroll.invite.choose", { day }) }
              : { kind: "paragraph", text: t("payroll.invite.known") },
            {
              kind: "button",
              text: t(url ? "payroll.invite.button" : "payroll.invite.open"),
              url: url ?? `${world.settings.publicUrl}/bendahara`,
            },
            { kind: "note", text: t("payroll.invite.ignore") },
          ],
          footer: letterFooter(t, operatorOf(world), t("payroll.invite.why", { unit })),
        }),
      };
    },
  },
};
