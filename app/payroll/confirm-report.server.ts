/**
 * The treasurer confirms what was really deducted. From then on the page says the one sum to transfer; a report may
 * be corrected by another until a transfer has been booked. Those whose month is not paid by it are told.
 */
import { type Actor, recordAct } from "~/audit/audit-queries.server";
import type { World } from "~/platform/world.server";
import { type BatchLine, listBatchLines, lockBatch } from "./batch-queries.server";
import { isBooked } from "./booking-queries.server";
import { compareDeductions, type ListedLine, payableItems } from "./deductions";
import { deleteDraft, findDraft, findReport, insertReport } from "./report-queries.server";
import { type NotDeducted, tellNotDeducted } from "./tell-not-deducted.server";

type Needs = Pick<World, "db" | "clock" | "chance">;

export type Confirming =
  | { readonly kind: "confirmed"; readonly totalRupiah: number }
  | {
      readonly kind: "refused";
      /** `changed`: another file was uploaded meanwhile. `blocked`: the file must be put right first. */
      readonly reason: "unknown_batch" | "booked" | "changed" | "blocked";
    };

/** `version` is the upload that was shown. Nothing is written when it is refused. */
export async function confirmReport(
  world: Needs,
  given: { readonly batchId: string; readonly version: string; readonly by: Actor },
): Promise<Confirming> {
  return world.db.transaction().execute(async (trx): Promise<Confirming> => {
    if (!(await lockBatch(trx, given.batchId))) return { kind: "refused", reason: "unknown_batch" };
    if (await isBooked(trx, given.batchId)) return { kind: "refused", reason: "booked" };
    const draft = await findDraft(trx, given.batchId);
    if (draft?.version !== given.version) return { kind: "refused", reason: "changed" };
    const lines = await listBatchLines(trx, given.batchId);
    const comparison = compareDeductions(lines.map(toListed), draft.rows);
    if (comparison.isBlocked) return { kind: "refused", reason: "blocked" };
    const at = world.clock.now();
    const before = await findReport(trx, given.batchId);
    const number = (before?.number ?? 0) + 1;
    const deducted = new Map(comparison.deducted.map((line) => [line.lineId, line.deductedRupiah]));
    await insertReport(trx, {
      id: world.chance.id(),
      batchId: given.batchId,
      number,
      reportedAt: at,
      reportedBy: given.by.name,
      ...(draft.fileName ? { fileName: draft.fileName } : {}),
      totalRupiah: comparison.totalRupiah,
      deducted,
    });
    await deleteDraft(trx, given.batchId);
    await tellNotDeducted(trx, world, {
      occasion: `${given.batchId}/report-${number}`,
      lines: lines.flatMap((line) => unpaid(line, deducted.get(line.id) ?? 0)),
    });
    await recordAct(trx, {
      at,
      actor: given.by,
      act: "payroll_reported",
      subjectKind: "payroll_batch",
      subjectId: given.batchId,
      after: { number, totalRupiah: comparison.totalRupiah, differences: comparison.differences.length },
    });
    return { kind: "confirmed", totalRupiah: comparison.totalRupiah };
  });
}

export const toListed = (line: BatchLine): ListedLine => ({
  lineId: line.id,
  name: line.name,
  nipIndex: line.nip.index,
  nipMasked: line.nip.masked,
  expectedRupiah: line.expectedRupiah,
});

function unpaid(line: BatchLine, deductedRupiah: number) {
  if (payableItems(line.items, deductedRupiah).unpaid.length === 0) return [];
  const because: NotDeducted = deductedRupiah === 0 ? "nothing" : "less";
  return [{ id: line.id, sponsorId: line.sponsorId, because }];
}
