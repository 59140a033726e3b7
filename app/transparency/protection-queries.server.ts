/** How many workers had which month, by place, work and unit: counted in one go, only counts come out. */
import { sql } from "kysely";
import type { IuranMonth } from "~/calendar/iuran-month";
import type { Db, Trx } from "~db/connection";
import { OTHER_SPONSORS } from "./unit-rows";

export type Dimension = "kecamatan" | "occupation" | "unit";

/** In a month a worker counts once, wherever: months are never covered twice. */
export type WorkerCount = {
  readonly dimension: Dimension;
  readonly key: string;
  readonly month: IuranMonth;
  readonly workers: number;
};

/** Months that sponsors paid, with the order that did; months that were refunded or set aside are not among them. */
const paidMonths = (lastMonth: IuranMonth) => sql`
  select month, order_id, worker_id from coverage
  where source = 'order' and programme = 'jkk' and ended_at is null and month <= ${lastMonth}`;

const rowsOfUnits = (rowOf: ReadonlyMap<string, string>) =>
  sql`select * from json_to_recordset(${JSON.stringify(
    [...rowOf].map(([unit, row]) => ({ unit, row })),
  )}::json) as u(unit uuid, "row" text)`;

/**
 * Up to `lastMonth`, by the kecamatan and the occupation stated for the order, and by the row of the unit its sponsor
 * is registered with today. A month that money was moved to later has the statement of the rest of its order.
 */
export async function listWorkerCounts(
  db: Db | Trx,
  lastMonth: IuranMonth,
  rowOf: ReadonlyMap<string, string>,
): Promise<readonly WorkerCount[]> {
  const { rows } = await sql<{
    month: string;
    kecamatan: string | null;
    occupation: string | null;
    unit: string | null;
    workers: string;
  }>`
    with paid as (${paidMonths(lastMonth)}),
    unit_row as (${rowsOfUnits(rowOf)}),
    counted as (
      select p.month, left(s.place_code, 8) as kecamatan, s.occupation_code as occupation,
        coalesce(u.row, ${OTHER_SPONSORS}) as unit, count(*) as workers
      from paid p
      join orders o on o.id = p.order_id
      left join order_line l on l.order_id = p.order_id and l.worker_id = p.worker_id and l.month = p.month
        and l.programme = 'jkk'
      join worker_statement s on s.id = coalesce(l.statement_id,
        (select x.statement_id from order_line x where x.order_id = p.order_id and x.worker_id = p.worker_id limit 1))
      left join asn_registration r on r.sponsor_id = o.sponsor_id and r.ended_at is null
      left join unit_row u on u.unit = r.work_unit_id
      group by 1, 2, 3, 4)
    select month, kecamatan, occupation, unit, sum(workers) as workers from counted
    group by grouping sets ((month, kecamatan), (month, occupation), (month, unit))
    order by month, kecamatan, occupation, unit`.execute(db);
  return rows.map(({ month, kecamatan, occupation, unit, workers }) => {
    const [dimension, key] =
      kecamatan !== null
        ? (["kecamatan", kecamatan] as const)
        : occupation !== null
          ? (["occupation", occupation] as const)
          : (["unit", unit ?? OTHER_SPONSORS] as const);
    return { dimension, key, month, workers: Number(workers) };
  });
}

export type SponsorCount = { readonly key: string; readonly month: IuranMonth; readonly sponsors: number };

/** How many registered civil servants of each row of units sponsored a worker in each month. */
export async function listUnitSponsorCounts(
  db: Db | Trx,
  lastMonth: IuranMonth,
  rowOf: ReadonlyMap<string, string>,
): Promise<readonly SponsorCount[]> {
  const { rows } = await sql<{ key: string; month: string; sponsors: string }>`
    with paid as (${paidMonths(lastMonth)}),
    unit_row as (${rowsOfUnits(rowOf)})
    select u.row as key, p.month, count(distinct o.sponsor_id) as sponsors
    from asn_registration r
    join unit_row u on u.unit = r.work_unit_id
    join orders o on o.sponsor_id = r.sponsor_id
    join paid p on p.order_id = o.id
    where r.ended_at is null and u.row <> ${OTHER_SPONSORS}
    group by 1, 2 order by 1, 2`.execute(db);
  return rows.map(({ key, month, sponsors }) => ({ key, month, sponsors: Number(sponsors) }));
}

/** Every occupation by its code, in the order they are offered. */
export async function listOccupationNames(db: Db | Trx): Promise<ReadonlyMap<string, string>> {
  const rows = await db.selectFrom("occupation").select(["code", "name_id"]).orderBy("sort").execute();
  return new Map(rows.map((row) => [row.code, row.name_id]));
}
