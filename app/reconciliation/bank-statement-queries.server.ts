/** Bank accounts, statements and their rows in the database. A row counts once, however many files bring it. */
import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { Db, Trx } from "~db/connection";
import type { BankRow } from "./bank-row";
import { referenceKeys } from "./reference-keys";

/** What a row says, in one word; two rows that say the same on one day differ by how often it was said before. */
function identityOf(row: BankRow): string {
  const said = [row.onDay, row.amountSen, row.reference, row.description].join("|").toUpperCase();
  return createHash("sha256").update(said).digest("base64url").slice(0, 22);
}

const keysOf = (row: BankRow) =>
  referenceKeys(`${row.reference.replace(/\s/g, "")} ${row.reference} ${row.description}`);

export type NewStatement = {
  readonly id: string;
  readonly accountId: string;
  readonly fileName: string;
  readonly sha256: string;
  readonly format: "csv" | "mt940";
  readonly readAt: Date;
  readonly readBy: string;
};

/** The living statement of this account with these very bytes, if any. */
export async function findStatementOfFile(db: Db | Trx, accountId: string, sha256: string) {
  return db
    .selectFrom("bank_statement")
    .select([
      "id",
      "file_name as fileName",
      "read_at as readAt",
      "read_by as readBy",
      "posted_at as postedAt",
    ])
    .where("account_id", "=", accountId)
    .where("file_sha256", "=", sha256)
    .where("undone_at", "is", null)
    .executeTakeFirst();
}

/** Begins a statement; what it holds is told by `finishDraft` at the end of the same transaction. */
export async function insertStatement(trx: Trx, statement: NewStatement): Promise<void> {
  await trx
    .insertInto("bank_statement")
    .values({
      id: statement.id,
      account_id: statement.accountId,
      file_name: statement.fileName,
      file_sha256: statement.sha256,
      format: statement.format,
      read_at: statement.readAt,
      read_by: statement.readBy,
      rows: 0,
      known_rows: 0,
      first_day: "2000-01-01",
      last_day: "2000-01-01",
      in_sen: 0,
      out_sen: 0,
    })
    .execute();
}

/** Adds rows to a draft, thousands in one statement. Keys hold letters and digits only, so they make an array as text. */
export async function insertDraftRows(
  trx: Trx,
  statementId: string,
  rows: readonly BankRow[],
): Promise<void> {
  const given = JSON.stringify(
    rows.map((row) => ({
      l: row.line,
      d: row.onDay,
      a: row.amountSen,
      r: row.reference,
      t: row.description,
      k: `{${keysOf(row).join(",")}}`,
      v: row.reverses,
      i: identityOf(row),
    })),
  );
  await sql`
    insert into bank_draft_row (statement_id, line, on_day, amount_sen, reference, description, keys, reverses,
      identity, occurrence)
    select ${statementId}::uuid, l, d, a, r, t, k::text[], v, i, 1
    from json_to_recordset(${given}::json) as n(l int, d date, a bigint, r text, t text, k text, v boolean, i text)`.execute(
    trx,
  );
}

/** Counts what a draft holds. False when it holds nothing. */
export async function finishDraft(trx: Trx, statementId: string, accountId: string): Promise<boolean> {
  const { rows } = await sql<{ rows: number }>`
    with numbered as (
      select *, row_number() over (partition by identity order by line) as nth from bank_draft_row
      where statement_id = ${statementId}),
    sums as (
      select count(*)::int as rows, min(on_day) as first_day, max(on_day) as last_day,
        coalesce(sum(amount_sen) filter (where amount_sen > 0), 0) as in_sen,
        coalesce(-sum(amount_sen) filter (where amount_sen < 0), 0) as out_sen,
        count(*) filter (where exists (
          select from bank_row r where r.account_id = ${accountId} and r.identity = numbered.identity
            and r.occurrence = numbered.nth and r.undone_at is null))::int as known
      from numbered)
    update bank_statement s set rows = sums.rows, known_rows = sums.known, first_day = sums.first_day,
      last_day = sums.last_day, in_sen = sums.in_sen, out_sen = sums.out_sen
    from sums where s.id = ${statementId} and sums.rows > 0 returning s.rows`.execute(trx);
  return rows.length > 0;
}

/** Makes a draft's new rows count and says how many they were; the draft is gone. */
export async function takeOverDraft(trx: Trx, statementId: string, accountId: string): Promise<number> {
  await sql`set local statement_timeout = '20min'`.execute(trx);
  const added = await sql`
    insert into bank_row (account_id, statement_id, line, on_day, amount_sen, reference, description, keys, reverses,
      identity, occurrence)
    select ${accountId}::uuid, statement_id, line, on_day, amount_sen, reference, description, keys, reverses, identity,
      row_number() over (partition by identity order by line)
    from bank_draft_row where statement_id = ${statementId}
    order by line
    on conflict (account_id, identity, occurrence) where undone_at is null do nothing`.execute(trx);
  await trx.deleteFrom("bank_draft_row").where("statement_id", "=", statementId).execute();
  return Number(added.numAffectedRows ?? 0);
}

export type Statement = {
  readonly id: string;
  readonly accountId: string;
  readonly accountName: string;
  readonly fileName: string;
  readonly format: "csv" | "mt940";
  readonly readAt: Date;
  readonly readBy: string;
  readonly rows: number;
  readonly knownRows: number;
  readonly firstDay: string;
  readonly lastDay: string;
  readonly inSen: number;
  readonly outSen: number;
  readonly postedAt?: Date;
  readonly postedBy?: string;
  readonly undoneAt?: Date;
  readonly undoneBy?: string;
  readonly undoneBecause?: string;
};

