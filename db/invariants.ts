/**
 * Questions about the books whose answer must be empty. They run after every database test, by a
 * command (`check`), and by a job; a row that comes back is a bug or a crime, never a rounding matter.
 */
import { sql } from "kysely";
import { bookQuestions } from "./book-questions";
import { closingQuestions } from "./closing-questions";
import type { Db } from "./connection";
import { payrollQuestions } from "./payroll-questions";
import { reconciliationQuestions } from "./reconciliation-questions";
import { reminderQuestions } from "./reminder-questions";
import { remittanceQuestions } from "./remittance-questions";
import { sponsorAreaQuestions } from "./sponsor-area-questions";
import { sponsorshipQuestions } from "./sponsorship-questions";

export type BrokenInvariant = { readonly name: string; readonly rows: readonly Record<string, unknown>[] };

const questions: Readonly<Record<string, string>> = {
  ...bookQuestions,
  ...sponsorshipQuestions,
  ...sponsorAreaQuestions,
  ...payrollQuestions,
  ...reconciliationQuestions,
  ...reminderQuestions,
  ...remittanceQuestions,
  ...closingQuestions,
};

/** The names of all questions, for the README and the admin page. */
export const invariantNames: readonly string[] = Object.keys(questions);

/** Asks every question; at most ten rows of each broken one come back. Empty means all is well. */
export async function findBrokenInvariants(db: Db): Promise<readonly BrokenInvariant[]> {
  const broken: BrokenInvariant[] = [];
  for (const [name, text] of Object.entries(questions)) {
    const { rows } = await sql<Record<string, unknown>>`${sql.raw(text)} limit 10`.execute(db);
    if (rows.length > 0) broken.push({ name, rows });
  }
  return broken;
}
