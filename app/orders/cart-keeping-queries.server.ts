/** Keeping a cart alive while somebody works on it. */
import type { Db, Trx } from "~db/connection";

/** Says that the cart was used, so that it is not forgotten. */
export async function saveCartTouch(db: Db | Trx, cartId: string, at: Date): Promise<void> {
  await db.updateTable("cart").set({ touched_at: at }).where("id", "=", cartId).execute();
}
