import { type Kysely, sql } from "kysely";

/**
 * Remittance to BPJS Ketenagakerjaan: batches of paid worker-months, the two people who send one, its transfer, what
 * came back, and the lists of those the government pays for. What happened is a row; nothing is a flag.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  /* A branch's own template: which columns, called what, written how. */
  await sql`create table remittance_layout (
    id uuid primary key,
    name text not null check (length(name) between 2 and 80),
    columns jsonb not null check (jsonb_array_length(columns) between 1 and 60),
    saved_at timestamptz not null,
    saved_by text not null,
    removed_at timestamptz
  )`.execute(db);
  await sql`create unique index remittance_layout_name on remittance_layout (lower(name)) where removed_at is null`.execute(
    db,
  );

  await sql`create table remittance_batch (
    id uuid primary key,
    number text not null unique,
    prepared_at timestamptz not null,
    prepared_by_id text not null,
    prepared_by text not null,
    chosen jsonb not null,
    unique (id, prepared_by_id)
  )`.execute(db);
  await sql`create index remittance_batch_prepared on remittance_batch (prepared_at desc, id desc)`.execute(
    db,
  );

  /* Money of one order for one worker and month. paid = due + what is too much at the tariff of the day. */
  await sql`create table remittance_item (
    id bigint generated always as identity primary key,
    batch_id uuid not null references remittance_batch,
    order_id uuid not null references orders,
    payment_id uuid references payment,
    worker_id uuid not null references worker,
    month iuran_month not null,
    statement_id uuid not null references worker_statement,
    base rupiah not null check (base > 0),
    jkk rupiah not null check (jkk >= 0),
    jkm rupiah not null check (jkm >= 0),
    jht rupiah not null check (jht >= 0),
    due rupiah not null check (due > 0 and due = jkk + jkm + jht),
    paid rupiah not null check (paid > 0),
    checks text[] not null default '{}',
    left_out_at timestamptz,
    left_out_by text,
    left_out_reason text check (length(left_out_reason) between 3 and 500),
    released_at timestamptz,
    check ((left_out_at is null) = (left_out_reason is null)),
    check ((left_out_at is null) = (left_out_by is null))
  )`.execute(db);
  await sql`create unique index remittance_item_once on remittance_item (order_id, worker_id, month, payment_id)
    nulls not distinct where left_out_at is null and released_at is null`.execute(db);
  await sql`create index remittance_item_batch on remittance_item (batch_id, id)`.execute(db);
  await sql`create index remittance_item_worker on remittance_item (worker_id, month)`.execute(db);

  /* Nobody approves what they prepared themselves: said once more where nobody can leave it out. */
  await sql`create table remittance_approval (
    batch_id uuid primary key,
    prepared_by_id text not null,
    approved_by_id text not null check (approved_by_id <> prepared_by_id),
    approved_by text not null,
    approved_at timestamptz not null,
    total rupiah not null check (total > 0),
    foreign key (batch_id, prepared_by_id) references remittance_batch (id, prepared_by_id)
  )`.execute(db);
  await sql`create table remittance_withdrawal (
    batch_id uuid primary key references remittance_batch,
    withdrawn_at timestamptz not null,
    withdrawn_by text not null,
    reason text not null check (length(reason) between 3 and 500)
  )`.execute(db);
  await sql`create table remittance_transfer (
    batch_id uuid primary key references remittance_approval (batch_id),
    payment_code text not null check (length(payment_code) between 3 and 60),
    paid_on date not null,
    bank_reference text not null unique check (length(bank_reference) between 3 and 60),
    amount rupiah not null check (amount > 0),
    recorded_at timestamptz not null,
    recorded_by text not null,
    entry_id uuid not null references journal_entry
  )`.execute(db);
  /* What BPJS gave back of a batch, into the bank. */
  await sql`create table remittance_return (
    id uuid primary key,
    batch_id uuid not null references remittance_transfer (batch_id),
    amount rupiah not null check (amount > 0),
    returned_on date not null,
    bank_reference text not null unique check (length(bank_reference) between 3 and 60),
    recorded_at timestamptz not null,
    recorded_by text not null,
    entry_id uuid not null references journal_entry
  )`.execute(db);

  /* A file between its upload and the moment somebody confirms what it says. Rows hold identity numbers: sealed. */
  await sql`create table import_draft (
    id uuid primary key,
    kind text not null check (kind in ('answers', 'government')),
    file_name text not null,
    sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
    columns jsonb not null,
    rows_sealed text not null,
    row_count int not null check (row_count > 0),
    header_index text not null,
    mapping jsonb,
    uploaded_at timestamptz not null,
    uploaded_by text not null
  )`.execute(db);
  /* Which column is what, remembered for files with the same header. */
  await sql`create table import_mapping (
    kind text not null check (kind in ('answers', 'government')),
    header_index text not null,
    mapping jsonb not null,
    saved_at timestamptz not null,
    saved_by text not null,
    primary key (kind, header_index)
  )`.execute(db);

  await sql`create table answer_import (
    id uuid primary key,
    file_name text not null,
    sha256 text not null,
    row_count int not null,
    skipped int not null check (skipped >= 0),
    imported_at timestamptz not null,
    imported_by text not null,
    undone_at timestamptz,
    undone_by text,
    undone_reason text check (length(undone_reason) between 3 and 500),
    check ((undone_at is null) = (undone_reason is null))
  )`.execute(db);
  await sql`create unique index answer_import_once on answer_import (sha256) where undone_at is null`.execute(
    db,
  );
  await sql`create index answer_import_at on answer_import (imported_at desc, id desc)`.execute(db);
  await sql`create table remittance_answer (
    import_id uuid not null references answer_import,
    item_id bigint not null references remittance_item,
    line int not null,
    outcome text not null check (outcome in ('accepted', 'refused')),
    reason text check (length(reason) <= 500),
    kpj text check (length(kpj) <= 30),
    returned rupiah not null default 0 check (returned >= 0),
    undone_at timestamptz,
    primary key (import_id, item_id)
  )`.execute(db);
  await sql`create unique index remittance_answer_once on remittance_answer (item_id) where undone_at is null`.execute(
    db,
  );

  await sql`create table government_list (
    id uuid primary key,
    source_name text not null check (length(source_name) between 2 and 100),
    file_name text not null,
    sha256 text not null,
    row_count int not null,
    from_month iuran_month not null,
    to_month iuran_month not null check (to_month >= from_month),
    imported_at timestamptz not null,
    imported_by text not null,
    undone_at timestamptz,
    undone_by text,
    undone_reason text check (length(undone_reason) between 3 and 500),
    check ((undone_at is null) = (undone_reason is null))
  )`.execute(db);
  await sql`create unique index government_list_once on government_list (sha256, source_name) where undone_at is null`.execute(
    db,
  );
  await sql`create index government_list_at on government_list (imported_at desc, id desc)`.execute(db);
  await sql`create table government_claim (
    list_id uuid not null references government_list,
    line int not null,
    worker_id uuid not null references worker,
    nik_masked text not null,
    from_month iuran_month not null,
    to_month iuran_month not null check (to_month >= from_month),
    primary key (list_id, line)
  )`.execute(db);
  await sql`create index government_claim_worker on government_claim (worker_id)`.execute(db);
  await sql`alter table coverage add column list_id uuid references government_list`.execute(db);
  await sql`create index coverage_list on coverage (list_id) where list_id is not null`.execute(db);

  for (const table of [
    "remittance_approval",
    "remittance_withdrawal",
    "remittance_transfer",
    "remittance_return",
    "government_claim",
  ])
    await sql`create trigger append_only before update or delete on ${sql.table(table)}
      for each row execute function refuse_change()`.execute(db);

  /* How far the paid months have come: the calendar of a worker and the story of an order read it. */
  await sql`create view month_progress as
    select i.id as item_id, i.order_id, i.worker_id, i.month, b.number, t.paid_on, t.recorded_at, a.import_id,
      a.kpj, n.imported_at,
      case when a.outcome = 'accepted' then 'confirmed' else 'remitted' end as state
    from remittance_item i
    join remittance_batch b on b.id = i.batch_id
    join remittance_transfer t on t.batch_id = i.batch_id
    left join remittance_answer a on a.item_id = i.id and a.undone_at is null
    left join answer_import n on n.id = a.import_id
    where i.left_out_at is null and i.released_at is null`.execute(db);
}
