import { type Kysely, sql } from "kysely";

/**
 * Payroll through the agency: who is a civil servant and where, what they signed, the month's list of a unit,
 * what was really deducted, and the bank transfer that was booked. A NIP holds a birth date: it is sealed, with
 * a blind index, as a NIK is.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  /* The row without an end counts. A row that ended keeps no NIP. */
  await sql`create table asn_registration (
    id uuid primary key,
    sponsor_id uuid not null references sponsor,
    name text not null check (length(name) between 2 and 100),
    work_unit_id uuid references work_unit,
    unit_text text check (length(unit_text) between 3 and 200),
    nip_sealed text,
    nip_index text,
    nip_masked text,
    stated_at timestamptz not null,
    ended_at timestamptz,
    check ((work_unit_id is null) <> (unit_text is null)),
    check ((nip_sealed is null) = (nip_index is null)),
    check ((nip_sealed is null) = (nip_masked is null)),
    check (ended_at is null or nip_sealed is null)
  )`.execute(db);
  await sql`create unique index asn_registration_once on asn_registration (sponsor_id) where ended_at is null`.execute(
    db,
  );
  await sql`create unique index asn_registration_nip on asn_registration (nip_index) where nip_index is not null`.execute(
    db,
  );

  /* The house's habits, dated: the newest row whose day has come holds. */
  await sql`create table payroll_setting (
    id bigint generated always as identity primary key,
    from_day date not null,
    list_date int not null check (list_date between 1 and 28),
    report_date int not null check (report_date between 1 and 28),
    bank_name text check (length(bank_name) between 2 and 100),
    account_number text check (account_number ~ '^[0-9]{5,20}$'),
    account_holder text check (length(account_holder) between 3 and 100),
    recorded_at timestamptz not null,
    recorded_by text not null,
    check ((bank_name is null) = (account_number is null)),
    check ((bank_name is null) = (account_holder is null))
  )`.execute(db);
  await sql`insert into payroll_setting (from_day, list_date, report_date, recorded_at, recorded_by)
    values ('2000-01-01', 20, 10, '2026-11-23T00:00:00Z', 'initial')`.execute(db);

  /* What was signed, as it was shown; withdrawing it is a row of its own. */
  await sql`create table payroll_mandate (
    id uuid primary key,
    sponsor_id uuid not null references sponsor,
    work_unit_id uuid not null references work_unit,
    unit_name text not null,
    signed_name text not null check (length(signed_name) between 2 and 100),
    signed_on date not null,
    signed_at timestamptz not null,
    text_version text not null,
    text_shown text not null check (text_shown <> ''),
    from_month iuran_month not null,
    nip_sealed text not null,
    nip_index text not null,
    nip_masked text not null
  )`.execute(db);
  await sql`create index payroll_mandate_sponsor on payroll_mandate (sponsor_id, signed_at)`.execute(db);
  await sql`create index payroll_mandate_unit on payroll_mandate (work_unit_id)`.execute(db);
  await sql`create table payroll_mandate_item (
    mandate_id uuid not null references payroll_mandate,
    position int not null check (position > 0),
    sponsorship_id uuid not null references sponsorship,
    monthly_shown rupiah not null check (monthly_shown > 0),
    primary key (mandate_id, sponsorship_id),
    unique (mandate_id, position)
  )`.execute(db);
  await sql`create index payroll_mandate_item_of on payroll_mandate_item (sponsorship_id)`.execute(db);
  await sql`create table payroll_withdrawal (
    mandate_id uuid primary key references payroll_mandate,
    withdrawn_at timestamptz not null,
    because text not null check (because in ('withdrawn', 'replaced')),
    reason text check (length(reason) <= 500)
  )`.execute(db);
  for (const table of ["payroll_mandate", "payroll_mandate_item", "payroll_withdrawal", "payroll_setting"])
    await sql`create trigger append_only before update or delete on ${sql.table(table)}
      for each row execute function refuse_change()`.execute(db);

  /* Whose months are deducted from pay now: the living sponsorship says payroll, and its mandate holds. */
  await sql`create view live_payroll as
    select i.sponsorship_id, i.position, m.id as mandate_id, m.sponsor_id, m.work_unit_id, m.from_month, s.worker_id
    from payroll_mandate m
    join payroll_mandate_item i on i.mandate_id = m.id
    join sponsorship s on s.id = i.sponsorship_id and s.sponsor_id = m.sponsor_id
    cross join lateral (
      select way from sponsorship_terms n where n.sponsorship_id = s.id order by n.id desc limit 1) t
    where s.ended_at is null and t.way = 'payroll'
      and not exists (select 1 from payroll_withdrawal w where w.mandate_id = m.id)`.execute(db);

  /* A unit's list of one month, closed: what the payroll office works with. */
  await sql`create table payroll_batch (
    id uuid primary key,
    work_unit_id uuid not null references work_unit,
    unit_name text not null,
    month iuran_month not null,
    reference text not null unique,
    listed_at timestamptz not null,
    listed_by text not null,
    total rupiah not null check (total > 0),
    unique (work_unit_id, month)
  )`.execute(db);
  await sql`create index payroll_batch_month on payroll_batch (month desc, id desc)`.execute(db);
  await sql`create table payroll_line (
    id uuid primary key,
    batch_id uuid not null references payroll_batch,
    position int not null check (position > 0),
    mandate_id uuid not null references payroll_mandate,
    sponsor_id uuid not null references sponsor,
    name text not null,
    nip_sealed text not null,
    nip_index text not null,
    nip_masked text not null,
    expected rupiah not null check (expected > 0),
    unique (batch_id, position),
    unique (batch_id, mandate_id),
    unique (batch_id, nip_index)
  )`.execute(db);
  await sql`create index payroll_line_sponsor on payroll_line (sponsor_id)`.execute(db);
  /* The price of each worker's month is frozen with the list: that sum is what is deducted. */
  await sql`create table payroll_line_item (
    line_id uuid not null references payroll_line,
    position int not null check (position > 0),
    sponsorship_id uuid not null references sponsorship,
    worker_id uuid not null references worker,
    amount rupiah not null check (amount > 0),
    premium jsonb not null,
    primary key (line_id, worker_id)
  )`.execute(db);

  /* An upload that nobody has confirmed: shown line by line, replaced by the next one, worth nothing yet. */
  await sql`create table payroll_draft (
    batch_id uuid primary key references payroll_batch,
    version uuid not null,
    uploaded_at timestamptz not null,
    uploaded_by text not null,
    file_name text,
    rows jsonb not null
  )`.execute(db);

  /* What was really deducted, as the treasurer confirmed it. The newest counts; booked, none may follow. */
  await sql`create table payroll_report (
    id uuid primary key,
    batch_id uuid not null references payroll_batch,
    number int not null check (number > 0),
    reported_at timestamptz not null,
    reported_by text not null,
    file_name text,
    total rupiah not null check (total >= 0),
    unique (batch_id, number)
  )`.execute(db);
  await sql`create table payroll_report_line (
    report_id uuid not null references payroll_report,
    line_id uuid not null references payroll_line,
    deducted rupiah not null check (deducted >= 0),
    primary key (report_id, line_id)
  )`.execute(db);

  /* One bank transfer is booked once, whatever is typed beside its reference. */
  await sql`create table payroll_booking (
    id uuid primary key,
    batch_id uuid not null references payroll_batch,
    number int not null check (number > 0),
    bank_reference text not null unique check (bank_reference ~ '^[A-Z0-9./-]{4,60}$'),
    transferred_on date not null,
    amount rupiah not null check (amount > 0),
    surplus rupiah not null check (surplus >= 0 and surplus <= amount),
    note text not null check (length(note) <= 500),
    booked_at timestamptz not null,
    booked_by text not null,
    unique (batch_id, number)
  )`.execute(db);
  await sql`create table payroll_settlement (
    line_id uuid primary key references payroll_line,
    booking_id uuid not null references payroll_booking,
    payment_id uuid not null unique references payment,
    amount rupiah not null check (amount > 0)
  )`.execute(db);
  await sql`create index payroll_settlement_booking on payroll_settlement (booking_id)`.execute(db);
  for (const table of [
    "payroll_batch",
    "payroll_line",
    "payroll_line_item",
    "payroll_report",
    "payroll_report_line",
    "payroll_booking",
    "payroll_settlement",
  ])
    await sql`create trigger append_only before update or delete on ${sql.table(table)}
      for each row execute function refuse_change()`.execute(db);

  await sql`alter table journal_line add constraint journal_line_payroll_party
    check (account <> 'payroll_clearing' or party is not null)`.execute(db);

  /* A letter that lets somebody choose a password for a role; the link is known by its hash alone. */
  await sql`create table staff_invitation (
    id uuid primary key,
    email text not null check (email = lower(email) and length(email) <= 254),
    name text not null check (length(name) between 2 and 100),
    role text not null check (role = 'treasurer'),
    work_unit_id uuid not null references work_unit,
    token_hash text not null unique,
    invited_at timestamptz not null,
    invited_by text not null,
    expires_at timestamptz not null check (expires_at > invited_at),
    used_at timestamptz,
    ended_at timestamptz,
    check (used_at is null or ended_at is null)
  )`.execute(db);
  await sql`create index staff_invitation_unit on staff_invitation (work_unit_id)`.execute(db);
}
