/** Answers of BPJS in the database: matched, written and taken back in sets. */
import { type RawBuilder, sql } from "kysely";
import type { IuranMonth } from "~/calendar/iuran-month";
import type { Db, Trx } from "~db/connection";

/** One imports or takes back at a time, so that no month is answered twice. */
export async function lockAnswering(trx: Trx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('remittance_answer'))`.execute(trx);
}

export type Clue = {
  readonly line: number;
  readonly item_id: number | null;
  readonly nik_index: string | null;
  readonly month: string | null;
};
/** A row of the file beside what it may mean; several rows when it means two orders, one without `item` when none. */
export type Match = {
  readonly line: number;
  readonly worker_known: boolean;
  readonly answered: boolean;
  readonly item_id: number | null;
  readonly order_id: string;
  readonly payment_id: string | null;
  readonly sponsor_id: string;
  readonly worker_id: string;
  readonly month: string;
  readonly number: string;
  readonly due: number;
  readonly jkk: number;
  readonly jkm: number;
  readonly jht: number;
};

/** Finds the sent and unanswered months the clues speak of, all at once. */
export async function matchAnswers(db: Db | Trx, clues: readonly Clue[]): Promise<readonly Match[]> {
  const { rows } = await sql<Match>`
    with given as materialized (
      select g.*, w.id as worker_id
      from json_to_recordset(${JSON.stringify(clues)}::json) as g(line int, item_id bigint, nik_index text, month text)
      left join worker w on w.nik_index = g.nik_index),
    sent as (
      select g.line, i.*, b.number, o.sponsor_id, a.item_id is not null as answered
      from given g
      join remittance_item i on i.id = g.item_id or (g.item_id is null and i.worker_id = g.worker_id and i.month = g.month)
      join remittance_transfer t on t.batch_id = i.batch_id
      join remittance_batch b on b.id = i.batch_id
      join orders o on o.id = i.order_id
      left join remittance_answer a on a.item_id = i.id and a.undone_at is null
      where i.left_out_at is null)
    select g.line, g.worker_id is not null as worker_known, coalesce(s.answered, false) as answered, s.id as item_id,
      s.order_id, s.payment_id, s.sponsor_id, s.worker_id, s.month, s.number, s.due, s.jkk, s.jkm, s.jht
    from given g left join sent s on s.line = g.line
    order by g.line, s.id`.execute(db);
  return rows;
}

export type AnswerRecord = {
  readonly itemId: number;
  readonly line: number;
  readonly outcome: "accepted" | "refused";
  readonly reason: string;
  readonly kpj: string;
  readonly returnedRupiah: number;
};

export async function isImported(db: Db | Trx, sha256: string): Promise<boolean> {
  const row = await db
    .selectFrom("answer_import")
    .select("id")
    .where("sha256", "=", sha256)
    .where("undone_at", "is", null)
    .executeTakeFirst();
  return row !== undefined;
}

/** Writes the import and its answers, and lets refused months wait anew. */
export async function insertAnswers(
  trx: Trx,
  given: {
    readonly id: string;
    readonly fileName: string;
    readonly sha256: string;
    readonly rowCount: number;
    readonly skipped: number;
    readonly at: Date;
    readonly by: string;
  },
  answers: readonly AnswerRecord[],
): Promise<void> {
  await trx
    .insertInto("answer_import")
    .values({
      id: given.id,
      file_name: given.fileName,
      sha256: given.sha256,
      row_count: given.rowCount,
      skipped: given.skipped,
      imported_at: given.at,
      imported_by: given.by,
      undone_at: null,
      undone_by: null,
      undone_reason: null,
    })
    .execute();
  const rows = JSON.stringify(
    answers.map((answer) => ({
      item_id: answer.itemId,
      line: answer.line,
      outcome: answer.outcome,
      reason: answer.reason || null,
      kpj: answer.kpj || null,
      returned: answer.returnedRupiah,
    })),
  );
  await sql`
    insert into remittance_answer (import_id, item_id, line, outcome, reason, kpj, returned)
    select ${given.id}::uuid, item_id, line, outcome, reason, kpj, returned
    from json_to_recordset(${rows}::json) as n(item_id bigint, line int, outcome text, reason text, kpj text, returned bigint)`.execute(
    trx,
  );
  await sql`
    update remittance_item i set released_at = ${given.at} from remittance_answer a
    where a.import_id = ${given.id} and a.item_id = i.id and a.outcome = 'refused'`.execute(trx);
  await sql`
    update coverage c set ended_at = ${given.at}, ended_because = 'refused_by_bpjs'
    from remittance_answer a join remittance_item i on i.id = a.item_id
    where a.import_id = ${given.id} and a.outcome = 'refused' and c.order_id = i.order_id
      and c.worker_id = i.worker_id and c.month = i.month and c.ended_at is null`.execute(trx);
}

/** The sponsors of the months an import confirmed, with the address their letter goes to. */
export async function listConfirmedSponsors(trx: Trx, importId: string) {
  const { rows } = await sql<{ sponsor_id: string; email: string }>`
    select distinct s.id as sponsor_id, s.email from remittance_answer a
    join remittance_item i on i.id = a.item_id join orders o on o.id = i.order_id join sponsor s on s.id = o.sponsor_id
    where a.import_id = ${importId} and a.outcome = 'accepted' order by s.id`.execute(trx);
  return rows.map((row) => ({ sponsorId: row.sponsor_id, email: row.email }));
}

export type ConfirmedMonth = {
  readonly workerName: string;
  readonly month: IuranMonth;
  readonly kpj: string | null;
};

/** What one import confirmed for one sponsor; empty once it was taken back. */
export async function listConfirmedMonths(
  db: Db,
  importId: string,
  sponsorId: string,
): Promise<{ readonly sponsorName: string; readonly months: readonly ConfirmedMonth[] }> {
  const { rows } = await sql<{ payer: string; name: string; month: string; kpj: string | null }>`
    select p.name as payer, s.name, i.month, max(a.kpj) as kpj
    from remittance_answer a
    join remittance_item i on i.id = a.item_id
    join orders o on o.id = i.order_id
    join sponsor p on p.id = o.sponsor_id
    join worker_statement s on s.id = i.statement_id
    where a.import_id = ${importId} and a.outcome = 'accepted' and a.undone_at is null and o.sponsor_id = ${sponsorId}
    group by p.name, s.name, i.worker_id, i.month order by s.name, i.month`.execute(db);
  return {
    sponsorName: rows[0]?.payer ?? "",
    months: rows.map((row) => ({ workerName: row.name, month: row.month, kpj: row.kpj })),
  };
}

export type AnswerImport = {
  readonly id: string;
  readonly fileName: string;
  readonly importedAt: Date;
  readonly importedBy: string;
  readonly rowCount: number;
  readonly skipped: number;
  readonly accepted: number;
  readonly refused: number;
  readonly returnedRupiah: number;
  readonly undoneAt: Date | null;
  readonly undoneBy: string | null;
  readonly undoneReason: string | null;
};

const importRows = (where: RawBuilder<unknown>, limit: number) => sql<AnswerImport>`
  select n.id, n.file_name as "fileName", n.imported_at as "importedAt", n.imported_by as "importedBy",
    n.row_count as "rowCount", n.skipped, s.accepted, s.refused, s.returned as "returnedRupiah",
    n.undone_at as "undoneAt", n.undone_by as "undoneBy", n.undone_reason as "undoneReason"
  from answer_import n
  join lateral (
    select count(*) filter (where outcome = 'accepted') as accepted,
      count(*) filter (where outcome = 'refused') as refused, coalesce(sum(returned), 0)::int8 as returned
    from remittance_answer where import_id = n.id) s on true
  where ${where} order by n.imported_at desc, n.id desc limit ${limit}`;

export async function findAnswerImport(db: Db | Trx, id: string): Promise<AnswerImport | undefined> {
  return (await importRows(sql`n.id = ${id}`, 1).execute(db)).rows[0];
}

type Place = { readonly at: Date; readonly id: string };

/** Imports, the newest first; `text` is part of a file's name or of who imported it. */
export async function listAnswerImports(
  db: Db,
  filter: { readonly text?: string | undefined },
  page: { readonly size: number; readonly after?: Place | undefined },
): Promise<{ readonly imports: readonly AnswerImport[]; readonly next?: Place }> {
  const part = `%${(filter.text ?? "").replace(/[\\%_]/g, "\\$&")}%`;
  const where = sql`${page.after ? sql`(n.imported_at, n.id) < (${page.after.at}, ${page.after.id})` : sql`true`}
    and ${filter.text ? sql`(n.file_name ilike ${part} or n.imported_by ilike ${part})` : sql`true`}`;
  const { rows } = await importRows(where, page.size + 1).execute(db);
  const imports = rows.slice(0, page.size);
  const last = imports.at(-1);
  return {
    imports,
    ...(rows.length > page.size && last ? { next: { at: last.importedAt, id: last.id } } : {}),
  };
}
