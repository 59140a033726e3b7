import { type Kysely, sql } from "kysely";

/**
 * Who may enter, by which door, and in which role. The `login_*` tables are the authentication
 * library's, with our names; a second factor and passkeys have their tables before their pages.
 * Roles are our own: a role that ended stays as a row that says so.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table login_user (
    id uuid primary key,
    name text not null,
    email text not null unique check (email = lower(email) and length(email) <= 254),
    email_verified boolean not null default false,
    image text,
    two_factor_enabled boolean not null default false,
    created_at timestamptz not null default current_timestamp,
    updated_at timestamptz not null default current_timestamp
  )`.execute(db);

  /* The door is set once, when the session begins: a session by link never opens what a password opens. */
  await sql`create table login_session (
    id uuid primary key,
    token text not null unique,
    login_user_id uuid not null references login_user on delete cascade,
    door text not null check (door in ('password', 'link')),
    expires_at timestamptz not null,
    ip_address text,
    user_agent text,
    created_at timestamptz not null default current_timestamp,
    updated_at timestamptz not null default current_timestamp
  )`.execute(db);
  await sql`create index login_session_user on login_session (login_user_id)`.execute(db);
  await sql`create index login_session_expires on login_session (expires_at)`.execute(db);

  await sql`create table login_credential (
    id uuid primary key,
    account_id text not null,
    provider_id text not null,
    login_user_id uuid not null references login_user on delete cascade,
    access_token text,
    refresh_token text,
    id_token text,
    access_token_expires_at timestamptz,
    refresh_token_expires_at timestamptz,
    scope text,
    password text,
    created_at timestamptz not null default current_timestamp,
    updated_at timestamptz not null default current_timestamp,
    unique (provider_id, account_id)
  )`.execute(db);
  await sql`create index login_credential_user on login_credential (login_user_id)`.execute(db);

  await sql`create table login_verification (
    id uuid primary key,
    identifier text not null,
    value text not null,
    expires_at timestamptz not null,
    created_at timestamptz not null default current_timestamp,
    updated_at timestamptz not null default current_timestamp
  )`.execute(db);
  await sql`create index login_verification_identifier on login_verification (identifier)`.execute(db);
  await sql`create index login_verification_expires on login_verification (expires_at)`.execute(db);

  await sql`create table login_second_factor (
    id uuid primary key,
    secret text not null,
    backup_codes text not null,
    login_user_id uuid not null references login_user on delete cascade,
    verified boolean,
    failed_verification_count int,
    locked_until timestamptz
  )`.execute(db);
  await sql`create index login_second_factor_user on login_second_factor (login_user_id)`.execute(db);
  await sql`create index login_second_factor_secret on login_second_factor (secret)`.execute(db);

  await sql`create table login_passkey (
    id uuid primary key,
    name text,
    public_key text not null,
    login_user_id uuid not null references login_user on delete cascade,
    credential_id text not null unique,
    counter bigint not null,
    device_type text not null,
    backed_up boolean not null,
    transports text,
    aaguid text,
    created_at timestamptz default current_timestamp
  )`.execute(db);
  await sql`create index login_passkey_user on login_passkey (login_user_id)`.execute(db);

  await sql`create table staff_role (
    id bigint generated always as identity primary key,
    login_user_id uuid not null references login_user,
    role text not null check (role in ('treasurer', 'verifier', 'finance', 'approver', 'administrator', 'auditor')),
    work_unit_id uuid references work_unit,
    granted_by text not null,
    granted_at timestamptz not null,
    ended_by text,
    ended_at timestamptz,
    check ((ended_at is null) = (ended_by is null)),
    check (ended_at is null or ended_at >= granted_at),
    check ((role = 'treasurer') = (work_unit_id is not null))
  )`.execute(db);
  await sql`create unique index staff_role_once on staff_role (login_user_id, role, work_unit_id)
    nulls not distinct where ended_at is null`.execute(db);

  /* How often something was tried, by the limiter's own clock: `expire` is in milliseconds. */
  await sql`create table access_attempt (
    key varchar(255) primary key,
    points integer not null default 0,
    expire bigint
  )`.execute(db);
  await sql`create index access_attempt_expire on access_attempt (expire)`.execute(db);

  /* What the admin's search finds by a part of it. */
  await sql`create index orders_code_part on orders using gin (code gin_trgm_ops)`.execute(db);
  await sql`create index worker_statement_name on worker_statement using gin (name gin_trgm_ops)`.execute(db);
  await sql`create index orders_payer_name on orders using gin (payer_name gin_trgm_ops)`.execute(db);
}
