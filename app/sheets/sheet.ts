/**
 * A sheet is a table that somebody made elsewhere and handed in: a header with names, and rows of cells. Whatever
 * the file was, what is wrong with it is said with the line and the column letter a person sees on the screen.
 *
 *   bytes ──▶ lines of cells ──▶ header found, rows as wide as it ──▶ a sheet, or every problem at once
 */
import type { Day } from "~/calendar/day";

export type Cell =
  | { readonly kind: "empty" }
  | { readonly kind: "text"; readonly text: string }
  /** `text` are its digits as far as the file kept them. */
  | { readonly kind: "number"; readonly number: number; readonly text: string }
  | { readonly kind: "day"; readonly day: Day }
  /** Worked out by the spreadsheet; its result may be old, so it is never read as a value. */
  | { readonly kind: "formula"; readonly shown: string }
  /** What a spreadsheet shows when it could not work something out: #N/A, #REF!. */
  | { readonly kind: "error"; readonly shown: string };

export type SheetColumn = { readonly name: string; readonly letter: string };
/** `cells` stand under `columns` of the same index; `line` counts from 1 as the file's own program shows it. */
export type SheetRow = { readonly line: number; readonly cells: readonly Cell[] };
export type Sheet = {
  readonly columns: readonly SheetColumn[];
  readonly headerLine: number;
  readonly rows: readonly SheetRow[];
  /** Of a workbook: the sheet that was read. */
  readonly name?: string;
};

/** Why a file cannot be taken as a table. */
export type SheetRule =
  | "empty"
  | "too_large"
  | "too_many_rows"
  | "too_many_columns"
  /** Unpacked it would be far larger than any table of ours. */
  | "bomb"
  /** The format of Excel before 2007, or a workbook locked with a password. */
  | "old_or_locked"
  /** A web page that was given the name of a spreadsheet, as some banks send. */
  | "web_page"
  | "not_a_table"
  | "broken_workbook"
  | "sheet_missing"
  | "quote_open"
  | "quote_stray"
  | "row_short"
  | "row_long"
  | "column_twice"
  | "column_missing"
  | "no_rows";

export type SheetProblem = {
  readonly rule: SheetRule;
  readonly line?: number;
  /** A column letter. */
  readonly column?: string;
  /** What was found, wanted or allowed, for the sentence. */
  readonly detail?: string;
};

export type SheetReading =
  | { readonly kind: "sheet"; readonly sheet: Sheet }
  | { readonly kind: "unreadable"; readonly problems: readonly SheetProblem[] };

/** Lines of cells before anything is known of a header. `ragged` lines say how many cells they really had. */
export type Grid = { readonly lines: readonly SheetRow[]; readonly ragged: boolean; readonly name?: string };

export type HeaderWish = {
  /** The line of the header; otherwise the first line that holds every wanted column, or the first with text. */
  readonly headerLine?: number | undefined;
  /** Columns the table must have. */
  readonly columns?: readonly string[] | undefined;
  readonly maximumRows: number;
  readonly maximumColumns: number;
};

/** At most so many problems are told at once: a file that is wrong throughout is wrong in its first lines. */
export const MOST_PROBLEMS = 20;
/** A header is looked for in the first lines; above it stand titles and addresses. */
const HEADER_WITHIN = 30;

export const unreadable = (...problems: readonly SheetProblem[]): SheetReading => ({
  kind: "unreadable",
  problems: problems.slice(0, MOST_PROBLEMS),
});

/** 1 → "A", 27 → "AA". */
export function columnLetter(number: number): string {
  const rest = Math.floor((number - 1) / 26);
  return (rest > 0 ? columnLetter(rest) : "") + String.fromCharCode(65 + ((number - 1) % 26));
}

/** The text a person sees in the cell. */
export function shownIn(cell: Cell): string {
  switch (cell.kind) {
    case "empty":
      return "";
    case "text":
    case "number":
      return cell.text;
    case "day":
      return cell.day;
    case "formula":
    case "error":
      return cell.shown;
  }
}

