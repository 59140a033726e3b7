/** What admins look after in payroll beside the batches: units without a treasurer. */
import { sql } from "kysely";
import type { Db } from "~db/connection";

/** Units that somebody on a live mandate signed for and that nobody is treasurer of. */
export async function listUnitsWithoutTreasurer(db: Db): Promise<readonly string[]> {
  const { rows } = await sql<{ work_unit_id: string }>`
    select distinct p.work_unit_id from live_payroll p
    where not exists (select 1 from staff_role r where r.role = 'treasurer'
      and r.work_unit_id = p.work_unit_id and r.ended_at is null)
    order by p.work_unit_id`.execute(db);
  return rows.map((row) => row.work_unit_id);
}
