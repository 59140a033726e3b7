/** Who went to the gateway's page to leave a card, and what became of it. */
import type { Db, Trx } from "~db/connection";

export type CardWish = {
  readonly id: string;
  readonly sponsorId: string;
  readonly gateway: string;
  readonly checkoutRef?: string;
  readonly savedMethodId?: string;
  readonly endedAs?: "kept" | "expired" | "refused";
};

export async function insertCardWish(
  trx: Trx | Db,
  wish: {
    readonly id: string;
    readonly sponsorId: string;
    readonly gateway: string;
    readonly openedAt: Date;
  },
): Promise<void> {
  await trx
    .insertInto("card_wish")
    .values({
      id: wish.id,
      sponsor_id: wish.sponsorId,
      gateway: wish.gateway,
      checkout_ref: null,
      opened_at: wish.openedAt,
      ended_at: null,
      ended_as: null,
      saved_method_id: null,
    })
    .execute();
}

/** Writes down where the gateway's page is. */
export async function saveCardPage(db: Db, id: string, checkoutRef: string): Promise<void> {
  await db.updateTable("card_wish").set({ checkout_ref: checkoutRef }).where("id", "=", id).execute();
}

export async function endCardWish(
  trx: Trx | Db,
  id: string,
  ending: {
    readonly as: "kept" | "expired" | "refused";
    readonly at: Date;
    readonly savedMethodId?: string;
  },
): Promise<void> {
  await trx
    .updateTable("card_wish")
    .set({ ended_as: ending.as, ended_at: ending.at, saved_method_id: ending.savedMethodId ?? null })
    .where("id", "=", id)
    .where("ended_at", "is", null)
    .execute();
}

/** A sponsor's wishes of which we do not know the end yet. */
export async function listOpenCardWishes(db: Db, sponsorId: string): Promise<readonly CardWish[]> {
  const rows = await db
    .selectFrom("card_wish")
    .selectAll()
    .where("sponsor_id", "=", sponsorId)
    .where("ended_at", "is", null)
    .orderBy("opened_at", "desc")
    .limit(5)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    sponsorId: row.sponsor_id,
    gateway: row.gateway,
    ...(row.checkout_ref ? { checkoutRef: row.checkout_ref } : {}),
  }));
}

export async function findCardWish(
  db: Db | Trx,
  sponsorId: string,
  id: string,
): Promise<CardWish | undefined> {
  const row = await db
    .selectFrom("card_wish")
    .selectAll()
    .where("id", "=", id)
    .where("sponsor_id", "=", sponsorId)
    .executeTakeFirst();
  return (
    row && {
      id: row.id,
      sponsorId: row.sponsor_id,
      gateway: row.gateway,
      ...(row.checkout_ref ? { checkoutRef: row.checkout_ref } : {}),
      ...(row.saved_method_id ? { savedMethodId: row.saved_method_id } : {}),
      ...(row.ended_as ? { endedAs: row.ended_as } : {}),
    }
  );
}