/** Names compare without case, spaces, dots, dashes and underscores: "No. Peserta" is "no_peserta". */
export const sameName = (a: string, b: string) => plainName(a) === plainName(b);
const plainName = (name: string) =>
  name
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s._\-/()*:]+/g, "");

/** The index of the first column that bears one of the names, or -1. */
export function columnNamed(sheet: Pick<Sheet, "columns">, ...names: readonly string[]): number {
  return sheet.columns.findIndex((column) => names.some((name) => sameName(column.name, name)));
}

/** Finds the header and makes rows as wide as it; lines without any content are left out. */
export function toSheet(grid: Grid, wish: HeaderWish): SheetReading {
  const lines = grid.lines.filter((line) => line.cells.some((cell) => cell.kind !== "empty"));
  if (lines.length === 0) return unreadable({ rule: "empty" });
  const header = findHeader(lines, wish);
  if (!header) return unreadable({ rule: "empty", line: wish.headerLine ?? 1 });
  const width = header.cells.findLastIndex((cell) => cell.kind !== "empty") + 1;
  if (width > wish.maximumColumns)
    return unreadable({ rule: "too_many_columns", line: header.line, detail: String(wish.maximumColumns) });
  const columns = header.cells.slice(0, width).map((cell, index) => ({
    name: shownIn(cell).replace(/\s+/g, " ").trim(),
    letter: columnLetter(index + 1),
  }));
  const body = lines.filter((line) => line.line > header.line);
  if (body.length > wish.maximumRows)
    return unreadable({ rule: "too_many_rows", detail: String(wish.maximumRows) });
  const problems = [
    ...headerProblems(columns, header.line, wish.columns ?? []),
    ...body.flatMap((row) => widthProblem(row, width, grid.ragged) ?? []),
    ...(body.length === 0 ? [{ rule: "no_rows" as const, line: header.line }] : []),
  ];
  if (problems.length > 0) return unreadable(...problems);
  const rows = body.map((row) => ({ line: row.line, cells: padded(row.cells, width) }));
  return {
    kind: "sheet",
    sheet: { columns, headerLine: header.line, rows, ...(grid.name ? { name: grid.name } : {}) },
  };
}

function findHeader(lines: readonly SheetRow[], wish: HeaderWish): SheetRow | undefined {
  if (wish.headerLine !== undefined) return lines.find((line) => line.line === wish.headerLine);
  const wanted = wish.columns ?? [];
  const near = lines.slice(0, HEADER_WITHIN);
  const holds = (line: SheetRow) =>
    wanted.every((name) => line.cells.some((cell) => sameName(shownIn(cell), name)));
  return (wanted.length > 0 ? near.find(holds) : undefined) ?? lines[0];
}

function headerProblems(
  columns: readonly SheetColumn[],
  line: number,
  wanted: readonly string[],
): SheetProblem[] {
  const twice = columns.flatMap((column, index) =>
    column.name !== "" && columns.findIndex((other) => sameName(other.name, column.name)) !== index
      ? [{ rule: "column_twice" as const, line, column: column.letter, detail: column.name }]
      : [],
  );
  const missing = wanted
    .filter((name) => columnNamed({ columns }, name) < 0)
    .map((name) => ({ rule: "column_missing" as const, line, detail: name }));
  return [...missing, ...twice];
}

function widthProblem(row: SheetRow, width: number, ragged: boolean): SheetProblem | undefined {
  const last = row.cells.findLastIndex((cell) => cell.kind !== "empty") + 1;
  if (last > width)
    return {
      rule: "row_long",
      line: row.line,
      column: columnLetter(width + 1),
      detail: shownIn(row.cells[width]!).slice(0, 40),
    };
  if (ragged && row.cells.length < width)
    return {
      rule: "row_short",
      line: row.line,
      column: columnLetter(row.cells.length + 1),
      detail: String(width),
    };
  return undefined;
}

const EMPTY: Cell = { kind: "empty" };
const padded = (cells: readonly Cell[], width: number): readonly Cell[] =>
  cells.length === width ? cells : Array.from({ length: width }, (_, index) => cells[index] ?? EMPTY);
