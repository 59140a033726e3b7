/**
 * Which worker has which iuran month, by programme. Two tables: `month_hold` keeps months for an unpaid
 * order until its time is over; `coverage` says they are paid. The unique index `coverage_once` is the
 * promise that no month is paid twice, whoever pays.
 */
import { sql } from "kysely";
import type { Db, Trx } from "~db/connection";

export type Programme = "jkk" | "jkm" | "jht";
export type WorkerMonth = {
  readonly workerId: string;
  readonly month: string;
  readonly programme: Programme;
};

const keyOf = (item: WorkerMonth) => `${item.workerId} ${item.month} ${item.programme}`;
/** Always the same order of rows, so that two transactions never wait for each other in a ring. */
const inOrder = <T extends WorkerMonth>(items: readonly T[]): T[] =>
  [...items].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));

/** Months somebody has paid (or the government has), of these workers. */
export async function listCoveredMonths(
  db: Db | Trx,
  workerIds: readonly string[],
): Promise<readonly WorkerMonth[]> {
  if (workerIds.length === 0) return [];
  const rows = await db
    .selectFrom("coverage")
    .select(["worker_id", "month", "programme"])
    .where("worker_id", "in", [...workerIds])
    .where("ended_at", "is", null)
    .orderBy("month")
    .execute();
  return rows.map((row) => ({ workerId: row.worker_id, month: row.month, programme: row.programme }));
}

/** Months that an unpaid order keeps at `now`, except those of `exceptOrderId`. */
export async function listHeldMonths(
  db: Db | Trx,
  workerIds: readonly string[],
  now: Date,
  exceptOrderIds: readonly string[] = [],
): Promise<readonly WorkerMonth[]> {
  if (workerIds.length === 0) return [];
  let query = db
    .selectFrom("month_hold")
    .select(["worker_id", "month", "programme"])
    .where("worker_id", "in", [...workerIds])
    .where("held_until", ">", now);
  if (exceptOrderIds.length > 0) query = query.where("order_id", "not in", [...exceptOrderIds]);
  const rows = await query.orderBy("month").execute();
  return rows.map((row) => ({ workerId: row.worker_id, month: row.month, programme: row.programme }));
}

/** The foreign holds on these workers' months, with the order that has them. */
export async function listHoldsOf(trx: Trx, workerIds: readonly string[], now: Date) {
  if (workerIds.length === 0) return [];
  const rows = await trx
    .selectFrom("month_hold")
    .select(["worker_id", "month", "programme", "order_id"])
    .where("worker_id", "in", [...workerIds])
    .where("held_until", ">", now)
    .execute();
  return rows.map((row) => ({
    workerId: row.worker_id,
    month: row.month,
    programme: row.programme,
    orderId: row.order_id,
  }));
}

/**
 * Keeps months for an order until `heldUntil`. Holds whose time is over make room. Returns the months
 * that another order keeps; when there are any, the caller rolls back.
 */
export async function holdMonths(
  trx: Trx,
  orderId: string,
  months: readonly WorkerMonth[],
  heldUntil: Date,
  now: Date,
): Promise<readonly WorkerMonth[]> {
  const wanted = inOrder(months);
  const rows = await trx
    .insertInto("month_hold")
    .values(
      wanted.map((item) => ({
        worker_id: item.workerId,
        month: item.month,
        programme: item.programme,
        order_id: orderId,
        held_until: heldUntil,
      })),
    )
    .onConflict((conflict) =>
      conflict
        .columns(["worker_id", "month", "programme"])
        .doUpdateSet({
          order_id: (eb) => eb.ref("excluded.order_id"),
          held_until: (eb) => eb.ref("excluded.held_until"),
        })
        .where((eb) =>
          eb.or([eb("month_hold.held_until", "<=", now), eb("month_hold.order_id", "=", orderId)]),
        ),
    )
    .returning(["worker_id", "month", "programme"])
    .execute();
  const held = new Set(
    rows.map((row) => keyOf({ workerId: row.worker_id, month: row.month, programme: row.programme })),
  );
  return wanted.filter((item) => !held.has(keyOf(item)));
}

/** Lets go of what an order kept. */
export async function releaseHolds(trx: Trx, orderIds: readonly string[]): Promise<void> {
  if (orderIds.length === 0) return;
  await trx
    .deleteFrom("month_hold")
    .where("order_id", "in", [...orderIds])
    .execute();
}

/** Sweeps away holds whose time was over before `before`; they held nothing any more. Returns how many. */
export async function deleteLapsedHolds(db: Db, before: Date): Promise<number> {
  const result = await db.deleteFrom("month_hold").where("held_until", "<", before).executeTakeFirst();
  return Number(result.numDeletedRows);
}

/**
 * Covers months for orders that were paid, as far as nobody else has covered them, and returns those
 * it covered. Two transactions that want the same month: the second waits for the first, then goes without.
 */
export async function coverMonths(
  trx: Trx,
  months: readonly (WorkerMonth & { readonly orderId: string })[],
  begunAt: Date,
): Promise<readonly (WorkerMonth & { readonly orderId: string })[]> {
  if (months.length === 0) return [];
  const given = JSON.stringify(
    inOrder(months).map((item) => [item.workerId, item.month, item.programme, item.orderId]),
  );
  const { rows } = await sql<{ worker_id: string; month: string; programme: Programme; order_id: string }>`
    insert into coverage (worker_id, month, programme, source, order_id, begun_at)
    select (n ->> 0)::uuid, n ->> 1, n ->> 2, 'order', (n ->> 3)::uuid, ${begunAt}::timestamptz
    from json_array_elements(${given}::json) as n
    on conflict (worker_id, month, programme) where ended_at is null do nothing
    returning worker_id, month, programme, order_id`.execute(trx);
  return rows.map((row) => ({
    workerId: row.worker_id,
    month: row.month,
    programme: row.programme,
    orderId: row.order_id,
  }));
}

/** Covers months by a list of the government, JKK and JKM, as far as nobody else has and the list still stands. */
export async function coverByGovernment(
  trx: Trx,
  listId: string,
  months: readonly { readonly workerId: string; readonly month: string }[],
  begunAt: Date,
): Promise<void> {
  const given = JSON.stringify(months.map(({ workerId, month }) => [workerId, month]));
  await sql`
    insert into coverage (worker_id, month, programme, source, list_id, begun_at)
    select (n ->> 0)::uuid, n ->> 1, p.programme, 'government', g.id, ${begunAt}::timestamptz
    from json_array_elements(${given}::json) as n, (values ('jkk'), ('jkm')) as p(programme), government_list g
    where g.id = ${listId}::uuid and g.undone_at is null
    on conflict (worker_id, month, programme) where ended_at is null do nothing`.execute(trx);
}

/** Ends the coverage an order gave for these worker-months, because the money goes back. */
export async function endCoverage(
  trx: Trx,
  orderId: string,
  months: readonly { readonly workerId: string; readonly month: string }[],
  endedAt: Date,
  because: string,
): Promise<void> {
  for (const { workerId, month } of months)
    await trx
      .updateTable("coverage")
      .set({ ended_at: endedAt, ended_because: because })
      .where("order_id", "=", orderId)
      .where("worker_id", "=", workerId)
      .where("month", "=", month)
      .where("ended_at", "is", null)
      .execute();
}
