/** Mandates in the database: what was signed and what was withdrawn, only ever added. */
import { sql } from "kysely";
import type { Day } from "~/calendar/day";
import type { IuranMonth } from "~/calendar/iuran-month";
import type { Db, Trx } from "~db/connection";
import type { StoredNip } from "./asn-queries.server";
import type { Candidate } from "./mandate";

export type Mandate = {
  readonly id: string;
  readonly sponsorId: string;
  readonly unitId: string;
  /** As it was called when it was signed. */
  readonly unitName: string;
  readonly signedName: string;
  readonly signedOn: Day;
  readonly textVersion: string;
  readonly textShown: string;
  readonly fromMonth: IuranMonth;
  readonly nip: StoredNip;
};

const mandates = (db: Db | Trx) => db.selectFrom("payroll_mandate as m").selectAll("m");
type Row = Awaited<ReturnType<ReturnType<typeof mandates>["execute"]>>[number];

const toMandate = (row: Row): Mandate => ({
  id: row.id,
  sponsorId: row.sponsor_id,
  unitId: row.work_unit_id,
  unitName: row.unit_name,
  signedName: row.signed_name,
  signedOn: row.signed_on,
  textVersion: row.text_version,
  textShown: row.text_shown,
  fromMonth: row.from_month,
  nip: { sealed: row.nip_sealed, index: row.nip_index, masked: row.nip_masked },
});

/** The sponsor's mandate that has not been withdrawn. */
export async function findLiveMandate(db: Db | Trx, sponsorId: string): Promise<Mandate | undefined> {
  const row = await mandates(db)
    .where("m.sponsor_id", "=", sponsorId)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("payroll_withdrawal as w").select("w.mandate_id").whereRef("w.mandate_id", "=", "m.id"),
        ),
      ),
    )
    .orderBy("m.signed_at", "desc")
    .limit(1)
    .executeTakeFirst();
  return row && toMandate(row);
}

export async function findMandate(db: Db | Trx, id: string): Promise<Mandate | undefined> {
  const row = await mandates(db).where("m.id", "=", id).executeTakeFirst();
  return row && toMandate(row);
}

export type MandateItem = {
  readonly sponsorshipId: string;
  readonly workerId: string;
  readonly workerName: string;
  readonly monthlyShownRupiah: number;
  /** The sponsorship lives and is still paid in this way. */
  readonly isLive: boolean;
};

/** The workers of a mandate in the order they were signed for. */
export async function listMandateItems(db: Db | Trx, mandateId: string): Promise<readonly MandateItem[]> {
  const rows = await db
    .selectFrom("payroll_mandate_item as i")
    .innerJoin("sponsorship as s", "s.id", "i.sponsorship_id")
    .innerJoin("worker_statement as w", "w.id", "s.statement_id")
    .leftJoin("live_payroll as l", (join) =>
      join.onRef("l.sponsorship_id", "=", "i.sponsorship_id").onRef("l.mandate_id", "=", "i.mandate_id"),
    )
    .select(["i.sponsorship_id", "i.monthly_shown", "s.worker_id", "w.name", "l.mandate_id as live"])
    .where("i.mandate_id", "=", mandateId)
    .orderBy("i.position")
    .execute();
  return rows.map((row) => ({
    sponsorshipId: row.sponsorship_id,
    workerId: row.worker_id,
    workerName: row.name,
    monthlyShownRupiah: row.monthly_shown,
    isLive: row.live !== null,
  }));
}

/**
 * Whether this sponsorship's months are deducted from pay now: it lives, its terms say payroll, and the mandate
 * is signed and not withdrawn. Whoever is, is not reminded to pay. In SQL: `live_payroll`.
 */
export async function isOnLivePayroll(db: Db | Trx, sponsorshipId: string): Promise<boolean> {
  const row = await db
    .selectFrom("live_payroll")
    .select("mandate_id")
    .where("sponsorship_id", "=", sponsorshipId)
    .executeTakeFirst();
  return row !== undefined;
}

export async function insertMandate(
  trx: Trx,
  mandate: Mandate & { readonly signedAt: Date },
  items: readonly { readonly sponsorshipId: string; readonly monthlyRupiah: number }[],
): Promise<void> {
  await trx
    .insertInto("payroll_mandate")
    .values({
      id: mandate.id,
      sponsor_id: mandate.sponsorId,
      work_unit_id: mandate.unitId,
      unit_name: mandate.unitName,
      signed_name: mandate.signedName,
      signed_on: mandate.signedOn,
      signed_at: mandate.signedAt,
      text_version: mandate.textVersion,
      text_shown: mandate.textShown,
      from_month: mandate.fromMonth,
      nip_sealed: mandate.nip.sealed,
      nip_index: mandate.nip.index,
      nip_masked: mandate.nip.masked,
    })
    .execute();
  await trx
    .insertInto("payroll_mandate_item")
    .values(
      items.map((item, index) => ({
        mandate_id: mandate.id,
        position: index + 1,
        sponsorship_id: item.sponsorshipId,
        monthly_shown: item.monthlyRupiah,
      })),
    )
    .execute();
}

