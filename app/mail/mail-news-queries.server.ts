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

export type SuppressedAddress = {
  readonly address: string;
  readonly because: SuppressedBecause;
  readonly since: Date;
  /** What the mail service said. */
  readonly detail: string | null;
};

/** Addresses that get no more mail, or only essential letters; the newest first. `part` narrows them to some. */
export async function listSuppressedAddresses(
  db: Db,
  part = "",
  size = 100,
): Promise<readonly SuppressedAddress[]> {
  return db
    .selectFrom("address_suppression as s")
    .leftJoin("mail_event as e", "e.event_id", "s.event_id")
    .select(["s.address", "s.because", "s.since", "e.detail"])
    .where("s.address", "like", `%${part.toLowerCase().replace(/[\\%_]/g, "\\$&")}%`)
    .orderBy("s.since", "desc")
    .orderBy("s.address")
    .limit(size)
    .execute();
}

/** Lets mail go to an address again, because its owner has mended it. None when it was not kept back. */
export async function releaseAddress(db: Db | Trx, address: string): Promise<SuppressedAddress | undefined> {
  const row = await db
    .deleteFrom("address_suppression")
    .where("address", "=", address.toLowerCase())
    .returning(["address", "because", "since"])
    .executeTakeFirst();
  return row && { ...row, detail: null };
}
