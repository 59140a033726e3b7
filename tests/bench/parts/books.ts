/** After the load: the books must be in order, or the figures are worth nothing. */

import type { Db } from "~db/connection";
import { findBrokenInvariants } from "~db/invariants";

/** Throws unless exactly `count` payments were posted, each once, and no question about the books has an answer. */
export async function requirePosted(db: Db, count: number): Promise<void> {
  const { posted } = await db
    .selectFrom("journal_entry")
    .select(({ fn }) => fn.countAll<number>().as("posted"))
    .where("cause_kind", "=", "payment")
    .executeTakeFirstOrThrow();
  if (posted !== count) throw new Error(`${count} orders were paid and ${posted} were posted.`);
  const broken = await findBrokenInvariants(db);
  if (broken.length > 0)
    throw new Error(`The books are not in order: ${JSON.stringify(broken).slice(0, 1000)}`);
}
