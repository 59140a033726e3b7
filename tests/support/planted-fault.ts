/** Faults planted on purpose: what only somebody with the keys to the database could do, done and taken back. */
import { sql } from "kysely";
import type { Db } from "~db/connection";
import { findBrokenInvariants } from "~db/invariants";

class TakeBack extends Error {}

/** The names of the questions that find something once `statements` have run; `guarded` tables lay down their triggers. */
export async function questionsBrokenBy(
  db: Db,
  statements: readonly string[],
  guarded: readonly string[] = [],
): Promise<readonly string[]> {
  let names: readonly string[] = [];
  const work = db.transaction().execute(async (trx) => {
    for (const table of guarded) await sql`alter table ${sql.table(table)} disable trigger user`.execute(trx);
    for (const statement of statements) await sql.raw(statement).execute(trx);
    names = (await findBrokenInvariants(trx as unknown as Db)).map(({ name }) => name);
    throw new TakeBack();
  });
  await work.catch((error) => {
    if (!(error instanceof TakeBack)) throw error;
  });
  return names;
}
