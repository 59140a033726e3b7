/** Sponsorships in the database: who promised what for whom, the versions of its terms, and its gaps. */
import { sql } from "kysely";
import type { Day } from "~/calendar/day";
import type { Programme } from "~/tariff/tariff";
import type { Db, Trx } from "~db/connection";
import type { RenewalSetting } from "./renewal-calendar";
import type { Gap, Terms, Way } from "./renewal-period";

export type EndReason =
  | "cancelled"
  | "completed"
  | "handed_over"
  | "worker_died"
  | "worker_withdrew"
  | "government";

export type Sponsorship = {
  readonly id: string;
  readonly sponsorId: string;
  readonly workerId: string;
  readonly workerName: string;
  readonly statementId: string;
  readonly begunAt: Date;
  readonly endedAt?: Date;
  readonly endedBecause?: EndReason;
  readonly terms: Terms;
};

const withTerms = (db: Db | Trx) =>
  db
    .selectFrom("sponsorship as s")
    .innerJoin("worker_statement as w", "w.id", "s.statement_id")
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom("sponsorship_terms as n")
          .select(["interval_months", "programmes", "until_month", "way", "saved_method_id"])
          .whereRef("n.sponsorship_id", "=", "s.id")
          .orderBy("n.id", "desc")
          .limit(1)
          .as("t"),
      (join) => join.onTrue(),
    )
    .select(["s.id", "s.sponsor_id", "s.worker_id", "s.statement_id", "s.begun_at", "s.ended_at"])
    .select(["s.ended_because", "w.name", "t.interval_months", "t.programmes", "t.until_month", "t.way"])
    .select("t.saved_method_id");

type Row = Awaited<ReturnType<ReturnType<typeof withTerms>["execute"]>>[number];

function toSponsorship(row: Row): Sponsorship {
  return {
    id: row.id,
    sponsorId: row.sponsor_id,
    workerId: row.worker_id,
    workerName: row.name,
    statementId: row.statement_id,
    begunAt: row.begun_at,
    ...(row.ended_at ? { endedAt: row.ended_at } : {}),
    ...(row.ended_because ? { endedBecause: row.ended_because } : {}),
    terms: {
      intervalMonths: row.interval_months,
      programmes: row.programmes,
      way: row.way,
      ...(row.until_month ? { untilMonth: row.until_month } : {}),
      ...(row.saved_method_id ? { savedMethodId: row.saved_method_id } : {}),
    },
  };
}

export async function findSponsorship(db: Db | Trx, id: string): Promise<Sponsorship | undefined> {
  const row = await withTerms(db).where("s.id", "=", id).executeTakeFirst();
  return row && toSponsorship(row);
}

/** Holds the sponsorship until the transaction ends. */
export async function lockSponsorship(trx: Trx, id: string): Promise<Sponsorship | undefined> {
  const row = await trx
    .selectFrom("sponsorship")
    .select("id")
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst();
  return row && findSponsorship(trx, id);
}

/** The sponsorships of a sponsor, the living first, then by the worker's name. */
export async function listSponsorshipsOf(db: Db | Trx, sponsorId: string): Promise<readonly Sponsorship[]> {
  const rows = await withTerms(db)
    .where("s.sponsor_id", "=", sponsorId)
    .orderBy(sql`s.ended_at is not null`)
    .orderBy("w.name")
    .orderBy("s.id")
    .limit(1000)
    .execute();
  return rows.map(toSponsorship);
}

/** The living sponsorships of these workers, whoever promised them. */
export async function listLiveSponsorships(
  db: Db | Trx,
  workerIds: readonly string[],
): Promise<readonly Sponsorship[]> {
  if (workerIds.length === 0) return [];
  const rows = await withTerms(db)
    .where("s.worker_id", "in", [...workerIds])
    .where("s.ended_at", "is", null)
    .execute();
  return rows.map(toSponsorship);
}

/** Begins a sponsorship. False when the worker has a living one: then nothing is written. */
export async function insertSponsorship(
  trx: Trx,
  sponsorship: {
    readonly id: string;
    readonly sponsorId: string;
    readonly workerId: string;
    readonly statementId: string;
    readonly begunAt: Date;
    readonly begunByOrder?: string;
    readonly takenOverFrom?: string;
  },
): Promise<boolean> {
  const made = await trx
    .insertInto("sponsorship")
    .values({
      id: sponsorship.id,
      sponsor_id: sponsorship.sponsorId,
      worker_id: sponsorship.workerId,
      statement_id: sponsorship.statementId,
      begun_at: sponsorship.begunAt,
      begun_by_order: sponsorship.begunByOrder ?? null,
      taken_over_from: sponsorship.takenOverFrom ?? null,
      ended_at: null,
      ended_because: null,
      ended_note: null,
    })
    .onConflict((conflict) => conflict.column("worker_id").where("ended_at", "is", null).doNothing())
    .returning("id")
    .execute();
  return made.length > 0;
}

