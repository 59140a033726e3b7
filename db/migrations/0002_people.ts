import { type Kysely, sql } from "kysely";

/**
 * Sponsors, workers and what was said about them.
 * `*_sealed` holds `keyid.iv.ciphertext.tag` (AES-256-GCM); `*_index` a keyed hash for equality.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table sponsor (
    id uuid primary key,
    email text not null unique check (email = lower(email) and email like '%_@_%' and length(email) <= 254),
    name text not null check (length(name) between 1 and 100),
    created_at timestamptz not null
  )`.execute(db);
  await sql`create index sponsor_name on sponsor using gin (name gin_trgm_ops)`.execute(db);
  await sql`create index sponsor_email on sponsor using gin (email gin_trgm_ops)`.execute(db);

  await sql`create table worker (
    id uuid primary key,
    nik_index text not null unique,
    created_at timestamptz not null
  )`.execute(db);

  await sql`create table cart (
    id uuid primary key,
    token_hash text not null unique,
    opened_at timestamptz not null,
    touched_at timestamptz not null,
    cover_fee boolean not null default false,
    dedication text check (length(dedication) <= 280),
    shown_as text not null default 'name' check (shown_as in ('name', 'hamba_allah')),
    payer_name text check (length(payer_name) between 1 and 100),
    payer_email text check (length(payer_email) <= 254)
  )`.execute(db);

  /* What one sponsor stated of one worker, frozen: a correction is a new statement. */
  await sql`create table worker_statement (
    id uuid primary key,
    worker_id uuid not null references worker,
    stated_at timestamptz not null,
    name text not null check (length(name) between 2 and 100),
    nik_sealed text not null,
    birth_date_sealed text not null,
    phone_sealed text not null,
    phone_index text not null,
    nik_masked text not null,
    occupation_code text not null references occupation,
    sector sector not null,
    place_code text not null references place,
    income rupiah not null check (income >= 0),
    relationship text not null,
    consent_manner text not null,
    consent_text_version text not null,
    confirmed_warnings text[] not null default '{}'
  )`.execute(db);
  await sql`create index worker_statement_worker on worker_statement (worker_id, stated_at desc)`.execute(db);

  await sql`create table cart_line (
    id uuid primary key,
    cart_id uuid not null references cart on delete cascade,
    statement_id uuid not null references worker_statement,
    worker_id uuid not null references worker,
    programmes text[] not null check (programmes @> '{jkk,jkm}' and programmes <@ '{jkk,jkm,jht}'),
    start_month iuran_month not null,
    months int not null check (months in (1, 3, 6, 12)),
    added_at timestamptz not null,
    unique (cart_id, worker_id)
  )`.execute(db);
  await sql`create index cart_line_statement on cart_line (statement_id)`.execute(db);
}
