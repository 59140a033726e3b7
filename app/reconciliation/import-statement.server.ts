/**
 * A bank's file becomes rows that count, in two steps a person sees: read (a draft, worth nothing), then confirmed.
 *
 *   file ──read──▶ draft ──confirmed──▶ counts ──undone──▶ counts no more, its matches taken back
 *             └─ every problem with line and column, and nothing kept
 */
import { recordAct } from "~/audit/audit-queries.server";
import type { World } from "~/platform/world.server";
import { brokenConstraint } from "~db/connection";
import { findBankAccount } from "./bank-account-queries.server";
import { type BankLayout, readLayout } from "./bank-layout";
import type { BankProblem, BankRow } from "./bank-row";
import {
  deleteDraft,
  findLeaningStatement,
  findStatementOfFile,
  finishDraft,
  insertDraftRows,
  insertStatement,
  listMatchesOfStatement,
  lockStatement,
  savePosted,
  saveUndone,
  takeOverDraft,
} from "./bank-statement-queries.server";
import { inspectFile, type OpenFile, readBankRows } from "./read-bank-file.server";
import { undoMatch } from "./undo-match.server";

type Needs = Pick<World, "db" | "clock" | "chance">;
export type By = { readonly id: string; readonly name: string };

/** So many rows go to the database at once. */
const BATCH = 5_000;
/** A file that is wrong throughout is wrong in its first lines. */
const MOST_PROBLEMS = 20;

export type ReadAnswer =
  | { readonly kind: "draft"; readonly statementId: string }
  /** These very bytes were read before, for the same account. */
  | { readonly kind: "known"; readonly statementId: string; readonly posted: boolean }
  | { readonly kind: "unreadable"; readonly problems: readonly BankProblem[] }
  | { readonly kind: "unknown_account" };

class Unreadable extends Error {
  constructor(readonly problems: readonly BankProblem[]) {
    super("The file cannot be taken.");
  }
}

/** Reads a file into a draft, whole or not at all. `onProgress` is told how many rows have been read. */
export async function readStatement(
  world: Needs,
  request: {
    readonly accountId: string;
    readonly fileName: string;
    readonly open: OpenFile;
    readonly by: By;
  },
  onProgress: (rows: number) => void = () => {},
): Promise<ReadAnswer> {
  const account = await findBankAccount(world.db, request.accountId);
  if (!account) return { kind: "unknown_account" };
  const nature = await inspectFile(request.open);
  if (nature.kind === "unreadable") return { kind: "unreadable", problems: [nature.problem] };
  const known = await findStatementOfFile(world.db, account.id, nature.sha256);
  if (known) return { kind: "known", statementId: known.id, posted: known.postedAt !== null };
  const id = world.chance.id();
  const reading = readLayout(account.layout ?? {});
  const layout: BankLayout | undefined = reading.kind === "layout" ? reading.layout : undefined;
  try {
    await world.db.transaction().execute(async (trx) => {
      await insertStatement(trx, {
        id,
        accountId: account.id,
        fileName: request.fileName.slice(0, 200) || "tanpa nama",
        sha256: nature.sha256,
        format: nature.format,
        readAt: world.clock.now(),
        readBy: request.by.name,
      });
      const problems: BankProblem[] = [];
      let batch: BankRow[] = [];
      let rows = 0;
      const flush = async () => {
        if (batch.length > 0 && problems.length === 0) await insertDraftRows(trx, id, batch);
        rows += batch.length;
        batch = [];
        onProgress(rows);
      };
      for await (const read of readBankRows(request.open, nature, layout)) {
        if (read.kind === "row") batch.push(read.row);
        else problems.push(read.problem);
        if (problems.length === MOST_PROBLEMS) break;
        if (batch.length === BATCH) await flush();
      }
      await flush();
      if (problems.length > 0) throw new Unreadable(problems);
      if (!(await finishDraft(trx, id, account.id))) throw new Unreadable([{ rule: "no_rows" }]);
    });
  } catch (error) {
    if (error instanceof Unreadable) return { kind: "unreadable", problems: error.problems };
    // Somebody handed in the same file at the same moment.
    if (brokenConstraint(error) !== "bank_statement_file") throw error;
    const other = await findStatementOfFile(world.db, account.id, nature.sha256);
    if (!other) throw error;
    return { kind: "known", statementId: other.id, posted: other.postedAt !== null };
  }
  return { kind: "draft", statementId: id };
}

export type StatementAnswer =
  | { readonly kind: "done"; readonly rows: number }
  | {
      readonly kind: "refused";
      readonly reason:
        | "unknown_statement"
        | "already_posted"
        | "not_posted"
        | "already_undone"
        | "reason_missing";
    }
  /** A later statement counted on these rows: that one first. */
  | { readonly kind: "refused"; readonly reason: "leaned_on"; readonly fileName: string };

const refused = <R extends string>(reason: R) => ({ kind: "refused" as const, reason });

/** Confirms a draft: its rows count from now on, those that counted already excepted. */
export async function postStatement(world: Needs, statementId: string, by: By): Promise<StatementAnswer> {
  return world.db.transaction().execute(async (trx): Promise<StatementAnswer> => {
    const statement = await lockStatement(trx, statementId);
    if (!statement) return refused("unknown_statement");
    if (statement.postedAt) return refused("already_posted");
    const rows = await takeOverDraft(trx, statement.id, statement.accountId);
    const at = world.clock.now();
    await savePosted(trx, statement.id, by.name, at, statement.rows - rows);
    await recordAct(trx, {
      at,
      actor: { kind: "staff", ...by },
      act: "bank_statement_posted",
      subjectKind: "bank_statement",
      subjectId: statement.id,
      after: { file: statement.fileName, rows, known: statement.rows - rows },
    });
    return { kind: "done", rows };
  });
}

/** Throws a draft away. */
export async function discardStatement(world: Needs, statementId: string): Promise<StatementAnswer> {
  return world.db.transaction().execute(async (trx): Promise<StatementAnswer> => {
    const statement = await lockStatement(trx, statementId);
    if (!statement) return refused("unknown_statement");
    if (statement.postedAt) return refused("already_posted");
    await deleteDraft(trx, statement.id);
    return { kind: "done", rows: statement.rows };
  });
}

/** Takes a confirmed statement back: its matches are reversed in the journal and its rows count no more. */
export async function undoStatement(
  world: Needs,
  statementId: string,
  by: By,
  because: string,
): Promise<StatementAnswer> {
  if (because.trim().length < 3) return refused("reason_missing");
  return world.db.transaction().execute(async (trx): Promise<StatementAnswer> => {
    const statement = await lockStatement(trx, statementId);
    if (!statement) return refused("unknown_statement");
    if (!statement.postedAt) return refused("not_posted");
    if (statement.undoneAt) return refused("already_undone");
    const leaning = await findLeaningStatement(trx, statement);
    if (leaning) return { kind: "refused", reason: "leaned_on", fileName: leaning.fileName };
    const at = world.clock.now();
    for (const matchId of await listMatchesOfStatement(trx, statement.id))
      await undoMatch(trx, world, { matchId, by: by.name, because: because.trim() });
    await saveUndone(trx, statement.id, { by: by.name, because: because.trim(), at });
    await recordAct(trx, {
      at,
      actor: { kind: "staff", ...by },
      act: "bank_statement_undone",
      subjectKind: "bank_statement",
      subjectId: statement.id,
      after: { file: statement.fileName },
      reason: because.trim(),
    });
    return { kind: "done", rows: statement.rows - statement.knownRows };
  });
}
