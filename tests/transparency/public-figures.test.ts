/** The figures of the page on a real database: who counts where, what is hidden, and that it is counted once a minute. */
import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { decideUnitShowing } from "~/transparency/decide-unit-showing.server";
import { keepFresh } from "~/transparency/keep-fresh.server";
import { monthOfTable } from "~/transparency/protection-tables";
import { countPublicFigures } from "~/transparency/public-figures.server";
import { OTHER_SPONSORS } from "~/transparency/unit-rows";
import { listUnitVersions } from "~/units/work-unit-queries.server";
import { useDatabase } from "../support/test-database";
import { standingClock, type TestWorld, testWorld } from "../support/test-world";
import { makeLives } from "./many-lives";

const dewi = { kind: "staff", id: "1", name: "Dewi" } as const;

describe("the public figures", () => {
  const database = useDatabase();
  let world: TestWorld;
  let units: readonly { readonly id: string; readonly name: string }[];
  const now = () => countPublicFigures(world);

  beforeAll(async () => {
    world = testWorld(database.db);
    const versions = await listUnitVersions(world.db);
    units = versions.slice(0, 3).map(({ unitId, name }) => ({ id: unitId, name }));
    const [first, second] = units;
    await makeLives(world, [
      { workers: 12, placeCode: "35.09.21.1001", occupation: "household-helper", start: "2026-10", months: 6, unitId: first!.id },
      { workers: 7, placeCode: "35.09.21.1002", occupation: "gardener", start: "2026-11", months: 3 },
      { workers: 9, placeCode: "35.09.20.1001", occupation: "gardener", start: "2026-11", months: 1, unitId: second!.id, sponsors: 2 },
      { workers: 2, placeCode: "35.09.30.2001", occupation: "farm-labourer", start: "2026-11", months: 3 },
      { workers: 3, placeCode: "35.09.31.2001", occupation: "farm-labourer", start: "2026-09", months: 1 },
    ]); // biome-ignore format: one group a line
  });

  it("count every worker of a month once, where they work, in all the villages of a kecamatan", async () => {
    const { kecamatan } = (await now()).protection;
    const november = monthOfTable(kecamatan, "2026-11")!;
    expect(november.total).toBe(30);
    expect(november.rows).toHaveLength(31);
    expect(november.rows.find(({ key }) => key === "35.09.21")).toMatchObject({
      name: "Sumbersari",
      workers: 19,
    });
    expect(november.rows.find(({ key }) => key === "35.09.01")).toMatchObject({
      workers: 0,
      workerMonths: 0,
    });
  });

  it("withhold a month of three workers everywhere, and months that have not come", async () => {
    const { protection } = await now();
    for (const table of Object.values(protection)) expect(table.columns).toEqual(["2026-10", "2026-11"]);
    expect(protection.kecamatan.total).toBe(12 + 30);
  });

  it("hide two workers in Silo, and with them a kecamatan that would give them away", async () => {
    const november = monthOfTable((await now()).protection.kecamatan, "2026-11")!;
    const hidden = november.rows.filter(({ workers }) => workers === null).map(({ name }) => name);
    expect(hidden).toEqual(["Patrang", "Silo"]);
  });

  it("count the same workers by occupation", async () => {
    const { occupation, kecamatan, unit } = (await now()).protection;
    expect(occupation.columnTotals).toEqual(kecamatan.columnTotals);
    expect(unit.columnTotals).toEqual(kecamatan.columnTotals);
    const rows = monthOfTable(occupation, "2026-11")!.rows;
    expect(rows.find(({ key }) => key === "gardener")).toMatchObject({ name: "Tukang kebun" });
    expect(rows.find(({ key }) => key === "farm-labourer")?.workers).toBeNull();
  });

  it("hide a unit whose many workers have two sponsors", async () => {
    const rows = monthOfTable((await now()).protection.unit, "2026-11")!.rows;
    expect(rows.find(({ key }) => key === units[1]!.id)).toMatchObject({ workers: null, workerMonths: null });
  });

  it("count a unit that asked not to be shown with the sponsors of no unit", async () => {
    const [first] = units;
    const wish = { unitId: first!.id, shown: false, reason: "Diminta kepala unit", actor: dewi };
    const others = async () =>
      monthOfTable((await now()).protection.unit, "2026-10")!.rows.map(({ key, workers }) => [key, workers]);
    expect(await others()).toContainEqual([first!.id, 12]);
    expect(await decideUnitShowing(world, wish)).toEqual({ kind: "recorded" });
    expect(await others()).not.toContainEqual([first!.id, 12]);
    expect(await others()).toContainEqual([OTHER_SPONSORS, 12]);
    expect(await decideUnitShowing(world, wish)).toEqual({ kind: "refused", reason: "no_change" });
    expect(await decideUnitShowing(world, { ...wish, shown: true })).toEqual({ kind: "recorded" });
    expect(await others()).toContainEqual([first!.id, 12]);
    const acts = await world.db.selectFrom("audit_log").select(["act", "subject_id", "reason"]).execute();
    expect(acts.filter(({ act }) => act === "unit_showing_decided")).toHaveLength(2);
    expect(await decideUnitShowing(world, { ...wish, reason: " " })).toMatchObject({
      reason: "reason_missing",
    });
    expect(await decideUnitShowing(world, { ...wish, unitId: world.chance.id() })).toMatchObject({
      reason: "unknown_unit",
    });
  });

  it("count a merged unit with the one that carries on", async () => {
    const [first, , third] = units;
    await world.db
      .insertInto("work_unit_version")
      .values({
        work_unit_id: first!.id, from_day: "2026-11-23", name: first!.name, kind: "dinas", note: null, merged_into: third!.id,
        closed: false, origin: "admin", recorded_at: world.clock.now(), recorded_on: "2026-11-23", recorded_by: "Dewi",
      }) // biome-ignore format: one row
      .execute();
    const rows = monthOfTable((await now()).protection.unit, "2026-10")!.rows;
    expect(rows).toContainEqual({
      key: third!.id,
      name: third!.name,
      workers: 12,
      workerMonths: expect.anything(),
    });
    expect(rows.some(({ key }) => key === first!.id)).toBe(false);
  });

  it("count a month that money was moved to, though the order never had it", async () => {
    const before = monthOfTable((await now()).protection.kecamatan, "2026-11")!.total;
    await sql`update coverage set month = '2026-11' where month = '2026-09'`.execute(world.db);
    expect(monthOfTable((await now()).protection.kecamatan, "2026-11")!.total).toBe(before + 3);
    await sql`update coverage c set month = '2026-09' where month = '2026-11' and not exists (
      select 1 from order_line l where l.order_id = c.order_id and l.worker_id = c.worker_id and l.month = c.month)`.execute(
      world.db,
    );
  });

  it("leave out months that ended, and those the government covers", async () => {
    const total = async () => monthOfTable((await now()).protection.kecamatan, "2026-11")!.total;
    const before = await total();
    await world.db
      .transaction()
      .execute(async (trx) => {
        await sql`update coverage set ended_at = now(), ended_because = 'refunded' where id in (
        select id from coverage where month = '2026-11' and programme = 'jkk' limit 4)`.execute(trx);
        await sql`update coverage set source = 'government', order_id = null where id in (
        select id from coverage where month = '2026-11' and programme = 'jkk' and ended_at is null limit 2)`.execute(
          trx,
        );
        const counted = await countPublicFigures({ ...world, db: snapshotOf(trx) });
        expect(monthOfTable(counted.protection.kecamatan, "2026-11")!.total).toBe(before - 6);
        throw new Error("taken back");
      })
      .catch((error: Error) => expect(error.message).toBe("taken back"));
    expect(await total()).toBe(before);
  });
});

