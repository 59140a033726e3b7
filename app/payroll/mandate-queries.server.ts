/** Mandates in the database: what was signed and what was withdrawn, only ever added. */
import { sql } from "kysely";
import type { Day } from "~/calendar/day";
import type { IuranMonth } from "~/calendar/iuran-month";
import type { Db, Trx } from "~db/connection";
import type { StoredNip } from "./asn-queries.server";

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
