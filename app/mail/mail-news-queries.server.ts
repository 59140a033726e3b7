/** What the mail service told us about letters and addresses. */
import type { Db, Trx } from "~db/connection";
import type { MailNews } from "./mailer";
import type { SuppressedBecause } from "./suppression";

/** Keeps a piece of news under its own id; false when it was there already. */
export async function recordNewsOnce(trx: Trx, news: MailNews, receivedAt: Date): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto("mail_event")
    .values({
      event_id: news.mailEventId,
      mail_ref: news.mailRef,
      kind: news.kind,
      happened_at: news.happenedAt,
      received_at: receivedAt,
      detail: news.detail ?? null,
    })
    .onConflict((conflict) => conflict.column("event_id").doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/**
 * Keeps an address from further mail. A complaint comes from a mailbox that exists, so a bounce says
 * more: it replaces a complaint and is never replaced by one.
 */
export async function suppressAddress(
  trx: Trx,
  address: string,
  because: SuppressedBecause,
  news: MailNews,
): Promise<void> {
  const suppression = { because, since: news.happenedAt, event_id: news.mailEventId };
  await trx
    .insertInto("address_suppression")
    .values({ address, ...suppression })
    .onConflict((conflict) =>
      conflict
        .column("address")
        .doUpdateSet(suppression)
        .where("address_suppression.because", "=", "complained"),
    )
    .execute();
}

/** Addresses that get no more mail, or only essential letters; the newest first. */
export async function listSuppressedAddresses(db: Db, size = 100) {
  const rows = await db
    .selectFrom("address_suppression")
    .select(["address", "because", "since"])
    .orderBy("since", "desc")
    .limit(size)
    .execute();
  return rows;
}

/** Lets mail go to an address again, because its owner has mended it. False when it was not kept back. */
export async function releaseAddress(db: Db | Trx, address: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom("address_suppression")
    .where("address", "=", address.toLowerCase())
    .executeTakeFirst();
  return numDeletedRows === 1n;
}
