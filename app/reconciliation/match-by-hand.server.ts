/** A person brings rows of the bank and what was expected together, or takes a match back. The audit log names who. */
import { recordAct } from "~/audit/audit-queries.server";
import type { World } from "~/platform/world.server";
import { makeMatches } from "./match-bank.server";
import { findMatchCause, sumSides } from "./match-queries.server";
import { undoMatch } from "./undo-match.server";

type Needs = Pick<World, "db" | "clock" | "chance">;
type By = { readonly id: string; readonly name: string };

export type HandAnswer =
  | { readonly kind: "done" }
  | {
      readonly kind: "refused";
      readonly reason:
        | "nothing_chosen"
        | "reason_missing"
        | "no_longer_open"
        | "unknown_match"
        /** Its money waits in suspense, held by a finding: end that one instead. */
        | "held_by_finding";
    }
  /** The two sides differ by so much; positive when the bank shows more. */
  | { readonly kind: "refused"; readonly reason: "sums_differ"; readonly offSen: number };

const refused = (reason: Exclude<Extract<HandAnswer, { kind: "refused" }>["reason"], "sums_differ">) => ({
  kind: "refused" as const,
  reason,
});

/** Both sides must come to the same sum to the sen; a difference is for a finding to decide. */
export async function matchByHand(
  world: Needs,
  request: {
    readonly rowIds: readonly number[];
    readonly expectationIds: readonly number[];
    readonly by: By;
  },
): Promise<HandAnswer> {
  const { rowIds, expectationIds, by } = request;
  if (rowIds.length === 0) return refused("nothing_chosen");
  return world.db.transaction().execute(async (trx): Promise<HandAnswer> => {
    const sums = await sumSides(trx, rowIds, expectationIds);
    if (sums.rows !== rowIds.length || sums.expectations !== expectationIds.length)
      return refused("no_longer_open");
    if (sums.bankSen !== sums.expectedSen)
      return { kind: "refused", reason: "sums_differ", offSen: sums.bankSen - sums.expectedSen };
    const [matchId] = await makeMatches(
      trx,
      world,
      "by_hand",
      [{ rowIds, expectationIds, why: { by: by.name } }],
      {
        by: by.name,
      },
    );
    await recordAct(trx, {
      at: world.clock.now(),
      actor: { kind: "staff", ...by },
      act: "bank_matched",
      subjectKind: "bank_match",
      subjectId: matchId!,
      after: { rows: rowIds.join(", "), expectations: expectationIds.join(", ") },
    });
    return { kind: "done" };
  });
}

export async function undoMatchByHand(
  world: Needs,
  request: { readonly matchId: string; readonly because: string; readonly by: By },
): Promise<HandAnswer> {
  const because = request.because.trim();
  if (because.length < 3) return refused("reason_missing");
  return world.db.transaction().execute(async (trx): Promise<HandAnswer> => {
    const cause = await findMatchCause(trx, request.matchId);
    if (cause?.decision === "to_suspense") return refused("held_by_finding");
    if (!(await undoMatch(trx, world, { matchId: request.matchId, by: request.by.name, because })))
      return refused("unknown_match");
    await recordAct(trx, {
      at: world.clock.now(),
      actor: { kind: "staff", ...request.by },
      act: "bank_match_undone",
      subjectKind: "bank_match",
      subjectId: request.matchId,
      reason: because,
    });
    return { kind: "done" };
  });
}
