import { type Kysely, sql } from "kysely";

/**
 * Closing a month: prepared by one, closed by another, and from then on no entry counts for it any more. Each closing
 * holds the fingerprint of its month's entries and the hash of the closing before it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  /* What one person has put together and another has not closed yet; thrown away or closed. */
  await sql`create table period_draft (
    month iuran_month primary key,
    prepared_at timestamptz not null,
    prepared_by_id text not null,
    prepared_by text not null,
    content jsonb not null,
    fingerprint text not null check (fingerprint ~ '^[0-9a-f]{64}$')
  )`.execute(db);

  await sql`create table period_close (
    month iuran_month primary key,
    last_day date not null,
    prepared_at timestamptz not null,
    prepared_by_id text not null,
    prepared_by text not null,
    closed_at timestamptz not null check (closed_at >= prepared_at),
    closed_by_id text not null check (closed_by_id <> prepared_by_id),
    closed_by text not null,
    content jsonb not null,
    content_text text not null,
    entries_digest text not null check (entries_digest ~ '^[0-9a-f]{64}$'),
    previous_hash text not null,
    hash text not null unique check (hash ~ '^[0-9a-f]{64}$'),
    pdf bytea not null,
    unique (previous_hash),
    check (last_day = ((month::text || '-01')::date + interval '1 month' - interval '1 day')::date)
  )`.execute(db);
  await sql`create index period_close_last_day on period_close (last_day)`.execute(db);
  await sql`create table period_carried_finding (
    month iuran_month not null references period_close,
    finding_id uuid not null references finding,
    carried_by text not null check (length(carried_by) between 2 and 100),
    reason text not null check (length(reason) between 3 and 500),
    primary key (month, finding_id)
  )`.execute(db);
  for (const table of ["period_close", "period_carried_finding"]) {
    await sql`create trigger append_only before update or delete on ${sql.table(table)}
      for each row execute function refuse_change()`.execute(db);
    await sql`create trigger append_only_truncate before truncate on ${sql.table(table)}
      for each statement execute function refuse_change()`.execute(db);
  }

  /* SHA-256 over all entries that count for a month, with their lines, in the order they were posted. */
  await sql`create function journal_digest(of_month text) returns text language sql stable as $$
    select encode(sha256(convert_to(coalesce(string_agg(
      e.number || '|' || e.id || '|' || e.kind || '|' || e.on_day || '|' || e.cause_kind || '|' || e.cause_id || '|'
        || coalesce(e.reverses::text, '') || '|' || e.memo || '|' || l.lines, E'\\n' order by e.number), ''), 'UTF8')), 'hex')
    from journal_entry e
    cross join lateral (
      select string_agg(line_no || ',' || account || ',' || amount || ',' || coalesce(party, '') || ','
        || coalesce(order_id::text, '') || ',' || coalesce(payment_id::text, '') || ','
        || coalesce(worker_id::text, '') || ',' || coalesce(month::text, ''), ';' order by line_no) as lines
      from journal_line where entry_id = e.id) l
    where e.on_day >= (of_month || '-01')::date and e.on_day < (of_month || '-01')::date + interval '1 month'
  $$`.execute(db);

  /* A posting shares the lock that a closing takes alone: whoever closes has seen every entry of the month. */
  await sql`create function journal_day_is_open() returns trigger language plpgsql as $$
    declare closed date;
    begin
      perform pg_advisory_xact_lock_shared(4711, 15);
      select max(c.last_day) into closed from period_close c;
      if exists (select 1 from added a where a.on_day <= closed) then
        raise exception 'the month up to % is closed; no entry may count for it', closed
          using errcode = 'check_violation', constraint = 'journal_day_is_open';
      end if;
      return null;
    end $$`.execute(db);
  await sql`create trigger journal_day_is_open after insert on journal_entry
    referencing new table as added for each statement execute function journal_day_is_open()`.execute(db);
}
