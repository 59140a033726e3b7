import { type Kysely, sql } from "kysely";

/** Which work units stay out of the public page: the newest row of a unit counts, and a unit without one is shown. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table unit_showing (
    id bigint generated always as identity primary key,
    work_unit_id uuid not null references work_unit,
    shown boolean not null,
    reason text not null check (length(reason) between 3 and 500),
    decided_at timestamptz not null,
    decided_by text not null
  )`.execute(db);
  await sql`create index unit_showing_newest on unit_showing (work_unit_id, id desc)`.execute(db);
  await sql`create trigger append_only before update or delete on unit_showing
    for each row execute function refuse_change()`.execute(db);
}
