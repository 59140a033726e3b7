/** The lists an admin reads: payouts, the bank's rows, what is expected there, and matches. The newest first, by key. */
import { sql } from "kysely";
import type { Db } from "~db/connection";

export const LIST_PAGE = 25;

type Page<T> = { readonly items: readonly T[]; readonly next?: string };
/** Cuts off the row that only tells that there are more; `keyOf` names the last one shown. */
function pageOf<T>(rows: readonly T[], keyOf: (row: T) => string, size = LIST_PAGE): Page<T> {
  const items = rows.slice(0, size);
  const last = items.at(-1);
  return { items, ...(rows.length > size && last ? { next: keyOf(last) } : {}) };
}

export type ListedPayout = {
  readonly gateway: string;
  readonly ref: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly state: "pending" | "in_transit" | "paid" | "failed" | "canceled";
  readonly arrivesOn: string;
  readonly createdAt: Date;
  readonly read: boolean;
  readonly movements: number;
  readonly matchRule: string | null;
  readonly bankDay: string | null;
};

/** `after` is `<milliseconds>.<payout>`. */
export async function listPayouts(db: Db, after: string | undefined): Promise<Page<ListedPayout>> {
  const place = /^(\d{1,15})\.([\w-]{1,100})$/.exec(after ?? "");
  const { rows } = await sql<ListedPayout>`
    select p.gateway, p.payout_ref as ref, p.amount_minor as "amountMinor", p.currency, p.state,
      p.arrives_on as "arrivesOn", p.created_at as "createdAt", p.read_at is not null as read,
      (select count(*) from gateway_movement m
        where m.gateway = p.gateway and m.payout_ref = p.payout_ref and m.kind <> 'payout') as movements,
      b.rule as "matchRule",
      (select max(on_day) from bank_row r where r.match_id = b.id) as "bankDay"
    from gateway_payout p
    left join bank_expectation e on e.kind = 'payout' and e.subject = p.gateway || '/' || p.payout_ref
    left join bank_match b on b.id = e.match_id
    where ${place ? sql`(p.created_at, p.payout_ref) < (${new Date(Number(place[1]))}, ${place[2]!})` : sql`true`}
    order by p.created_at desc, p.payout_ref desc limit ${LIST_PAGE + 1}`.execute(db);
  return pageOf(rows, (row) => `${row.createdAt.getTime()}.${row.ref}`);
}

export type ListedRow = {
  readonly id: number;
  readonly account: string;
  readonly onDay: string;
  readonly amountSen: number;
  readonly reference: string;
  readonly description: string;
  readonly matchId: string | null;
  readonly rule: string | null;
};

/** The bank's rows that count; `openOnly` leaves those that nothing explains yet. `after` is `<day>.<id>`. */
export async function listBankRows(
  db: Db,
  wish: { readonly openOnly: boolean; readonly text?: string; readonly after?: string | undefined },
): Promise<Page<ListedRow>> {
  const place = /^(\d{4}-\d{2}-\d{2})\.(\d{1,15})$/.exec(wish.after ?? "");
  const part = wish.text ? `%${wish.text.replace(/[\\%_]/g, "\\$&")}%` : undefined;
  const { rows } = await sql<ListedRow>`
    select r.id, a.name as account, r.on_day as "onDay", r.amount_sen as "amountSen", r.reference, r.description,
      r.match_id as "matchId", m.rule
    from bank_row r
    join bank_account a on a.id = r.account_id
    left join bank_match m on m.id = r.match_id
    where r.undone_at is null
      and ${wish.openOnly ? sql`r.match_id is null` : sql`true`}
      and ${part ? sql`(r.description ilike ${part} or r.reference ilike ${part})` : sql`true`}
      and ${place ? sql`(r.on_day, r.id) < (${place[1]!}::date, ${Number(place[2])})` : sql`true`}
    order by r.on_day desc, r.id desc limit ${LIST_PAGE + 1}`.execute(db);
  return pageOf(rows, (row) => `${row.onDay}.${row.id}`);
}

export type ListedExpectation = {
  readonly id: number;
  readonly kind: "payout" | "booking";
  readonly label: string;
  readonly amountSen: number;
  readonly expectedOn: string;
};

/** What should be at the bank and is not yet, the oldest first. */
export async function listOpenExpectations(db: Db): Promise<readonly ListedExpectation[]> {
  const { rows } = await sql<ListedExpectation>`
    select id, kind, label, amount_sen as "amountSen", expected_on as "expectedOn" from bank_expectation
    where match_id is null and withdrawn_at is null order by expected_on, id limit 100`.execute(db);
  return rows;
}

export type ListedMatch = {
  readonly id: string;
  readonly rule: string;
  readonly madeAt: Date;
  readonly madeBy: string;
  readonly undoneAt: Date | null;
  readonly undoneBy: string | null;
  readonly undoneBecause: string | null;
  readonly amountSen: number | null;
  readonly rows: string | null;
  readonly expected: string | null;
  readonly key: string | null;
};

/** `after` is `<milliseconds>.<match>`. */
export async function listMatches(db: Db, after: string | undefined): Promise<Page<ListedMatch>> {
  const place = /^(\d{1,15})\.([0-9a-f-]{36})$/.exec(after ?? "");
  const { rows } = await sql<ListedMatch>`
    select m.id, m.rule, m.made_at as "madeAt", m.made_by as "madeBy", m.undone_at as "undoneAt",
      m.undone_by as "undoneBy", m.undone_because as "undoneBecause", m.why ->> 'key' as key,
      (select sum(amount_sen) from bank_row r where r.match_id = m.id)::int8 as "amountSen",
      (select string_agg(coalesce(nullif(r.description, ''), r.reference), '; ' order by r.id)
        from bank_row r where r.match_id = m.id) as rows,
      (select string_agg(e.label, '; ' order by e.id) from bank_expectation e where e.match_id = m.id) as expected
    from bank_match m
    where ${place ? sql`(m.made_at, m.id) < (${new Date(Number(place[1]))}, ${place[2]!}::uuid)` : sql`true`}
    order by m.made_at desc, m.id desc limit ${LIST_PAGE + 1}`.execute(db);
  return pageOf(rows, (row) => `${row.madeAt.getTime()}.${row.id}`);
}

/** How the books stand beside each other, in a few figures. */
export async function countStanding(db: Db) {
  const { rows } = await sql<{
    onTheWay: number;
    onTheWayRupiah: number;
    openRows: number;
    findings: number;
    lastDay: string | null;
    roundingRupiah: number;
    senLeft: number;
  }>`
    select
      (select count(*) from bank_expectation where match_id is null and withdrawn_at is null) as "onTheWay",
      (select coalesce(sum(worth), 0)::int8 from bank_expectation
        where match_id is null and withdrawn_at is null and kind = 'payout') as "onTheWayRupiah",
      (select count(*) from bank_row where match_id is null and undone_at is null) as "openRows",
      (select count(*) from finding f where not exists (select from resolution z where z.finding_id = f.id)) as findings,
      (select max(last_day) from bank_statement where posted_at is not null and undone_at is null) as "lastDay",
      (select coalesce(sum(amount), 0)::int8 from journal_line where account = 'rounding') as "roundingRupiah",
      (select coalesce(sum(amount_sen % 100), 0)::int8 from bank_row where match_id is not null) as "senLeft"`.execute(
    db,
  );
  return rows[0]!;
}
