import { beforeAll, describe, expect, it } from "vitest";
import {
  batchNumber,
  decideApproval,
  markTwice,
  type PricedItem,
  priceItem,
  type WaitingMonth,
} from "~/remittance/remittance-batch";
import type { TariffTables } from "~/tariff/tariff";
import { loadTariffTables } from "~/tariff/tariff-queries.server";
import { useDatabase } from "../support/test-database";

const database = useDatabase();
let tables: TariffTables;
beforeAll(async () => {
  tables = await loadTariffTables(database.db);
});

const waiting = (over: Partial<WaitingMonth> = {}): WaitingMonth => ({
  orderId: "o",
  workerId: "w",
  month: "2026-11",
  paidRupiah: 8400,
  programmes: ["jkk", "jkm"],
  statementId: "s",
  sector: "other",
  incomeRupiah: 1_000_000,
  bornOn: "1990-07-01",
  consentManner: "spoken",
  byGovernment: false,
  ...over,
});
const priced = (over: Partial<WaitingMonth> = {}, today = "2026-11-23") =>
  priceItem(waiting(over), today, tables) as PricedItem;

describe("a month that is sent", () => {
  it("is priced by programme at its own month's tariff (PP 50/2025 until December 2026)", () => {
    expect(priced()).toMatchObject({
      jkk: 5000,
      jkm: 3400,
      jht: 0,
      dueRupiah: 8400,
      baseRupiah: 1_000_000,
      checks: [],
    });
    expect(priced({ month: "2027-01", paidRupiah: 36800, programmes: ["jkk", "jkm", "jht"] })).toMatchObject({
      jkk: 10_000,
      jkm: 6800,
      jht: 20_000,
      dueRupiah: 36_800,
      checks: [],
    });
  });

  it.each<[string, Partial<WaitingMonth>, string, string[]]>([
    ["the day before eighteen", { bornOn: "2008-11-02" }, "2026-11-23", ["too_young"]],
    ["eighteen on the first", { bornOn: "2008-11-01" }, "2026-11-23", []],
    ["the day before sixty-five", { bornOn: "1961-11-02" }, "2026-11-23", []],
    ["sixty-five on the first", { bornOn: "1961-11-01" }, "2026-11-23", ["too_old"]],
    ["three months late", {}, "2027-02-28", []],
    ["four months late", {}, "2027-03-01", ["arrears"]],
    ["no way of consent", { consentManner: "" }, "2026-11-23", ["consent_missing"]],
    ["on a list of the government", { byGovernment: true }, "2026-11-23", ["government"]],
    ["paid too little", { paidRupiah: 8399 }, "2026-11-23", ["dearer"]],
    ["paid too much", { paidRupiah: 16800 }, "2026-11-23", ["cheaper"]],
  ])("is looked at when it is %s", (_, over, today, checks) => {
    expect(priced(over, today).checks).toEqual(checks);
  });

  it("stays waiting when it has no tariff or protects from nothing", () => {
    expect(priceItem(waiting({ programmes: [] }), "2026-11-23", tables)).toBeUndefined();
    expect(priceItem(waiting({ month: "2001-01" }), "2026-11-23", tables)).toBeUndefined();
  });

  it("is marked when the same person and month come twice, e.g. JHT by another order", () => {
    const items = [
      priced(),
      priced({ orderId: "p", programmes: ["jht"], paidRupiah: 20_000 }),
      priced({ month: "2026-12" }),
    ];
    expect(markTwice(items).map((item) => item.checks)).toEqual([["nik_twice"], ["nik_twice"], []]);
  });
});

describe("approving", () => {
  const batch = { state: "prepared" as const, preparedById: "rina", items: 2, blocked: 0 };
  it.each([
    [{}, "dewi", "approve"],
    [{}, "rina", "own_batch"],
    [{ state: "approved" as const }, "dewi", "not_prepared"],
    [{ items: 0 }, "dewi", "nothing_in_it"],
    [{ blocked: 1 }, "dewi", "blocked"],
  ])("%o by %s is %s", (over, by, wanted) => {
    expect(decideApproval({ ...batch, ...over }, by)).toBe(wanted);
  });

  it("numbers batches by year", () => {
    expect(batchNumber(2026, 7)).toBe("SB-2026-0007");
  });
});
