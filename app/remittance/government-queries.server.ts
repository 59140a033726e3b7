/** Lists of the government in the database: looked at, written and taken back in sets. */
import { type RawBuilder, sql } from "kysely";
import type { IuranMonth } from "~/calendar/iuran-month";
import type { Db, Trx } from "~db/connection";

export type Claim = {
  readonly line: number;
  /** Of the worker made for a NIK nobody knew. */
  readonly new_worker_id: string;
  readonly nik_index: string;
  readonly nik_masked: string;
  readonly from_month: string;
  readonly to_month: string;
};

const given = (claims: readonly Claim[]) => sql`
  json_to_recordset(${JSON.stringify(claims)}::json)
    as g(line int, new_worker_id uuid, nik_index text, nik_masked text, from_month text, to_month text)`;

export type ListLook = {
  readonly people: number;
  readonly known: number;
  /** Worker-months sponsors have paid that the list speaks of. */
  readonly paidMonths: number;
  readonly paidOrders: number;
  /** Of those, sent to BPJS already. */
  readonly sentMonths: number;
};

/** What a list meets in the books. */
export async function lookAtClaims(db: Db | Trx, claims: readonly Claim[]): Promise<ListLook> {
  const { rows } = await sql<ListLook>`
    with g as materialized (select g.*, w.id as worker_id from ${given(claims)} left join worker w on w.nik_index = g.nik_index),
    paid as (
      select distinct c.order_id, c.worker_id, c.month from g
      join coverage c on c.worker_id = g.worker_id and c.source = 'order' and c.ended_at is null
        and c.month between g.from_month and g.to_month)
    select (select count(distinct nik_index) from g) as people,
      (select count(distinct worker_id) from g) as known,
      (select count(*) from paid) as "paidMonths",
      (select count(distinct order_id) from paid) as "paidOrders",
      (select count(*) from paid p where exists (select from month_progress m
        where m.order_id = p.order_id and m.worker_id = p.worker_id and m.month = p.month)) as "sentMonths"`.execute(
    db,
  );
  return rows[0]!;
}

export async function isListImported(db: Db | Trx, sha256: string, sourceName: string): Promise<boolean> {
  const row = await db
    .selectFrom("government_list")
    .select("id")
    .where("sha256", "=", sha256)
    .where("source_name", "=", sourceName)
    .where("undone_at", "is", null)
    .executeTakeFirst();
  return row !== undefined;
}

export type NewList = {
  readonly id: string;
  readonly sourceName: string;
  readonly fileName: string;
  readonly sha256: string;
  readonly fromMonth: IuranMonth;
  readonly toMonth: IuranMonth;
  readonly at: Date;
  readonly by: string;
};

/**
 * Writes the list, makes a worker of everybody nobody knew (by the blind index alone), and covers the months nobody
 * has paid. What a sponsor has paid stays his until somebody decides.
 */
export async function insertList(trx: Trx, list: NewList, claims: readonly Claim[]): Promise<void> {
  await trx
    .insertInto("government_list")
    .values({
      id: list.id,
      source_name: list.sourceName,
      file_name: list.fileName,
      sha256: list.sha256,
      row_count: claims.length,
      from_month: list.fromMonth,
      to_month: list.toMonth,
      imported_at: list.at,
      imported_by: list.by,
      undone_at: null,
      undone_by: null,
      undone_reason: null,
    })
    .execute();
  await sql`
    insert into worker (id, nik_index, created_at)
    select distinct on (nik_index) new_worker_id, nik_index, ${list.at}::timestamptz
    from ${given(claims)} order by nik_index
    on conflict (nik_index) do nothing`.execute(trx);
  await sql`
    insert into government_claim (list_id, line, worker_id, nik_masked, from_month, to_month)
    select ${list.id}::uuid, g.line, w.id, g.nik_masked, g.from_month, g.to_month
    from ${given(claims)} join worker w on w.nik_index = g.nik_index`.execute(trx);
}

