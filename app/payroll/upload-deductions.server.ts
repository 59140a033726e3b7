/** Takes in what the payroll office sent back, for a look before it is confirmed. Nothing is posted by it. */

import { maskNip } from "~/people/masking";
import type { World } from "~/platform/world.server";
import { readSheet } from "~/sheets/read-sheet.server";
import type { SheetProblem } from "~/sheets/sheet";
import { listBatchLines, lockBatch } from "./batch-queries.server";
import { isBooked } from "./booking-queries.server";
import {
  DEDUCTED_COLUMN,
  MOST_ROWS,
  NIP_COLUMN,
  type RowProblem,
  readDeductions,
  SHEET_NAME,
} from "./deduction-sheet";
import type { DeductedRow } from "./deductions";
import { saveDraft } from "./report-queries.server";

type Needs = Pick<World, "db" | "clock" | "chance" | "sealer">;

export type UploadAnswer =
  | { readonly kind: "kept" }
  | { readonly kind: "unreadable"; readonly problems: readonly SheetProblem[] }
  | { readonly kind: "problems"; readonly problems: readonly RowProblem[]; readonly more: number }
  | { readonly kind: "refused"; readonly reason: "unknown_batch" | "booked" };

/** Reads the file whole or not at all. A workbook is read from its sheet `Potongan`. */
export async function uploadDeductions(
  world: Needs,
  upload: {
    readonly batchId: string;
    readonly by: string;
    readonly file: { readonly name: string; readonly bytes: Uint8Array };
  },
): Promise<UploadAnswer> {
  const reading = await readSheet(upload.file.bytes, upload.file.name, {
    sheet: SHEET_NAME,
    columns: [NIP_COLUMN, DEDUCTED_COLUMN],
    maximumBytes: 5_000_000,
    maximumRows: MOST_ROWS,
    maximumColumns: 50,
  });
  if (reading.kind === "unreadable") return reading;
  const deductions = readDeductions(reading.sheet);
  if (deductions.kind === "problems") return deductions;
  const rows = deductions.rows.map(({ nip, ...rest }) => ({
    ...rest,
    nipIndex: world.sealer.index("nip", nip),
    nipMasked: maskNip(nip),
  }));
  return keep(world, upload.batchId, upload.by, rows, upload.file.name);
}

/** The short way: everybody was deducted what the list says. */
export async function reportAsListed(
  world: Needs,
  { batchId, by }: { readonly batchId: string; readonly by: string },
): Promise<UploadAnswer> {
  const rows = (await listBatchLines(world.db, batchId)).map((line) => ({
    nipIndex: line.nip.index,
    nipMasked: line.nip.masked,
    deductedRupiah: line.expectedRupiah,
  }));
  return keep(world, batchId, by, rows);
}

async function keep(
  world: Needs,
  batchId: string,
  by: string,
  rows: readonly DeductedRow[],
  fileName?: string,
): Promise<UploadAnswer> {
  return world.db.transaction().execute(async (trx): Promise<UploadAnswer> => {
    if (!(await lockBatch(trx, batchId))) return { kind: "refused", reason: "unknown_batch" };
    if (await isBooked(trx, batchId)) return { kind: "refused", reason: "booked" };
    await saveDraft(trx, {
      batchId,
      version: world.chance.id(),
      uploadedAt: world.clock.now(),
      uploadedBy: by,
      ...(fileName ? { fileName: fileName.slice(0, 200) } : {}),
      rows,
    });
    return { kind: "kept" };
  });
}
