/**
 * Reads one cell as what it should be. A cell is never guessed at: where a text can mean two amounts or two days, it
 * is refused unless the layout of the file declares which way it is written.
 */
import { type Day, dayFromParts, isDay } from "~/calendar/day";
import { type IuranMonth, isIuranMonth, monthOf } from "~/calendar/iuran-month";
import type { Cell } from "./sheet";

/** `id`: 16.800,00. `en`: 16,800.00. */
export type AmountFormat = "id" | "en";
/** In which order day, month and year stand in 03/04/2026. */
export type DayOrder = "dmy" | "mdy" | "ymd";

export type CellRule =
  | "empty"
  | "formula"
  | "error"
  | "not_an_amount"
  /** 16.800 is sixteen thousand in Indonesia and sixteen and a bit elsewhere. */
  | "amount_ambiguous"
  | "fraction"
  | "negative"
  | "too_large"
  | "not_a_day"
  | "day_ambiguous"
  | "not_a_month"
  /** A spreadsheet keeps fifteen digits of a number; the rest became zeros. */
  | "precision_lost"
  | "not_digits"
  | "wrong_length"
  | "too_long";

export type CellReading<T> =
  | { readonly kind: "value"; readonly value: T }
  | { readonly kind: "not_read"; readonly rule: CellRule };

const value = <T>(read: T): CellReading<T> => ({ kind: "value", value: read });
const broken = (rule: CellRule): { readonly kind: "not_read"; readonly rule: CellRule } => ({
  kind: "not_read",
  rule,
});

/** The cell's text, tidied, of at most `longest` characters; empty when there is none. */
export function readTextCell(cell: Cell | undefined, longest = 200): CellReading<string> {
  if (!cell || cell.kind === "empty") return value("");
  if (cell.kind === "formula" || cell.kind === "error") return broken(cell.kind);
  const text = (cell.kind === "day" ? cell.day : cell.text).normalize("NFC").replace(/\s+/g, " ").trim();
  return text.length > longest ? broken("too_long") : value(text);
}

/** Whole rupiah. `allowNegative` is for statements of a bank, where money leaves too. */
export function readAmountCell(
  cell: Cell | undefined,
  options: { readonly format?: AmountFormat | undefined; readonly allowNegative?: boolean } = {},
): CellReading<number> {
  if (!cell || cell.kind === "empty") return broken("empty");
  if (cell.kind === "formula" || cell.kind === "error") return broken(cell.kind);
  if (cell.kind === "day") return broken("not_an_amount");
  const read = cell.kind === "number" ? wholeNumber(cell.number) : amountInText(cell.text, options.format);
  if (read.kind === "value" && read.value < 0 && !options.allowNegative) return broken("negative");
  return read;
}

function wholeNumber(number: number): CellReading<number> {
  if (!Number.isInteger(number)) return broken("fraction");
  return Number.isSafeInteger(number) ? value(number) : broken("too_large");
}

function amountInText(text: string, format: AmountFormat | undefined): CellReading<number> {
  const typed = text.normalize("NFKC").replace(/\s/g, "");
  if (typed === "") return broken("empty");
  const parts = /^([-−–]|\()?(rp\.?|idr)?([-−–])?(\d[\d.,]*?)(,-)?(\))?$/i.exec(typed);
  if (!parts || (parts[1] === "(") !== (parts[6] === ")")) return broken("not_an_amount");
  // "Rp" and a closing ",-" are written by Indonesian hands only.
  const declared = format ?? (parts[2]?.toLowerCase().startsWith("rp") || parts[5] ? "id" : undefined);
  const read = digitsInFormat(parts[4]!, declared);
  if (read.kind === "not_read") return read;
  return value(parts[1] || parts[3] ? 0 - read.value : read.value);
}

function digitsInFormat(digits: string, declared: AmountFormat | undefined): CellReading<number> {
  const format = declared ?? formatSeenIn(digits);
  if (format === "plain") return wholeNumber(Number(digits));
  if (format === "unclear") return broken("amount_ambiguous");
  const [group, point] = format === "id" ? [".", ","] : [",", "."];
  const [whole = "", ...rest] = digits.split(point!);
  if (rest.length > 1) return broken("not_an_amount");
  if (!/^\d+$/.test(whole) && !isGrouped(whole, group!)) return broken("not_an_amount");
  if (rest[0] !== undefined && !/^0{1,2}$/.test(rest[0]))
    return broken(/^\d+$/.test(rest[0]) ? "fraction" : "not_an_amount");
  return wholeNumber(Number(whole.replaceAll(group!, "")));
}

/** Which way digits are written, where they leave no doubt: both signs, a sign twice, or two digits of sen. */
function formatSeenIn(digits: string): AmountFormat | "plain" | "unclear" {
  const dots = digits.split(".").length - 1;
  const commas = digits.split(",").length - 1;
  if (dots === 0 && commas === 0) return "plain";
  if (dots > 0 && commas > 0) return digits.lastIndexOf(",") > digits.lastIndexOf(".") ? "id" : "en";
  if (dots > 1) return "id";
  if (commas > 1) return "en";
  if (/[.,]\d{3}$/.test(digits)) return "unclear";
  return dots === 1 ? "en" : "id";
}

