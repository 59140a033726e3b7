/**
 * The night's comparison of the books. Every step takes what is not compared or matched yet, so a run that was cut off
 * is finished by the next one, and a run with nothing new changes nothing.
 *
 *   gateway ↔ ours ─▶ bank ↔ what is expected there ─▶ findings for the rest
 */
import type { World } from "~/platform/world.server";
import { comparePayouts } from "./compare-payouts.server";
import { findBankDifferences } from "./find-bank-differences.server";
import { matchBank } from "./match-bank.server";

type Needs = Pick<World, "db" | "clock" | "chance" | "log">;

/** What a run did, step by step. */
export type Reconciled = {
  readonly payouts: number;
  readonly matches: Readonly<Record<string, number>>;
  readonly opened: number;
  readonly settled: number;
};

export async function reconcileBooks(world: Needs): Promise<Reconciled> {
  const { payouts } = await comparePayouts(world, (count) =>
    world.log.info({ payouts: count }, "payouts compared"),
  );
  const matches = await matchBank(world, (rule, count) =>
    world.log.info({ rule, matches: count }, "bank rows matched"),
  );
  return { payouts, matches, ...(await findBankDifferences(world)) };
}

/** The same as a job. */
export async function reconcile(world: Needs): Promise<{ expected: number; done: number; failed: number }> {
  const { payouts, matches } = await reconcileBooks(world);
  const done = payouts + Object.values(matches).reduce((sum, count) => sum + count, 0);
  return { expected: done, done, failed: 0 };
}
