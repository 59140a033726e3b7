/** Reminders as they were planned, and what became of them. */
import type { Day } from "~/calendar/day";
import type { IuranMonth } from "~/calendar/iuran-month";
import type { Db, Trx } from "~db/connection";
import type { RefusalReason } from "./refusal";
import type { Preference } from "./reminder";
import type { Moment } from "./reminder-moment";

export type StoredReminder = {
  readonly workerId: string;
  readonly sponsorId: string;
  readonly month: IuranMonth;
  readonly moment: Moment;
  readonly onDay: Day;
};

/** The reminders a letter still carries: those that were left out are not among them. */
export async function listRemindersOf(db: Db | Trx, mailId: string): Promise<readonly StoredReminder[]> {
  const rows = await db
    .selectFrom("reminder")
    .selectAll()
    .where("mail_id", "=", mailId)
    .where("dropped_at", "is", null)
    .orderBy("worker_id")
    .orderBy("month")
    .execute();
  return rows.map((row) => ({
    workerId: row.worker_id,
    sponsorId: row.sponsor_id,
    month: row.month,
    moment: row.moment as Moment,
    onDay: row.on_day,
  }));
}

/** Writes down why a reminder was left out of its letter. */
export async function dropReminder(
  db: Db | Trx,
  { workerId, sponsorId, month, moment }: StoredReminder,
  because: string,
  at: Date,
): Promise<void> {
  await db
    .updateTable("reminder")
    .set({ dropped_at: at, dropped_because: because })
    .where("worker_id", "=", workerId)
    .where("sponsor_id", "=", sponsorId)
    .where("month", "=", month)
    .where("moment", "=", moment)
    .where("dropped_at", "is", null)
    .execute();
}

/** Whom a letter of reminders was written to, and about whom; none when it is no such letter. */
export async function findReminderLetter(db: Db, mailId: string) {
  const rows = await db
    .selectFrom("reminder")
    .select(["worker_id", "sponsor_id"])
    .distinct()
    .where("mail_id", "=", mailId)
    .execute();
  const sponsorId = rows[0]?.sponsor_id;
  return sponsorId ? { sponsorId, workerIds: rows.map((row) => row.worker_id) } : undefined;
}

/** Adds what a sponsor chose; it holds from now on. */
export async function insertPreference(
  db: Db | Trx,
  choice: {
    readonly sponsorId: string;
    readonly wants: Preference;
    readonly chosenBy: "one_click" | "link" | "sponsor";
    readonly recordedAt: Date;
  },
): Promise<void> {
  await db
    .insertInto("reminder_preference")
    .values({
      sponsor_id: choice.sponsorId,
      wants: choice.wants,
      chosen_by: choice.chosenBy,
      recorded_at: choice.recordedAt,
    })
    .execute();
}

/** Whether there is such a sponsor, and under which address. */
export async function findReminded(
  db: Db,
  sponsorId: string,
): Promise<{ readonly email: string } | undefined> {
  return db.selectFrom("sponsor").select("email").where("id", "=", sponsorId).executeTakeFirst();
}

/** Writes down that a sponsor does not go on with a worker. False when they said so before. */
export async function insertRefusal(
  trx: Trx,
  refusal: {
    readonly id: string;
    readonly sponsorId: string;
    readonly workerId: string;
    readonly because: RefusalReason;
    readonly recordedAt: Date;
  },
): Promise<boolean> {
  const made = await trx
    .insertInto("renewal_refusal")
    .values({
      id: refusal.id,
      sponsor_id: refusal.sponsorId,
      worker_id: refusal.workerId,
      because: refusal.because,
      recorded_at: refusal.recordedAt,
      revoked_at: null,
    })
    .onConflict((conflict) =>
      conflict
        .columns(["worker_id", "sponsor_id"])
        .where("revoked_at", "is", null)
        .doUpdateSet({ because: refusal.because, recorded_at: refusal.recordedAt }),
    )
    .returning("id")
    .execute();
  return made[0]?.id === refusal.id;
}

/** Takes refusals back: the sponsor goes on after all. */
export async function revokeRefusals(
  trx: Trx,
  sponsorId: string,
  workerIds: readonly string[],
  revokedAt: Date,
): Promise<void> {
  if (workerIds.length === 0) return;
  await trx
    .updateTable("renewal_refusal")
    .set({ revoked_at: revokedAt })
    .where("sponsor_id", "=", sponsorId)
    .where("worker_id", "in", [...workerIds])
    .where("revoked_at", "is", null)
    .execute();
}
