import { type Kysely, sql } from "kysely";

/**
 * The books of others beside ours: what the gateway says it moved, what the bank says arrived, and which of the two
 * is what. Amounts of others are kept in hundredths (sen) as they were told; ours stay whole rupiah.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await widenAccounts(db, ["payouts_in_transit", "rounding", "bank_charges", "bank_interest"]);

  /* Book 1, the gateway: its transfers to our bank, and every movement each of them holds. */
  await sql`create table gateway_payout (
    gateway text not null,
    payout_ref text not null,
    amount_minor bigint not null,
    currency text not null check (currency ~ '^[a-z]{3}$'),
    state text not null check (state in ('pending', 'in_transit', 'paid', 'failed', 'canceled')),
    created_at timestamptz not null,
    arrives_on date not null,
    trace_ref text,
    itemised boolean not null,
    told_at timestamptz not null,
    read_to text,
    read_at timestamptz,
    worth rupiah,
    compared_at timestamptz,
    primary key (gateway, payout_ref),
    check (compared_at is null or read_at is not null),
    check ((worth is null) = (read_at is null))
  )`.execute(db);
  await sql`create index gateway_payout_newest on gateway_payout (created_at desc, payout_ref desc)`.execute(
    db,
  );
  await sql`create index gateway_payout_uncompared on gateway_payout (created_at, payout_ref)
    where read_at is not null and compared_at is null`.execute(db);
  await sql`create table gateway_movement (
    gateway text not null,
    movement_ref text not null,
    payout_ref text not null,
    kind text not null check (kind in ('payment', 'refund', 'refund_returned', 'dispute', 'dispute_returned',
      'payout', 'payout_returned', 'fee', 'other')),
    type text not null,
    source_ref text,
    payment_ref text,
    names_payment uuid,
    refund_ref text,
    dispute_ref text,
    currency text not null,
    exchange_rate double precision,
    amount_minor bigint not null,
    fee_minor bigint not null,
    tax_minor bigint not null,
    net_minor bigint not null,
    amount rupiah not null,
    fee rupiah not null,
    tax rupiah not null,
    happened_at timestamptz not null,
    available_at timestamptz not null,
    primary key (gateway, movement_ref),
    foreign key (gateway, payout_ref) references gateway_payout,
    check (net_minor = amount_minor - fee_minor - tax_minor),
    check (currency = 'idr' or exchange_rate is not null or kind in ('payout', 'payout_returned'))
  )`.execute(db);
  await sql`create index gateway_movement_payout on gateway_movement (gateway, payout_ref)`.execute(db);
  await sql`create index gateway_movement_payment on gateway_movement (gateway, payment_ref)
    where payment_ref is not null`.execute(db);
  await sql`create index gateway_movement_refund on gateway_movement (gateway, refund_ref)
    where refund_ref is not null`.execute(db);
  await sql`create trigger append_only before update or delete on gateway_movement
    for each row execute function refuse_change()`.execute(db);

  /* Book 2, the bank: accounts with the layout of their files, statements, and their rows once they count. */
  await sql`create table bank_account (
    id uuid primary key,
    name text not null unique check (length(name) between 2 and 60),
    bank text not null check (length(bank) between 2 and 60),
    number text not null check (number ~ '^[0-9]{4,20}$'),
    opened_at timestamptz not null,
    opened_by text not null,
    layout jsonb,
    layout_saved_at timestamptz,
    layout_saved_by text,
    unique (bank, number),
    check ((layout is null) = (layout_saved_at is null))
  )`.execute(db);
  await sql`create table bank_statement (
    id uuid primary key,
    account_id uuid not null references bank_account,
    file_name text not null,
    file_sha256 text not null check (file_sha256 ~ '^[0-9a-f]{64}$'),
    format text not null check (format in ('csv', 'mt940')),
    read_at timestamptz not null,
    read_by text not null,
    rows int not null check (rows >= 0),
    known_rows int not null check (known_rows between 0 and rows),
    first_day date not null,
    last_day date not null check (last_day >= first_day),
    in_sen bigint not null check (in_sen >= 0),
    out_sen bigint not null check (out_sen >= 0),
    posted_at timestamptz,
    posted_by text,
    undone_at timestamptz,
    undone_by text,
    undone_because text,
    check ((posted_at is null) = (posted_by is null)),
    check (undone_at is null or (posted_at is not null and undone_by is not null and length(undone_because) >= 3))
  )`.execute(db);
  await sql`create unique index bank_statement_file on bank_statement (account_id, file_sha256)
    where undone_at is null`.execute(db);
  await sql`create index bank_statement_newest on bank_statement (read_at desc, id desc)`.execute(db);
  const rowColumns = sql`
    line int not null check (line > 0),
    on_day date not null,
    amount_sen bigint not null check (amount_sen <> 0 and abs(amount_sen) <= 9000000000000000),
    reference text not null check (length(reference) <= 200),
    description text not null check (length(description) <= 1000),
    keys text[] not null,
    reverses boolean not null,
    identity text not null,
    occurrence int not null check (occurrence > 0)`;
  /* Read and not yet confirmed: worth nothing, gone when it is confirmed or thrown away. */
  await sql`create table bank_draft_row (
    statement_id uuid not null references bank_statement on delete cascade,
    ${rowColumns},
    primary key (statement_id, line)
  )`.execute(db);

  /* What should be at the bank, and how two sides were brought together. */
  await sql`create table bank_match (
    id uuid primary key,
    rule text not null,
    why jsonb not null,
    made_at timestamptz not null,
    made_by text not null,
    finding_id uuid references finding,
    entry_id uuid references journal_entry,
    undone_at timestamptz,
    undone_by text,
    undone_because text,
    check ((undone_at is null) = (undone_by is null)),
    check ((undone_at is null) = (undone_because is null))
  )`.execute(db);
  await sql`create index bank_match_newest on bank_match (made_at desc, id desc)`.execute(db);
  await sql`create table bank_row (
    id bigint generated always as identity primary key,
    account_id uuid not null references bank_account,
    statement_id uuid not null references bank_statement,
    ${rowColumns},
    match_id uuid references bank_match,
    undone_at timestamptz,
    check (undone_at is null or match_id is null)
  )`.execute(db);
  /* A row is known by what it says and how often the same was said before; a match claims it in its own column. */
  await sql`create unique index bank_row_once on bank_row (account_id, identity, occurrence)
    where undone_at is null`.execute(db);
  await sql`create index bank_row_statement on bank_row (statement_id)`.execute(db);
  await sql`create index bank_row_day on bank_row (on_day desc, id desc) where undone_at is null`.execute(db);
  await sql`create index bank_row_match on bank_row (match_id) where match_id is not null`.execute(db);
  await sql`create index bank_row_open on bank_row (amount_sen, on_day)
    where match_id is null and undone_at is null`.execute(db);
  await sql`create index bank_row_open_order on bank_row (id)
    where match_id is null and undone_at is null`.execute(db);
  await sql`create table bank_expectation (
    id bigint generated always as identity primary key,
    kind text not null check (kind in ('payout', 'booking')),
    subject text not null,
    label text not null,
    account account_code not null,
    party text,
    amount_sen bigint not null check (amount_sen <> 0),
    worth rupiah not null,
    expected_on date not null,
    noted_at timestamptz not null,
    match_id uuid references bank_match,
    withdrawn_at timestamptz,
    unique (kind, subject),
    check (withdrawn_at is null or match_id is null),
    check (account <> 'bank' or kind = 'booking')
  )`.execute(db);
  await sql`create index bank_expectation_match on bank_expectation (match_id) where match_id is not null`.execute(
    db,
  );
  await sql`create index bank_expectation_open on bank_expectation (amount_sen, expected_on)
    where match_id is null and withdrawn_at is null`.execute(db);
  await sql`create index bank_expectation_day on bank_expectation (expected_on desc, id desc)`.execute(db);
  await sql`create table bank_expectation_key (
    key text not null check (length(key) between 6 and 60),
    expectation_id bigint not null references bank_expectation,
    primary key (key, expectation_id)
  )`.execute(db);

  await sql`create table bank_match_rule (
    name text primary key check (name in
      ('reversal', 'reference', 'reference_sum', 'amount_and_day', 'day_sum')),
    position int not null check (position > 0),
    window_days int not null check (window_days between 0 and 31),
    on_duty boolean not null,
    changed_at timestamptz not null,
    changed_by text not null,
    constraint bank_match_rule_position unique (position) deferrable initially deferred
  )`.execute(db);
  await sql`insert into bank_match_rule (name, position, window_days, on_duty, changed_at, changed_by) values
    ('reversal', 1, 10, true, '2026-11-23T00:00:00Z', 'initial'),
    ('reference', 2, 0, true, '2026-11-23T00:00:00Z', 'initial'),
    ('reference_sum', 3, 0, true, '2026-11-23T00:00:00Z', 'initial'),
    ('amount_and_day', 4, 3, true, '2026-11-23T00:00:00Z', 'initial'),
    ('day_sum', 5, 3, true, '2026-11-23T00:00:00Z', 'initial')`.execute(db);

  /* Who looks after a finding, and what waits until a day: the newest row counts. */
  await sql`create table finding_owner (
    id bigint generated always as identity primary key,
    finding_id uuid not null references finding,
    owner_id text,
    owner_name text,
    given_at timestamptz not null,
    given_by text not null,
    check ((owner_id is null) = (owner_name is null))
  )`.execute(db);
  await sql`create index finding_owner_newest on finding_owner (finding_id, id desc)`.execute(db);
  await sql`create table finding_hold (
    id bigint generated always as identity primary key,
    finding_id uuid not null references finding,
    until_day date,
    reason text not null check (length(reason) between 3 and 500),
    held_at timestamptz not null,
    held_by text not null
  )`.execute(db);
  await sql`create index finding_hold_newest on finding_hold (finding_id, id desc)`.execute(db);
  await sql`create index finding_of_bank_row on finding (((facts ->> 'rowId')::bigint)) where facts ? 'rowId'`.execute(
    db,
  );
  await sql`create index finding_of_expectation on finding (((facts ->> 'expectationId')::bigint))
    where facts ? 'expectationId'`.execute(db);
  await sql`create index finding_note_finding on finding_note (finding_id, written_at)`.execute(db);
  for (const table of ["finding_owner", "finding_hold", "finding_note"])
    await sql`create trigger append_only before update or delete on ${sql.table(table)}
      for each row execute function refuse_change()`.execute(db);
}

/** Adds accounts to the domain, whatever earlier steps have added to it. */
async function widenAccounts(db: Kysely<unknown>, more: readonly string[]): Promise<void> {
  const { rows } = await sql<{ name: string; rule: string }>`
    select conname as name, pg_get_constraintdef(oid) as rule from pg_constraint
    where contypid = 'account_code'::regtype`.execute(db);
  const known = rows.flatMap(({ rule }) => [...rule.matchAll(/'([a-z_]+)'/g)].map(([, code]) => code!));
  const all = [...new Set([...known, ...more])].map((code) => `'${code}'`).join(", ");
  for (const { name } of rows)
    await sql`alter domain account_code drop constraint ${sql.ref(name)}`.execute(db);
  await sql`alter domain account_code add constraint account_code_check check (value in (${sql.raw(all)}))`.execute(
    db,
  );
}
