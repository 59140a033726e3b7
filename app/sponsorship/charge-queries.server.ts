/** Notices and tries of charges in the database, and which renewals ask for one. */
import { sql } from "kysely";
import type { Day } from "~/calendar/day";
import { dayInWib } from "~/calendar/wib";
import type { Db, Trx } from "~db/connection";
import type { Notice, TryOutcome } from "./renewal-calendar";

/** Renewals by saved card that nobody has announced and that are due by `dueBy`. */
export async function listUnannounced(db: Db, dueBy: Day, limit: number): Promise<readonly string[]> {
  const rows = await db
    .selectFrom("renewal")
    .select("id")
    .where("way", "=", "saved_card")
    .where("sealed_at", "is", null)
    .where("closed_at", "is", null)
    .where("due_on", "<=", dueBy)
    .orderBy("due_on")
    .orderBy("id")
    .limit(limit)
    .execute();
  return rows.map((row) => row.id);
}

/**
 * Open, unpaid renewals by saved card whose promised day of charge has come. Those whose card is left alone, or was
 * asked today already, are not among them: however many they are, they crowd nobody out.
 */
export async function listChargeable(db: Db, today: Day, limit: number): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select r.id from renewal r
    where r.closed_at is null and r.way = 'saved_card'
      and exists (select 1 from charge_notice n where n.renewal_id = r.id and n.charge_on <= ${today}::date)
      and not exists (select 1 from charge_try c where c.renewal_id = r.id
        and (c.outcome <> 'declined' or c.outcome = 'declined' and c.on_day >= ${today}::date))
      and not exists (select 1 from renewal_order o join order_settlement t on t.order_id = o.order_id
        where o.renewal_id = r.id)
    order by r.due_on, r.id limit ${limit}`.execute(db);
  return rows.map((row) => row.id);
}

/** Open, unpaid renewals that were due before `dueBefore`. */
export async function listOverdueRenewals(db: Db, dueBefore: Day, limit: number): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select r.id from renewal r
    where r.closed_at is null and r.due_on < ${dueBefore}::date
      and not exists (select 1 from renewal_order o join order_settlement t on t.order_id = o.order_id
        where o.renewal_id = r.id)
    order by r.due_on, r.id limit ${limit}`.execute(db);
  return rows.map((row) => row.id);
}

export async function insertNotice(
  trx: Trx,
  notice: {
    readonly id: string;
    readonly renewalId: string;
    readonly number: number;
    readonly amountRupiah: number;
    readonly chargeOn: Day;
    readonly mailId: string;
    readonly recordedAt: Date;
  },
): Promise<void> {
  await trx
    .insertInto("charge_notice")
    .values({
      id: notice.id,
      renewal_id: notice.renewalId,
      number: notice.number,
      amount: notice.amountRupiah,
      charge_on: notice.chargeOn,
      mail_id: notice.mailId,
      recorded_at: notice.recordedAt,
    })
    .execute();
}

/** The notices of a renewal, first to last; the day each letter left the house is the mail's own record. */
export async function listNotices(db: Db | Trx, renewalId: string): Promise<readonly Notice[]> {
  const rows = await db
    .selectFrom("charge_notice as n")
    .innerJoin("mail as m", "m.id", "n.mail_id")
    .select(["n.id", "n.amount", "n.charge_on", "m.sent_at"])
    .where("n.renewal_id", "=", renewalId)
    .orderBy("n.number")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    amountRupiah: row.amount,
    chargeOn: row.charge_on,
    ...(row.sent_at ? { sentOn: dayInWib(row.sent_at) } : {}),
  }));
}

export type StoredTry = {
  readonly number: number;
  readonly onDay: Day;
  readonly paymentId: string;
  readonly begunAt: Date;
  readonly outcome?: TryOutcome;
};

/** The tries of a renewal, first to last. */
export async function listTries(db: Db | Trx, renewalId: string): Promise<readonly StoredTry[]> {
  const rows = await db
    .selectFrom("charge_try")
    .selectAll()
    .where("renewal_id", "=", renewalId)
    .orderBy("number")
    .execute();
  return rows.map((row) => ({
    number: row.number,
    onDay: row.on_day,
    paymentId: row.payment_id,
    begunAt: row.begun_at,
    ...(row.outcome ? { outcome: row.outcome } : {}),
  }));
}

export async function insertTry(
  trx: Trx,
  given: {
    readonly renewalId: string;
    readonly number: number;
    readonly onDay: Day;
    readonly paymentId: string;
    readonly noticeId: string;
    readonly begunAt: Date;
  },
): Promise<void> {
  await trx
    .insertInto("charge_try")
    .values({
      renewal_id: given.renewalId,
      number: given.number,
      on_day: given.onDay,
      payment_id: given.paymentId,
      notice_id: given.noticeId,
      begun_at: given.begunAt,
      outcome: null,
      decline_code: null,
      finished_at: null,
    })
    .execute();
}

/** Writes how a try ended. False when somebody wrote it before: then its letter is out already. */
export async function finishTry(
  trx: Trx,
  renewalId: string,
  number: number,
  ending: { readonly outcome: TryOutcome; readonly declineCode?: string; readonly finishedAt: Date },
): Promise<boolean> {
  const result = await trx
    .updateTable("charge_try")
    .set({
      outcome: ending.outcome,
      decline_code: ending.declineCode?.slice(0, 100) ?? null,
      finished_at: ending.finishedAt,
    })
    .where("renewal_id", "=", renewalId)
    .where("number", "=", number)
    .where("outcome", "is", null)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}