/** A transaction that counts as a database of its own, for looking at what is never committed. */
function snapshotOf(
  trx: Parameters<Parameters<ReturnType<TestWorld["db"]["transaction"]>["execute"]>[0]>[0],
) {
  const inside = {
    setIsolationLevel: () => inside,
    execute: <T>(work: (inner: typeof trx) => T) => work(trx),
  };
  return { transaction: () => inside } as unknown as TestWorld["db"];
}

describe("an answer that is kept", () => {
  const clock = standingClock();
  let made = 0;
  let held: Promise<void> = Promise.resolve();
  const complaints: unknown[] = [];
  const make = async () => {
    const number = made + 1;
    made = number;
    await held;
    if (number === 4) throw new Error("no database");
    return number;
  };
  const read = keepFresh(clock, make, (error) => complaints.push(error));

  it("is made once for all who ask at the same time", async () => {
    expect(await Promise.all([read(), read(), read()])).toEqual([1, 1, 1]);
    clock.advance(59_000);
    expect(await read()).toBe(1);
    expect(made).toBe(1);
  });

  it("is given as it is while one refresher makes the next", async () => {
    clock.advance(2_000);
    let release = () => {};
    held = new Promise((resolve) => {
      release = resolve;
    });
    expect(await Promise.all([read(), read()])).toEqual([1, 1]);
    expect(made).toBe(2);
    release();
    await new Promise((resolve) => setImmediate(resolve));
    expect(await read()).toBe(2);
  });

  it("is waited for when it is older than ten minutes", async () => {
    clock.advance(600_000);
    expect(await read()).toBe(3);
  });

  it("stays when making the next fails, and the failure is told", async () => {
    clock.advance(61_000);
    expect(await read()).toBe(3);
    await new Promise((resolve) => setImmediate(resolve));
    expect(complaints).toHaveLength(1);
    expect(await read()).toBe(3);
    await new Promise((resolve) => setImmediate(resolve));
    expect(await read()).toBe(5);
  });

  it("is kept longer when making it took long", async () => {
    let times = 0;
    const slow = keepFresh(
      clock,
      async () => {
        clock.advance(6_000);
        times += 1;
        return times;
      },
      (error) => complaints.push(error),
    );
    await slow();
    clock.advance(119_000);
    await slow();
    expect(times).toBe(1);
    clock.advance(1_000);
    await slow();
    expect(times).toBe(2);
  });
});
