/** What may become of a prepared batch before its money leaves: approved by another person, pruned, or withdrawn. */
import { recordAct } from "~/audit/audit-queries.server";
import type { World } from "~/platform/world.server";
import { insertApproval, insertWithdrawal } from "./batch-steps-queries.server";
import { type ApproveRefusal, decideApproval, type ItemCheck } from "./remittance-batch";
import { leaveOut, lockBatch, type Staff, sumBatch, takeInAgain } from "./remittance-queries.server";

type Needs = Pick<World, "db" | "clock">;
type Refused<R extends string> = { readonly kind: "refused"; readonly reason: R };
const refused = <R extends string>(reason: R): Refused<R> => ({ kind: "refused", reason });
const reasonIsGiven = (reason: string) => reason.trim().length >= 3 && reason.trim().length <= 500;

/** Approves a batch that somebody else prepared; its total is frozen with it. */
export async function approveBatch(
  world: Needs,
  { batchId, by }: { readonly batchId: string; readonly by: Staff },
): Promise<{ readonly kind: "approved" } | Refused<ApproveRefusal>> {
  return world.db.transaction().execute(async (trx) => {
    const batch = await lockBatch(trx, batchId);
    if (!batch) return refused("unknown");
    const totals = await sumBatch(trx, batchId);
    const decision = decideApproval({ ...batch, ...totals }, by.id);
    if (decision !== "approve") return refused(decision);
    const at = world.clock.now();
    await insertApproval(trx, {
      batchId,
      preparedById: batch.preparedById,
      by,
      at,
      totalRupiah: totals.dueRupiah,
    });
    await recordAct(trx, {
      at,
      actor: { kind: "staff", ...by },
      act: "remittance_approved",
      subjectKind: "remittance_batch",
      subjectId: batchId,
      after: { number: batch.number, totalRupiah: totals.dueRupiah },
    });
    return { kind: "approved" as const };
  });
}

/** Gives a batch up before its money left; its months wait again. */
export async function withdrawBatch(
  world: Needs,
  request: { readonly batchId: string; readonly reason: string; readonly by: Staff },
): Promise<{ readonly kind: "withdrawn" } | Refused<"unknown" | "too_late" | "reason_missing">> {
  if (!reasonIsGiven(request.reason)) return refused("reason_missing");
  return world.db.transaction().execute(async (trx) => {
    const batch = await lockBatch(trx, request.batchId);
    if (!batch) return refused("unknown");
    if (batch.state !== "prepared" && batch.state !== "approved") return refused("too_late");
    const at = world.clock.now();
    const reason = request.reason.trim();
    await insertWithdrawal(trx, { batchId: batch.id, by: request.by.name, at, reason });
    await recordAct(trx, {
      at,
      actor: { kind: "staff", ...request.by },
      act: "remittance_withdrawn",
      subjectKind: "remittance_batch",
      subjectId: batch.id,
      after: { number: batch.number },
      reason,
    });
    return { kind: "withdrawn" as const };
  });
}

export type LeaveOutRequest = {
  readonly batchId: string;
  readonly which: { readonly ids: readonly number[] } | { readonly check: ItemCheck };
  readonly reason: string;
  readonly by: Staff;
};

/** Leaves months out of a batch nobody approved yet; they wait for a later one. */
export async function leaveOutItems(
  world: Needs,
  request: LeaveOutRequest,
): Promise<
  | { readonly kind: "left_out"; readonly count: number }
  | Refused<"unknown" | "not_prepared" | "reason_missing" | "nothing_chosen">
> {
  if (!reasonIsGiven(request.reason)) return refused("reason_missing");
  return world.db.transaction().execute(async (trx) => {
    const batch = await lockBatch(trx, request.batchId);
    if (!batch) return refused("unknown");
    if (batch.state !== "prepared") return refused("not_prepared");
    const at = world.clock.now();
    const reason = request.reason.trim();
    const count = await leaveOut(trx, batch.id, request.which, { at, name: request.by.name, reason });
    if (count === 0) return refused("nothing_chosen");
    await recordAct(trx, {
      at,
      actor: { kind: "staff", ...request.by },
      act: "remittance_left_out",
      subjectKind: "remittance_batch",
      subjectId: batch.id,
      after: { number: batch.number, items: count, ...request.which },
      reason,
    });
    return { kind: "left_out" as const, count };
  });
}

/** Takes a month that was left out in again. */
export async function takeItemIn(
  world: Needs,
  request: { readonly batchId: string; readonly itemId: number; readonly by: Staff },
): Promise<{ readonly kind: "taken_in" } | Refused<"unknown" | "not_prepared" | "elsewhere">> {
  return world.db.transaction().execute(async (trx) => {
    const batch = await lockBatch(trx, request.batchId);
    if (!batch) return refused("unknown");
    if (batch.state !== "prepared") return refused("not_prepared");
    if (!(await takeInAgain(trx, batch.id, request.itemId))) return refused("elsewhere");
    await recordAct(trx, {
      at: world.clock.now(),
      actor: { kind: "staff", ...request.by },
      act: "remittance_taken_in",
      subjectKind: "remittance_batch",
      subjectId: batch.id,
      after: { number: batch.number, item: request.itemId },
    });
    return { kind: "taken_in" as const };
  });
}
