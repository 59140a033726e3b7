/** Which units asked to stay out of the public page: dated rows, only ever added; the newest of a unit counts. */
import type { Db, Trx } from "~db/connection";

export type UnitShowing = {
  readonly unitId: string;
  readonly shown: boolean;
  readonly reason: string;
  readonly decidedAt: Date;
  readonly decidedBy: string;
};

/** The newest row of each unit that has one. */
export async function listUnitShowings(db: Db | Trx): Promise<readonly UnitShowing[]> {
  const rows = await db
    .selectFrom("unit_showing")
    .distinctOn("work_unit_id")
    .selectAll()
    .orderBy("work_unit_id")
    .orderBy("id", "desc")
    .execute();
  return rows.map((row) => ({
    unitId: row.work_unit_id,
    shown: row.shown,
    reason: row.reason,
    decidedAt: row.decided_at,
    decidedBy: row.decided_by,
  }));
}

/** Holds the unit until the transaction ends; false when there is no such unit. */
export async function lockUnit(trx: Trx, unitId: string): Promise<boolean> {
  const row = await trx
    .selectFrom("work_unit")
    .select("id")
    .where("id", "=", unitId)
    .forUpdate()
    .executeTakeFirst();
  return row !== undefined;
}

export async function insertUnitShowing(trx: Trx, showing: UnitShowing): Promise<void> {
  await trx
    .insertInto("unit_showing")
    .values({
      work_unit_id: showing.unitId,
      shown: showing.shown,
      reason: showing.reason,
      decided_at: showing.decidedAt,
      decided_by: showing.decidedBy,
    })
    .execute();
}
