/** Forgetting what is over at the doors: sessions, links and counts whose time has passed. */
import { sql } from "kysely";
import type { Db } from "~db/connection";

export type Swept = { readonly sessions: number; readonly links: number; readonly counts: number };

/**
 * Removes what ended more than a day ago. Measured by the database's own clock, as the authentication
 * library and the limiter measure by the machine's: moving the sandbox clock signs nobody out.
 */
export async function sweepAccess(db: Db): Promise<Swept> {
  const over = sql<Date>`now() - interval '1 day'`;
  const sessions = await db.deleteFrom("login_session").where("expires_at", "<", over).executeTakeFirst();
  const links = await db.deleteFrom("login_verification").where("expires_at", "<", over).executeTakeFirst();
  const counts = await db
    .deleteFrom("access_attempt")
    .where("expire", "<", sql<number>`(extract(epoch from now() - interval '1 day') * 1000)::bigint`)
    .executeTakeFirst();
  return {
    sessions: Number(sessions.numDeletedRows),
    links: Number(links.numDeletedRows),
    counts: Number(counts.numDeletedRows),
  };
}
