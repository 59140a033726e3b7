/** Turns the lines of a bank's CSV into rows, by the account's layout. Nothing is guessed and nothing is skipped. */
import { type DayOrder, readDayCell } from "~/sheets/read-cell";
import { columnLetter, sameName } from "~/sheets/sheet";
import { readSen, readSide } from "./bank-amount";
import { type BankLayout, columnsOf } from "./bank-layout";
import { type BankProblem, type BankRowReading, problem, tidyText } from "./bank-row";

export type CsvColumns = {
  readonly width: number;
  readonly at: ReadonlyMap<string, number>;
};

/** Where each column of the layout stands in this header; a missing or doubled one is a problem that names it. */
export function findColumns(
  layout: BankLayout,
  header: readonly string[],
  line: number,
): { readonly columns: CsvColumns; readonly problems: readonly BankProblem[] } {
  const at = new Map<string, number>();
  const problems: BankProblem[] = [];
  for (const name of columnsOf(layout)) {
    const found = header.flatMap((cell, index) => (sameName(cell, name) ? [index] : []));
    if (found.length === 0) problems.push({ rule: "column_missing", line, detail: name });
    if (found.length > 1)
      problems.push({ rule: "column_twice", line, column: columnLetter(found[1]! + 1), detail: name });
    if (found.length > 0) at.set(name, found[0]!);
  }
  const width = header.findLastIndex((cell) => cell.trim() !== "") + 1;
  return { columns: { width, at }, problems };
}

/** One line after the header as a row; lines of nothing but separators are for the caller to leave out. */
export function readCsvRow(
  layout: BankLayout,
  columns: CsvColumns,
  cells: readonly string[],
  line: number,
): BankRowReading {
  const last = cells.findLastIndex((cell) => cell.trim() !== "") + 1;
  if (last > columns.width)
    return problem({
      rule: "row_long",
      line,
      column: columnLetter(columns.width + 1),
      detail: (cells[columns.width] ?? "").slice(0, 40),
    });
  if (cells.length < columns.width)
    return problem({
      rule: "row_short",
      line,
      column: columnLetter(cells.length + 1),
      detail: String(columns.width),
    });
  const cell = (name: string) => (name ? (cells[columns.at.get(name)!] ?? "").replace(/^'/, "").trim() : "");
  const wrong = (name: string, rule: BankProblem["rule"]) =>
    problem({
      rule,
      line,
      column: columnLetter(columns.at.get(name)! + 1),
      name,
      detail: cell(name).slice(0, 40),
    });

  const day = readDayCell(
    { kind: "text", text: inFullYears(cell(layout.day), layout.dayOrder) },
    layout.dayOrder,
  );
  if (day.kind === "not_read") return wrong(layout.day, cell(layout.day) === "" ? "empty" : day.rule);
  const amount = amountOf(layout, cell);
  if (amount.kind === "wrong") return wrong(amount.name, amount.rule);
  return {
    kind: "row",
    row: {
      line,
      onDay: day.value,
      amountSen: amount.sen,
      reference: tidyText(cell(layout.reference), 200),
      description: tidyText(cell(layout.description), 1000),
      reverses: false,
    },
  };
}

/** 03/04/26 is written by banks and means 2026; a century more or less would be no statement of ours. */
function inFullYears(text: string, order: DayOrder): string {
  const short = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{1,2})$/.exec(text);
  if (!short) return text;
  const [, a, mark, b, c] = short;
  return order === "ymd" ? `20${a!.padStart(2, "0")}${mark}${b}${mark}${c}` : `${a}${mark}${b}${mark}20${c}`;
}

type Amount =
  | { readonly kind: "amount"; readonly sen: number }
  | { readonly kind: "wrong"; readonly name: string; readonly rule: BankProblem["rule"] };

function amountOf(layout: BankLayout, cell: (name: string) => string): Amount {
  const read = (name: string) => readSen(cell(name), layout.amountFormat);
  const wrong = (name: string, rule: BankProblem["rule"]): Amount => ({ kind: "wrong", name, rule });
  switch (layout.sides) {
    case "signed": {
      const amount = read(layout.amount);
      if (amount.kind === "not_read") return wrong(layout.amount, amount.rule);
      return amount.sen === 0 ? wrong(layout.amount, "zero") : { kind: "amount", sen: amount.sen };
    }
    case "marked": {
      const amount = read(layout.amount);
      if (amount.kind === "not_read") return wrong(layout.amount, amount.rule);
      const side = readSide(cell(layout.mark));
      if (!side) return wrong(layout.mark, "no_side");
      if (amount.sen <= 0) return wrong(layout.amount, amount.sen === 0 ? "zero" : "negative");
      return { kind: "amount", sen: side === "in" ? amount.sen : -amount.sen };
    }
    case "two_columns": {
      const [credit, debit] = [read(layout.credit), read(layout.debit)];
      for (const [name, side] of [
        [layout.credit, credit],
        [layout.debit, debit],
      ] as const)
        if (side.kind === "not_read" && side.rule !== "empty") return wrong(name, side.rule);
      const into = credit.kind === "sen" ? credit.sen : 0;
      // Some banks write what went out with a minus, some without: the column says it went out.
      const out = debit.kind === "sen" ? Math.abs(debit.sen) : 0;
      if (into !== 0 && out !== 0) return wrong(layout.debit, "both_sides");
      if (into === 0 && out === 0) return wrong(layout.credit, "no_side");
      return into < 0 ? wrong(layout.credit, "negative") : { kind: "amount", sen: into - out };
    }
  }
}

/** Whether a line holds nothing but separators. */
export const isBlank = (cells: readonly string[]) => cells.every((cell) => cell.trim() === "");
