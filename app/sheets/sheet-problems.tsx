/** Why a file could not be taken, each problem with the line and column where a person finds it. */
import { ErrorSummary } from "~/ui/error-summary";
import { useWords } from "~/words/use-words";
import type { CellRule } from "./read-cell";
import type { SheetProblem } from "./sheet";

/** A problem of a file as a whole, or of one of its cells. */
export type FileProblem =
  | SheetProblem
  | { readonly rule: CellRule; readonly line: number; readonly column: string; readonly name: string };

/** `field` is the id of the file's field, which the summary leads to. */
export function SheetProblems({
  field,
  problems,
}: {
  readonly field: string;
  readonly problems: readonly FileProblem[];
}) {
  const say = useFileProblem();
  return <ErrorSummary mistakes={problems.map((problem) => ({ field, message: say(problem) }))} />;
}

/** The sentence for one problem: where it is, what it is. */
export function useFileProblem(): (problem: FileProblem) => string {
  const t = useWords();
  return (problem) => {
    const { line, column } = problem;
    const where =
      line !== undefined && column !== undefined
        ? t("sheets.at.cell", { line, column })
        : line !== undefined
          ? t("sheets.at.line", { line })
          : column !== undefined
            ? t("sheets.at.column", { column })
            : undefined;
    const what =
      "name" in problem
        ? `${problem.name}: ${t(`sheets.cell.${problem.rule}`)}`
        : t(`sheets.problem.${problem.rule}`, { detail: problem.detail ?? "" });
    return where ? `${where}. ${what}` : what;
  };
}
