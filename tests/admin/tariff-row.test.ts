import { describe, expect, it } from "vitest";
import { readTariffRow } from "~/tariff/new-tariff-row";
import { recordTariffRow } from "~/tariff/record-tariff-row.server";
import { insertRate, loadTariffTables } from "~/tariff/tariff-queries.server";
import { previewRow, tariffOn } from "~/tariff/tariff-view";
import { useDatabase } from "../support/test-database";
import { testWorld } from "../support/test-world";

const database = useDatabase();
const thisMonth = "2026-11";
const dated = { fromMonth: "2027-01", legalSource: "PP 1/2027" };
const actor = { kind: "staff" as const, id: "s", name: "Rina" };
const flat = {
  table: "rate" as const,
  row: { ...dated, programme: "jkm" as const, basis: "flat" as const, amount: 7_000 },
};

describe("a new tariff row", () => {
  it("is read as people type it", () => {
    expect(
      readTariffRow(
        "bracket",
        { ...dated, number: "3", incomeFrom: "Rp1.500.000", base: "1.300.000" },
        thisMonth,
      ),
    ).toEqual({
      kind: "row",
      value: { table: "bracket", row: { ...dated, number: 3, incomeFrom: 1_500_000, base: 1_300_000 } },
    });
    expect(
      readTariffRow(
        "rate",
        {
          ...dated,
          programme: "jkk",
          basis: "percent_of_base",
          percent: "0,25",
          minimum: "10000",
          maximum: "",
        },
        thisMonth,
      ),
    ).toEqual({
      kind: "row",
      value: {
        table: "rate",
        row: {
          ...dated,
          programme: "jkk",
          basis: "percent_of_base",
          basisPoints: 25,
          minimum: 10_000,
          maximum: null,
        },
      },
    });
    expect(
      readTariffRow(
        "discount",
        { ...dated, programme: "jkk", sector: "other", toMonth: "", percent: "50" },
        thisMonth,
      ),
    ).toMatchObject({ kind: "row", value: { row: { toMonth: null, percent: 50 } } });
  });

  it.each([
    ["2026-11", "month_past"],
    ["2026-01", "month_past"],
    ["2099-01", "month_far"],
    ["2026-13", "month"],
    ["besok", "month"],
    ["", "month"],
  ])("does not begin in %j", (fromMonth, mistake) => {
    const reading = readTariffRow(
      "rate",
      { ...dated, programme: "jkk", basis: "flat", amount: "1", fromMonth },
      thisMonth,
    );
    expect(reading).toEqual({ kind: "mistakes", mistakes: { fromMonth: mistake } });
  });

  it("names every wrong field at once", () => {
    expect(readTariffRow("bracket", {}, thisMonth)).toEqual({
      kind: "mistakes",
      mistakes: {
        fromMonth: "month",
        legalSource: "source",
        number: "number",
        incomeFrom: "rupiah",
        base: "base",
      },
    });
    const fields = { ...dated, programme: "x", sector: "y", percent: "101", toMonth: "2026-12" };
    expect(readTariffRow("discount", fields, thisMonth)).toEqual({
      kind: "mistakes",
      mistakes: { programme: "programme", sector: "sector", percent: "percent", toMonth: "month_order" },
    });
    const crossed = {
      ...dated,
      programme: "jht",
      basis: "percent_of_base",
      percent: "2",
      minimum: "20",
      maximum: "10",
    };
    expect(readTariffRow("rate", crossed, thisMonth)).toEqual({
      kind: "mistakes",
      mistakes: { maximum: "range" },
    });
  });

  it("counts from its own month on and leaves the months before as they were", async () => {
    const world = testWorld(database.db);
    const before = await loadTariffTables(database.db);
    expect(await recordTariffRow(world, { row: flat, actor })).toMatchObject({ kind: "recorded" });
    const after = await loadTariffTables(database.db);
    const jkm = (tables: typeof after, month: string) =>
      tariffOn(tables, month, thisMonth).rates.find(({ programme }) => programme === "jkm");
    expect(jkm(after, "2026-12")).toEqual(jkm(before, "2026-12"));
    expect(jkm(after, "2027-01")).toMatchObject({ basis: "flat", amount: 7_000 });
    expect(tariffOn(after, "2026-11", thisMonth).upcoming).toHaveLength(
      tariffOn(before, "2026-11", thisMonth).upcoming.length + 1,
    );
  });

  it("is shown with what it does to prices in its first month", async () => {
    const tables = await loadTariffTables(database.db);
    const half = {
      table: "discount" as const,
      row: {
        ...dated,
        fromMonth: "2028-01",
        toMonth: null,
        programme: "jkm" as const,
        sector: "transport" as const,
        percent: 50,
      },
    };
    const examples = previewRow(tables, half);
    const change = (sector: string) =>
      new Set(
        examples
          .filter((example) => example.sector === sector)
          .map((example) => example.beforeRupiah! - example.afterRupiah!),
      );
    expect(change("transport")).toEqual(new Set([3_500]));
    expect(change("other")).toEqual(new Set([0]));
  });

  it("is refused for the month that runs, by the code and by the database", async () => {
    const world = testWorld(database.db);
    const past = { ...flat, row: { ...flat.row, fromMonth: thisMonth } };
    expect(await recordTariffRow(world, { row: past, actor })).toEqual({
      kind: "refused",
      reason: "month_past",
    });
    const byDatabase = database.db
      .transaction()
      .execute((trx) => insertRate(trx, past.row, { at: world.clock.now(), inMonth: thisMonth, by: "x" }));
    await expect(byDatabase).rejects.toThrow(/contribution_rate_check/);
  });

  it("is never changed or removed, not even the one for a month ahead", async () => {
    await expect(
      database.db.updateTable("contribution_rate").set({ flat_amount: 1 }).execute(),
    ).rejects.toThrow(/append-only/);
    await expect(database.db.deleteFrom("income_bracket").execute()).rejects.toThrow(/append-only/);
    await expect(
      database.db.updateTable("contribution_discount").set({ percent: 100 }).execute(),
    ).rejects.toThrow(/append-only/);
  });
});
