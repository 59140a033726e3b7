/**
 * Rows of a list of those whose iuran the government pays (Lingkaran Cinta, DBHCHT): a NIK, and the months. Where no
 * column tells the months, the period given with the file holds for every row.
 */
import { addMonths, type IuranMonth, isIuranMonth, monthsBetween } from "~/calendar/iuran-month";
import { readMonthCell } from "~/sheets/read-cell";
import { MOST_PROBLEMS, type Sheet } from "~/sheets/sheet";
import { type MappingMistake, type RowProblem, type RowsReading, readNikIn, rowReader } from "./answer-rows";

export type GovernmentMapping = {
  readonly nik: string;
  readonly fromMonth?: string | undefined;
  readonly toMonth?: string | undefined;
  readonly fixedFrom?: IuranMonth | undefined;
  readonly fixedTo?: IuranMonth | undefined;
  readonly sourceName: string;
};

export type GovernmentRow = {
  readonly line: number;
  readonly nik: string;
  readonly fromMonth: IuranMonth;
  readonly toMonth: IuranMonth;
};

/** A list speaks of at most so many months: more is a slip in the year. */
export const MOST_LIST_MONTHS = 24;

export function readGovernmentRows(sheet: Sheet, mapping: GovernmentMapping): RowsReading<GovernmentRow> {
  const problems: RowProblem[] = [];
  const rows: GovernmentRow[] = [];
  const firstLine = new Map<string, number>();
  for (const { line, cells } of sheet.rows) {
    if (problems.length >= MOST_PROBLEMS) break;
    const reader = rowReader(sheet, line, cells, problems);
    const before = problems.length;
    if (reader.isEmpty(mapping.nik)) reader.blame(mapping.nik, "no_one_named");
    const nik = readNikIn(reader, mapping.nik);
    const from = reader.read(mapping.fromMonth, readMonthCell) ?? mapping.fixedFrom;
    const to =
      reader.read(mapping.toMonth, readMonthCell) ??
      (mapping.toMonth || mapping.fixedTo ? mapping.fixedTo : from);
    const last = to ?? from;
    if (problems.length > before) continue;
    if (!from || !last) {
      reader.blame(mapping.fromMonth ?? mapping.nik, "empty");
      continue;
    }
    if (last < from || monthsBetween(from, last) >= MOST_LIST_MONTHS) {
      reader.blame(mapping.toMonth ?? mapping.fromMonth ?? mapping.nik, "not_a_month");
      continue;
    }
    const key = `${nik} ${from} ${last}`;
    if (firstLine.has(key)) reader.blame(mapping.nik, "twice");
    else if (nik) rows.push({ line, nik, fromMonth: from, toMonth: last });
    firstLine.set(key, line);
  }
  return { rows, problems: problems.slice(0, MOST_PROBLEMS) };
}

/** Reads the form that says which column is what. */
export function readGovernmentMapping(
  fields: Readonly<Record<string, string>>,
  letters: readonly string[],
): { readonly mapping: GovernmentMapping; readonly mistakes: readonly MappingMistake[] } {
  const letter = (name: string) => (letters.includes(fields[name] ?? "") ? fields[name] : undefined);
  const month = (name: string) => {
    const typed = (fields[name] ?? "").trim();
    return isIuranMonth(typed) ? typed : undefined;
  };
  const mapping: GovernmentMapping = {
    nik: letter("nik") ?? "",
    fromMonth: letter("mulai"),
    toMonth: letter("sampai"),
    fixedFrom: month("mulaiTetap"),
    fixedTo: month("sampaiTetap"),
    sourceName: (fields.sumber ?? "").replace(/\s+/g, " ").trim().slice(0, 100),
  };
  const mistakes: MappingMistake[] = [];
  if (!mapping.nik) mistakes.push({ field: "nik", rule: "who" });
  if (!mapping.fromMonth && !mapping.fixedFrom) mistakes.push({ field: "mulai", rule: "when" });
  if (
    mapping.fixedFrom &&
    mapping.fixedTo &&
    (mapping.fixedTo < mapping.fixedFrom ||
      mapping.fixedTo > addMonths(mapping.fixedFrom, MOST_LIST_MONTHS - 1))
  )
    mistakes.push({ field: "sampaiTetap", rule: "when" });
  if (mapping.sourceName.length < 2) mistakes.push({ field: "sumber", rule: "source" });
  return { mapping, mistakes };
}