/** Adds a version of the terms; it holds from now on. */
export async function insertTerms(
  trx: Trx,
  sponsorshipId: string,
  terms: Terms,
  recorded: { readonly at: Date; readonly by: string },
): Promise<void> {
  await trx
    .insertInto("sponsorship_terms")
    .values({
      sponsorship_id: sponsorshipId,
      interval_months: terms.intervalMonths,
      programmes: [...terms.programmes] as Programme[],
      until_month: terms.untilMonth ?? null,
      way: terms.way satisfies Way,
      saved_method_id: terms.savedMethodId ?? null,
      recorded_at: recorded.at,
      recorded_by: recorded.by,
    })
    .execute();
}

/** Ends living sponsorships; those that ended before stay as they are. Returns how many it ended. */
export async function endSponsorships(
  trx: Trx,
  ids: readonly string[],
  ending: { readonly at: Date; readonly because: EndReason; readonly note?: string },
): Promise<number> {
  if (ids.length === 0) return 0;
  const ended = await trx
    .updateTable("sponsorship")
    .set({ ended_at: ending.at, ended_because: ending.because, ended_note: ending.note ?? null })
    .where("id", "in", [...ids])
    .where("ended_at", "is", null)
    .executeTakeFirst();
  return Number(ended.numUpdatedRows);
}

export type StoredGap = Gap & { readonly id: string; readonly sponsorshipId: string };

/** The gaps that hold, of these sponsorships, in order of their months. */
export async function listGaps(
  db: Db | Trx,
  sponsorshipIds: readonly string[],
): Promise<readonly StoredGap[]> {
  if (sponsorshipIds.length === 0) return [];
  const rows = await db
    .selectFrom("sponsorship_gap")
    .selectAll()
    .where("sponsorship_id", "in", [...sponsorshipIds])
    .where("revoked_at", "is", null)
    .orderBy("from_month")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    sponsorshipId: row.sponsorship_id,
    kind: row.kind,
    fromMonth: row.from_month,
    ...(row.to_month ? { toMonth: row.to_month } : {}),
  }));
}

/** Writes a gap. A sponsorship rests once: a second rest stays unwritten. */
export async function insertGap(
  trx: Trx,
  gap: {
    readonly id: string;
    readonly sponsorshipId: string;
    readonly kind: Gap["kind"];
    readonly because?: "declined" | "unpaid";
    readonly fromMonth: string;
    readonly toMonth?: string;
    readonly recordedAt: Date;
    readonly recordedBy: string;
  },
): Promise<void> {
  await trx
    .insertInto("sponsorship_gap")
    .values({
      id: gap.id,
      sponsorship_id: gap.sponsorshipId,
      kind: gap.kind,
      because: gap.because ?? null,
      from_month: gap.fromMonth,
      to_month: gap.toMonth ?? null,
      recorded_at: gap.recordedAt,
      recorded_by: gap.recordedBy,
      revoked_at: null,
      revoked_by: null,
    })
    .onConflict((conflict) =>
      conflict
        .column("sponsorship_id")
        .where("kind", "=", "rest")
        .where("revoked_at", "is", null)
        .doNothing(),
    )
    .execute();
}

/** Takes back the gaps of these kinds; returns how many. */
export async function revokeGaps(
  trx: Trx,
  sponsorshipIds: readonly string[],
  kinds: readonly Gap["kind"][],
  revoked: { readonly at: Date; readonly by: string },
): Promise<number> {
  if (sponsorshipIds.length === 0) return 0;
  const result = await trx
    .updateTable("sponsorship_gap")
    .set({ revoked_at: revoked.at, revoked_by: revoked.by })
    .where("sponsorship_id", "in", [...sponsorshipIds])
    .where("kind", "in", [...kinds])
    .where("revoked_at", "is", null)
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}

/** The habits that hold on a day: the newest row whose day has come. */
export async function findRenewalSetting(db: Db | Trx, today: Day): Promise<RenewalSetting> {
  const row = await db
    .selectFrom("renewal_setting")
    .selectAll()
    .where("from_day", "<=", today)
    .orderBy("from_day", "desc")
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirstOrThrow(() => new Error(`No row of renewal_setting holds on ${today}.`));
  return {
    planDaysBefore: row.plan_days_before,
    chargeDaysBefore: row.charge_days_before,
    noticeDays: row.notice_days,
    noticeRestDays: row.notice_rest_days,
    retryDays: row.retry_days,
    restAfterDays: row.rest_after_days,
    cardExpiryDates: row.card_expiry_dates,
  };
}
