/**
 * Which workers live, by the database's own clock. One that was not seen for a while is dead: what it had claimed is
 * handed back at once instead of waiting for its lease to be over. A worker that was only slow loses nothing by it:
 * whoever holds an older ticket can no longer write, and every call to a service carries its key.
 */
import { sql } from "kysely";
import type { Db, Trx } from "~db/connection";

/** Three times as long as a worker may be silent between two signs of life. */
const DEAD_AFTER_SECONDS = 15;

/** Says that this worker lives. */
export async function saveSignOfLife(db: Db, workerId: string): Promise<void> {
  await sql`insert into worker_presence (id, begun_at, seen_at)
    values (${workerId}, clock_timestamp(), clock_timestamp())
    on conflict (id) do update set seen_at = excluded.seen_at`.execute(db);
}

/** Says that this worker goes, with nothing left in its hands. */
export async function deleteSignOfLife(db: Db, workerId: string): Promise<void> {
  await sql`delete from worker_presence where id = ${workerId}`.execute(db);
}

/**
 * Hands back what dead workers had claimed; returns how many had died. It cannot be told who claimed what, so
 * everything claimed before the last sign of life of the dead is free again.
 */
export async function handBackOfTheDead(db: Db): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const { rows } = await sql<{ seen_at: string }>`
      delete from worker_presence
      where id in (select id from worker_presence
        where seen_at < clock_timestamp() - make_interval(secs => ${DEAD_AFTER_SECONDS}) for update skip locked)
      returning seen_at::text`.execute(trx);
    const last = rows
      .map((row) => row.seen_at)
      .sort()
      .at(-1);
    if (last) await handBack(trx, last);
    return rows.length;
  });
}

/** Leases last five minutes, so they began five minutes before they end. */
async function handBack(trx: Trx, diedAt: string): Promise<void> {
  for (const table of ["chore", "mail"] as const)
    await sql`update ${sql.table(table)} set leased_until = clock_timestamp()
      where state = 'waiting' and leased_until > clock_timestamp()
        and leased_until - interval '5 minutes' <= ${diedAt}::timestamptz + interval '5 seconds'`.execute(
      trx,
    );
  await sql`update job_run set abandoned_at = clock_timestamp()
    where finished_at is null and abandoned_at is null
      and started_at <= ${diedAt}::timestamptz + interval '5 seconds'`.execute(trx);
}
