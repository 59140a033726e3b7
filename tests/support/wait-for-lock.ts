/** Holding a race: waits until so many sessions of this database stand at a lock. */
import { sql } from "kysely";
import type { Db } from "~db/connection";

/** Throws when they never come: then the race was not held and the test proves nothing. */
export async function waitUntilBlocked(db: Db, count: number): Promise<void> {
  for (let tries = 0; tries < 250; tries += 1) {
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`.execute(
      db,
    );
    if ((rows[0]?.n ?? 0) >= count) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error("Nobody waits for the lock: the race was not held.");
}
