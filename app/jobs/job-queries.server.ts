/**
 * Runs of jobs. `tick` is the house's time; `started_at` and `finished_at` are the database's own, so
 * that a moved sandbox clock neither ends a run early nor makes it look years long.
 */
import { sql } from "kysely";
import type { Db, Trx } from "~db/connection";

export type LastRun = {
  readonly job: string;
  readonly tick: Date;
  readonly finished: boolean;
  /** Began so long ago that its worker must be gone. */
  readonly abandoned: boolean;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
  readonly expected: number | null;
  readonly done: number | null;
  readonly failed: number | null;
  readonly error: string | null;
};

/** Longer than any run takes: who has not finished by then has died. */
const longestRunMinutes = 10;

/** The latest run of each of these jobs. */
export async function listLastRuns(db: Db | Trx, jobs: readonly string[]): Promise<readonly LastRun[]> {
  const { rows } = await sql<LastRun>`
    select r.job, r.tick, r.started_at as "startedAt", r.finished_at as "finishedAt", r.expected, r.done, r.failed,
      r.error, r.finished_at is not null as finished,
      r.finished_at is null and (r.abandoned_at is not null or r.started_at < clock_timestamp() - make_interval(mins => ${longestRunMinutes})) as abandoned
    from unnest(${[...jobs]}::text[]) as wanted(job)
    cross join lateral (select * from job_run where job_run.job = wanted.job order by tick desc limit 1) r`.execute(
    db,
  );
  return rows;
}

/** A run this worker has claimed; `ticket` is when, and tells two claims of one tick apart. */
export type ClaimedRun = { readonly job: string; readonly tick: Date; readonly ticket: string };

/**
 * Claims a run of a job, or none. `decide` says which tick is next when it is told the latest run; it is
 * asked under a lock, so of two workers one claims and the other sees that it is too late.
 */
export async function claimRun(
  db: Db,
  job: string,
  decide: (last: LastRun | undefined) => Date | undefined,
): Promise<ClaimedRun | undefined> {
  return db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`job ${job}`}, 0))`.execute(trx);
    const [last] = await listLastRuns(trx, [job]);
    const tick = decide(last);
    if (!tick) return undefined;
    const { rows } = await sql<{ ticket: string }>`
      insert into job_run (job, tick, started_at) values (${job}, ${tick}, clock_timestamp())
      on conflict (job, tick) do update
        set started_at = excluded.started_at, abandoned_at = null, expected = null, done = null, failed = null, error = null
        where job_run.finished_at is null
      returning started_at::text as ticket`.execute(trx);
    return rows[0] && { job, tick, ticket: rows[0].ticket };
  });
}

export type RunReport = {
  readonly expected: number;
  readonly done: number;
  readonly failed: number;
  readonly error?: string;
};

/** Ends a run, unless another worker has taken it over. */
export async function finishRun(db: Db, run: ClaimedRun, report: RunReport): Promise<void> {
  await db
    .updateTable("job_run")
    .set({
      finished_at: sql<Date>`clock_timestamp()`,
      expected: report.expected,
      done: report.done,
      failed: report.failed,
      error: report.error ?? null,
    })
    .where("job", "=", run.job)
    .where("tick", "=", run.tick)
    .where("started_at", "=", sql<Date>`${run.ticket}::timestamptz`)
    .where("finished_at", "is", null)
    .execute();
}

/** The latest runs of all jobs, the newest tick first, for admins. */
export async function listRuns(db: Db, size = 100) {
  const rows = await db
    .selectFrom("job_run")
    .selectAll()
    .orderBy("tick", "desc")
    .orderBy("job")
    .limit(size)
    .execute();
  return rows.map((row) => ({
    job: row.job,
    tick: row.tick,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    expected: row.expected,
    done: row.done,
    failed: row.failed,
    error: row.error,
  }));
}
