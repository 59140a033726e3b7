/** One row of a bank's statement as a value, and what may be wrong with a file. */
import type { CellRule } from "~/sheets/read-cell";
import type { SheetRule } from "~/sheets/sheet";
import type { SenRule } from "./bank-amount";

export type BankRow = {
  /** In the file, from 1. */
  readonly line: number;
  readonly onDay: string;
  /** Positive: into the account. Never 0. */
  readonly amountSen: number;
  /** Empty when the bank gives none. */
  readonly reference: string;
  readonly description: string;
  /** The bank itself calls it the correction of an earlier row. */
  readonly reverses: boolean;
};

export type BankRule =
  | SheetRule
  | CellRule
  | SenRule
  /** Money both came and went, or neither, in one row. */
  | "both_sides"
  | "no_side"
  /** A spreadsheet: save it as CSV. */
  | "spreadsheet"
  /** A line of MT940 that does not follow the standard. */
  | "mt940_line"
  /** MT940: opening balance and rows do not come to the closing balance: rows are missing. */
  | "mt940_balance"
  | "mt940_cut_off"
  | "mt940_currency"
  | "layout_missing";

export type BankProblem = {
  readonly rule: BankRule;
  readonly line?: number;
  /** A column letter. */
  readonly column?: string;
  /** The column's name in the file. */
  readonly name?: string;
  readonly detail?: string;
};

export type BankRowReading =
  | { readonly kind: "row"; readonly row: BankRow }
  | { readonly kind: "problem"; readonly problem: BankProblem };

export const problem = (given: BankProblem): BankRowReading => ({ kind: "problem", problem: given });

/** As text is kept: composed letters, single spaces, no more than `longest` characters. */
export function tidyText(text: string, longest: number): string {
  return text
    .normalize("NFC")
    .replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, " ")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, longest)
    .trim();
}
