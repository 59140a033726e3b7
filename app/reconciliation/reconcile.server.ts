/**
 * The night's comparison of the books. Every step takes what is not compared yet, so a run that was cut off is
 * finished by the next one, and a run with nothing new changes nothing.
 */
import type { World } from "~/platform/world.server";
import { comparePayouts } from "./compare-payouts.server";

type Needs = Pick<World, "db" | "clock" | "chance" | "log">;

/** Compares the gateway's book with ours. */
export async function reconcile(world: Needs): Promise<{ expected: number; done: number; failed: number }> {
  const { payouts } = await comparePayouts(world, (count) =>
    world.log.info({ payouts: count }, "payouts compared"),
  );
  return { expected: payouts, done: payouts, failed: 0 };
}
