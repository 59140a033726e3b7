import { type Kysely, sql } from "kysely";

/**
 * A renewal that was left out on purpose is closed as such: its link says so, and no job looks at it again. An item
 * whose first month has gone by before it was paid drops out: a renewal never buys the past.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table renewal drop constraint renewal_closed_because_check,
    add constraint renewal_closed_because_check
      check (closed_because in ('paid', 'declined', 'unpaid', 'nothing_left', 'skipped'))`.execute(db);
  await sql`alter table renewal_item drop constraint renewal_item_dropped_because_check,
    add constraint renewal_item_dropped_because_check check (dropped_because in
      ('changed', 'skipped', 'paused', 'ended', 'months_taken', 'rested', 'gone_by'))`.execute(db);

  /* Workers say that they live; what a dead one had claimed is handed back before its lease is over. */
  await sql`create table worker_presence (
    id uuid primary key,
    begun_at timestamptz not null,
    seen_at timestamptz not null
  )`.execute(db);
  await sql`alter table job_run add column abandoned_at timestamptz`.execute(db);
}
