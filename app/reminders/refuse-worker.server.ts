/** A sponsor says that they do not go on with a worker, or that they do after all. */
import type { World } from "~/platform/world.server";
import type { RefusalReason } from "./refusal";
import { insertRefusal, revokeRefusals } from "./reminder-queries.server";

type Needs = Pick<World, "db" | "clock" | "chance">;
type Pair = { readonly sponsorId: string; readonly workerId: string };

/** Safe to repeat; the newest reason holds. Months bought later make it void. */
export async function refuseWorker(
  world: Needs,
  pair: Pair & { readonly because: RefusalReason },
): Promise<void> {
  const refusal = { id: world.chance.id(), recordedAt: world.clock.now(), ...pair };
  await world.db.transaction().execute((trx) => insertRefusal(trx, refusal));
}

export async function takeRefusalBack(world: Needs, { sponsorId, workerId }: Pair): Promise<void> {
  await world.db
    .transaction()
    .execute((trx) => revokeRefusals(trx, sponsorId, [workerId], world.clock.now()));
}
