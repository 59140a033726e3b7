/** What waits for a person: findings, letters, chores; runs of jobs that failed; and what came in today. */
import { dayInWib, startOfDayWib } from "~/calendar/wib";
import type { Db } from "~db/connection";

export type Waiting = {
  readonly findings: number;
  readonly letters: number;
  readonly chores: number;
};

export async function countWaiting(db: Db): Promise<Waiting> {
  const [findings, letters, chores] = await Promise.all([
    db
      .selectFrom("finding as f")
      .select(({ fn }) => fn.countAll<number>().as("count"))
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(selectFrom("resolution as r").select("r.finding_id").whereRef("r.finding_id", "=", "f.id")),
        ),
      )
      .executeTakeFirstOrThrow(),
    db
      .selectFrom("mail")
      .select(({ fn }) => fn.countAll<number>().as("count"))
      .where("state", "=", "stuck")
      .executeTakeFirstOrThrow(),
    db
      .selectFrom("chore")
      .select(({ fn }) => fn.countAll<number>().as("count"))
      .where("state", "=", "stuck")
      .executeTakeFirstOrThrow(),
  ]);
  return {
    findings: findings.count,
    letters: letters.count,
    chores: chores.count,
  };
}

export type PaymentsToday = { readonly count: number; readonly receivedRupiah: number };

/** Payments that succeeded since the day began in Jember. */
export async function findPaymentsToday(db: Db, now: Date): Promise<PaymentsToday> {
  const row = await db
    .selectFrom("payment")
    .select(({ fn }) => [fn.countAll<number>().as("count"), fn.sum<string | null>("received").as("received")])
    .where("state", "=", "succeeded")
    .where("succeeded_at", ">=", startOfDayWib(dayInWib(now)))
    .executeTakeFirstOrThrow();
  return { count: row.count, receivedRupiah: Number(row.received ?? 0) };
}

export type JobRun = {
  readonly job: string;
  readonly tick: Date;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
  readonly expected: number | null;
  readonly done: number | null;
  readonly failed: number | null;
  readonly error: string | null;
};

const runColumns = [
  "job",
  "tick",
  "started_at as startedAt",
  "finished_at as finishedAt",
  "expected",
  "done",
  "failed",
  "error",
] as const;

/** The runs that went wrong, the newest first. */
export async function listFailedRuns(db: Db, limit: number): Promise<readonly JobRun[]> {
  return db
    .selectFrom("job_run")
    .select(runColumns)
    .where((eb) =>
      eb.or([eb("error", "is not", null), eb("failed", ">", 0), eb("done", "<", eb.ref("expected"))]),
    )
    .orderBy("tick", "desc")
    .limit(limit)
    .execute();
}

export type StuckChore = {
  readonly id: string;
  readonly kind: string;
  readonly subject: string;
  readonly queuedAt: Date;
  readonly attempts: number;
  readonly lastError: string | null;
  /** The order it belongs to, when it can be told. */
  readonly orderCode: string | null;
};

/** Chores that wait for a person, the oldest first. */
export async function listStuckChoresWithOrders(db: Db, limit: number): Promise<readonly StuckChore[]> {
  const rows = await db
    .selectFrom("chore as c")
    .leftJoin("refund as r", (join) => join.on((eb) => eb(eb.cast("r.id", "text"), "=", eb.ref("c.subject"))))
    .leftJoin("payment as p", (join) =>
      join.on((eb) =>
        eb.or([
          eb("p.id", "=", eb.ref("r.payment_id")),
          eb(eb.cast("p.id", "text"), "=", eb.ref("c.subject")),
        ]),
      ),
    )
    .leftJoin("orders as o", "o.id", "p.order_id")
    .select(["c.id", "c.kind", "c.subject", "c.queued_at", "c.attempts", "c.last_error", "o.code"])
    .where("c.state", "=", "stuck")
    .orderBy("c.queued_at")
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    subject: row.subject,
    queuedAt: row.queued_at,
    attempts: row.attempts,
    lastError: row.last_error,
    orderCode: row.code,
  }));
}
