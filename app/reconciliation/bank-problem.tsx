/** What is wrong with a bank's file, in a sentence that says where. */
import { useWords } from "~/words/use-words";
import type { BankProblem } from "./bank-row";

export function useBankProblem(): (problem: BankProblem) => string {
  const t = useWords();
  return ({ rule, line, column, name, detail }) => {
    const where =
      line !== undefined && column !== undefined
        ? t("sheets.at.cell", { line, column })
        : line !== undefined
          ? t("sheets.at.line", { line })
          : undefined;
    const say = (key: string, otherwise: string) =>
      String(t(key as never, { defaultValue: otherwise, detail: detail ?? "" }));
    const what =
      say(`reconciliation.problem.${rule}`, "") ||
      say(`sheets.cell.${rule}`, "") ||
      say(`sheets.problem.${rule}`, rule);
    const said = name ? `${name}: ${what}` : what;
    const found = name && detail ? ` ${t("reconciliation.found", { detail })}` : "";
    return where ? `${where}. ${said}${found}` : `${said}${found}`;
  };
}