/** Covers one month of the list, JKK and JKM, as far as nobody else has: month by month, so that each statement is short. */
export async function coverListMonth(trx: Trx, listId: string, month: IuranMonth, at: Date): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    with covered as (
      insert into coverage (worker_id, month, programme, source, list_id, begun_at)
      select distinct c.worker_id, ${month}, p.programme, 'government', c.list_id, ${at}::timestamptz
      from government_claim c, (values ('jkk'), ('jkm')) as p(programme)
      where c.list_id = ${listId} and ${month} between c.from_month and c.to_month
      order by 1, 3
      on conflict (worker_id, month, programme) where ended_at is null do nothing
      returning 1)
    select count(*) from covered`.execute(trx);
  return rows[0]!.count;
}

export type PaidClash = {
  readonly order_id: string;
  readonly payment_id: string | null;
  readonly worker_id: string;
  readonly months: readonly string[];
  readonly amount: number;
};

/** Months of the list a sponsor has paid, by order, payment and worker, with the money received for them. */
export async function listClashes(trx: Trx, listId: string): Promise<readonly PaidClash[]> {
  const { rows } = await sql<PaidClash>`
    select p.order_id, p.payment_id, p.worker_id, array_agg(p.month::text order by p.month) as months,
      sum(p.received)::int8 as amount
    from (
      select l.order_id, l.payment_id, l.worker_id, l.month, -sum(l.amount) as received
      from journal_line l
      where l.account in ('premiums_payable', 'bpjs_transfer') and (l.order_id, l.worker_id, l.month) in (
        select c.order_id, c.worker_id, c.month from government_claim g
        join coverage c on c.worker_id = g.worker_id and c.source = 'order' and c.ended_at is null
          and c.month between g.from_month and g.to_month
        where g.list_id = ${listId})
      group by 1, 2, 3, 4) p
    where p.received > 0
    group by p.order_id, p.payment_id, p.worker_id order by p.order_id, p.worker_id`.execute(trx);
  return rows;
}

/** Takes the list back: its coverage ends, and its findings nobody decided. Returns how many months became free. */
export async function undoList(
  trx: Trx,
  listId: string,
  undoing: { readonly at: Date; readonly by: string; readonly reason: string },
): Promise<number> {
  const { at, by, reason } = undoing;
  const { rows } = await sql<{ count: number }>`
    with ended as (
      update coverage set ended_at = ${at}, ended_because = 'list_undone'
      where list_id = ${listId} and ended_at is null returning worker_id, month)
    select count(distinct (worker_id, month)) as count from ended`.execute(trx);
  await sql`
    insert into resolution (finding_id, decision, reason, decided_by, decided_at)
    select f.id, 'undone', ${reason}, ${by}, ${at}::timestamptz from finding f
    where f.kind = 'covered_by_government' and f.subject like ${`${listId}/%`}
      and not exists (select from resolution r where r.finding_id = f.id)`.execute(trx);
  await trx
    .updateTable("government_list")
    .set({ undone_at: at, undone_by: by, undone_reason: reason })
    .where("id", "=", listId)
    .execute();
  return rows[0]!.count;
}

export type GovernmentList = {
  readonly id: string;
  readonly sourceName: string;
  readonly fileName: string;
  readonly rowCount: number;
  readonly fromMonth: IuranMonth;
  readonly toMonth: IuranMonth;
  readonly importedAt: Date;
  readonly importedBy: string;
  readonly undoneAt: Date | null;
  readonly undoneBy: string | null;
  readonly undoneReason: string | null;
  readonly openFindings: number;
};

const lists = (where: RawBuilder<unknown>, limit: number) => sql<GovernmentList>`
  select g.id, g.source_name as "sourceName", g.file_name as "fileName", g.row_count as "rowCount",
    g.from_month as "fromMonth", g.to_month as "toMonth", g.imported_at as "importedAt",
    g.imported_by as "importedBy", g.undone_at as "undoneAt", g.undone_by as "undoneBy",
    g.undone_reason as "undoneReason", (
      select count(*) from finding f left join resolution r on r.finding_id = f.id
      where f.kind = 'covered_by_government' and f.subject like g.id || '/%' and r.finding_id is null) as "openFindings"
  from government_list g where ${where} order by g.imported_at desc, g.id desc limit ${limit}`;

export async function findList(db: Db | Trx, id: string): Promise<GovernmentList | undefined> {
  return (await lists(sql`g.id = ${id}`, 1).execute(db)).rows[0];
}

type Place = { readonly at: Date; readonly id: string };

/** Lists, the newest first; `text` is part of a source's or file's name. */
export async function listGovernmentLists(
  db: Db,
  filter: { readonly text?: string | undefined },
  page: { readonly size: number; readonly after?: Place | undefined },
): Promise<{ readonly lists: readonly GovernmentList[]; readonly next?: Place }> {
  const part = `%${(filter.text ?? "").replace(/[\\%_]/g, "\\$&")}%`;
  const where = sql`${page.after ? sql`(g.imported_at, g.id) < (${page.after.at}, ${page.after.id})` : sql`true`}
    and ${filter.text ? sql`(g.source_name ilike ${part} or g.file_name ilike ${part})` : sql`true`}`;
  const { rows } = await lists(where, page.size + 1).execute(db);
  const shown = rows.slice(0, page.size);
  const last = shown.at(-1);
  return {
    lists: shown,
    ...(rows.length > page.size && last ? { next: { at: last.importedAt, id: last.id } } : {}),
  };
}
