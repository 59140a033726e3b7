/** The workers of an order whose months somebody else had covered first. */
import type { Finding } from "~/findings/finding-queries.server";
import type { Trx } from "~db/connection";
import type { WaitingWorker } from "./later-months";

/** How many months each worker still waits for: those the finding names, or all of the order when it names none. */
export async function listWaitingWorkers(
  trx: Trx,
  orderId: string,
  finding: Finding,
): Promise<readonly WaitingWorker[]> {
  const rows = await trx
    .selectFrom("order_line as l")
    .innerJoin("worker_statement as s", "s.id", "l.statement_id")
    .select(["l.worker_id", "l.statement_id", "l.sector", "l.month", "l.programme", "s.income"])
    .where("l.order_id", "=", orderId)
    .orderBy("l.worker_id")
    .orderBy("l.month")
    .execute();
  const named = (finding.facts.months ?? []) as readonly { workerId: string; month: string }[];
  const wanted = new Set(named.map((line) => `${line.workerId} ${line.month}`));
  const lost = wanted.size > 0 ? rows.filter((row) => wanted.has(`${row.worker_id} ${row.month}`)) : rows;
  const workers = new Map<string, WaitingWorker>();
  for (const workerId of new Set(lost.map((row) => row.worker_id))) {
    const own = lost.filter((row) => row.worker_id === workerId);
    workers.set(workerId, {
      workerId,
      statementId: own[0]!.statement_id,
      sector: own[0]!.sector,
      incomeRupiah: own[0]!.income,
      programmes: [...new Set(own.map((row) => row.programme))],
      months: new Set(own.map((row) => row.month)).size,
    });
  }
  return [...workers.values()];
}
