/**
 * What the matching has left over. A row or an expectation is one open finding at a time; when a decision said that
 * nothing needs doing it is not found again, and when its match was taken back it is.
 */
import { sql } from "kysely";
import type { Db, Trx } from "~db/connection";

/** Messages of the gateway and bookings may come a little after the bank's row. */
const ROW_GRACE_DAYS = 2;
/** A transfer may take so long over a weekend and a holiday. */
const EXPECTATION_GRACE_DAYS = 3;

export type LeftRow = {
  readonly row_id: number;
  readonly times: number;
  readonly on_day: string;
  readonly amount_sen: number;
  readonly reference: string;
  readonly description: string;
  readonly account: string;
  /** What it names, when it names something expected of another amount. */
  readonly expectation_id: number | null;
  readonly label: string | null;
  readonly wanted_sen: number | null;
};

const blocked = (what: "rowId" | "expectationId", id: string) => sql`exists (
  select from finding f left join resolution z on z.finding_id = f.id
  where (f.facts ->> ${sql.lit(what)})::bigint = ${sql.raw(id)} and f.facts ? ${sql.lit(what)}
    and (z.finding_id is null or z.decision = 'acknowledged'))`;
const times = (what: "rowId" | "expectationId", id: string, kinds: string) => sql`(
  select count(*)::int from finding f where (f.facts ->> ${sql.lit(what)})::bigint = ${sql.raw(id)}
    and f.facts ? ${sql.lit(what)} and f.kind in (${sql.raw(kinds)}))`;

/** Rows of the bank that nothing explains: they name something of another amount, or nothing we know. */
export async function listLeftRows(trx: Trx, today: string, size: number): Promise<readonly LeftRow[]> {
  const { rows } = await sql<LeftRow>`
    select r.id as row_id, ${times("rowId", "r.id", "'bank_row_unknown', 'bank_amount_differs'")} as times,
      r.on_day, r.amount_sen, r.reference, r.description, a.name as account,
      n.id as expectation_id, n.label, n.amount_sen as wanted_sen
    from bank_row r
    join bank_account a on a.id = r.account_id
    left join lateral (
      select e.id, e.label, e.amount_sen from unnest(r.keys) as k(key)
      join bank_expectation_key x on x.key = k.key
      join bank_expectation e on e.id = x.expectation_id and e.match_id is null and e.withdrawn_at is null
      where sign(e.amount_sen) = sign(r.amount_sen)
      order by abs(e.amount_sen - r.amount_sen), e.id limit 1) n on true
    where r.match_id is null and r.undone_at is null
      and (n.id is not null or r.on_day <= ${today}::date - ${ROW_GRACE_DAYS}::int)
      and not ${blocked("rowId", "r.id")}
    order by r.id limit ${size}`.execute(trx);
  return rows;
}

export type LeftExpectation = {
  readonly expectation_id: number;
  readonly times: number;
  readonly kind: string;
  readonly label: string;
  readonly worth: number;
  readonly amount_sen: number;
  readonly expected_on: string;
};

/** What should be on a statement that reaches so far, and is not. Without any statement nothing can be missing. */
export async function listLeftExpectations(trx: Trx, size: number): Promise<readonly LeftExpectation[]> {
  const { rows } = await sql<LeftExpectation>`
    select e.id as expectation_id, ${times("expectationId", "e.id", "'expected_not_in_bank'")} as times,
      e.kind, e.label, e.worth, e.amount_sen, e.expected_on
    from bank_expectation e
    where e.match_id is null and e.withdrawn_at is null
      and e.expected_on >= (select min(first_day) from bank_statement where posted_at is not null and undone_at is null)
      and e.expected_on + ${EXPECTATION_GRACE_DAYS}::int <= (
        select max(last_day) from bank_statement where posted_at is not null and undone_at is null)
      and not ${blocked("expectationId", "e.id")}
    order by e.id limit ${size}`.execute(trx);
  return rows;
}

/** Ends findings whose cause is gone: matched, withdrawn, undone, or told meanwhile. Answers how many. */
export async function settleFindings(db: Db | Trx, at: Date): Promise<number> {
  const { numAffectedRows } = await sql`
    with open as (
      select f.id, f.kind, f.facts, f.payment_id, f.refund_id from finding f
      where f.kind in ('bank_row_unknown', 'bank_amount_differs', 'expected_not_in_bank', 'ordered_not_received',
          'refund_not_returned', 'received_not_recorded')
        and not exists (select from resolution z where z.finding_id = f.id)),
    settled as (
      select o.id from open o join bank_row r on r.id = (o.facts ->> 'rowId')::bigint
        where r.match_id is not null or r.undone_at is not null
      union
      select o.id from open o join bank_expectation e on e.id = (o.facts ->> 'expectationId')::bigint
        where o.kind = 'expected_not_in_bank' and (e.match_id is not null or e.withdrawn_at is not null)
      union
      select o.id from open o join payment p on p.id = o.payment_id
        where o.kind = 'received_not_recorded' and p.state = 'succeeded'
          or o.kind = 'ordered_not_received' and exists (
            select from gateway_movement m where m.gateway = p.gateway and m.payment_ref = p.payment_ref and m.kind = 'payment')
      union
      select o.id from open o join refund r on r.id = o.refund_id join payment p on p.id = r.payment_id
        where o.kind = 'refund_not_returned' and exists (
          select from gateway_movement m where m.gateway = p.gateway and m.refund_ref = r.refund_ref and m.kind = 'refund'))
    insert into resolution (finding_id, decision, reason, decided_by, decided_at)
    select id, 'settled_itself', 'settled_itself', 'system', ${at}::timestamptz from settled
    on conflict (finding_id) do nothing`.execute(db);
  return Number(numAffectedRows ?? 0);
}

/** What a bank finding is about, as it stands now. */
export async function findRowAndExpectation(
  trx: Db | Trx,
  rowId: number | undefined,
  expectationId: number | undefined,
) {
  const row =
    rowId === undefined
      ? undefined
      : await trx
          .selectFrom("bank_row as r")
          .innerJoin("bank_account as a", "a.id", "r.account_id")
          .select([
            "r.id",
            "a.name as account",
            "r.amount_sen as amountSen",
            "r.on_day as onDay",
            "r.reference",
          ])
          .where("r.id", "=", rowId)
          .where("r.match_id", "is", null)
          .where("r.undone_at", "is", null)
          .executeTakeFirst();
  const expectation =
    expectationId === undefined
      ? undefined
      : await trx
          .selectFrom("bank_expectation")
          .select(["id", "account", "party", "worth as worthRupiah", "label", "kind", "subject"])
          .where("id", "=", expectationId)
          .where("match_id", "is", null)
          .where("withdrawn_at", "is", null)
          .executeTakeFirst();
  return { row, expectation };
}
