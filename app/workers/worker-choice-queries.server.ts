/** What may be chosen of a worker: occupations with their sectors, and the places of Kabupaten Jember. */
import type { Place } from "~/places/place";
import type { Db, Trx } from "~db/connection";

export type Occupation = {
  readonly code: string;
  readonly group: string;
  readonly name: string;
  readonly sector: "transport" | "other";
};

/** Every occupation, group by group, as the list is kept. */
export async function listOccupations(db: Db | Trx): Promise<readonly Occupation[]> {
  const rows = await db
    .selectFrom("occupation")
    .select(["code", "group_name", "name_id", "sector"])
    .orderBy("sort")
    .execute();
  return rows.map((row) => ({
    code: row.code,
    group: row.group_name,
    name: row.name_id,
    sector: row.sector,
  }));
}

/** Every place of the kabupaten. */
export async function listPlaces(db: Db | Trx): Promise<readonly Place[]> {
  return db.selectFrom("place").select(["code", "level", "name", "parent"]).orderBy("code").execute();
}
