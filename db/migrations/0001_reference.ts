import { type Kysely, sql } from "kysely";

/**
 * Domains every table shares, and what the law and the map give us: regions, occupations,
 * contribution tables, holidays, work units. Dated rows are append-only: a newer row says otherwise
 * from its own month on, a past row stays as it was.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create extension if not exists pg_trgm`.execute(db);
  await sql`create domain rupiah as bigint check (value between -900000000000000 and 900000000000000)`.execute(
    db,
  );
  await sql`create domain iuran_month as text collate "C" check (value ~ '^[0-9]{4}-(0[1-9]|1[0-2])$')`.execute(
    db,
  );
  await sql`create domain programme as text check (value in ('jkk', 'jkm', 'jht'))`.execute(db);
  await sql`create domain sector as text check (value in ('transport', 'other'))`.execute(db);

  await sql`create function refuse_change() returns trigger language plpgsql as $$
    begin
      raise exception '% is append-only: % refused', tg_table_name, lower(tg_op)
        using errcode = 'restrict_violation', hint = 'Add a row that corrects the earlier one.';
    end $$`.execute(db);

  await sql`create table place (
    code text primary key,
    level text not null check (level in ('kabupaten', 'kecamatan', 'desa', 'kelurahan')),
    name text not null,
    parent text
  )`.execute(db);
  await sql`create index place_parent on place (parent, name)`.execute(db);

  await sql`create table occupation (
    code text primary key,
    group_id text not null,
    group_name text not null,
    name_id text not null,
    name_en text not null,
    sector sector not null,
    sort int not null
  )`.execute(db);

  await sql`create table income_bracket (
    id bigint generated always as identity primary key,
    from_month iuran_month not null,
    number int not null check (number > 0),
    income_from rupiah not null check (income_from >= 0),
    base rupiah not null check (base > 0),
    legal_source text not null,
    origin text not null check (origin in ('initial', 'admin')),
    recorded_at timestamptz not null,
    recorded_in_month iuran_month not null,
    recorded_by text not null,
    check (origin = 'initial' or from_month > recorded_in_month)
  )`.execute(db);
  await sql`create table contribution_rate (
    id bigint generated always as identity primary key,
    programme programme not null,
    from_month iuran_month not null,
    basis text not null check (basis in ('percent_of_base', 'flat')),
    basis_points int check (basis_points between 0 and 10000),
    flat_amount rupiah check (flat_amount >= 0),
    minimum rupiah,
    maximum rupiah,
    legal_source text not null,
    origin text not null check (origin in ('initial', 'admin')),
    recorded_at timestamptz not null,
    recorded_in_month iuran_month not null,
    recorded_by text not null,
    check (origin = 'initial' or from_month > recorded_in_month),
    check ((basis = 'flat') = (flat_amount is not null)),
    check ((basis = 'percent_of_base') = (basis_points is not null))
  )`.execute(db);
  await sql`create table contribution_discount (
    id bigint generated always as identity primary key,
    programme programme not null,
    sector sector not null,
    from_month iuran_month not null,
    to_month iuran_month,
    percent int not null check (percent between 0 and 100),
    legal_source text not null,
    note text,
    origin text not null check (origin in ('initial', 'admin')),
    recorded_at timestamptz not null,
    recorded_in_month iuran_month not null,
    recorded_by text not null,
    check (to_month is null or to_month >= from_month),
    check (origin = 'initial' or from_month > recorded_in_month)
  )`.execute(db);
  for (const table of ["income_bracket", "contribution_rate", "contribution_discount"])
    await sql`create trigger append_only before update or delete on ${sql.table(table)}
      for each row execute function refuse_change()`.execute(db);

  await sql`create table holiday (
    day date primary key,
    name text not null,
    source text not null,
    recorded_at timestamptz not null,
    recorded_by text not null
  )`.execute(db);

  await sql`create table work_unit (id uuid primary key, opened_at timestamptz not null)`.execute(db);
  await sql`create table work_unit_version (
    id bigint generated always as identity primary key,
    work_unit_id uuid not null references work_unit,
    from_day date not null,
    name text not null check (name <> ''),
    kind text not null check (kind in ('dinas', 'badan', 'rsd', 'satuan', 'sekretariat', 'inspektorat', 'kecamatan', 'sekolah', 'puskesmas', 'vertikal', 'bagian-setda', 'lainnya')),
    note text,
    merged_into uuid references work_unit,
    closed boolean not null default false,
    origin text not null check (origin in ('initial', 'admin')),
    recorded_at timestamptz not null,
    recorded_on date not null,
    recorded_by text not null,
    check (origin = 'initial' or from_day >= recorded_on),
    check (merged_into is null or merged_into <> work_unit_id)
  )`.execute(db);
  await sql`create index work_unit_version_unit on work_unit_version (work_unit_id, from_day)`.execute(db);
  await sql`create trigger append_only before update or delete on work_unit_version
    for each row execute function refuse_change()`.execute(db);
}
