/**
 * Brings the bank's rows and what is expected there together, rule by rule in the order the admins gave them, some
 * thousands at a time, each time in a transaction of its own: claims, entries and reasons together or not at all.
 */

import type { World } from "~/platform/world.server";
import type { Trx } from "~db/connection";
import {
  insertExpectations,
  listUnexpectedBankLines,
  withdrawReversedBookings,
} from "./expectation-queries.server";
import { postMatches } from "./match-postings.server";
import {
  endOfChunk,
  proposeByAmount,
  proposeByDaySum,
  proposeByReference,
  proposeByReferenceSum,
  proposeReversals,
} from "./match-proposal-queries.server";
import { insertMatches, listRules } from "./match-queries.server";
import {
  type DifferenceAccount,
  type MatchCause,
  type MatchRule,
  type Proposal,
  withoutOverlap,
} from "./match-rule";

type Needs = Pick<World, "db" | "clock" | "chance">;

/** How many rows a rule looks at, or brings together, in one transaction. */
const CHUNK = 10_000;

export type MatchRun = Readonly<Record<string, number>>;

/** Runs every rule that is on duty; answers how many matches each made. */
export async function matchBank(
  world: Needs,
  onProgress: (rule: string, matches: number) => void = () => {},
): Promise<MatchRun> {
  await noteExpectations(world);
  const made: Record<string, number> = {};
  for (const rule of await listRules(world.db)) {
    if (!rule.onDuty) continue;
    made[rule.name] = await runRule(world, rule, (matches) => onProgress(rule.name, matches));
  }
  return made;
}

/** Transfers that were booked elsewhere in the house since the last run. */
async function noteExpectations(world: Needs): Promise<void> {
  for (let more = true; more; )
    more = await world.db.transaction().execute(async (trx) => {
      const found = await listUnexpectedBankLines(trx);
      await insertExpectations(trx, found, world.clock.now());
      await withdrawReversedBookings(trx, world.clock.now());
      return found.length > 0;
    });
}

async function runRule(
  world: Needs,
  rule: MatchRule,
  onProgress: (matches: number) => void,
): Promise<number> {
  let matches = 0;
  let after: number | undefined = 0;
  while (after !== undefined) {
    const from = after;
    const step = await world.db.transaction().execute(async (trx) => {
      const { proposals, next } = await propose(trx, rule, from);
      const chosen = withoutOverlap(proposals);
      await makeMatches(trx, world, rule.name, chosen, { by: "system" });
      // A rule without a place of its own is asked again while it finds something.
      return { made: chosen.length, next: next === "again" ? (chosen.length > 0 ? 0 : undefined) : next };
    });
    matches += step.made;
    after = step.next;
    onProgress(matches);
  }
  return matches;
}

type Step = { readonly proposals: readonly Proposal[]; readonly next: number | undefined | "again" };

async function propose(trx: Trx, rule: MatchRule, after: number): Promise<Step> {
  switch (rule.name) {
    case "reversal":
      return { proposals: await proposeReversals(trx, rule.windowDays, CHUNK), next: "again" };
    case "reference": {
      const upTo = await endOfChunk(trx, after, CHUNK);
      if (upTo === undefined) return { proposals: [], next: undefined };
      return { proposals: await proposeByReference(trx, after, upTo), next: upTo };
    }
    case "reference_sum":
      return { proposals: await proposeByReferenceSum(trx, CHUNK), next: "again" };
    case "amount_and_day":
      return { proposals: await proposeByAmount(trx, rule.windowDays, CHUNK), next: "again" };
    case "day_sum":
      return { proposals: await proposeByDaySum(trx, rule.windowDays, CHUNK), next: "again" };
  }
}

/** Makes these matches: both sides claimed, the money posted to the bank. Throws when one was claimed meanwhile. */
export async function makeMatches(
  trx: Trx,
  world: Pick<World, "clock" | "chance">,
  cause: MatchCause,
  proposals: readonly Proposal[],
  made: { readonly by: string; readonly findingId?: string; readonly differenceTo?: DifferenceAccount },
): Promise<readonly string[]> {
  if (proposals.length === 0) return [];
  const matches = proposals.map((proposal) => ({ ...proposal, id: world.chance.id() }));
  const sides = await insertMatches(trx, cause, matches, { at: world.clock.now(), ...made });
  return postMatches(trx, world, matches, sides, made.differenceTo);
}
