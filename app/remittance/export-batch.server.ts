/**
 * The list of an approved batch as a file in a branch's own layout. It names people by their whole NIK, so taking it
 * is an act that is written down before the first row leaves.
 */
import { recordAct } from "~/audit/audit-queries.server";
import type { World } from "~/platform/world.server";
import type { OutSheet, SheetFormat } from "~/sheets/write-sheet.server";
import { openStatement } from "~/workers/state-worker.server";
import { listExportRows, listLayouts, type SealedExportRow } from "./layout-queries.server";
import {
  defaultColumns,
  type ExportRow,
  isNumericField,
  type LayoutColumn,
  valueIn,
} from "./remittance-layout";
import { findBatch, type Staff } from "./remittance-queries.server";

type Needs = Pick<World, "db" | "clock" | "sealer">;
export type ExportAnswer =
  | { readonly kind: "sheet"; readonly sheet: OutSheet<ExportRow> }
  | { readonly kind: "refused"; readonly reason: "unknown" | "not_approved" };

/** Rows are read and opened so many at a time, so that a long file needs little memory. */
const PAGE = 2_000;

/** Writes the act down and returns the table; its rows are opened while the file is written. */
export async function exportBatch(
  world: Needs,
  request: {
    readonly batchId: string;
    readonly layoutId?: string | undefined;
    readonly format: SheetFormat;
    readonly by: Staff;
  },
): Promise<ExportAnswer> {
  const batch = await findBatch(world.db, request.batchId);
  if (!batch) return { kind: "refused", reason: "unknown" };
  if (batch.state !== "approved" && batch.state !== "remitted")
    return { kind: "refused", reason: "not_approved" };
  const layout = (await listLayouts(world.db)).find(({ id }) => id === request.layoutId);
  const columns = layout?.columns ?? defaultColumns;
  await world.db.transaction().execute((trx) =>
    recordAct(trx, {
      at: world.clock.now(),
      actor: { kind: "staff", ...request.by },
      act: "remittance_exported",
      subjectKind: "remittance_batch",
      subjectId: batch.id,
      after: { number: batch.number, format: request.format, layout: layout?.name ?? null, unmasked: true },
    }),
  );
  return {
    kind: "sheet",
    sheet: {
      fileName: batch.number,
      sheetName: batch.number,
      columns: columns.map(toOutColumn),
      rows: openRows(world, batch),
    },
  };
}

const toOutColumn = (column: LayoutColumn) => ({
  name: column.name,
  kind: isNumericField(column.field) ? ("number" as const) : ("text" as const),
  value: (row: ExportRow) => valueIn(column, row),
});

async function* openRows(
  world: Needs,
  batch: { readonly id: string; readonly number: string },
): AsyncGenerator<ExportRow> {
  let [after, number] = [0, 0];
  for (;;) {
    const rows = await listExportRows(world.db, batch.id, { after, size: PAGE });
    for (const row of rows) {
      number += 1;
      yield openRow(world, row, batch.number, number);
    }
    if (rows.length < PAGE) return;
    after = rows.at(-1)!.item_id;
  }
}

function openRow(world: Needs, row: SealedExportRow, batch: string, number: number): ExportRow {
  const { nik, bornOn, phone } = openStatement(world.sealer, {
    nikSealed: row.nik_sealed,
    birthDateSealed: row.birth_date_sealed,
    phoneSealed: row.phone_sealed,
  });
  const { name, occupation, village, kecamatan, month, base, jkk, jkm, jht } = row;
  const at = { number, itemId: row.item_id, batch, nik, bornOn, phone, kpj: row.kpj ?? "", total: row.due };
  return { ...at, name, occupation, village, kecamatan, month, base, jkk, jkm, jht };
}
