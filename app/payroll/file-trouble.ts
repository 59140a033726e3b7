/** Why a file of the payroll office could not be taken, as a page shows it: every problem at its line and column. */
import type { SheetProblem } from "~/sheets/sheet";
import type { RowProblem } from "./deduction-sheet";

export type FileTrouble =
  | { readonly kind: "unreadable"; readonly problems: readonly SheetProblem[] }
  | { readonly kind: "problems"; readonly problems: readonly RowProblem[]; readonly more: number };
