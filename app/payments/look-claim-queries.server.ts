/** Who may look at the gateway for a payment now: many reloads of a page are one look. */
import type { Db } from "~db/connection";

/** True for the one caller who finds that nobody looked since `before`; it is noted as looked at `now`. */
export async function claimLook(db: Db, paymentId: string, before: Date, now: Date): Promise<boolean> {
  const result = await db
    .updateTable("payment")
    .set({ looked_at: now })
    .where("id", "=", paymentId)
    .where((eb) => eb.or([eb("looked_at", "is", null), eb("looked_at", "<=", before)]))
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}
