import { type Kysely, sql } from "kysely";

/**
 * The sponsor's area: cards left without paying, workers handed over to another sponsor or entrusted
 * to the house, and why a sponsorship was ended.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  /* Somebody went to the gateway's page to leave a card; what became of it is looked up there. */
  await sql`create table card_wish (
    id uuid primary key,
    sponsor_id uuid not null references sponsor,
    gateway text not null,
    checkout_ref text unique,
    opened_at timestamptz not null,
    ended_at timestamptz,
    ended_as text check (ended_as in ('kept', 'expired', 'refused')),
    saved_method_id uuid references saved_method,
    check ((ended_at is null) = (ended_as is null)),
    check ((ended_as is not distinct from 'kept') = (saved_method_id is not null))
  )`.execute(db);
  await sql`create index card_wish_open on card_wish (sponsor_id) where ended_at is null`.execute(db);

  /* A worker offered to another sponsor, or entrusted to the house until somebody takes over. */
  await sql`create table hand_over (
    id uuid primary key,
    sponsorship_id uuid not null references sponsorship,
    to_whom text not null check (to_whom in ('sponsor', 'pool')),
    to_address text check (to_address = lower(to_address) and length(to_address) <= 254),
    words text check (length(words) <= 280),
    offered_at timestamptz not null,
    expires_at timestamptz,
    ended_at timestamptz,
    ended_as text check (ended_as in ('accepted', 'declined', 'withdrawn', 'expired')),
    new_sponsorship_id uuid unique references sponsorship,
    check ((to_whom = 'sponsor') = (to_address is not null)),
    check ((to_whom = 'sponsor') = (expires_at is not null)),
    check ((ended_at is null) = (ended_as is null)),
    check ((ended_as is not distinct from 'accepted') = (new_sponsorship_id is not null)),
    check (new_sponsorship_id <> sponsorship_id)
  )`.execute(db);
  await sql`create unique index hand_over_once on hand_over (sponsorship_id) where ended_at is null`.execute(
    db,
  );
  await sql`create index hand_over_waiting on hand_over (offered_at) where ended_at is null`.execute(db);

  /* Chosen from a short list by the sponsor who ended it; the words beside it are in ended_note. */
  await sql`alter table sponsorship add column ended_choice text check (ended_choice in
    ('cost', 'moved', 'left_work', 'died', 'withdrew', 'covered_elsewhere', 'other'))`.execute(db);
}
