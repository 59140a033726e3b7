/** Whom a sponsor could pay for from their pay. */
import { sql } from "kysely";
import type { Db, Trx } from "~db/connection";
import type { Candidate } from "./mandate";

/**
 * Whom the sponsor could pay for from their pay: living sponsorships, and workers of their paid orders whom
 * nobody sponsors on. By the worker's name.
 */
export async function listCandidates(db: Db | Trx, sponsorId: string): Promise<readonly Candidate[]> {
  const { rows } = await sql<{
    worker_id: string;
    sponsorship_id: string | null;
    statement_id: string;
    until_month: string | null;
    programmes: Candidate["programmes"];
    name: string;
    sector: "transport" | "other";
    income: number;
    covered: readonly string[] | null;
  }>`
    with live as (
      select s.worker_id, s.id as sponsorship_id, s.statement_id, t.until_month, t.programmes
      from sponsorship s
      cross join lateral (
        select * from sponsorship_terms n where n.sponsorship_id = s.id order by n.id desc limit 1) t
      where s.sponsor_id = ${sponsorId} and s.ended_at is null),
    paid as (
      select distinct on (l.worker_id) l.worker_id, null::uuid as sponsorship_id, l.statement_id,
        null::text as until_month, (
          select array_agg(distinct p.programme::text order by p.programme::text) from order_line p
          where p.order_id = l.order_id and p.worker_id = l.worker_id) as programmes
      from orders o
      join order_settlement e on e.order_id = o.id
      join order_line l on l.order_id = o.id
      where o.sponsor_id = ${sponsorId}
        and not exists (select 1 from sponsorship s where s.worker_id = l.worker_id and s.ended_at is null)
      order by l.worker_id, o.placed_at desc),
    wanted as (select * from live union all select * from paid)
    select w.*, s.name, s.sector, s.income, (
      select array_agg(distinct v.month::text) from coverage v
      where v.worker_id = w.worker_id and v.ended_at is null and v.programme = any(w.programmes)) as covered
    from wanted w join worker_statement s on s.id = w.statement_id
    order by s.name, w.worker_id`.execute(db);
  return rows.map((row) => ({
    workerId: row.worker_id,
    workerName: row.name,
    statementId: row.statement_id,
    ...(row.sponsorship_id ? { sponsorshipId: row.sponsorship_id } : {}),
    ...(row.until_month ? { untilMonth: row.until_month } : {}),
    programmes: row.programmes,
    sector: row.sector,
    incomeRupiah: row.income,
    covered: new Set(row.covered ?? []),
  }));
}
