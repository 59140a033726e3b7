import { type Kysely, sql } from "kysely";

/**
 * The promise and how it is kept: a sponsorship per worker, its terms as versions, gaps in it, the
 * renewals planned from it, and every notice and try before a saved card is charged. What is the
 * house's habit (retry days, notices) is a dated row.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  /* What the sponsor asked for beside the months: it becomes sponsorships once the order is paid. */
  for (const table of ["cart", "orders"])
    await sql`alter table ${sql.table(table)} add column renewal_wish jsonb check (
      renewal_wish is null or (
        renewal_wish ->> 'intervalMonths' in ('1', '3', '6', '12')
        and renewal_wish ->> 'way' in ('saved_card', 'pay_link')
        and (renewal_wish ->> 'intervalMonths') is not null and (renewal_wish ->> 'way') is not null
        and coalesce(renewal_wish ->> 'untilMonth', '2000-01') ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'))`.execute(db);

  /* The gateway keeps the card; we keep what names it and what a person recognises it by. */
  await sql`create table saved_method (
    id uuid primary key,
    sponsor_id uuid not null references sponsor,
    gateway text not null,
    customer_ref text not null,
    method_ref text not null,
    brand text,
    last4 text check (last4 ~ '^[0-9]{4}$'),
    exp_month int check (exp_month between 1 and 12),
    exp_year int check (exp_year between 2000 and 9999),
    saved_at timestamptz not null,
    removed_at timestamptz,
    unique (gateway, method_ref),
    check ((exp_month is null) = (exp_year is null))
  )`.execute(db);
  await sql`create index saved_method_sponsor on saved_method (sponsor_id)`.execute(db);
  await sql`create index saved_method_expiry on saved_method (exp_year, exp_month) where removed_at is null`.execute(
    db,
  );

  await sql`create table sponsorship (
    id uuid primary key,
    sponsor_id uuid not null references sponsor,
    worker_id uuid not null references worker,
    statement_id uuid not null references worker_statement,
    begun_at timestamptz not null,
    begun_by_order uuid references orders,
    taken_over_from uuid references sponsorship,
    ended_at timestamptz,
    ended_because text check (ended_because in
      ('cancelled', 'completed', 'handed_over', 'worker_died', 'worker_withdrew', 'government')),
    ended_note text check (length(ended_note) <= 500),
    check ((ended_at is null) = (ended_because is null)),
    check (taken_over_from <> id)
  )`.execute(db);
  await sql`create unique index sponsorship_once on sponsorship (worker_id) where ended_at is null`.execute(
    db,
  );
  await sql`create index sponsorship_sponsor on sponsorship (sponsor_id, begun_at)`.execute(db);

  /* The newest version holds; earlier ones say what held before. */
  await sql`create table sponsorship_terms (
    id bigint generated always as identity primary key,
    sponsorship_id uuid not null references sponsorship,
    interval_months int not null check (interval_months in (1, 3, 6, 12)),
    programmes text[] not null check (programmes @> '{jkk,jkm}' and programmes <@ '{jkk,jkm,jht}'),
    until_month iuran_month,
    way text not null check (way in ('saved_card', 'pay_link', 'payroll')),
    saved_method_id uuid references saved_method,
    recorded_at timestamptz not null,
    recorded_by text not null,
    check ((way = 'saved_card') = (saved_method_id is not null))
  )`.execute(db);
  await sql`create index sponsorship_terms_newest on sponsorship_terms (sponsorship_id, id desc)`.execute(db);
  await sql`create index sponsorship_terms_method on sponsorship_terms (saved_method_id) where saved_method_id is not null`.execute(
    db,
  );
  await sql`create trigger append_only before update or delete on sponsorship_terms
    for each row execute function refuse_change()`.execute(db);

  /* Months a sponsorship leaves out: chosen (skip, pause), or because nothing was paid (rest, open-ended). */
  await sql`create table sponsorship_gap (
    id uuid primary key,
    sponsorship_id uuid not null references sponsorship,
    kind text not null check (kind in ('skip', 'pause', 'rest')),
    because text check (because in ('declined', 'unpaid')),
    from_month iuran_month not null,
    to_month iuran_month,
    recorded_at timestamptz not null,
    recorded_by text not null,
    revoked_at timestamptz,
    revoked_by text,
    check ((kind = 'rest') = (because is not null)),
    check ((kind = 'rest') = (to_month is null)),
    check (to_month >= from_month),
    check ((revoked_at is null) = (revoked_by is null))
  )`.execute(db);
  await sql`create index sponsorship_gap_of on sponsorship_gap (sponsorship_id) where revoked_at is null`.execute(
    db,
  );
  await sql`create unique index sponsorship_rest_once on sponsorship_gap (sponsorship_id)
    where kind = 'rest' and revoked_at is null`.execute(db);

  /* What one sponsor renews on one day in one way: one order, one charge. Sealed, it can only shrink. */
  await sql`create table renewal (
    id uuid primary key,
    sponsor_id uuid not null references sponsor,
    due_on date not null,
    way text not null check (way in ('saved_card', 'pay_link')),
    saved_method_id uuid references saved_method,
    planned_at timestamptz not null,
    sealed_at timestamptz,
    closed_at timestamptz,
    closed_because text check (closed_because in ('paid', 'declined', 'unpaid', 'nothing_left')),
    check ((way = 'saved_card') = (saved_method_id is not null)),
    check ((closed_at is null) = (closed_because is null)),
    check (closed_at is null or sealed_at is not null)
  )`.execute(db);
  await sql`create unique index renewal_once on renewal (sponsor_id, due_on, way, saved_method_id)
    nulls not distinct where sealed_at is null`.execute(db);
  await sql`create index renewal_open on renewal (due_on) where closed_at is null`.execute(db);
  await sql`create index renewal_sponsor on renewal (sponsor_id, due_on)`.execute(db);

  await sql`create table renewal_item (
    renewal_id uuid not null references renewal,
    sponsorship_id uuid not null references sponsorship,
    start_month iuran_month not null,
    last_month iuran_month not null,
    programmes text[] not null check (programmes @> '{jkk,jkm}' and programmes <@ '{jkk,jkm,jht}'),
    dropped_at timestamptz,
    dropped_because text check (dropped_because in
      ('changed', 'skipped', 'paused', 'ended', 'months_taken', 'rested')),
    primary key (renewal_id, sponsorship_id, start_month),
    check (last_month >= start_month),
    check ((dropped_at is null) = (dropped_because is null))
  )`.execute(db);
  await sql`create unique index renewal_item_once on renewal_item (sponsorship_id, start_month)
    where dropped_at is null`.execute(db);

  await sql`create table renewal_order (
    order_id uuid primary key references orders,
    renewal_id uuid not null references renewal,
    placed_at timestamptz not null
  )`.execute(db);
  await sql`create index renewal_order_of on renewal_order (renewal_id)`.execute(db);

  /* Announced before anything is charged; the letter says when it really left the house. */
  await sql`create table charge_notice (
    id uuid primary key,
    renewal_id uuid not null references renewal,
    number int not null check (number > 0),
    amount rupiah not null check (amount > 0),
    charge_on date not null,
    mail_id uuid not null unique references mail,
    recorded_at timestamptz not null,
    unique (renewal_id, number)
  )`.execute(db);
  await sql`create trigger append_only before update or delete on charge_notice
    for each row execute function refuse_change()`.execute(db);

  await sql`create table charge_try (
    renewal_id uuid not null references renewal,
    number int not null check (number > 0),
    on_day date not null,
    payment_id uuid not null unique references payment,
    notice_id uuid not null references charge_notice,
    begun_at timestamptz not null,
    outcome text check (outcome in ('succeeded', 'processing', 'declined', 'authentication_needed', 'refused', 'unknown')),
    decline_code text,
    finished_at timestamptz,
    primary key (renewal_id, number),
    check ((outcome is null) = (finished_at is null))
  )`.execute(db);
  await sql`create unique index charge_try_one_open on charge_try (renewal_id) where outcome is null`.execute(
    db,
  );

  /* The house's habits, dated: the newest row whose day has come holds. */
  await sql`create table renewal_setting (
    id bigint generated always as identity primary key,
    from_day date not null,
    plan_days_before int not null check (plan_days_before between 1 and 60),
    charge_days_before int not null check (charge_days_before between 0 and 30),
    notice_days int not null check (notice_days >= 7),
    notice_rest_days int not null check (notice_rest_days >= 2),
    retry_days int[] not null check (array_length(retry_days, 1) between 1 and 10 and 0 < all (retry_days)),
    rest_after_days int not null check (rest_after_days between 0 and 60),
    card_expiry_dates int[] not null check (card_expiry_dates <@ '{1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28}'),
    recorded_at timestamptz not null,
    recorded_by text not null,
    check (plan_days_before >= charge_days_before + notice_days)
  )`.execute(db);
  await sql`create trigger append_only before update or delete on renewal_setting
    for each row execute function refuse_change()`.execute(db);
  await sql`insert into renewal_setting (from_day, plan_days_before, charge_days_before, notice_days, notice_rest_days,
      retry_days, rest_after_days, card_expiry_dates, recorded_at, recorded_by)
    values ('2000-01-01', 21, 7, 7, 2, '{1,3,5,7}', 7, '{7,21}', '2026-11-23T00:00:00Z', 'initial')`.execute(
    db,
  );
}
