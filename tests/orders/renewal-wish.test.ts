/** The wish to go on, as it is read from the check page. */
import { beforeAll, describe, expect, it } from "vitest";
import { lastPaidMonth, readWish, smallestRenewal, type WishSetting } from "~/orders/renewal-wish";
import type { TariffTables } from "~/tariff/tariff";
import { loadTariffTables } from "~/tariff/tariff-queries.server";
import { useDatabase } from "../support/test-database";

const database = useDatabase();
let tariff: TariffTables;
beforeAll(async () => {
  tariff = await loadTariffTables(database.db);
});

const line = (startMonth = "2026-11", months = 1, sector: "other" | "transport" = "other") =>
  ({ startMonth, months, sector, incomeRupiah: 1_000_000, programmes: ["jkk", "jkm"] }) as const;
const setting = (...lines: WishSetting["lines"]): WishSetting => ({ lines, tariff, minimumRupiah: 8_500 });
const form = (over: Record<string, string> = {}) => {
  const data = new FormData();
  const answers = { perpanjang: "ya", setiap: "3", hingga: "terus", bulan: "", cara: "saved_card", ...over };
  for (const [name, value] of Object.entries(answers)) if (value) data.set(name, value);
  return data;
};

describe("a wish", () => {
  it("is none while its box is empty, whatever else is chosen", () => {
    expect(readWish(form({ perpanjang: "" }), setting(line()))).toEqual({ kind: "none" });
  });

  it("is read as it was chosen", () => {
    expect(readWish(form(), setting(line()))).toEqual({
      kind: "wish",
      wish: { intervalMonths: 3, way: "saved_card" },
    });
    const until = form({ setiap: "12", hingga: "bulan", bulan: "2027-12", cara: "pay_link" });
    expect(readWish(until, setting(line()))).toEqual({
      kind: "wish",
      wish: { intervalMonths: 12, way: "pay_link", untilMonth: "2027-12" },
    });
  });

  it("names every field that is left open or out of range", () => {
    const reading = readWish(form({ setiap: "2", hingga: "", cara: "tunai" }), setting(line()));
    expect(reading).toMatchObject({
      kind: "wrong",
      errors: { setiap: { kind: "every" }, hingga: { kind: "until" }, cara: { kind: "way" } },
      answers: { setiap: "2" },
    });
    const month = (bulan: string) => readWish(form({ hingga: "bulan", bulan }), setting(line("2026-11", 3)));
    expect(month("")).toMatchObject({ errors: { bulan: { kind: "month" } } });
    expect(month("2027-13")).toMatchObject({ errors: { bulan: { kind: "month" } } });
    expect(month("2027-01")).toMatchObject({ errors: { bulan: { kind: "monthEarly", month: "2027-01" } } });
    expect(month("2027-02").kind).toBe("wish");
  });

  it("is refused where a renewal would be less than the gateway takes, with months and sums", () => {
    expect(readWish(form({ setiap: "1" }), setting(line()))).toMatchObject({
      kind: "wrong",
      errors: { setiap: { kind: "small", months: ["2026-12"], total: 8_400, minimum: 8_500 } },
    });
    // Two workers due in the same month are one order.
    expect(readWish(form({ setiap: "1" }), setting(line(), line())).kind).toBe("wish");
    // In other months they are two.
    expect(
      readWish(form({ setiap: "1" }), setting(line("2026-11", 1, "transport"), line("2026-11", 6))),
    ).toMatchObject({ kind: "wrong" });
    // From January on the price is whole again.
    expect(readWish(form({ setiap: "1" }), setting(line("2026-12", 1))).kind).toBe("wish");
  });

  it("is refused where the last month cuts a renewal too short", () => {
    const cut = form({ hingga: "bulan", bulan: "2027-03" });
    expect(readWish(cut, setting(line("2026-11", 1, "transport")))).toMatchObject({
      errors: { bulan: { kind: "smallLong", months: ["2027-03"], total: 8_400 } },
    });
  });
});

it("the cheapest renewal of the coming year is found, the last paid month too", () => {
  const wish = { intervalMonths: 3, way: "pay_link" } as const;
  expect(smallestRenewal(wish, setting(line("2026-11", 1)))).toEqual({
    months: ["2026-12", "2027-01", "2027-02"],
    total: 8_400 + 16_800 + 16_800,
  });
  expect(lastPaidMonth([line("2026-11", 3), line("2026-12", 1)])).toBe("2027-01");
  expect(lastPaidMonth([])).toBeUndefined();
});
