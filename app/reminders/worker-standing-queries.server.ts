/** Gathers what is known of workers today, for the rule that decides who is asked. A few questions for any number of workers. */
import { sql } from "kysely";
import { listGaps } from "~/sponsorship/sponsorship-queries.server";
import type { Db, Trx } from "~db/connection";
import type { OpenRenewal, Preference, StopReason, WorkerStanding } from "./reminder";

/** The standing of each of these workers. */
export async function listWorkerStandings(
  db: Db | Trx,
  workerIds: readonly string[],
): Promise<ReadonlyMap<string, WorkerStanding>> {
  if (workerIds.length === 0) return new Map();
  const [covered, living, stops, moving] = [
    await listCovered(db, workerIds),
    await listLiving(db, workerIds),
    await listStops(db, workerIds),
    await listMoving(db, workerIds),
  ];
  return new Map(
    workerIds.map((workerId) => {
      const own = living.get(workerId);
      const movingUntil = moving.get(workerId);
      return [
        workerId,
        {
          covered: covered.get(workerId) ?? [],
          stops: stops.get(workerId) ?? [],
          ...(own ? { living: own } : {}),
          ...(movingUntil ? { movingUntil } : {}),
        },
      ];
    }),
  );
}

async function listCovered(db: Db | Trx, workerIds: readonly string[]) {
  const rows = await db
    .selectFrom("coverage as c")
    .leftJoin("orders as o", "o.id", "c.order_id")
    .select(["c.worker_id", "c.month", "c.begun_at", "o.sponsor_id"])
    .where("c.worker_id", "in", [...workerIds])
    .where("c.programme", "=", "jkk")
    .where("c.ended_at", "is", null)
    .orderBy("c.month")
    .execute();
  return byWorker(rows, (row) => ({
    month: row.month,
    ...(row.sponsor_id ? { paid: { sponsorId: row.sponsor_id, at: row.begun_at } } : {}),
  }));
}

async function listLiving(
  db: Db | Trx,
  workerIds: readonly string[],
): Promise<ReadonlyMap<string, NonNullable<WorkerStanding["living"]>>> {
  const { rows } = await sql<{
    id: string;
    sponsor_id: string;
    worker_id: string;
    begun_at: Date;
    way: "saved_card" | "pay_link" | "payroll";
    until_month: string | null;
    on_payroll: boolean;
  }>`
    select s.id, s.sponsor_id, s.worker_id, s.begun_at, t.way, t.until_month,
      exists (select 1 from live_payroll p where p.sponsorship_id = s.id) as on_payroll
    from sponsorship s
    cross join lateral (
      select way, until_month from sponsorship_terms n where n.sponsorship_id = s.id order by n.id desc limit 1) t
    where s.worker_id = any(${[...workerIds]}::uuid[]) and s.ended_at is null`.execute(db);
  const ids = rows.map((row) => row.id);
  const gaps = await listGaps(db, ids);
  const renewals = await listOpenRenewals(db, ids);
  return new Map(
    rows.map((row) => [
      row.worker_id,
      {
        sponsorId: row.sponsor_id,
        begunAt: row.begun_at,
        way: row.way,
        onPayroll: row.on_payroll,
        ...(row.until_month ? { untilMonth: row.until_month } : {}),
        gaps: gaps.filter((gap) => gap.sponsorshipId === row.id),
        renewals: renewals.get(row.id) ?? [],
      },
    ]),
  );
}

/** Items of renewals that are neither closed nor paid; by link, or because the card is not asked any more. */
async function listOpenRenewals(
  db: Db | Trx,
  sponsorshipIds: readonly string[],
): Promise<ReadonlyMap<string, readonly OpenRenewal[]>> {
  const { rows } = await sql<{
    sponsorship_id: string;
    renewal_id: string;
    due_on: string;
    start_month: string;
    by_link: boolean;
  }>`
    select i.sponsorship_id, i.renewal_id, r.due_on, i.start_month, r.way = 'pay_link' or exists (
      select 1 from charge_try y where y.renewal_id = r.id
        and y.outcome in ('authentication_needed', 'refused', 'unknown')) as by_link
    from renewal_item i join renewal r on r.id = i.renewal_id
    where i.sponsorship_id = any(${[...sponsorshipIds]}::uuid[]) and i.dropped_at is null and r.closed_at is null
      and not exists (select 1 from renewal_order o join order_settlement t on t.order_id = o.order_id
        where o.renewal_id = r.id)
    order by i.start_month`.execute(db);
  const found = new Map<string, OpenRenewal[]>();
  for (const row of rows) {
    const own = found.get(row.sponsorship_id) ?? [];
    own.push({
      renewalId: row.renewal_id,
      dueOn: row.due_on,
      startMonth: row.start_month,
      byLink: row.by_link,
    });
    found.set(row.sponsorship_id, own);
  }
  return found;
}

async function listStops(db: Db | Trx, workerIds: readonly string[]) {
  const { rows } = await sql<{ worker_id: string; sponsor_id: string; because: StopReason; at: Date }>`
    select worker_id, sponsor_id, ended_because as because, ended_at as at from sponsorship
    where worker_id = any(${[...workerIds]}::uuid[]) and ended_at is not null
    union all
    select worker_id, sponsor_id, because, recorded_at from renewal_refusal
    where worker_id = any(${[...workerIds]}::uuid[]) and revoked_at is null`.execute(db);
  return byWorker(rows, ({ sponsor_id, because, at }) => ({ sponsorId: sponsor_id, because, at }));
}

/** The last month of each worker for which a payment is being processed. */
async function listMoving(db: Db | Trx, workerIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom("order_line as l")
    .innerJoin("payment as p", "p.order_id", "l.order_id")
    .select(["l.worker_id", ({ fn }) => fn.max("l.month").as("until")])
    .where("l.worker_id", "in", [...workerIds])
    .where("p.state", "=", "processing")
    .groupBy("l.worker_id")
    .execute();
  return new Map(rows.map((row) => [row.worker_id, row.until]));
}

/** What this sponsor wants to hear; everything, unless they chose. */
export async function findPreference(db: Db | Trx, sponsorId: string): Promise<Preference> {
  const row = await db
    .selectFrom("reminder_preference")
    .select("wants")
    .where("sponsor_id", "=", sponsorId)
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.wants ?? "all";
}

function byWorker<Row extends { readonly worker_id: string }, Value>(
  rows: readonly Row[],
  toValue: (row: Row) => Value,
): ReadonlyMap<string, readonly Value[]> {
  const found = new Map<string, Value[]>();
  for (const row of rows) {
    const own = found.get(row.worker_id) ?? [];
    own.push(toValue(row));
    found.set(row.worker_id, own);
  }
  return found;
}
