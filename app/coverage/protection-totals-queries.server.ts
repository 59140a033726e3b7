/** How many people and months are protected, for pages anybody may read: counts only. */
import type { Db } from "~db/connection";

export type ProtectionTotals = { readonly workers: number; readonly workerMonths: number };

/** Workers whose iuran sponsors paid here, and the months paid for them; refunded months are not among them. */
export async function countProtection(db: Db): Promise<ProtectionTotals> {
  const row = await db
    .selectFrom("coverage")
    .select(({ fn }) => [
      fn.count<number>("worker_id").distinct().as("workers"),
      fn.countAll<number>().as("months"),
    ])
    .where("source", "=", "order")
    .where("programme", "=", "jkk")
    .where("ended_at", "is", null)
    .executeTakeFirstOrThrow();
  return { workers: Number(row.workers), workerMonths: Number(row.months) };
}
