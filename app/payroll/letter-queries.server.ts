/** What the letters around payroll look up when they are about to leave. */
import { sql } from "kysely";
import type { IuranMonth } from "~/calendar/iuran-month";
import type { Db } from "~db/connection";

/** A line of a list with what has become of it since. */
export async function findLineForLetter(db: Db, lineId: string) {
  const { rows } = await sql<{
    batch_id: string;
    month: string;
    unit_name: string;
    name: string;
    deducted: number | null;
    settled: boolean;
  }>`
    select l.batch_id, b.month, b.unit_name, l.name, d.deducted,
      exists (select 1 from payroll_settlement s where s.line_id = l.id) as settled
    from payroll_line l
    join payroll_batch b on b.id = l.batch_id
    left join lateral (
      select id from payroll_report r where r.batch_id = b.id order by r.number desc limit 1) r on true
    left join payroll_report_line d on d.report_id = r.id and d.line_id = l.id
    where l.id = ${lineId}::uuid`.execute(db);
  const [row] = rows;
  if (!row) return undefined;
  const items = await sql<{ name: string; amount: number; covered: boolean }>`
    select w.name, i.amount, exists (
      select 1 from coverage v where v.worker_id = i.worker_id and v.month = ${row.month} and v.ended_at is null)
      as covered
    from payroll_line_item i
    join sponsorship s on s.id = i.sponsorship_id
    join worker_statement w on w.id = s.statement_id
    where i.line_id = ${lineId}::uuid order by i.position`.execute(db);
  return {
    batchId: row.batch_id,
    month: row.month,
    unitName: row.unit_name,
    name: row.name,
    isReported: row.deducted !== null,
    deductedRupiah: row.deducted ?? 0,
    isSettled: row.settled,
    items: items.rows.map((item) => ({
      workerName: item.name,
      amountRupiah: item.amount,
      isCovered: item.covered,
    })),
  };
}

/** The last month that is covered without a gap from this one on, of each of these workers; none when this month is not. */
export async function listCoveredUntil(
  db: Db,
  workerIds: readonly string[],
  thisMonth: IuranMonth,
): Promise<ReadonlyMap<string, ReadonlySet<IuranMonth>>> {
  if (workerIds.length === 0) return new Map();
  const { rows } = await sql<{ worker_id: string; months: readonly string[] }>`
    select worker_id, array_agg(distinct month::text) as months from coverage
    where worker_id = any(${[...workerIds]}::uuid[]) and ended_at is null and month >= ${thisMonth}
    group by worker_id`.execute(db);
  return new Map(rows.map((row) => [row.worker_id, new Set(row.months)]));
}

/** Months on lists that this mandate stands on and that nobody has reported yet. */
export async function listOpenMonths(db: Db, mandateId: string): Promise<readonly IuranMonth[]> {
  const rows = await db
    .selectFrom("payroll_line as l")
    .innerJoin("payroll_batch as b", "b.id", "l.batch_id")
    .select("b.month")
    .where("l.mandate_id", "=", mandateId)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom("payroll_report as r").select("r.id").whereRef("r.batch_id", "=", "b.id"))),
    )
    .orderBy("b.month")
    .execute();
  return rows.map((row) => row.month);
}

/** Live mandates of units, whose sponsors are told that nobody deducts. */
export async function listLiveMandatesOf(db: Db, unitIds: readonly string[]) {
  if (unitIds.length === 0) return [];
  const rows = await db
    .selectFrom("live_payroll as p")
    .innerJoin("sponsor as s", "s.id", "p.sponsor_id")
    .select(["p.mandate_id", "p.sponsor_id", "s.email"])
    .distinct()
    .where("p.work_unit_id", "in", [...unitIds])
    .execute();
  return rows.map((row) => ({
    mandateId: row.mandate_id,
    sponsorId: row.sponsor_id,
    email: row.email,
  }));
}
