/** The outbox as admins see it: what went out, what waits, what is stuck and why. */

import type { Selectable } from "kysely";
import type { Db, Trx } from "~db/connection";
import type { MailTable } from "~db/tables";

export type MailState = Selectable<MailTable>["state"];

export type ListedMail = {
  readonly id: string;
  readonly occasion: string;
  readonly kind: string;
  readonly toAddress: string;
  readonly orderId: string | null;
  readonly state: MailState;
  readonly subject: string | null;
  readonly queuedAt: Date;
  readonly dueAt: Date;
  readonly attempts: number;
  readonly sentAt: Date | null;
  readonly lastError: string | null;
  /** What the mail service last told us about it: delivered, bounced, complained … */
  readonly lastNews: string | null;
};

export type MailFilter = {
  readonly state?: MailState;
  readonly orderId?: string;
  /** Part of the receiver's address. */
  readonly toAddress?: string;
};

/** Where a page of the list ends, to begin the next one behind it. */
export type MailCursor = { readonly queuedAt: Date; readonly id: string };

export type MailPage = { readonly mails: readonly ListedMail[]; readonly next?: MailCursor };

/** Letters, the newest first, `size` to a page, beginning behind `after`. */
export async function listMails(
  db: Db | Trx,
  filter: MailFilter = {},
  after?: MailCursor,
  size = 50,
): Promise<MailPage> {
  let query = listed(db);
  if (filter.state) query = query.where("m.state", "=", filter.state);
  if (filter.orderId) query = query.where("m.order_id", "=", filter.orderId);
  if (filter.toAddress)
    query = query.where("m.to_address", "ilike", `%${filter.toAddress.replace(/[\\%_]/g, "\\$&")}%`);
  if (after)
    query = query.where((eb) =>
      eb(eb.refTuple("m.queued_at", "m.id"), "<", eb.tuple(after.queuedAt, after.id)),
    );
  const rows = await query
    .orderBy("m.queued_at", "desc")
    .orderBy("m.id", "desc")
    .limit(size + 1)
    .execute();
  const mails = rows.slice(0, size).map(toListedMail);
  const last = mails.at(-1);
  return rows.length > size && last ? { mails, next: { queuedAt: last.queuedAt, id: last.id } } : { mails };
}

/** Letters that wait for a person, with why, the newest first. */
export async function listStuckMails(db: Db | Trx, after?: MailCursor, size = 50): Promise<MailPage> {
  return listMails(db, { state: "stuck" }, after, size);
}

/** One letter with its words, as the receiver would read them; no words before its first try. */
export async function findMail(db: Db | Trx, id: string) {
  const row = await listed(db).select(["m.html", "m.body"]).where("m.id", "=", id).executeTakeFirst();
  return row && { ...toListedMail(row), html: row.html, text: row.body };
}

/** How many letters wait, and how many wait for a person. */
export async function countOpenMails(db: Db): Promise<{ readonly waiting: number; readonly stuck: number }> {
  const rows = await db
    .selectFrom("mail")
    .select(({ fn }) => ["state", fn.countAll<number>().as("count")])
    .where("state", "in", ["waiting", "stuck"])
    .groupBy("state")
    .execute();
  const of = (state: MailState) => Number(rows.find((row) => row.state === state)?.count ?? 0);
  return { waiting: of("waiting"), stuck: of("stuck") };
}

/**
 * Sends a stuck letter again, from now, with all its tries. False when it is not stuck (any more). The
 * service delivers it once if it saw it within the last 24 hours; beyond that a person has decided.
 */
export async function retryMail(db: Db | Trx, id: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("mail")
    .set({ state: "waiting", attempts: 0, due_at: now, leased_until: null })
    .where("id", "=", id)
    .where("state", "=", "stuck")
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

function listed(db: Db | Trx) {
  return db
    .selectFrom("mail as m")
    .select([
      "m.id",
      "m.occasion",
      "m.kind",
      "m.to_address",
      "m.order_id",
      "m.state",
      "m.subject",
      "m.queued_at",
      "m.due_at",
      "m.attempts",
      "m.sent_at",
      "m.last_error",
    ])
    .select((eb) =>
      eb
        .selectFrom("mail_event as e")
        .select("e.kind")
        .whereRef("e.mail_ref", "=", "m.mail_ref")
        .where("e.kind", "<>", "other")
        .orderBy("e.happened_at", "desc")
        .limit(1)
        .as("last_news"),
    );
}

type Row = Awaited<ReturnType<ReturnType<typeof listed>["executeTakeFirstOrThrow"]>>;

function toListedMail(row: Row): ListedMail {
  return {
    id: row.id,
    occasion: row.occasion,
    kind: row.kind,
    toAddress: row.to_address,
    orderId: row.order_id,
    state: row.state,
    subject: row.subject,
    queuedAt: row.queued_at,
    dueAt: row.due_at,
    attempts: row.attempts,
    sentAt: row.sent_at,
    lastError: row.last_error,
    lastNews: row.last_news,
  };
}
