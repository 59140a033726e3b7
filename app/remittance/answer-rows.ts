/**
 * What BPJS gave back, read by a mapping that says which column is what.
 *
 *   a row ──▶ whose month (our reference, or NIK and month) ──▶ accepted, or refused and why
 *
 * A cell that cannot be read, or says neither yes nor no, stops the whole file: nothing of it is posted half.
 */
import { type IuranMonth, isIuranMonth } from "~/calendar/iuran-month";
import { readNik } from "~/people/nik";
import {
  type AmountFormat,
  type CellReading,
  type CellRule,
  readAmountCell,
  readDigitsCell,
  readMonthCell,
  readTextCell,
} from "~/sheets/read-cell";
import { type Cell, MOST_PROBLEMS, type Sheet } from "~/sheets/sheet";
import { readItemReference } from "./remittance-layout";

export type AnswerMapping = {
  /** Column letters. */
  readonly reference?: string | undefined;
  readonly nik?: string | undefined;
  readonly month?: string | undefined;
  /** Of every row, when no column tells the month. */
  readonly fixedMonth?: IuranMonth | undefined;
  /** Without it every row is accepted. */
  readonly outcome?: string | undefined;
  readonly acceptedWords: readonly string[];
  readonly refusedWords: readonly string[];
  readonly reason?: string | undefined;
  readonly kpj?: string | undefined;
  readonly amount?: string | undefined;
  readonly amountFormat?: AmountFormat | undefined;
};

export type AnswerRow = {
  readonly line: number;
  readonly itemId?: number;
  readonly nik?: string;
  readonly month?: IuranMonth;
  readonly outcome: "accepted" | "refused";
  readonly reason: string;
  readonly kpj: string;
  readonly amountRupiah?: number;
};

export type RowRule =
  | CellRule
  | "unknown_outcome"
  | "nik_impossible"
  | "no_one_named"
  /** Another row of the file already answers this month. */
  | "twice"
  /** BPJS names more than was sent for it. */
  | "more_than_sent"
  /** One row with an amount speaks of two orders at once. */
  | "amount_unclear";
export type RowProblem = {
  readonly line: number;
  readonly column: string;
  readonly name: string;
  readonly rule: RowRule;
};

export type RowsReading<Row> = { readonly rows: readonly Row[]; readonly problems: readonly RowProblem[] };

/** A reader of one row's cells that gathers what it could not read. */
export function rowReader(sheet: Sheet, line: number, cells: readonly Cell[], problems: RowProblem[]) {
  const columnAt = (letter: string) => sheet.columns.findIndex((column) => column.letter === letter);
  const blame = (letter: string, rule: RowRule) => {
    const name = sheet.columns[columnAt(letter)]?.name ?? letter;
    problems.push({ line, column: letter, name, rule });
  };
  const cellAt = (letter: string) => cells[columnAt(letter)];
  return {
    blame,
    isEmpty: (letter: string | undefined) => !letter || (cellAt(letter)?.kind ?? "empty") === "empty",
    /** The value of the cell, or `undefined` after blaming it; an unmapped or empty cell is `undefined` without blame. */
    read<T>(letter: string | undefined, how: (cell: Cell | undefined) => CellReading<T>): T | undefined {
      if (!letter || (cellAt(letter)?.kind ?? "empty") === "empty") return undefined;
      const reading = how(cellAt(letter));
      if (reading.kind === "value") return reading.value;
      blame(letter, reading.rule);
      return undefined;
    },
  };
}

/** A NIK that can be one, or `undefined` after blaming the cell. */
export function readNikIn(reader: ReturnType<typeof rowReader>, letter: string): string | undefined {
  const nik = reader.read(letter, (cell) => readDigitsCell(cell, 16));
  if (nik === undefined) return undefined;
  if (readNik(nik).kind === "nik") return nik;
  reader.blame(letter, "nik_impossible");
  return undefined;
}

export function readAnswerRows(sheet: Sheet, mapping: AnswerMapping): RowsReading<AnswerRow> {
  const problems: RowProblem[] = [];
  const rows: AnswerRow[] = [];
  for (const { line, cells } of sheet.rows) {
    if (problems.length >= MOST_PROBLEMS) break;
    const before = problems.length;
    const row = readAnswerRow(rowReader(sheet, line, cells, problems), line, mapping);
    if (problems.length === before) rows.push(row);
  }
  return { rows, problems: problems.slice(0, MOST_PROBLEMS) };
}

