/** Queues the short letter that confirms a change, at the sponsor's address of today. Facts hold ids and days, no names. */
import { queueMails } from "~/mail/mail-queries.server";
import type { World } from "~/platform/world.server";
import type { Trx } from "~db/connection";
import type { Weighed } from "./manage-sponsorship.server";
import { findRenewalPayer } from "./renewal-queries.server";

export async function queueChangeLetter(
  trx: Trx,
  world: Pick<World, "clock" | "chance">,
  sponsorId: string,
  weighed: readonly Weighed[],
): Promise<void> {
  const now = world.clock.now();
  const { email, locale } = await findRenewalPayer(trx, sponsorId);
  const id = world.chance.id();
  await queueMails(trx, [
    {
      id,
      occasion: `protection_changed/${id}`,
      kind: "protection_changed",
      toAddress: email,
      sponsorId,
      locale,
      facts: {
        changes: weighed.map(({ sponsorship, change, effect, after }) => ({
          sponsorshipId: sponsorship.id,
          change,
          effect,
          ...(after === "ended" ? {} : { terms: after.terms }),
        })),
      },
      queuedAt: now,
      dueAt: now,
    },
  ]);
}
