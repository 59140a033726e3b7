/** Tells sponsors that a month of theirs was not, or not wholly, paid through their pay. The worker's clock goes on. */
import { queueMails } from "~/mail/mail-queries.server";
import type { World } from "~/platform/world.server";
import type { Trx } from "~db/connection";
import { listSponsorAddresses } from "./payroll-address-queries.server";

export type NotDeducted =
  /** The treasurer reports that nothing was taken. */
  | "nothing"
  /** Less was taken than the workers cost. */
  | "less"
  /** It was taken, and the unit's transfer did not cover it. */
  | "not_received"
  /** The unit has not said what it took. */
  | "not_reported";

type Line = { readonly id: string; readonly sponsorId: string; readonly because: NotDeducted };

/** A statement carries so many letters and no more. */
const AT_ONCE = 1000;

/** Queues one letter a line; `occasion` tells one telling of a line from another. */
export async function tellNotDeducted(
  trx: Trx,
  world: Pick<World, "clock" | "chance">,
  telling: { readonly occasion: string; readonly lines: readonly Line[] },
): Promise<void> {
  const at = world.clock.now();
  const addresses = await listSponsorAddresses(
    trx,
    telling.lines.map((line) => line.sponsorId),
  );
  const letters = telling.lines.flatMap((line) => {
    const toAddress = addresses.get(line.sponsorId);
    if (!toAddress) return [];
    return {
      id: world.chance.id(),
      occasion: `payroll-not-deducted/${telling.occasion}/${line.id}`,
      kind: "payroll_not_deducted",
      toAddress,
      sponsorId: line.sponsorId,
      locale: "id" as const,
      facts: { lineId: line.id, because: line.because },
      queuedAt: at,
      dueAt: at,
    };
  });
  for (let from = 0; from < letters.length; from += AT_ONCE)
    await queueMails(trx, letters.slice(from, from + AT_ONCE));
}
