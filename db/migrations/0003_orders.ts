import { type Kysely, sql } from "kysely";

/**
 * Orders freeze lines and prices; holds keep months for an unpaid order; coverage says who is
 * protected. `coverage_once` is the promise that no month is paid twice, whoever pays.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table orders (
    id uuid primary key,
    code text not null unique,
    sponsor_id uuid not null references sponsor,
    cart_id uuid references cart on delete set null,
    origin text not null check (origin in ('web', 'renewal', 'payroll')),
    fingerprint text not null,
    placed_at timestamptz not null,
    expires_at timestamptz not null check (expires_at > placed_at),
    premium rupiah not null check (premium > 0),
    fee_cover rupiah not null default 0 check (fee_cover >= 0),
    total rupiah not null check (total = premium + fee_cover),
    payer_name text not null,
    shown_as text not null check (shown_as in ('name', 'hamba_allah')),
    dedication text check (length(dedication) <= 280),
    locale text not null default 'id' check (locale in ('id', 'en'))
  )`.execute(db);
  await sql`create index orders_sponsor on orders (sponsor_id, placed_at desc)`.execute(db);
  await sql`create index orders_placed on orders (placed_at desc, id desc)`.execute(db);
  await sql`create index orders_cart on orders (cart_id)`.execute(db);

  await sql`create table order_line (
    order_id uuid not null references orders,
    worker_id uuid not null references worker,
    month iuran_month not null,
    programme programme not null,
    statement_id uuid not null references worker_statement,
    sector sector not null,
    bracket_number int not null,
    base rupiah not null,
    full_amount rupiah not null check (full_amount >= 0),
    discount_percent int not null check (discount_percent between 0 and 100),
    amount rupiah not null check (amount >= 0 and amount <= full_amount),
    legal_source text not null,
    primary key (order_id, worker_id, month, programme)
  )`.execute(db);
  await sql`create index order_line_worker on order_line (worker_id, month)`.execute(db);

  /* How an unpaid order ended. No row: still open, or paid (see order_settlement). */
  await sql`create table order_ending (
    order_id uuid primary key references orders,
    kind text not null check (kind in ('expired', 'replaced', 'cancelled')),
    ended_at timestamptz not null,
    reason text
  )`.execute(db);

  await sql`create table month_hold (
    worker_id uuid not null references worker,
    month iuran_month not null,
    programme programme not null,
    order_id uuid not null references orders,
    held_until timestamptz not null,
    primary key (worker_id, month, programme)
  )`.execute(db);
  await sql`create index month_hold_order on month_hold (order_id)`.execute(db);
  await sql`create index month_hold_until on month_hold (held_until)`.execute(db);

  await sql`create table coverage (
    id bigint generated always as identity primary key,
    worker_id uuid not null references worker,
    month iuran_month not null,
    programme programme not null,
    source text not null check (source in ('order', 'government')),
    order_id uuid references orders,
    begun_at timestamptz not null,
    ended_at timestamptz,
    ended_because text,
    check ((source = 'order') = (order_id is not null)),
    check ((ended_at is null) = (ended_because is null))
  )`.execute(db);
  await sql`create unique index coverage_once on coverage (worker_id, month, programme) where ended_at is null`.execute(
    db,
  );
  await sql`create index coverage_order on coverage (order_id)`.execute(db);
}