/** Ends a mandate. One that was ended before breaks the primary key: callers hold the sponsor. */
export async function insertWithdrawal(
  trx: Trx,
  withdrawal: {
    readonly mandateId: string;
    readonly at: Date;
    readonly because: "withdrawn" | "replaced";
    readonly reason?: string;
  },
): Promise<void> {
  await trx
    .insertInto("payroll_withdrawal")
    .values({
      mandate_id: withdrawal.mandateId,
      withdrawn_at: withdrawal.at,
      because: withdrawal.because,
      reason: withdrawal.reason ?? null,
    })
    .execute();
}

/** Closing a unit's list and signing for that unit take turns, so that nobody signs for a month just closed. */
export async function lockUnitLists(trx: Trx, unitId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`payroll lists ${unitId}`}, 0))`.execute(trx);
}

/** Months from `from` on whose lists this unit has closed. */
export async function listClosedMonths(
  db: Db | Trx,
  unitId: string,
  from: IuranMonth,
): Promise<ReadonlySet<IuranMonth>> {
  const rows = await db
    .selectFrom("payroll_batch")
    .select("month")
    .where("work_unit_id", "=", unitId)
    .where("month", ">=", from)
    .execute();
  return new Set(rows.map((row) => row.month));
}

/**
 * Whom the sponsor could pay for from their pay: living sponsorships, and workers of their paid orders whom
 * nobody sponsors on. By the worker's name.
 */
export async function listCandidates(db: Db | Trx, sponsorId: string): Promise<readonly Candidate[]> {
  const { rows } = await sql<{
    worker_id: string;
    sponsorship_id: string | null;
    statement_id: string;
    until_month: string | null;
    programmes: Candidate["programmes"];
    name: string;
    sector: "transport" | "other";
    income: number;
    covered: readonly string[] | null;
  }>`
    with live as (
      select s.worker_id, s.id as sponsorship_id, s.statement_id, t.until_month, t.programmes
      from sponsorship s
      cross join lateral (
        select * from sponsorship_terms n where n.sponsorship_id = s.id order by n.id desc limit 1) t
      where s.sponsor_id = ${sponsorId} and s.ended_at is null),
    paid as (
      select distinct on (l.worker_id) l.worker_id, null::uuid as sponsorship_id, l.statement_id,
        null::text as until_month, (
          select array_agg(distinct p.programme::text order by p.programme::text) from order_line p
          where p.order_id = l.order_id and p.worker_id = l.worker_id) as programmes
      from orders o
      join order_settlement e on e.order_id = o.id
      join order_line l on l.order_id = o.id
      where o.sponsor_id = ${sponsorId}
        and not exists (select 1 from sponsorship s where s.worker_id = l.worker_id and s.ended_at is null)
      order by l.worker_id, o.placed_at desc),
    wanted as (select * from live union all select * from paid)
    select w.*, s.name, s.sector, s.income, (
      select array_agg(distinct v.month::text) from coverage v
      where v.worker_id = w.worker_id and v.ended_at is null and v.programme = any(w.programmes)) as covered
    from wanted w join worker_statement s on s.id = w.statement_id
    order by s.name, w.worker_id`.execute(db);
  return rows.map((row) => ({
    workerId: row.worker_id,
    workerName: row.name,
    statementId: row.statement_id,
    ...(row.sponsorship_id ? { sponsorshipId: row.sponsorship_id } : {}),
    ...(row.until_month ? { untilMonth: row.until_month } : {}),
    programmes: row.programmes,
    sector: row.sector,
    incomeRupiah: row.income,
    covered: new Set(row.covered ?? []),
  }));
}

export type PayrollMonth = {
  readonly month: IuranMonth;
  readonly unitName: string;
  readonly expectedRupiah: number;
  /** Absent while the treasurer has not reported. */
  readonly deductedRupiah?: number;
  /** The money has come and was posted. */
  readonly isSettled: boolean;
};

/** The months of a sponsor that stood on a unit's list, the newest first. */
export async function listPayrollMonths(db: Db, sponsorId: string): Promise<readonly PayrollMonth[]> {
  const { rows } = await sql<{
    month: string;
    unit_name: string;
    expected: number;
    deducted: number | null;
    settled: boolean;
  }>`
    select b.month, b.unit_name, l.expected, d.deducted, s.line_id is not null as settled
    from payroll_line l
    join payroll_batch b on b.id = l.batch_id
    left join lateral (
      select id from payroll_report r where r.batch_id = b.id order by r.number desc limit 1) r on true
    left join payroll_report_line d on d.report_id = r.id and d.line_id = l.id
    left join payroll_settlement s on s.line_id = l.id
    where l.sponsor_id = ${sponsorId}
    order by b.month desc limit 24`.execute(db);
  return rows.map((row) => ({
    month: row.month,
    unitName: row.unit_name,
    expectedRupiah: row.expected,
    ...(row.deducted === null ? {} : { deductedRupiah: row.deducted }),
    isSettled: row.settled,
  }));
}
