import { type Kysely, sql } from "kysely";

/**
 * Reminders: when they go out is a dated row; each is written once, whatever runs twice; what a sponsor wants
 * and whom they do not go on with are rows of their own. Three indexes serve the nightly sweep.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  /* The newest row whose day has come holds. */
  await sql`create table reminder_setting (
    id bigint generated always as identity primary key,
    from_day date not null,
    before_days int[] not null check (array_length(before_days, 1) between 1 and 10
      and 1 <= all (before_days) and 30 >= all (before_days)),
    lapse_after_days int not null check (lapse_after_days between 1 and 10),
    arrears_days int[] not null check (array_length(arrears_days, 1) between 1 and 10
      and 28 <= all (arrears_days) and 89 >= all (arrears_days)),
    late_days int not null check (late_days between 0 and 7),
    recorded_at timestamptz not null,
    recorded_by text not null
  )`.execute(db);
  await sql`create trigger append_only before update or delete on reminder_setting
    for each row execute function refuse_change()`.execute(db);
  await sql`insert into reminder_setting (from_day, before_days, lapse_after_days, arrears_days, late_days, recorded_at, recorded_by)
    values ('2000-01-01', '{14,7,3,1}', 1, '{30,60,80}', 2, '2026-11-23T00:00:00Z', 'initial')`.execute(db);

  /* Once per worker, sponsor, month and moment; several of one sponsor and day share a letter. */
  await sql`create table reminder (
    worker_id uuid not null references worker,
    sponsor_id uuid not null references sponsor,
    month iuran_month not null,
    moment text not null check (moment = 'lapsed' or moment ~ '^(before|arrears)/[1-9][0-9]?$'),
    on_day date not null,
    mail_id uuid not null references mail,
    dropped_at timestamptz,
    dropped_because text,
    primary key (worker_id, sponsor_id, month, moment),
    check ((dropped_at is null) = (dropped_because is null))
  )`.execute(db);
  await sql`create index reminder_mail on reminder (mail_id)`.execute(db);

  /* The newest row of a sponsor holds; without one everything is sent. */
  await sql`create table reminder_preference (
    id bigint generated always as identity primary key,
    sponsor_id uuid not null references sponsor,
    wants text not null check (wants in ('all', 'lapse_only', 'none')),
    chosen_by text not null check (chosen_by in ('one_click', 'link', 'sponsor')),
    recorded_at timestamptz not null
  )`.execute(db);
  await sql`create index reminder_preference_newest on reminder_preference (sponsor_id, id desc)`.execute(db);
  await sql`create trigger append_only before update or delete on reminder_preference
    for each row execute function refuse_change()`.execute(db);

  /* A sponsor does not go on with a worker whose months were bought without a standing sponsorship. */
  await sql`create table renewal_refusal (
    id uuid primary key,
    sponsor_id uuid not null references sponsor,
    worker_id uuid not null references worker,
    because text not null check (because in ('not_now', 'worker_died', 'worker_withdrew', 'government')),
    recorded_at timestamptz not null,
    revoked_at timestamptz
  )`.execute(db);
  await sql`create unique index renewal_refusal_once on renewal_refusal (worker_id, sponsor_id) where revoked_at is null`.execute(
    db,
  );

  /* Who was covered in a month, by JKK (it never comes without JKM), and by whose order: the sweep reads no more. */
  await sql`create index coverage_month on coverage (month, worker_id) include (source, order_id, begun_at)
    where programme = 'jkk' and ended_at is null`.execute(db);
  await sql`create index coverage_government on coverage (worker_id, month) where source = 'government' and ended_at is null`.execute(
    db,
  );
  await sql`create index sponsorship_ended on sponsorship (worker_id) where ended_at is not null`.execute(db);
}
