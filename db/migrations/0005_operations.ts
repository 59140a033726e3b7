import { type Kysely, sql } from "kysely";

/** Letters and chores written in the transaction that caused them, job runs, and the audit log. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table mail (
    id uuid primary key,
    occasion text not null unique check (length(occasion) <= 256),
    kind text not null,
    to_address text not null,
    sponsor_id uuid references sponsor,
    order_id uuid references orders,
    locale text not null default 'id' check (locale in ('id', 'en')),
    facts jsonb not null,
    queued_at timestamptz not null,
    due_at timestamptz not null,
    attempts int not null default 0,
    leased_until timestamptz,
    state text not null default 'waiting' check (state in ('waiting', 'sent', 'stuck', 'dropped')),
    subject text,
    html text,
    body text,
    sent_at timestamptz,
    mail_ref text,
    last_error text,
    check ((state = 'sent') = (sent_at is not null))
  )`.execute(db);
  await sql`create index mail_waiting on mail (due_at) where state = 'waiting'`.execute(db);
  await sql`create index mail_order on mail (order_id) where order_id is not null`.execute(db);
  await sql`create index mail_ref on mail (mail_ref) where mail_ref is not null`.execute(db);
  await sql`create index mail_queued on mail (queued_at desc, id desc)`.execute(db);
  await sql`create table mail_event (
    event_id text primary key,
    mail_ref text not null,
    kind text not null,
    happened_at timestamptz not null,
    received_at timestamptz not null,
    detail text
  )`.execute(db);
  await sql`create index mail_event_ref on mail_event (mail_ref)`.execute(db);
  await sql`create table address_suppression (
    address text primary key,
    because text not null check (because in ('bounced', 'complained', 'suppressed')),
    since timestamptz not null,
    event_id text references mail_event
  )`.execute(db);

  await sql`create table chore (
    id uuid primary key,
    kind text not null,
    subject text not null,
    facts jsonb not null default '{}',
    queued_at timestamptz not null,
    due_at timestamptz not null,
    attempts int not null default 0,
    leased_until timestamptz,
    state text not null default 'waiting' check (state in ('waiting', 'done', 'stuck')),
    done_at timestamptz,
    last_error text,
    unique (kind, subject),
    check ((state = 'done') = (done_at is not null))
  )`.execute(db);
  await sql`create index chore_waiting on chore (due_at) where state = 'waiting'`.execute(db);

  await sql`create table job_run (
    job text not null,
    tick timestamptz not null,
    started_at timestamptz not null,
    finished_at timestamptz,
    expected int,
    done int,
    failed int,
    error text,
    primary key (job, tick)
  )`.execute(db);

  await sql`create table audit_log (
    id bigint generated always as identity primary key,
    at timestamptz not null,
    actor_kind text not null check (actor_kind in ('staff', 'sponsor', 'system')),
    actor_id text,
    actor_name text not null,
    act text not null,
    subject_kind text not null,
    subject_id text not null,
    before jsonb,
    after jsonb,
    reason text,
    request_id text
  )`.execute(db);
  await sql`create index audit_subject on audit_log (subject_kind, subject_id, id)`.execute(db);
  await sql`create trigger append_only before update or delete on audit_log
    for each row execute function refuse_change()`.execute(db);
  await sql`create trigger append_only_truncate before truncate on audit_log
    for each statement execute function refuse_change()`.execute(db);
}
