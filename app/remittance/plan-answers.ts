/**
 * What a file of answers will do, worked out from its rows and the months they were found to mean. The preview shows
 * it and the import posts it: both by this rule.
 */
import type { AnswerMapping, AnswerRow, RowProblem } from "./answer-rows";

export type FoundMonth = {
  readonly itemId: number;
  readonly orderId: string;
  readonly paymentId?: string | undefined;
  readonly sponsorId: string;
  readonly workerId: string;
  readonly month: string;
  readonly number: string;
  readonly dueRupiah: number;
  readonly programmes: readonly ("jkk" | "jkm" | "jht")[];
};

/** What the books know of a row. */
export type RowFinding = {
  readonly workerKnown: boolean;
  readonly answered: boolean;
  /** Sent and not answered yet. */
  readonly open: readonly FoundMonth[];
};

export type SkipReason = "unknown_worker" | "not_sent" | "answered_before";

export type PlannedAnswer = FoundMonth & {
  readonly line: number;
  readonly outcome: "accepted" | "refused";
  readonly reason: string;
  readonly kpj: string;
  /** What BPJS does not keep: all of a refused month, the rest of one it took less for. */
  readonly returnedRupiah: number;
};

export type AnswerPlan = {
  readonly answers: readonly PlannedAnswer[];
  readonly skipped: readonly { readonly line: number; readonly why: SkipReason }[];
  readonly problems: readonly RowProblem[];
};

/** `found` by line. A row that means nothing of ours is skipped; one that contradicts the books or another row stops all. */
export function planAnswers(
  rows: readonly AnswerRow[],
  found: ReadonlyMap<number, RowFinding>,
  mapping: AnswerMapping,
): AnswerPlan {
  const answers: PlannedAnswer[] = [];
  const skipped: { line: number; why: SkipReason }[] = [];
  const problems: RowProblem[] = [];
  const taken = new Set<number>();
  for (const row of rows) {
    const finding = found.get(row.line);
    if (!finding || finding.open.length === 0) {
      skipped.push({ line: row.line, why: skipReason(row, finding) });
      continue;
    }
    const problem = problemOf(row, finding.open, taken);
    if (problem) {
      const column = (problem === "twice" ? (mapping.nik ?? mapping.reference) : mapping.amount) ?? "A";
      problems.push({ line: row.line, column, name: "", rule: problem });
      continue;
    }
    for (const month of finding.open) {
      taken.add(month.itemId);
      answers.push({
        ...month,
        line: row.line,
        outcome: row.outcome,
        reason: row.reason,
        kpj: row.kpj,
        returnedRupiah: returnedOf(row, month),
      });
    }
  }
  return { answers, skipped, problems: problems.slice(0, 20) };
}

function skipReason(row: AnswerRow, finding: RowFinding | undefined): SkipReason {
  if (finding?.answered) return "answered_before";
  return finding?.workerKnown || row.itemId !== undefined ? "not_sent" : "unknown_worker";
}

function problemOf(row: AnswerRow, open: readonly FoundMonth[], taken: ReadonlySet<number>) {
  if (open.some((month) => taken.has(month.itemId))) return "twice" as const;
  if (row.outcome === "refused" || row.amountRupiah === undefined) return undefined;
  const sent = open.reduce((sum, month) => sum + month.dueRupiah, 0);
  if (row.amountRupiah > sent) return "more_than_sent" as const;
  return row.amountRupiah < sent && open.length > 1 ? ("amount_unclear" as const) : undefined;
}

function returnedOf(row: AnswerRow, month: FoundMonth): number {
  if (row.outcome === "refused") return month.dueRupiah;
  const kept = row.amountRupiah;
  // One row for two orders with their exact sum leaves nothing over.
  return kept === undefined || kept >= month.dueRupiah ? 0 : month.dueRupiah - kept;
}

/** Of each reason to skip, the first lines are named; the rest is a count. */
const LINES_NAMED = 20;

/** The preview in figures, for its page. */
export function summariseAnswers(preview: {
  readonly plan: AnswerPlan;
  readonly problems: readonly RowProblem[];
  readonly importedBefore: boolean;
}) {
  const { answers, skipped } = preview.plan;
  const reasons = [...new Set(skipped.map(({ why }) => why))];
  return {
    accepted: answers.filter((answer) => answer.outcome === "accepted").length,
    refused: answers.filter((answer) => answer.outcome === "refused").length,
    returnedRupiah: answers.reduce((sum, answer) => sum + answer.returnedRupiah, 0),
    skipped: reasons.map((why) => {
      const lines = skipped.filter((row) => row.why === why).map((row) => row.line);
      return { why, lines: lines.slice(0, LINES_NAMED), count: lines.length };
    }),
    problems: preview.problems,
    importedBefore: preview.importedBefore,
  };
}
