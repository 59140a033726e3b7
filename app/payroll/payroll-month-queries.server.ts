/** The months of a sponsor on payroll, as far as lists have been closed. */
import { sql } from "kysely";
import type { IuranMonth } from "~/calendar/iuran-month";
import type { Db } from "~db/connection";

export type PayrollMonth = {
  readonly month: IuranMonth;
  readonly unitName: string;
  readonly expectedRupiah: number;
  /** Absent while the treasurer has not reported. */
  readonly deductedRupiah?: number;
  /** The money has come and was posted. */
  readonly isSettled: boolean;
};

/** The months of a sponsor that stood on a unit's list, the newest first. */
export async function listPayrollMonths(db: Db, sponsorId: string): Promise<readonly PayrollMonth[]> {
  const { rows } = await sql<{
    month: string;
    unit_name: string;
    expected: number;
    deducted: number | null;
    settled: boolean;
  }>`
    select b.month, b.unit_name, l.expected, d.deducted, s.line_id is not null as settled
    from payroll_line l
    join payroll_batch b on b.id = l.batch_id
    left join lateral (
      select id from payroll_report r where r.batch_id = b.id order by r.number desc limit 1) r on true
    left join payroll_report_line d on d.report_id = r.id and d.line_id = l.id
    left join payroll_settlement s on s.line_id = l.id
    where l.sponsor_id = ${sponsorId}
    order by b.month desc limit 24`.execute(db);
  return rows.map((row) => ({
    month: row.month,
    unitName: row.unit_name,
    expectedRupiah: row.expected,
    ...(row.deducted === null ? {} : { deductedRupiah: row.deducted }),
    isSettled: row.settled,
  }));
}
