/** What each rule proposes, asked in sets of the rows and expectations that nothing has claimed yet. */
import { sql } from "kysely";
import type { Trx } from "~db/connection";
import type { Proposal } from "./match-rule";

const openRow = sql.raw("match_id is null and undone_at is null");
const openExpectation = sql.raw("match_id is null and withdrawn_at is null");

/** Rows that take back what another brought: opposite amounts that share a reference, or one the bank calls a reversal. */
export async function proposeReversals(
  trx: Trx,
  windowDays: number,
  size: number,
): Promise<readonly Proposal[]> {
  const { rows } = await sql<{ minus: number; plus: number; shares: boolean; alone: boolean }>`
    with out_rows as (select * from bank_row where ${openRow} and amount_sen < 0),
    pairs as (
      select n.id as minus, p.id as plus, n.keys && p.keys as shares, abs(n.on_day - p.on_day) as apart
      from out_rows n
      join bank_row p on p.amount_sen = -n.amount_sen and p.account_id = n.account_id
        and p.on_day between n.on_day - ${windowDays}::int and n.on_day + ${windowDays}::int
      where p.match_id is null and p.undone_at is null and (n.reverses or p.reverses or n.keys && p.keys))
    select minus, plus, shares, count(*) over (partition by minus) = 1 as alone from pairs
    order by shares desc, minus, apart, plus limit ${size}`.execute(trx);
  return rows
    .filter((row) => row.shares || row.alone)
    .map((row) => ({
      rowIds: [row.plus, row.minus],
      expectationIds: [],
      why: { shares: row.shares ? "reference" : "the bank calls it a reversal" },
    }));
}

/** The last of the next `size` open rows after `after`; `undefined` when there are none. */
export async function endOfChunk(trx: Trx, after: number, size: number): Promise<number | undefined> {
  const { rows } = await sql<{ last: number | null }>`
    select max(id) as last from (
      select id from bank_row where ${openRow} and id > ${after} order by id limit ${size}) chunk`.execute(
    trx,
  );
  return rows[0]?.last ?? undefined;
}

/** Rows after `after` up to `upTo` that name something expected and bring exactly its amount. */
export async function proposeByReference(
  trx: Trx,
  after: number,
  upTo: number,
): Promise<readonly Proposal[]> {
  const { rows } = await sql<{ row_id: number; expectation_id: number; key: string }>`
    select r.id as row_id, e.id as expectation_id, k.key
    from bank_row r
    cross join lateral unnest(r.keys) as k(key)
    join bank_expectation_key x on x.key = k.key
    join bank_expectation e on e.id = x.expectation_id and e.amount_sen = r.amount_sen
      and e.match_id is null and e.withdrawn_at is null
    where r.match_id is null and r.undone_at is null and r.id > ${after} and r.id <= ${upTo}
    order by r.id, abs(e.expected_on - r.on_day), e.id`.execute(trx);
  return rows.map((row) => ({
    rowIds: [row.row_id],
    expectationIds: [row.expectation_id],
    why: { key: row.key },
  }));
}

const hits = sql`
  select distinct r.id as row_id, r.amount_sen, e.id as expectation_id, e.amount_sen as wanted
  from bank_row r
  cross join lateral unnest(r.keys) as k(key)
  join bank_expectation_key x on x.key = k.key
  join bank_expectation e on e.id = x.expectation_id and e.match_id is null and e.withdrawn_at is null
  where r.match_id is null and r.undone_at is null`;

type Group = { row_ids: number[]; expectation_ids: number[] };
const toProposals = (rows: readonly Group[], why: Record<string, unknown>): readonly Proposal[] =>
  rows.map((row) => ({
    rowIds: row.row_ids.map(Number),
    expectationIds: row.expectation_ids.map(Number),
    why,
  }));

/** Several rows that name one expectation and come to it, or one row that names several and is their sum. */
export async function proposeByReferenceSum(trx: Trx, size: number): Promise<readonly Proposal[]> {
  const { rows } = await sql<Group>`
    with hits as (${hits}),
    counted as (
      select *, count(*) over (partition by row_id) as of_row, count(*) over (partition by expectation_id) as of_expectation
      from hits)
    (select array_agg(row_id order by row_id)::text[] as row_ids, array[expectation_id]::text[] as expectation_ids
      from counted where of_row = 1 and of_expectation > 1
      group by expectation_id, wanted having sum(amount_sen) = wanted)
    union all
    (select array[row_id]::text[], array_agg(expectation_id order by expectation_id)::text[]
      from counted where of_row > 1 and of_expectation = 1
      group by row_id, amount_sen having sum(wanted) = amount_sen)
    limit ${size}`.execute(trx);
  return toProposals(rows, { sum: "reference" });
}

/** A row and an expectation of one amount within a few days, when neither has another choice and no reference speaks against it. */
export async function proposeByAmount(
  trx: Trx,
  windowDays: number,
  size: number,
): Promise<readonly Proposal[]> {
  const { rows } = await sql<Group>`
    with pairs as (
      select r.id as row_id, e.id as expectation_id,
        count(*) over (partition by r.id) as of_row, count(*) over (partition by e.id) as of_expectation
      from bank_row r
      join bank_expectation e on e.amount_sen = r.amount_sen
        and e.expected_on between r.on_day - ${windowDays}::int and r.on_day + ${windowDays}::int
      where r.match_id is null and r.undone_at is null and e.match_id is null and e.withdrawn_at is null
        and not exists (
          select from unnest(r.keys) as k(key) join bank_expectation_key x on x.key = k.key))
    select array[row_id]::text[] as row_ids, array[expectation_id]::text[] as expectation_ids
    from pairs where of_row = 1 and of_expectation = 1 order by row_id limit ${size}`.execute(trx);
  return toProposals(rows, { windowDays });
}

/** A row that is the sum of everything one sender was to bring on one day. */
export async function proposeByDaySum(
  trx: Trx,
  windowDays: number,
  size: number,
): Promise<readonly Proposal[]> {
  const { rows } = await sql<Group>`
    with days as (
      select kind, party, expected_on, sum(amount_sen) as wanted, array_agg(id order by id)::text[] as ids
      from bank_expectation where ${openExpectation}
      group by kind, party, expected_on having count(*) > 1),
    pairs as (
      select r.id as row_id, d.ids, count(*) over (partition by r.id) as of_row,
        count(*) over (partition by d.ids) as of_day
      from days d
      join bank_row r on r.amount_sen = d.wanted
        and r.on_day between d.expected_on and d.expected_on + ${windowDays}::int
      where r.match_id is null and r.undone_at is null)
    select array[row_id]::text[] as row_ids, ids as expectation_ids
    from pairs where of_row = 1 and of_day = 1 order by row_id limit ${size}`.execute(trx);
  return toProposals(rows, { sum: "day", windowDays });
}