function readAnswerRow(
  reader: ReturnType<typeof rowReader>,
  line: number,
  mapping: AnswerMapping,
): AnswerRow {
  const text = (letter: string | undefined, longest: number) =>
    reader.read(letter, (cell) => readTextCell(cell, longest)) ?? "";
  const itemId = readItemReference(text(mapping.reference, 60));
  const nik = itemId === undefined && mapping.nik ? readNikIn(reader, mapping.nik) : undefined;
  const month = reader.read(mapping.month, readMonthCell) ?? mapping.fixedMonth;
  if (itemId === undefined) {
    if (reader.isEmpty(mapping.nik)) reader.blame(mapping.nik ?? mapping.reference ?? "A", "no_one_named");
    if (month === undefined && reader.isEmpty(mapping.month)) reader.blame(mapping.month ?? "A", "empty");
  }
  const amountRupiah = reader.read(mapping.amount, (cell) =>
    readAmountCell(cell, { format: mapping.amountFormat }),
  );
  return {
    line,
    ...(itemId !== undefined ? { itemId } : {}),
    ...(nik ? { nik } : {}),
    ...(month ? { month } : {}),
    outcome: readOutcome(reader, mapping, text(mapping.outcome, 200)),
    reason: text(mapping.reason, 500),
    kpj: text(mapping.kpj, 30),
    ...(amountRupiah !== undefined ? { amountRupiah } : {}),
  };
}

function readOutcome(
  reader: ReturnType<typeof rowReader>,
  mapping: AnswerMapping,
  said: string,
): "accepted" | "refused" {
  if (!mapping.outcome) return "accepted";
  const word = plain(said);
  if (mapping.acceptedWords.some((known) => plain(known) === word)) return "accepted";
  if (!mapping.refusedWords.some((known) => plain(known) === word))
    reader.blame(mapping.outcome, "unknown_outcome");
  return "refused";
}

const plain = (word: string) =>
  word
    .toLowerCase()
    .replace(/[\s._-]+/g, " ")
    .trim();

export const defaultAcceptedWords = ["diterima", "berhasil", "sukses", "aktif", "terdaftar", "ok", "valid"];
export const defaultRefusedWords = ["ditolak", "gagal", "tidak valid", "nonaktif", "tidak terdaftar"];

export type MappingMistake = { readonly field: string; readonly rule: "who" | "when" | "words" | "source" };

/** Reads the form that says which column is what; letters that are no column of the file count as none. */
export function readAnswerMapping(
  fields: Readonly<Record<string, string>>,
  letters: readonly string[],
): { readonly mapping: AnswerMapping; readonly mistakes: readonly MappingMistake[] } {
  const letter = (name: string) => (letters.includes(fields[name] ?? "") ? fields[name] : undefined);
  const words = (name: string) =>
    (fields[name] ?? "")
      .split(/[,;\n]/)
      .map((word) => word.trim().slice(0, 60))
      .filter(Boolean)
      .slice(0, 40);
  const fixed = (fields.bulanTetap ?? "").trim();
  const mapping: AnswerMapping = {
    reference: letter("rujukan"),
    nik: letter("nik"),
    month: letter("bulan"),
    fixedMonth: isIuranMonth(fixed) ? fixed : undefined,
    outcome: letter("hasil"),
    acceptedWords: words("diterima"),
    refusedWords: words("ditolak"),
    reason: letter("alasan"),
    kpj: letter("kpj"),
    amount: letter("jumlah"),
    amountFormat:
      fields.bentukJumlah === "id" || fields.bentukJumlah === "en" ? fields.bentukJumlah : undefined,
  };
  const mistakes: MappingMistake[] = [];
  if (!mapping.nik && !mapping.reference) mistakes.push({ field: "nik", rule: "who" });
  if (mapping.nik && !mapping.month && !mapping.fixedMonth) mistakes.push({ field: "bulan", rule: "when" });
  if (mapping.outcome && mapping.acceptedWords.length === 0)
    mistakes.push({ field: "diterima", rule: "words" });
  return { mapping, mistakes };
}
