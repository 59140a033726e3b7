/** Asks the questions about the books whose answer must be empty, and says loudly when one is not. */
import type { World } from "~/platform/world.server";
import { findBrokenInvariants, invariantNames } from "~db/invariants";
import type { RunReport } from "./job-queries.server";

/** Each question counts as one; the names of the broken ones are kept with the run. */
export async function checkBooks(world: Pick<World, "db" | "log">): Promise<RunReport> {
  const broken = await findBrokenInvariants(world.db);
  for (const { name, rows } of broken)
    world.log.error({ invariant: name, rows }, "the books are not in order");
  const expected = invariantNames.length;
  return {
    expected,
    done: expected - broken.length,
    failed: broken.length,
    ...(broken.length > 0 ? { error: `Broken: ${broken.map(({ name }) => name).join("; ")}` } : {}),
  };
}
