/** The public holidays as days alone, for counting due days. */
import type { Day } from "~/calendar/day";
import type { Db, Trx } from "~db/connection";

export async function listHolidayDays(db: Db | Trx): Promise<ReadonlySet<Day>> {
  const rows = await db.selectFrom("holiday").select("day").execute();
  return new Set(rows.map((row) => row.day));
}