const statements = (db: Db | Trx) =>
  db
    .selectFrom("bank_statement as s")
    .innerJoin("bank_account as a", "a.id", "s.account_id")
    .selectAll("s")
    .select("a.name as account_name");
type StatementRow = Awaited<ReturnType<ReturnType<typeof statements>["execute"]>>[number];

const toStatement = (row: StatementRow): Statement => ({
  id: row.id,
  accountId: row.account_id,
  accountName: row.account_name,
  fileName: row.file_name,
  format: row.format,
  readAt: row.read_at,
  readBy: row.read_by,
  rows: row.rows,
  knownRows: row.known_rows,
  firstDay: row.first_day,
  lastDay: row.last_day,
  inSen: row.in_sen,
  outSen: row.out_sen,
  ...(row.posted_at ? { postedAt: row.posted_at, postedBy: row.posted_by! } : {}),
  ...(row.undone_at
    ? { undoneAt: row.undone_at, undoneBy: row.undone_by!, undoneBecause: row.undone_because! }
    : {}),
});

export async function findStatement(db: Db | Trx, id: string): Promise<Statement | undefined> {
  const row = await statements(db).where("s.id", "=", id).executeTakeFirst();
  return row && toStatement(row);
}

/** Holds the statement until the transaction ends, so that two people cannot confirm or undo it at once. */
export async function lockStatement(trx: Trx, id: string): Promise<Statement | undefined> {
  await trx.selectFrom("bank_statement").select("id").where("id", "=", id).forUpdate().execute();
  return findStatement(trx, id);
}

/** The newest statements first. */
export async function listStatements(db: Db, size = 50): Promise<readonly Statement[]> {
  const rows = await statements(db)
    .orderBy("s.read_at", "desc")
    .orderBy("s.id", "desc")
    .limit(size)
    .execute();
  return rows.map(toStatement);
}

export async function savePosted(
  trx: Trx,
  id: string,
  by: string,
  at: Date,
  knownRows: number,
): Promise<void> {
  await trx
    .updateTable("bank_statement")
    .set({ posted_at: at, posted_by: by, known_rows: knownRows })
    .where("id", "=", id)
    .execute();
}

/** Throws a draft away, as if its file had never been read. */
export async function deleteDraft(trx: Trx, id: string): Promise<void> {
  await trx.deleteFrom("bank_statement").where("id", "=", id).where("posted_at", "is", null).execute();
}

/** A later statement that counted rows of these days as known: it leans on this one. */
export async function findLeaningStatement(trx: Trx, statement: Statement) {
  return trx
    .selectFrom("bank_statement")
    .select(["id", "file_name as fileName"])
    .where("account_id", "=", statement.accountId)
    .where("posted_at", ">", statement.postedAt!)
    .where("undone_at", "is", null)
    .where("known_rows", ">", 0)
    .where("first_day", "<=", statement.lastDay)
    .where("last_day", ">=", statement.firstDay)
    .executeTakeFirst();
}

/** The matches that rows of a statement are part of. */
export async function listMatchesOfStatement(trx: Trx, id: string): Promise<readonly string[]> {
  const rows = await trx
    .selectFrom("bank_row")
    .select("match_id")
    .distinct()
    .where("statement_id", "=", id)
    .where("match_id", "is not", null)
    .execute();
  return rows.map((row) => row.match_id!);
}

export async function saveUndone(
  trx: Trx,
  id: string,
  undone: { readonly by: string; readonly because: string; readonly at: Date },
): Promise<void> {
  await trx.updateTable("bank_row").set({ undone_at: undone.at }).where("statement_id", "=", id).execute();
  await trx
    .updateTable("bank_statement")
    .set({ undone_at: undone.at, undone_by: undone.by, undone_because: undone.because })
    .where("id", "=", id)
    .execute();
}

export type DraftPreview = {
  readonly first: readonly BankRow[];
  /** New rows whose day and amount are there already in other words: perhaps the same, from another kind of file. */
  readonly lookAlikes: number;
};

/** The first rows of a draft, and how many look like rows that count already. */
export async function previewDraft(db: Db, statement: Statement, size: number): Promise<DraftPreview> {
  const rows = await db
    .selectFrom("bank_draft_row")
    .selectAll()
    .where("statement_id", "=", statement.id)
    .orderBy("line")
    .limit(size)
    .execute();
  const { rows: alike } = await sql<{ count: number }>`
    with fresh as (
      select on_day, amount_sen, count(*) as times from bank_draft_row d where d.statement_id = ${statement.id}
        and not exists (select from bank_row r where r.account_id = ${statement.accountId}
          and r.identity = d.identity and r.undone_at is null)
      group by on_day, amount_sen)
    select coalesce(sum(f.times), 0)::int as count from fresh f
    where exists (select from bank_row r where r.account_id = ${statement.accountId} and r.on_day = f.on_day
      and r.amount_sen = f.amount_sen and r.undone_at is null)`.execute(db);
  return {
    first: rows.map((row) => ({
      line: row.line,
      onDay: row.on_day,
      amountSen: row.amount_sen,
      reference: row.reference,
      description: row.description,
      reverses: row.reverses,
    })),
    lookAlikes: alike[0]!.count,
  };
}
