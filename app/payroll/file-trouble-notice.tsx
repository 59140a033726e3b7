/** Every problem of a file in a sentence, with the line and the column a spreadsheet shows. */
import type { SheetProblem } from "~/sheets/sheet";
import { Notice } from "~/ui/notice";
import { sayOr } from "~/words/say-or";
import { useWords } from "~/words/use-words";
import type { Words } from "~/words/words";
import type { RowProblem } from "./deduction-sheet";
import type { FileTrouble } from "./file-trouble";

export function FileTroubleNotice({ trouble }: { readonly trouble: FileTrouble }) {
  const t = useWords();
  const sentences =
    trouble.kind === "unreadable"
      ? trouble.problems.map((problem) => sheetSentence(t, problem))
      : trouble.problems.map((problem) => rowSentence(t, problem));
  return (
    <div className="mb-8">
      <Notice kind="danger" title={t("sheets.problems")} live>
        <ul className="mt-2 list-disc space-y-1 pl-5">
          {sentences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
        {trouble.kind === "problems" && trouble.more > 0 && (
          <p className="mt-2">{t("payroll.file.more", { count: trouble.more })}</p>
        )}
        <p className="mt-2">{t("payroll.file.untouched")}</p>
      </Notice>
    </div>
  );
}

function sheetSentence(t: Words, { rule, line, column, detail = "" }: SheetProblem): string {
  const sentence =
    rule === "column_missing"
      ? t("payroll.file.columnMissing", { detail })
      : rule === "sheet_missing"
        ? t("payroll.file.sheetMissing", { detail })
        : t(`sheets.problem.${rule}`, { detail });
  return [placeOf(t, line, column), sentence].filter(Boolean).join(": ");
}

function rowSentence(t: Words, { row, column, what }: RowProblem): string {
  const place = t("sheets.at.cell", { line: row, column });
  if (what.kind === "nip") return `${place}: ${sayOr(t, `payroll.asn.mistake.nip.${what.rule}`, what.rule)}`;
  const sentence = what.rule === "empty" ? t("payroll.file.emptyDeducted") : t(`sheets.cell.${what.rule}`);
  return `${place}: ${sentence}`;
}

function placeOf(t: Words, line: number | undefined, column: string | undefined): string {
  if (line !== undefined && column) return t("sheets.at.cell", { line, column });
  return line === undefined ? "" : t("sheets.at.line", { line });
}
