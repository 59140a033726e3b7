/** One closed list with everything that has become of it, for the treasurer's page and for the admins'. */
import { dayInWib } from "~/calendar/wib";
import type { World } from "~/platform/world.server";
import { listBatchLines } from "./batch-queries.server";
import { type BatchRecord, listBatches } from "./batch-record-queries.server";
import { listBookings, listSettledLines } from "./booking-queries.server";
import { toListed } from "./confirm-report.server";
import { compareDeductions, type Difference, payableItems } from "./deductions";
import { reportDay } from "./payroll-calendar";
import { findPayrollSetting } from "./payroll-setting-queries.server";
import { findDraft, findReport } from "./report-queries.server";

export type ShownLine = {
  readonly id: string;
  readonly name: string;
  readonly nipMasked: string;
  readonly workers: readonly string[];
  readonly expectedRupiah: number;
  readonly deductedRupiah?: number;
  readonly orderCode?: string;
};

/** The differences of an upload without what identifies anybody. */
export type ShownDifference = {
  readonly kind: Difference["kind"] | "lessNone";
  readonly name?: string;
  readonly nipMasked: string;
  readonly row?: number;
  readonly rows?: readonly number[];
  readonly expectedRupiah?: number;
  readonly deductedRupiah?: number;
};

/** Undefined when there is none such. NIPs stay masked. */
export async function gatherBatch(world: Pick<World, "db" | "clock">, batchId: string) {
  const { db, clock } = world;
  const [record]: readonly (BatchRecord | undefined)[] = await listBatches(db, { id: batchId, limit: 1 });
  if (!record) return undefined;
  const setting = await findPayrollSetting(db, dayInWib(clock.now()));
  const lines = await listBatchLines(db, batchId);
  const report = await findReport(db, batchId);
  const settled = await listSettledLines(db, batchId);
  const bookings = await listBookings(db, batchId);
  const draft = bookings.length === 0 ? await findDraft(db, batchId) : undefined;
  const comparison = draft && compareDeductions(lines.map(toListed), draft.rows);
  const itemsOf = new Map(lines.map((line) => [line.id, line.items]));
  return {
    batch: { ...record, listedOn: dayInWib(record.listedAt), reportBy: reportDay(record.month, setting) },
    ...(setting.account ? { account: setting.account } : {}),
    lines: lines.map((line): ShownLine => {
      const code = settled.get(line.id)?.orderCode;
      const deductedRupiah = report?.deducted.get(line.id);
      return {
        id: line.id,
        name: line.name,
        nipMasked: line.nip.masked,
        workers: line.items.map((item) => item.workerName),
        expectedRupiah: line.expectedRupiah,
        ...(deductedRupiah === undefined ? {} : { deductedRupiah }),
        ...(code ? { orderCode: code } : {}),
      };
    }),
    ...(report
      ? {
          report: {
            by: report.reportedBy,
            on: dayInWib(report.reportedAt),
            totalRupiah: report.totalRupiah,
          },
        }
      : {}),
    ...(draft && comparison
      ? {
          draft: {
            version: draft.version,
            ...(draft.fileName ? { fileName: draft.fileName } : {}),
            totalRupiah: comparison.totalRupiah,
            isBlocked: comparison.isBlocked,
            differences: comparison.differences.map((difference) => shownDifference(difference, itemsOf)),
          },
        }
      : {}),
    bookings,
  };
}

export type GatheredBatch = NonNullable<Awaited<ReturnType<typeof gatherBatch>>>;

function shownDifference(
  difference: Difference,
  itemsOf: ReadonlyMap<string, readonly { readonly amountRupiah: number }[]>,
): ShownDifference {
  const at = "row" in difference && difference.row !== undefined ? { row: difference.row } : {};
  switch (difference.kind) {
    case "twice":
      return { kind: "twice", nipMasked: difference.nipMasked, rows: difference.rows };
    case "unknown":
      return {
        kind: "unknown",
        nipMasked: difference.nipMasked,
        deductedRupiah: difference.deductedRupiah,
        ...at,
      };
    case "more":
    case "less":
    case "nothing":
    case "missing": {
      const { name, nipMasked, expectedRupiah, lineId } = difference.line;
      const deductedRupiah = "deductedRupiah" in difference ? difference.deductedRupiah : 0;
      const reachesNobody =
        difference.kind === "less" &&
        payableItems(itemsOf.get(lineId) ?? [], deductedRupiah).paid.length === 0;
      return {
        kind: reachesNobody ? "lessNone" : difference.kind,
        name,
        nipMasked,
        expectedRupiah,
        deductedRupiah,
        ...at,
      };
    }
  }
}
