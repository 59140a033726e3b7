import { type Kysely, sql } from "kysely";

/**
 * The journal, payments, gateway events, refunds, findings, receipts.
 * Debits are positive, credits negative; the lines of an entry come in one statement and sum to 0.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table payment (
    id uuid primary key,
    order_id uuid not null references orders,
    gateway text not null,
    attempt int not null check (attempt > 0),
    amount rupiah not null check (amount > 0),
    state text not null check (state in ('pending', 'processing', 'succeeded', 'failed', 'expired')),
    opened_at timestamptz not null,
    expires_at timestamptz not null,
    checkout_ref text,
    checkout_url text,
    payment_ref text,
    method jsonb,
    failure text,
    succeeded_at timestamptz,
    received rupiah not null default 0 check (received >= 0),
    looked_at timestamptz,
    unique (order_id, attempt),
    check ((state = 'succeeded') = (succeeded_at is not null)),
    check (state = 'succeeded' or received = 0)
  )`.execute(db);
  await sql`create unique index payment_one_live on payment (order_id) where state in ('pending', 'processing')`.execute(
    db,
  );
  await sql`create unique index payment_checkout on payment (gateway, checkout_ref) where checkout_ref is not null`.execute(
    db,
  );
  await sql`create unique index payment_ref on payment (gateway, payment_ref) where payment_ref is not null`.execute(
    db,
  );
  await sql`create index payment_opened on payment (opened_at desc, id desc)`.execute(db);

  /* Which payment settled the order: at most one, ever. */
  await sql`create table order_settlement (
    order_id uuid primary key references orders,
    payment_id uuid not null unique references payment,
    settled_at timestamptz not null
  )`.execute(db);

  await sql`create table gateway_event (
    gateway text not null,
    event_id text not null,
    type text not null,
    happened_at timestamptz not null,
    received_at timestamptz not null,
    api_version text,
    live_mode boolean not null,
    payment_id uuid references payment,
    outcome text not null,
    body text not null,
    primary key (gateway, event_id)
  )`.execute(db);
  await sql`create index gateway_event_payment on gateway_event (payment_id) where payment_id is not null`.execute(
    db,
  );
  await sql`create trigger append_only before update or delete on gateway_event
    for each row execute function refuse_change()`.execute(db);

  await sql`create table refund (
    id uuid primary key,
    payment_id uuid not null references payment,
    amount rupiah not null check (amount > 0),
    source text not null check (source in ('allocation', 'suspense')),
    reason text not null check (length(reason) between 3 and 500),
    requested_by text not null,
    requested_at timestamptz not null,
    state text not null check (state in ('requested', 'sent', 'succeeded', 'failed')),
    refund_ref text,
    failure text,
    finished_at timestamptz,
    check ((state in ('succeeded', 'failed')) = (finished_at is not null))
  )`.execute(db);
  await sql`create index refund_payment on refund (payment_id)`.execute(db);
  await sql`create unique index refund_ref on refund (refund_ref) where refund_ref is not null`.execute(db);
  await sql`create table refund_line (
    refund_id uuid not null references refund,
    line_no int not null,
    worker_id uuid references worker,
    month iuran_month,
    amount rupiah not null check (amount > 0),
    what text not null check (what in ('premium', 'fee_cover', 'suspense')),
    primary key (refund_id, line_no),
    check ((what = 'premium') = (worker_id is not null and month is not null))
  )`.execute(db);

  await sql`create domain account_code as text check (value in (
    'gateway_clearing', 'bank', 'bpjs_transfer', 'payroll_clearing', 'dispute_receivable',
    'premiums_payable', 'refunds_payable', 'donation_pool', 'suspense',
    'gateway_fees', 'fee_contributions', 'losses'))`.execute(db);
  await sql`create table journal_entry (
    id uuid primary key,
    number bigint generated always as identity unique,
    kind text not null,
    on_day date not null,
    posted_at timestamptz not null,
    cause_kind text not null,
    cause_id text not null,
    reverses uuid unique references journal_entry,
    memo text not null default '',
    line_count int not null check (line_count >= 2),
    unique (cause_kind, cause_id)
  )`.execute(db);
  await sql`create table journal_line (
    entry_id uuid not null references journal_entry,
    line_no int not null,
    account account_code not null,
    amount rupiah not null check (amount <> 0),
    party text,
    order_id uuid references orders,
    payment_id uuid references payment,
    worker_id uuid references worker,
    month iuran_month,
    primary key (entry_id, line_no),
    check (account <> 'premiums_payable' or (worker_id is not null and month is not null and order_id is not null)),
    check (account <> 'gateway_clearing' or party is not null)
  )`.execute(db);
  await sql`create index journal_line_order on journal_line (order_id) where order_id is not null`.execute(
    db,
  );
  await sql`create index journal_line_payment on journal_line (payment_id) where payment_id is not null`.execute(
    db,
  );
  await sql`create index journal_line_worker on journal_line (worker_id, month) where worker_id is not null`.execute(
    db,
  );
  await sql`create index journal_line_account on journal_line (account, entry_id)`.execute(db);

  await sql`create function journal_must_balance() returns trigger language plpgsql as $$
    declare wrong record;
    begin
      select a.entry_id, sum(a.amount) as off, count(*) as lines, e.line_count into wrong
        from added a join journal_entry e on e.id = a.entry_id
        group by a.entry_id, e.line_count
        having sum(a.amount) <> 0 or count(*) <> e.line_count
        limit 1;
      if found then
        raise exception 'journal entry % does not balance: off by %, % of % lines', wrong.entry_id, wrong.off, wrong.lines, wrong.line_count
          using errcode = 'check_violation', constraint = 'journal_balances';
      end if;
      return null;
    end $$`.execute(db);
  await sql`create trigger journal_balances after insert on journal_line
    referencing new table as added for each statement execute function journal_must_balance()`.execute(db);
  for (const table of ["journal_entry", "journal_line"]) {
    await sql`create trigger append_only before update or delete on ${sql.table(table)}
      for each row execute function refuse_change()`.execute(db);
    await sql`create trigger append_only_truncate before truncate on ${sql.table(table)}
      for each statement execute function refuse_change()`.execute(db);
  }

  await sql`create table finding (
    id uuid primary key,
    kind text not null,
    subject text not null,
    opened_at timestamptz not null,
    amount rupiah not null,
    order_id uuid references orders,
    payment_id uuid references payment,
    refund_id uuid references refund,
    worker_id uuid references worker,
    month iuran_month,
    facts jsonb not null default '{}',
    unique (kind, subject)
  )`.execute(db);
  await sql`create index finding_opened on finding (opened_at desc, id desc)`.execute(db);
  await sql`create index finding_order on finding (order_id) where order_id is not null`.execute(db);
  await sql`create table finding_note (
    id uuid primary key,
    finding_id uuid not null references finding,
    written_at timestamptz not null,
    written_by text not null,
    body text not null check (length(body) between 1 and 2000)
  )`.execute(db);
  await sql`create table resolution (
    finding_id uuid primary key references finding,
    decision text not null,
    reason text not null,
    decided_by text not null,
    decided_at timestamptz not null,
    entry_id uuid references journal_entry,
    refund_id uuid references refund
  )`.execute(db);

  await sql`create table number_series (
    series text not null,
    year int not null,
    last int not null check (last >= 0),
    primary key (series, year)
  )`.execute(db);
  await sql`create table receipt (
    id uuid primary key,
    number text not null unique,
    year int not null,
    sequence int not null check (sequence > 0),
    payment_id uuid not null unique references payment,
    order_id uuid not null references orders,
    amount rupiah not null check (amount > 0),
    issued_at timestamptz not null,
    content jsonb not null,
    pdf bytea not null,
    sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
    check_code text not null unique,
    unique (year, sequence)
  )`.execute(db);
  await sql`create index receipt_order on receipt (order_id)`.execute(db);
  await sql`create table credit_note (
    id uuid primary key,
    number text not null unique,
    year int not null,
    sequence int not null check (sequence > 0),
    receipt_id uuid not null references receipt,
    refund_id uuid not null unique references refund,
    amount rupiah not null check (amount > 0),
    issued_at timestamptz not null,
    content jsonb not null,
    pdf bytea not null,
    sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
    check_code text not null unique,
    unique (year, sequence)
  )`.execute(db);
  for (const table of ["receipt", "credit_note"])
    await sql`create trigger append_only before update or delete on ${sql.table(table)}
      for each row execute function refuse_change()`.execute(db);
}