const isGrouped = (whole: string, group: string) => {
  const [first = "", ...rest] = whole.split(group);
  return /^\d{1,3}$/.test(first) && rest.length > 0 && rest.every((part) => /^\d{3}$/.test(part));
};

/** A day: a date of the spreadsheet, 2026-04-03, or numbers in the declared order; a time after it is left off. */
export function readDayCell(cell: Cell | undefined, order?: DayOrder): CellReading<Day> {
  if (!cell || cell.kind === "empty") return broken("empty");
  if (cell.kind === "formula" || cell.kind === "error") return broken(cell.kind);
  if (cell.kind === "day") return value(cell.day);
  const text = cell.text.trim().replace(/[ T]\d{1,2}[:.]\d{2}([:.]\d{2})?(\.\d+)?( ?[A-Z]{1,4})?$/, "");
  if (isDay(text)) return value(text);
  const named = /^(\d{1,2})[ \-/]([A-Za-z]{3,9})[ \-/](\d{4})$/.exec(text);
  const month = named && monthNumber(named[2]!);
  if (named && month) return dayOrBroken(Number(named[3]), month, Number(named[1]));
  const parts = /^(\d{1,4})[./\- ](\d{1,2})[./\- ](\d{1,4})$/.exec(text);
  if (!parts) return broken("not_a_day");
  const [a, b, c] = parts.slice(1).map(Number) as [number, number, number];
  if (parts[1]!.length === 4) return dayOrBroken(a, b, c);
  if (parts[3]!.length !== 4) return broken("not_a_day");
  switch (order) {
    case "dmy":
      return dayOrBroken(c, b, a);
    case "mdy":
      return dayOrBroken(c, a, b);
    case "ymd":
      return broken("not_a_day");
    case undefined:
      return broken("day_ambiguous");
  }
}

const dayOrBroken = (year: number, month: number, date: number): CellReading<Day> => {
  const day = dayFromParts(year, month, date);
  return day ? value(day) : broken("not_a_day");
};

/** An iuran month: 2026-11, 11/2026, 202611, November 2026, Nov-26 as a date of the spreadsheet. */
export function readMonthCell(cell: Cell | undefined): CellReading<IuranMonth> {
  if (!cell || cell.kind === "empty") return broken("empty");
  if (cell.kind === "formula" || cell.kind === "error") return broken(cell.kind);
  if (cell.kind === "day") return value(monthOf(cell.day));
  const text = cell.text.normalize("NFKC").trim();
  if (isDay(text)) return value(monthOf(text));
  const forms = [
    /^(?<year>\d{4})[-/. ]?(?<month>\d{1,2})$/,
    /^(?<month>\d{1,2})[-/. ](?<year>\d{4})$/,
    /^(?<name>[A-Za-z]{3,9})[-/., ]*(?<year>\d{4})$/,
  ];
  const found = forms.map((form) => form.exec(text)?.groups).find(Boolean);
  if (!found) return broken("not_a_month");
  const number = found.name ? monthNumber(found.name) : Number(found.month);
  const month = `${found.year}-${String(number ?? 0).padStart(2, "0")}`;
  return isIuranMonth(month) ? value(month) : broken("not_a_month");
}

const MONTHS = [
  ["januari", "january"],
  ["februari", "february", "pebruari"],
  ["maret", "march"],
  ["april"],
  ["mei", "may"],
  ["juni", "june"],
  ["juli", "july"],
  ["agustus", "august", "agt"],
  ["september"],
  ["oktober", "october"],
  ["november", "nopember"],
  ["desember", "december"],
] as const;

/** 1 to 12 for the name of a month in Indonesian or English, written out or in its first three letters. */
function monthNumber(name: string): number | undefined {
  const typed = name.toLowerCase();
  const at = MONTHS.findIndex((names) =>
    names.some((known) => known === typed || (typed.length >= 3 && known.slice(0, typed.length) === typed)),
  );
  return at < 0 ? undefined : at + 1;
}

/**
 * Digits that name somebody or something: NIK, NIP, KPJ. `length` is how many they must be. A number of the
 * spreadsheet is taken only where none of its digits can have been lost.
 */
export function readDigitsCell(cell: Cell | undefined, length?: number): CellReading<string> {
  if (!cell || cell.kind === "empty") return broken("empty");
  if (cell.kind === "formula" || cell.kind === "error") return broken(cell.kind);
  if (cell.kind === "day") return broken("not_digits");
  if (cell.kind === "number") {
    if (Math.abs(cell.number) >= 1e15) return broken("precision_lost");
    if (!Number.isInteger(cell.number) || cell.number < 0) return broken("not_digits");
  }
  const text = cell.text
    .normalize("NFKC")
    .replace(/^['’`]/, "")
    .replace(/[\s.\-‐‑–]/g, "");
  if (/^\d[\d.,]*E\+?\d+$/i.test(cell.text.replace(/\s/g, ""))) return broken("precision_lost");
  if (text === "") return broken("empty");
  if (!/^\d+$/.test(text)) return broken("not_digits");
  return length !== undefined && text.length !== length ? broken("wrong_length") : value(text);
}
