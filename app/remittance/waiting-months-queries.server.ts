/** Paid worker-months whose money has not gone to BPJS yet: read from the journal, in the order they were paid. */
import { type RawBuilder, sql } from "kysely";
import { addDays, type Day } from "~/calendar/day";
import type { IuranMonth } from "~/calendar/iuran-month";
import { startOfDayWib } from "~/calendar/wib";
import type { Db, Trx } from "~db/connection";
import type { Programme } from "./remittance-batch";

/** What is chosen of all that waits; empty takes everything. */
export type WaitingChoice = {
  /** Paid on this day or before. */
  readonly paidUntil?: Day | undefined;
  readonly fromMonth?: IuranMonth | undefined;
  readonly toMonth?: IuranMonth | undefined;
  /** Code of the kecamatan where the worker works. */
  readonly kecamatan?: string | undefined;
  /** Work unit of the sponsor. */
  readonly unitId?: string | undefined;
  /** Part of a name, or an order's code. */
  readonly text?: string | undefined;
};

/** Money of one order, payment, worker and month that is owed to BPJS and lies in no batch that lives. */
function waitingRows(choice: WaitingChoice): RawBuilder<unknown> {
  const months = [
    choice.fromMonth ? sql`l.month >= ${choice.fromMonth}` : sql`true`,
    choice.toMonth ? sql`l.month <= ${choice.toMonth}` : sql`true`,
  ];
  const part = `%${(choice.text ?? "").replace(/[\\%_]/g, "\\$&")}%`;
  const wishes = [
    choice.paidUntil ? sql`o.paid_at < ${startOfDayWib(addDays(choice.paidUntil, 1))}` : sql`true`,
    choice.kecamatan ? sql`s.place_code like ${`${choice.kecamatan.replace(/[\\%_]/g, "")}%`}` : sql`true`,
    choice.unitId
      ? sql`exists (select from asn_registration r where r.sponsor_id = h.sponsor_id
          and r.ended_at is null and r.work_unit_id = ${choice.unitId})`
      : sql`true`,
    choice.text ? sql`(s.name ilike ${part} or h.code ilike ${part})` : sql`true`,
  ];
  return sql`
    select o.order_id, o.payment_id, o.worker_id, o.month, o.paid::int8 as paid, o.paid_at, o.first_entry,
      s.id as statement_id, s.name, s.nik_masked, s.sector, s.income, s.birth_date_sealed, s.consent_manner,
      s.place_code, h.code, h.sponsor_id
    from (
      select l.order_id, l.payment_id, l.worker_id, l.month, -sum(l.amount) as paid,
        min(e.posted_at) as paid_at, min(e.number) as first_entry
      from journal_line l join journal_entry e on e.id = l.entry_id
      where l.account = 'premiums_payable' and ${sql.join(months, sql` and `)}
      group by l.order_id, l.payment_id, l.worker_id, l.month having -sum(l.amount) > 0) o
    join orders h on h.id = o.order_id
    join lateral (
      select statement_id from order_line n
      where n.order_id = o.order_id and n.worker_id = o.worker_id limit 1) n on true
    join worker_statement s on s.id = n.statement_id
    where not exists (
      select from remittance_item i where i.order_id = o.order_id and i.worker_id = o.worker_id
        and i.month = o.month and i.payment_id is not distinct from o.payment_id
        and i.left_out_at is null and i.released_at is null)
      and ${sql.join(wishes, sql` and `)}`;
}

export type WaitingRow = {
  readonly order_id: string;
  readonly payment_id: string | null;
  readonly worker_id: string;
  readonly month: string;
  readonly paid: number;
  readonly paid_at: Date;
  readonly statement_id: string;
  readonly sector: "transport" | "other";
  readonly income: number;
  readonly birth_date_sealed: string;
  readonly consent_manner: string;
  readonly programmes: readonly Programme[];
  readonly by_government: boolean;
};

/** The months to put into a batch, those paid first first, with what is needed to price and check them. */
export async function listWaitingForBatch(
  trx: Trx,
  choice: WaitingChoice,
  limit: number,
): Promise<readonly WaitingRow[]> {
  const { rows } = await sql<WaitingRow>`
    select w.*, coalesce(c.programmes, '{}') as programmes,
      exists (select from government_claim g join government_list t on t.id = g.list_id
        where t.undone_at is null and g.worker_id = w.worker_id
          and w.month between g.from_month and g.to_month) as by_government
    from (${waitingRows(choice)}) w
    left join lateral (
      select array_agg(c.programme::text order by c.programme) as programmes from coverage c
      where c.order_id = w.order_id and c.worker_id = w.worker_id and c.month = w.month and c.ended_at is null) c on true
    order by w.first_entry, w.order_id, w.worker_id, w.month
    limit ${limit}`.execute(trx);
  return rows;
}

/** Lets one batch be made at a time, so that two people do not take the same months. */
export async function lockPreparing(trx: Trx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('remittance_prepare'))`.execute(trx);
}

export type WaitingSum = {
  readonly month: IuranMonth;
  readonly items: number;
  readonly workers: number;
  readonly paidRupiah: number;
};

/** What waits, by iuran month. */
export async function sumWaiting(db: Db, choice: WaitingChoice): Promise<readonly WaitingSum[]> {
  const { rows } = await sql<{ month: string; items: number; workers: number; paid: number }>`
    select month, count(*) as items, count(distinct worker_id) as workers, sum(paid)::int8 as paid
    from (${waitingRows(choice)}) w group by month order by month`.execute(db);
  return rows.map((row) => ({
    month: row.month,
    items: row.items,
    workers: row.workers,
    paidRupiah: Number(row.paid),
  }));
}

export type ListedWaiting = {
  readonly key: string;
  readonly orderCode: string;
  readonly workerName: string;
  readonly nikMasked: string;
  readonly month: IuranMonth;
  readonly paidAt: Date;
  readonly paidRupiah: number;
};
export type WaitingPage = { readonly rows: readonly ListedWaiting[]; readonly next?: string };

/** One page of what waits, by month or by the time it was paid; `after` is the key of the last row seen. */
export async function listWaiting(
  db: Db,
  choice: WaitingChoice,
  page: { readonly sort: "month" | "paid"; readonly size: number; readonly after?: string | undefined },
): Promise<WaitingPage> {
  // The key stands in the address: it holds numbers and ids, never a name.
  const paidFirst = sql`lpad(w.first_entry::text, 12, '0') || w.worker_id || w.order_id || coalesce(w.payment_id::text, '')`;
  const key = page.sort === "month" ? sql`w.month || ${paidFirst}` : sql`${paidFirst} || w.month`;
  const { rows } = await sql<{
    key: string;
    code: string;
    name: string;
    nik_masked: string;
    month: string;
    paid_at: Date;
    paid: number;
  }>`
    select * from (
      select (${key}) collate "C" as key, w.code, w.name, w.nik_masked, w.month, w.paid_at, w.paid
      from (${waitingRows(choice)}) w) k
    where ${page.after ? sql`k.key > ${page.after}` : sql`true`}
    order by k.key limit ${page.size + 1}`.execute(db);
  const shown = rows.slice(0, page.size);
  return {
    rows: shown.map((row) => ({
      key: row.key,
      orderCode: row.code,
      workerName: row.name,
      nikMasked: row.nik_masked,
      month: row.month,
      paidAt: row.paid_at,
      paidRupiah: row.paid,
    })),
    ...(rows.length > page.size ? { next: shown.at(-1)!.key } : {}),
  };
}
