/**
 * The file between us and the payroll office: what it holds when it goes out, and how it is read when it comes back.
 * Columns are known by their names and not by their places, so the office may add its own.
 */

import { readNip } from "~/people/nip";
import { type CellRule, readAmountCell, readDigitsCell } from "~/sheets/read-cell";
import { columnNamed, type Sheet } from "~/sheets/sheet";
import type { NipMistake } from "./asn-registration";

export const SHEET_NAME = "Potongan";
export const NIP_COLUMN = "NIP";
export const DEDUCTED_COLUMN = "Dipotong";
/** More civil servants than any unit of a kabupaten has. */
export const MOST_ROWS = 20_000;

export type DeductionRow = { readonly row: number; readonly nip: string; readonly deductedRupiah: number };

export type RowProblem = {
  readonly row: number;
  /** The column's letter. */
  readonly column: string;
  readonly what:
    | { readonly kind: "nip"; readonly rule: NipMistake }
    | { readonly kind: "cell"; readonly rule: CellRule };
};

export type DeductionsReading =
  | { readonly kind: "rows"; readonly rows: readonly DeductionRow[] }
  | { readonly kind: "problems"; readonly problems: readonly RowProblem[]; readonly more: number };

/** At most so many problems are told at once. */
const MOST_TOLD = 20;

/** Reads every row or says what is wrong with each; an empty cell under `Dipotong` is a problem, a 0 is an answer. */
export function readDeductions(sheet: Sheet): DeductionsReading {
  const nipAt = columnNamed(sheet, NIP_COLUMN);
  const deductedAt = columnNamed(sheet, DEDUCTED_COLUMN);
  const rows: DeductionRow[] = [];
  const problems: RowProblem[] = [];
  for (const { line, cells } of sheet.rows) {
    const letterOf = (index: number) => sheet.columns[index]?.letter ?? "";
    if (isTotalRow(cells[nipAt])) continue;
    const digits = readDigitsCell(cells[nipAt]);
    const amount = readAmountCell(cells[deductedAt], { format: "id" });
    const nip = digits.kind === "value" ? readNip(digits.value) : undefined;
    if (digits.kind === "not_read")
      problems.push({ row: line, column: letterOf(nipAt), what: { kind: "cell", rule: digits.rule } });
    if (nip?.kind === "not_a_nip")
      problems.push({ row: line, column: letterOf(nipAt), what: { kind: "nip", rule: nip.rule } });
    if (amount.kind === "not_read")
      problems.push({ row: line, column: letterOf(deductedAt), what: { kind: "cell", rule: amount.rule } });
    if (nip && nip.kind !== "not_a_nip" && amount.kind === "value")
      rows.push({ row: line, nip: nip.nip, deductedRupiah: amount.value });
  }
  return problems.length > 0
    ? {
        kind: "problems",
        problems: problems.slice(0, MOST_TOLD),
        more: Math.max(0, problems.length - MOST_TOLD),
      }
    : { kind: "rows", rows };
}

/** The sum at the foot of the table we send out. */
function isTotalRow(cell: Sheet["rows"][number]["cells"][number] | undefined): boolean {
  return cell?.kind === "text" && /^(jumlah|total)$/i.test(cell.text.trim());
}
