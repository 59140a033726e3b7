/** Work units in the database: dated rows, only ever added. */
import type { Db, Trx } from "~db/connection";
import type { UnitKind, UnitVersion } from "./work-unit";

export type RecordedUnitVersion = UnitVersion & {
  readonly id: number;
  readonly origin: "initial" | "admin";
  readonly recordedAt: Date;
  readonly recordedBy: string;
};

/** Every row in the order it was recorded; of one unit when `unitId` is given. */
export async function listUnitVersions(
  db: Db | Trx,
  unitId?: string,
): Promise<readonly RecordedUnitVersion[]> {
  let query = db.selectFrom("work_unit_version").selectAll().orderBy("id");
  if (unitId !== undefined) query = query.where("work_unit_id", "=", unitId);
  const rows = await query.execute();
  return rows.map((row) => ({
    id: row.id,
    unitId: row.work_unit_id,
    fromDay: row.from_day,
    name: row.name,
    kind: row.kind as UnitKind,
    note: row.note,
    mergedInto: row.merged_into,
    closed: row.closed,
    origin: row.origin,
    recordedAt: row.recorded_at,
    recordedBy: row.recorded_by,
  }));
}

/** Holds the list of units until the transaction ends, so that two changes are decided one after the other. */
export async function lockUnits(trx: Trx): Promise<void> {
  await trx.selectFrom("work_unit").select("id").orderBy("id").forUpdate().execute();
}

export async function insertUnit(trx: Trx, id: string, openedAt: Date): Promise<void> {
  await trx.insertInto("work_unit").values({ id, opened_at: openedAt }).execute();
}

/** Adds a row. The database refuses a day before the day it is recorded on. */
export async function insertUnitVersion(
  trx: Trx,
  version: UnitVersion,
  recording: { readonly at: Date; readonly onDay: string; readonly by: string },
): Promise<void> {
  await trx
    .insertInto("work_unit_version")
    .values({
      work_unit_id: version.unitId,
      from_day: version.fromDay,
      name: version.name,
      kind: version.kind,
      note: version.note,
      merged_into: version.mergedInto,
      closed: version.closed,
      origin: "admin",
      recorded_at: recording.at,
      recorded_on: recording.onDay,
      recorded_by: recording.by,
    })
    .execute();
}
