import { describe, expect, test } from "vitest";
import { openDatabase } from "~db/connection";
import { migrations } from "~db/migrate";
import { makeDatabase, makeEmptyDatabase, useDatabase } from "../support/test-database";

describe("a database for one test file", () => {
  const database = useDatabase();

  test("is migrated and knows the reference rows", async () => {
    const places = await database.db.selectFrom("place").select("code").execute();
    expect(places.length).toBeGreaterThan(200);
  });

  test("is apart from every other, and made quickly", async () => {
    await database.db.deleteFrom("place").where("level", "=", "desa").execute();
    const began = performance.now();
    const other = await makeDatabase();
    expect(performance.now() - began).toBeLessThan(5_000);
    const { db, close } = openDatabase({ url: other.url });
    const desa = await db.selectFrom("place").select("code").where("level", "=", "desa").execute();
    expect(desa.length).toBeGreaterThan(100);
    await close();
    await other.drop();
  });
});

describe("a database without reference rows", () => {
  const database = useDatabase({ reference: false });

  test("has the tables and nothing in them", async () => {
    expect(await database.db.selectFrom("place").select("code").execute()).toEqual([]);
    expect(Object.keys(migrations).length).toBeGreaterThan(3);
  });
});

test("an empty database has no tables", async () => {
  const empty = await makeEmptyDatabase();
  const { db, close } = openDatabase({ url: empty.url });
  await expect(db.selectFrom("place").select("code").execute()).rejects.toThrow(/does not exist/);
  await close();
  await empty.drop();
});
