/** Public holidays as admins keep them, year by year: they move due days to the next working day. */
import { type Actor, recordAct } from "~/audit/audit-queries.server";
import type { Db } from "~db/connection";

export type Holiday = {
  readonly day: string;
  readonly name: string;
  readonly source: string;
  readonly recordedBy: string;
};

export async function listHolidays(db: Db, year: number): Promise<readonly Holiday[]> {
  return db
    .selectFrom("holiday")
    .select(["day", "name", "source", "recorded_by as recordedBy"])
    .where("day", ">=", `${year}-01-01`)
    .where("day", "<=", `${year}-12-31`)
    .orderBy("day")
    .execute();
}

type NewHoliday = { readonly day: string; readonly name: string; readonly source: string };
type Doing = { readonly at: Date; readonly actor: Actor };

/** Adds a holiday with who did it; false when the day is one already. */
export async function recordHolidayOnce(db: Db, holiday: NewHoliday, { at, actor }: Doing): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const { numInsertedOrUpdatedRows = 0n } = await trx
      .insertInto("holiday")
      .values({ ...holiday, recorded_at: at, recorded_by: actor.name })
      .onConflict((conflict) => conflict.column("day").doNothing())
      .executeTakeFirst();
    if (numInsertedOrUpdatedRows === 0n) return false;
    await recordAct(trx, {
      at,
      actor,
      act: "holiday_added",
      subjectKind: "holiday",
      subjectId: holiday.day,
      after: { name: holiday.name, source: holiday.source },
    });
    return true;
  });
}

/** Takes a holiday away with who did it; false when the day was none. */
export async function removeHoliday(db: Db, day: string, { at, actor }: Doing): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const removed = await trx
      .deleteFrom("holiday")
      .where("day", "=", day)
      .returning(["name", "source"])
      .executeTakeFirst();
    if (!removed) return false;
    await recordAct(trx, {
      at,
      actor,
      act: "holiday_removed",
      subjectKind: "holiday",
      subjectId: day,
      before: removed,
    });
    return true;
  });
}
