/** The month's list as a file for the payroll office. It holds whole NIPs: whoever makes it has written that down first. */
import { formatNip } from "~/people/nip";
import type { Sealer } from "~/people/sealing.server";
import type { OutSheet } from "~/sheets/write-sheet.server";
import { createWords } from "~/words/words";
import type { Batch, BatchLine } from "./batch-queries.server";
import { DEDUCTED_COLUMN, NIP_COLUMN, SHEET_NAME } from "./deduction-sheet";
import { NIP_CONTEXT } from "./register-asn.server";

type Row = {
  readonly number: number | null;
  readonly nip: string;
  readonly name: string;
  readonly amountRupiah: number;
  readonly workers: string;
};

/** NIPs are written with blanks, so that a spreadsheet leaves their eighteen digits alone. The sum stands at the foot. */
export function payrollFile(
  batch: Batch,
  lines: readonly BatchLine[],
  sealer: Pick<Sealer, "open">,
): OutSheet<Row> {
  const { t } = createWords("id");
  const rows: Row[] = lines.map((line) => ({
    number: line.position,
    nip: formatNip(sealer.open(line.nip.sealed, NIP_CONTEXT)),
    name: line.name,
    amountRupiah: line.expectedRupiah,
    workers: line.items.map((item) => item.workerName).join(", "),
  }));
  const total: Row = {
    number: null,
    nip: t("payroll.treasurer.columnSum"),
    name: "",
    amountRupiah: batch.totalRupiah,
    workers: "",
  };
  return {
    fileName: batch.reference,
    sheetName: SHEET_NAME,
    columns: [
      { name: t("payroll.treasurer.columnNo"), kind: "number", value: (row) => row.number, width: 6 },
      { name: NIP_COLUMN, kind: "text", value: (row) => row.nip, width: 24 },
      { name: t("payroll.treasurer.columnName"), kind: "text", value: (row) => row.name, width: 32 },
      {
        name: t("payroll.treasurer.columnAmount"),
        kind: "number",
        value: (row) => row.amountRupiah,
        width: 18,
      },
      { name: DEDUCTED_COLUMN, kind: "number", value: () => null, width: 14 },
      { name: t("payroll.treasurer.columnWorkers"), kind: "text", value: (row) => row.workers, width: 40 },
      {
        name: t("payroll.treasurer.columnReference"),
        kind: "text",
        value: (row) => (row.number === null ? "" : batch.reference),
        width: 26,
      },
    ],
    rows: [...rows, total],
  };
}
