import { type Kysely, sql } from "kysely";

/** A renewal that was left out on purpose is closed as such: its link says so, and no job looks at it again. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table renewal drop constraint renewal_closed_because_check,
    add constraint renewal_closed_because_check
      check (closed_because in ('paid', 'declined', 'unpaid', 'nothing_left', 'skipped'))`.execute(db);
}
