/**
 * Covered workers in any number, written by PostgreSQL itself: three months each, two workers to a sponsor, ends of
 * protection spread over twelve months. What each sponsor promised or chose follows from the sponsor's number, so
 * that it can be counted beforehand who is to be reminded. Of twenty sponsors ten have no standing promise, six
 * pay by link, two by card, one through payroll, one has declined.
 */
import type pg from "pg";
import { addMonths, type IuranMonth, monthsFrom } from "~/calendar/iuran-month";

/** Fourteen days before a due day; two months earlier is thirty days in arrears, and one month is long past. */
export const SWEEP_DAY = "2027-02-01";
const ENDS: readonly IuranMonth[] = monthsFrom("2026-10", 12);
const ROWS_PER_WORKER = 6;

export const workersFor = (coverages: number) => Math.floor(coverages / ROWS_PER_WORKER / 2) * 2;

/** How many reminders the first so many workers are due on the day of the sweep. */
export function countDue(workers: number): number {
  let due = 0;
  for (let worker = 0; worker < workers; worker += 1) {
    const sponsor = Math.floor(worker / 2);
    const ends = ENDS[sponsor % 12]!;
    const kind = Math.floor(sponsor / 12) % 20;
    // Sponsor 0 wants nothing, 1 only what was interrupted, 15 skipped the month.
    if (ends === "2027-01" && kind >= 2 && kind <= 14) due += 1;
    if (ends === "2026-12" && kind >= 1 && kind <= 14) due += 1;
  }
  return due;
}

/** Adds workers `from` to `to`, without checking references row by row; then tells the planner what there is. */
export async function coverWorkers(client: pg.Client, from: number, to: number): Promise<void> {
  await client.query("set session_replication_role = replica");
  await client.query("drop table if exists made");
  await client.query(
    `create temporary table made as
      select i, i / 2 as j, uuid_of(1, i) as worker, uuid_of(2, i / 2) as sponsor, uuid_of(3, i / 2) as orders,
        uuid_of(4, i) as sponsorship, uuid_of(5, i / 2) as renewal, uuid_of(6, i / 2) as card,
        (i / 2 / 12) % 20 as kind, ($3::text[])[1 + (i / 2) % 12] as last,
        ($4::text[])[1 + (i / 2) % 12] as first, ($5::text[])[1 + (i / 2) % 12] as missing
      from generate_series($1::int, $2::int - 1) as i`,
    [from, to, ENDS, ENDS.map((month) => addMonths(month, -2)), ENDS.map((month) => addMonths(month, 1))],
  );
  for (const statement of statements) await client.query(statement);
  await client.query("set session_replication_role = origin");
  await client.query("vacuum analyze");
}

/** Ids that sort by number, as those of the site sort by time. */
export async function prepareCovering(client: pg.Client): Promise<void> {
  await client.query(
    `create function uuid_of(kind int, number int) returns uuid immutable language sql as
      $$ select ('0190000' || kind || '-0000-7000-8000-' || lpad(to_hex(number), 12, '0'))::uuid $$`,
  );
}

const paidAt = "(first || '-03')::timestamptz";
const statements: readonly string[] = [
  `insert into worker (id, nik_index, created_at) select worker, 'bench ' || i, ${paidAt} from made`,
  `insert into sponsor (id, email, name, created_at)
    select distinct on (j) sponsor, 'sponsor' || j || '@example.org', 'Budi', ${paidAt} from made`,
  `insert into orders (id, code, sponsor_id, origin, fingerprint, placed_at, expires_at, premium, fee_cover, total, payer_name, shown_as)
    select distinct on (j) orders, 'SC-B' || j, sponsor, 'web', 'bench ' || j, ${paidAt}, ${paidAt} + interval '1 day',
      50400, 0, 50400, 'Budi', 'name' from made`,
  `insert into coverage (worker_id, month, programme, source, order_id, begun_at)
    select worker, to_char((first || '-01')::date + make_interval(months => step), 'YYYY-MM'), programme, 'order', orders, ${paidAt}
    from made cross join generate_series(0, 2) as step cross join unnest('{jkk,jkm}'::text[]) as programme`,
  `insert into reminder_preference (sponsor_id, wants, chosen_by, recorded_at)
    select distinct on (j) sponsor, case kind when 0 then 'none' else 'lapse_only' end, 'link', ${paidAt} from made where kind in (0, 1)`,
  `insert into renewal_refusal (id, sponsor_id, worker_id, because, recorded_at)
    select uuid_of(7, i), sponsor, worker, 'not_now', ${paidAt} + interval '1 day' from made where kind = 19`,
  `insert into saved_method (id, sponsor_id, gateway, customer_ref, method_ref, saved_at)
    select distinct on (j) card, sponsor, 'bench', 'c' || j, 'm' || j, ${paidAt} from made where kind in (16, 17)`,
  `insert into sponsorship (id, sponsor_id, worker_id, statement_id, begun_at)
    select sponsorship, sponsor, worker, worker, ${paidAt} from made where kind between 10 and 18`,
  `insert into sponsorship_terms (sponsorship_id, interval_months, programmes, way, saved_method_id, recorded_at, recorded_by)
    select sponsorship, 3, '{jkk,jkm}', case when kind <= 15 then 'pay_link' when kind = 18 then 'payroll' else 'saved_card' end,
      case when kind in (16, 17) then card end, ${paidAt}, 'bench' from made where kind between 10 and 18`,
  // What is missing in January was given up and rests; what is missing in February is planned.
  `insert into sponsorship_gap (id, sponsorship_id, kind, because, from_month, to_month, recorded_at, recorded_by)
    select uuid_of(8, i), sponsorship, case kind when 15 then 'skip' else 'rest' end, case kind when 15 then null else 'unpaid' end,
      missing, case kind when 15 then missing end, ${paidAt}, 'bench'
    from made where kind = 15 or (kind between 10 and 14 and missing < '2027-02')`,
  `insert into renewal (id, sponsor_id, due_on, way, saved_method_id, planned_at, sealed_at)
    select distinct on (j) renewal, sponsor, '2027-02-15', case when kind <= 15 then 'pay_link' else 'saved_card' end,
      case when kind >= 16 then card end, ${paidAt}, ${paidAt} from made where kind between 10 and 17 and missing = '2027-02'`,
  `insert into renewal_item (renewal_id, sponsorship_id, start_month, last_month, programmes)
    select renewal, sponsorship, missing, missing, '{jkk,jkm}' from made where kind between 10 and 17 and missing = '2027-02'`,
  `insert into payroll_mandate (id, sponsor_id, work_unit_id, unit_name, signed_name, signed_on, signed_at, text_version,
      text_shown, from_month, nip_sealed, nip_index, nip_masked)
    select distinct on (j) uuid_of(9, j), sponsor, worker, 'Dinas', 'Budi', '2026-09-01', ${paidAt}, '1', 'x', first, 'x', 'x', 'x'
    from made where kind = 18`,
  `insert into payroll_mandate_item (mandate_id, position, sponsorship_id, monthly_shown)
    select uuid_of(9, j), 1 + i % 2, sponsorship, 16800 from made where kind = 18`,
];
