/** How far the paid months of an order have come: sent to BPJS, and confirmed by it. */
import type { Day } from "~/calendar/day";
import type { IuranMonth } from "~/calendar/iuran-month";
import { dayInWib } from "~/calendar/wib";
import type { Db } from "~db/connection";

export type MonthProgress = {
  readonly workerId: string;
  readonly month: IuranMonth;
  /** The day its money was transferred. */
  readonly sentOn: Day;
  readonly confirmedOn?: Day;
};

/** The months that were sent and not refused, in order. */
export async function listMonthProgress(db: Db, orderId: string): Promise<readonly MonthProgress[]> {
  const rows = await db
    .selectFrom("month_progress")
    .select(["worker_id", "month", "paid_on", "state", "imported_at"])
    .where("order_id", "=", orderId)
    .orderBy("month")
    .orderBy("worker_id")
    .execute();
  return rows.map((row) => ({
    workerId: row.worker_id,
    month: row.month,
    sentOn: row.paid_on,
    ...(row.state === "confirmed" && row.imported_at ? { confirmedOn: dayInWib(row.imported_at) } : {}),
  }));
}
