/** What booking a transfer would do, worked out by the rules that will do it; nothing is written. */
import type { World } from "~/platform/world.server";
import { listBatchLines } from "./batch-queries.server";
import { decideBooking, type Transfer } from "./booking";
import { listSettledLines } from "./booking-queries.server";
import { payableItems } from "./deductions";
import { findReport } from "./report-queries.server";

export type TransferOutcome =
  | {
      readonly kind: "book";
      readonly settled: number;
      /** What pays workers' months, as far as nobody has bought them meanwhile. */
      readonly premiumRupiah: number;
      /** What waits for a decision: too much transferred, or deductions that match no worker. */
      readonly waitingRupiah: number;
    }
  | { readonly kind: "short"; readonly missingRupiah: number }
  | { readonly kind: "nothing_to_settle" };

export async function previewTransfer(
  { db }: Pick<World, "db">,
  batchId: string,
  transfer: Transfer,
  leaveOut: readonly string[],
): Promise<TransferOutcome> {
  const report = await findReport(db, batchId);
  const settled = await listSettledLines(db, batchId);
  const lines = (await listBatchLines(db, batchId)).filter((line) => !settled.has(line.id));
  const decision = decideBooking(
    lines.map((line) => ({ lineId: line.id, deductedRupiah: report?.deducted.get(line.id) ?? 0 })),
    transfer.amountRupiah,
    new Set(leaveOut),
  );
  if (decision.kind !== "book") return decision;
  const itemsOf = new Map(lines.map((line) => [line.id, line.items]));
  const premiumRupiah = decision.settled.reduce(
    (sum, { lineId, deductedRupiah }) =>
      sum + deductedRupiah - payableItems(itemsOf.get(lineId) ?? [], deductedRupiah).leftRupiah,
    0,
  );
  return {
    kind: "book",
    settled: decision.settled.length,
    premiumRupiah,
    waitingRupiah: transfer.amountRupiah - premiumRupiah,
  };
}
