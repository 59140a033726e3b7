/** Lets mail go to an address again, with who decided it and why. The log knows the address masked. */
import { type Actor, recordAct } from "~/audit/audit-queries.server";
import { maskEmail } from "~/people/masking";
import type { World } from "~/platform/world.server";
import { releaseAddress } from "./mail-news-queries.server";

/** False when mail was not kept from it (any more): then nothing is written. */
export async function liftSuppression(
  world: Pick<World, "db" | "clock">,
  { address, reason, actor }: { readonly address: string; readonly reason: string; readonly actor: Actor },
): Promise<boolean> {
  return world.db.transaction().execute(async (trx) => {
    const lifted = await releaseAddress(trx, address);
    if (!lifted) return false;
    await recordAct(trx, {
      at: world.clock.now(),
      actor,
      act: "address_released",
      subjectKind: "address",
      subjectId: maskEmail(lifted.address),
      before: { because: lifted.because, since: lifted.since.toISOString() },
      reason,
    });
    return true;
  });
}
