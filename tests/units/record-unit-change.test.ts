import { beforeEach, describe, expect, it } from "vitest";
import { recordUnitChange } from "~/units/record-unit-change.server";
import { unitsOn } from "~/units/unit-list";
import { listUnitVersions } from "~/units/work-unit-queries.server";
import { useDatabase } from "../support/test-database";
import { type TestWorld, testWorld } from "../support/test-world";
import { waitUntilBlocked } from "../support/wait-for-lock";

const database = useDatabase();
let world: TestWorld;
beforeEach(() => {
  world = testWorld(database.db);
});
const actor = { kind: "staff" as const, id: "s", name: "Rina" };
const today = "2026-11-23";

async function add(name: string): Promise<string> {
  const change = { kind: "add" as const, fromDay: today, name, unitKind: "dinas" as const };
  const answer = await recordUnitChange(world, { change, actor });
  if (answer.kind === "refused") throw new Error(answer.reason);
  return answer.unitId;
}

describe("recording a change of a work unit", () => {
  it("merges one into another from a day on, with who did it", async () => {
    const from = await add("Dinas Perikanan Uji");
    const into = await add("Dinas Kelautan Uji");
    const answer = await recordUnitChange(world, {
      change: { kind: "merge", unitId: from, fromDay: "2027-01-01", into },
      actor,
    });
    expect(answer).toEqual({ kind: "recorded", unitId: from });
    const versions = await listUnitVersions(database.db);
    const stateOn = (day: string) => unitsOn(versions, day).find(({ id }) => id === from);
    expect(stateOn("2026-12-31")).toMatchObject({ state: "open" });
    expect(stateOn("2027-01-01")).toMatchObject({ state: "merged", successorName: "Dinas Kelautan Uji" });
    const acts = await database.db
      .selectFrom("audit_log")
      .select(["act", "actor_name", "before", "after"])
      .where("subject_id", "=", from)
      .orderBy("id")
      .execute();
    expect(acts.map(({ act }) => act)).toEqual(["unit_added", "unit_merged"]);
    expect(acts[1]).toMatchObject({ actor_name: "Rina", before: { name: "Dinas Perikanan Uji" } });
    expect(acts[1]?.after).toMatchObject({ mergedInto: into, fromDay: "2027-01-01" });
  });

  it("writes nothing when it is refused", async () => {
    const count = async () => (await listUnitVersions(database.db)).length;
    const before = await count();
    const change = {
      kind: "add" as const,
      fromDay: "2026-11-22",
      name: "Dinas Kemarin",
      unitKind: "dinas" as const,
    };
    expect(await recordUnitChange(world, { change, actor })).toEqual({ kind: "refused", reason: "day_past" });
    expect(await count()).toBe(before);
  });

  it("is refused by the database, too, when the day has passed or a row is to be changed", async () => {
    const unitId = await add("Dinas Tetap Uji");
    const late = database.db
      .insertInto("work_unit_version")
      .values({
        work_unit_id: unitId,
        from_day: "2026-11-22",
        name: "Dinas Mundur",
        kind: "dinas",
        note: null,
        merged_into: null,
        origin: "admin",
        recorded_at: world.clock.now(),
        recorded_on: today,
        recorded_by: "x",
      })
      .execute();
    await expect(late).rejects.toThrow(/work_unit_version_check/);
    await expect(
      database.db
        .updateTable("work_unit_version")
        .set({ name: "x" })
        .where("work_unit_id", "=", unitId)
        .execute(),
    ).rejects.toThrow(/append-only/);
    await expect(
      database.db.deleteFrom("work_unit_version").where("work_unit_id", "=", unitId).execute(),
    ).rejects.toThrow(/append-only/);
  });

  it("does not let two mergers form a ring, one waiting for the other", async () => {
    const one = await add("Dinas Satu Uji");
    const two = await add("Dinas Dua Uji");
    let second: ReturnType<typeof recordUnitChange> | undefined;
    await database.db.transaction().execute(async (trx) => {
      await trx.selectFrom("work_unit").select("id").orderBy("id").forUpdate().execute();
      second = recordUnitChange(world, {
        change: { kind: "merge", unitId: two, fromDay: today, into: one },
        actor,
      });
      await waitUntilBlocked(database.db, 1);
      await trx
        .insertInto("work_unit_version")
        .values({
          work_unit_id: one,
          from_day: today,
          name: "Dinas Satu Uji",
          kind: "dinas",
          note: null,
          merged_into: two,
          origin: "admin",
          recorded_at: world.clock.now(),
          recorded_on: today,
          recorded_by: "x",
        })
        .execute();
    });
    expect(await second).toEqual({ kind: "refused", reason: "target_not_open" });
  });
});
