/** Looks through the gateway's list of payouts itself, in case its messages about one were lost. */
import type { World } from "~/platform/world.server";
import { readPayout } from "./fetch-payout.server";
import { listStalePayouts } from "./payout-queries.server";

type Needs = Pick<World, "db" | "clock" | "chance" | "gateways" | "log">;

/** Payouts settle within days; a bank may send one back weeks later. */
const LOOK_BACK_DAYS = 40;

/** Reads every payout of the last weeks that we do not know as it stands. One that fails stops no other. */
export async function lookAgainAtPayouts(
  world: Needs,
): Promise<{ expected: number; done: number; failed: number }> {
  const since = new Date(world.clock.now().getTime() - LOOK_BACK_DAYS * 86_400_000);
  let expected = 0;
  let done = 0;
  for (const gateway of world.gateways)
    for (let after: string | undefined, more = true; more; more = after !== undefined) {
      const page = await gateway.listPayouts(since, after);
      after = page.next;
      for (const payout of await listStalePayouts(world.db, gateway.name, page.items)) {
        expected += 1;
        try {
          await readPayout(world, gateway.name, payout);
          done += 1;
        } catch (error) {
          world.log.warn(
            { payout: payout.payoutRef, error: (error as Error).message },
            "could not read a payout",
          );
        }
      }
    }
  return { expected, done, failed: expected - done };
}
