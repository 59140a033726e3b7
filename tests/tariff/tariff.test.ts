import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addMonths, monthsFrom } from "~/calendar/iuran-month";
import {
  bracketFor,
  bracketsOf,
  type Discount,
  monthlyPremium,
  type Programme,
  type Quote,
  quote,
  quoteMonths,
  type TariffTables,
} from "~/tariff/tariff";
import { referenceRows, referenceTables } from "./reference-tables";

const tables = referenceTables();
const two: Programme[] = ["jkk", "jkm"];
const three: Programme[] = ["jkk", "jkm", "jht"];
const lowest = { sector: "other", income: 1_000_000, programmes: two } as const;

function premium(...asked: Parameters<typeof monthlyPremium>) {
  const answer = monthlyPremium(...asked);
  if (answer.kind !== "premium") throw new Error(`no tariff: ${answer.missing}`);
  return answer;
}
function price(...asked: Parameters<typeof quote>): Quote {
  const answer = quote(...asked);
  if (answer.kind !== "quote") throw new Error("no tariff");
  return answer;
}

describe("the price of a month", () => {
  test("November 2026 outside transport is half price, by PP 50/2025", () => {
    expect(premium({ ...lowest, month: "2026-11", funding: "private" }, tables)).toMatchObject({
      month: "2026-11",
      jkk: 5_000,
      jkm: 3_400,
      jht: 0,
      total: 8_400,
      source: "PP 50/2025",
      lines: [
        { programme: "jkk", full: 10_000, discountPercent: 50, amount: 5_000, legalSource: "PP 50/2025" },
        { programme: "jkm", full: 6_800, discountPercent: 50, amount: 3_400, legalSource: "PP 50/2025" },
      ],
    });
  });

  test("January 2027 outside transport is full price again, by the older law", () => {
    expect(premium({ ...lowest, month: "2027-01" }, tables)).toMatchObject({
      total: 16_800,
      source: "PP 44/2015 jo. PP 49/2023",
    });
  });

  test("JHT is never discounted and carries its own law", () => {
    const answer = premium({ ...lowest, programmes: ["jht", "jkm", "jkk"], month: "2026-11" }, tables);
    expect(answer).toMatchObject({
      jkk: 5_000,
      jkm: 3_400,
      jht: 20_000,
      total: 28_400,
      source: "PP 50/2025",
    });
    expect(answer.lines.map((line) => line.programme)).toEqual(three);
    expect(answer.lines[2]).toMatchObject({ discountPercent: 0, legalSource: "PP 46/2015 jo. PP 60/2015" });
  });

  test.each([
    ["transport", "2025-12", 16_800],
    ["transport", "2026-01", 8_400],
    ["transport", "2027-03", 8_400],
    ["transport", "2027-04", 16_800],
    ["other", "2026-03", 16_800],
    ["other", "2026-04", 8_400],
    ["other", "2026-12", 8_400],
    ["other", "2027-01", 16_800],
  ] as const)("%s in %s pays %i at the lowest bracket", (sector, month, total) => {
    expect(premium({ ...lowest, sector, month }, tables).total).toBe(total);
  });

  test("iuran paid by the state budget is not discounted", () => {
    expect(premium({ ...lowest, month: "2026-11", funding: "government" }, tables).total).toBe(16_800);
  });

  test("all 33 brackets come to the published totals, in whole rupiah, with and without discount", () => {
    const rows = referenceRows("bpu-brackets.csv");
    expect(rows).toHaveLength(33);
    for (const row of rows) {
      const ask = (programmes: Programme[], month: string) =>
        premium({ sector: "other", bracket: Number(row.no), programmes, month }, tables);
      expect(ask(three, "2027-01")).toMatchObject({
        jkk: Number(row.jkk),
        jkm: Number(row.jkm),
        jht: Number(row.jht),
        total: Number(row.total_3_programs),
      });
      expect(ask(two, "2027-01").total).toBe(Number(row.total_2_programs));
      expect(ask(two, "2026-11").total).toBe(Number(row.total_2_discount50));
      expect(ask(three, "2026-11").total).toBe(Number(row.total_3_discount50));
      for (const line of ask(three, "2026-11").lines)
        expect(line.amount * 100).toBe(line.full * (100 - line.discountPercent));
    }
  });

  test("a rate keeps to its minimum and maximum", () => {
    const narrow = { ...tables, brackets: [bracket(1, 0, 500_000), bracket(2, 600_000, 30_000_000)] };
    expect(premium({ ...lowest, income: 0, programmes: three, month: "2027-01" }, narrow)).toMatchObject({
      jkk: 10_000,
      jht: 20_000,
    });
    expect(premium({ ...lowest, programmes: three, month: "2027-01" }, narrow)).toMatchObject({
      jkk: 207_000,
      jht: 414_000,
    });
  });

  test("no programme at all is a mistake of ours", () => {
    expect(() => monthlyPremium({ ...lowest, programmes: [], month: "2026-11" }, tables)).toThrow(
      "at least one",
    );
  });
});

describe("brackets", () => {
  test.each([
    [0, 1],
    [999_999, 1],
    [1_000_000, 1],
    [1_099_000, 1],
    [1_099_500, 1],
    [1_099_999, 1],
    [1_100_000, 2],
    [2_699_999, 9],
    [2_700_000, 10],
    [3_199_999, 10],
    [20_199_500, 32],
    [20_200_000, 33],
    [900_000_000, 33],
  ])("an income of %i is in bracket %i", (income, number) => {
    expect(bracketFor(income, "2026-11", tables)?.number).toBe(number);
  });

  test("an income below zero is refused", () => {
    expect(() => bracketFor(-1, "2026-11", tables)).toThrow("must be 0 or more");
    expect(() => bracketFor(Number.NaN, "2026-11", tables)).toThrow("must be 0 or more");
  });

  test("every income has exactly one bracket, and more income never means a lower one", () => {
    const incomes = fc.integer({ min: 0, max: 30_000_000 });
    fc.assert(
      fc.property(incomes, incomes, (a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)].map(
          (income) => bracketFor(income, "2026-11", tables)!,
        );
        expect(low!.base).toBeLessThanOrEqual(high!.base);
        expect(low!.incomeFrom).toBeLessThanOrEqual(Math.min(a, b));
      }),
    );
  });

  test("the base of every bracket lies in the bracket, so it may stand for the income", () => {
    for (const each of bracketsOf("2026-11", tables))
      expect(bracketFor(each.base, "2026-11", tables)?.number).toBe(each.number);
  });

  test("a later row of the same number replaces the earlier from its month on", () => {
    const raised = {
      ...tables,
      brackets: [...tables.brackets, { ...bracket(1, 0, 1_500_000), fromMonth: "2027-07" }],
    };
    expect(bracketFor(0, "2027-06", raised)?.base).toBe(1_000_000);
    expect(bracketFor(0, "2027-07", raised)?.base).toBe(1_500_000);
    expect(bracketsOf("2027-07", raised)).toHaveLength(33);
  });
});

describe("dated rows", () => {
  const discount = (over: Partial<Discount>): Discount => ({
    programme: "jkk",
    sector: "other",
    fromMonth: "2027-01",
    toMonth: null,
    percent: 25,
    legalSource: "PP 1/2027",
    ...over,
  });
  const withDiscounts = (...added: Discount[]): TariffTables => ({
    ...tables,
    discounts: [...tables.discounts, ...added],
  });

  test("a discount without an end goes on", () => {
    const answer = premium({ ...lowest, month: "2099-12" }, withDiscounts(discount({})));
    expect(answer).toMatchObject({ jkk: 7_500, jkm: 6_800, source: "PP 1/2027" });
  });

  test("of two discounts for a month the one recorded later counts", () => {
    const prolonged = discount({ fromMonth: "2026-12", toMonth: "2027-06", percent: 40 });
    expect(premium({ ...lowest, month: "2026-12" }, withDiscounts(prolonged)).jkk).toBe(6_000);
    expect(premium({ ...lowest, month: "2026-11" }, withDiscounts(prolonged)).jkk).toBe(5_000);
  });

  test("a discount of nothing ends an earlier one and leaves the rate's own law", () => {
    const ended = ["jkk", "jkm"].map((programme) =>
      discount({ programme: programme as Programme, fromMonth: "2026-12", percent: 0 }),
    );
    expect(premium({ ...lowest, month: "2026-12" }, withDiscounts(...ended))).toMatchObject({
      total: 16_800,
      source: "PP 44/2015 jo. PP 49/2023",
    });
  });

  test("a rate that begins later counts from its month, whenever it was recorded", () => {
    const flat = (fromMonth: string, amount: number) =>
      ({ programme: "jkm", fromMonth, basis: "flat", amount, legalSource: `PP ${fromMonth}` }) as const;
    const rates = [flat("2028-01", 9_000), flat("2027-01", 8_000), ...tables.rates, flat("2028-01", 9_500)];
    const jkm = (month: string) => premium({ ...lowest, month }, { ...tables, rates }).jkm;
    expect([jkm("2027-01"), jkm("2027-12"), jkm("2028-01")]).toEqual([8_000, 8_000, 9_500]);
  });

  test("half a rupiah goes up", () => {
    const odd = withDiscounts(discount({ percent: 33 }));
    const brackets = [bracket(1, 0, 1_250_000)];
    expect(premium({ ...lowest, month: "2027-01" }, { ...odd, brackets }).jkk).toBe(8_375);
    const rates = tables.rates.map((rate) => (rate.basis === "flat" ? { ...rate, amount: 6_801 } : rate));
    expect(premium({ ...lowest, month: "2026-11" }, { ...tables, rates }).jkm).toBe(3_401);
  });
});

describe("a quote", () => {
  test("November 2026 to January 2027 is 8.400 + 8.400 + 16.800", () => {
    const answer = price({ ...lowest, start: "2026-11", months: 3 }, tables);
    expect(answer.months.map((month) => month.total)).toEqual([8_400, 8_400, 16_800]);
    expect(answer).toMatchObject({ total: 33_600, full: 50_400 });
  });

  test("months need not follow one another", () => {
    expect(quoteMonths(lowest, ["2026-12", "2027-02"], tables)).toMatchObject({
      kind: "quote",
      total: 25_200,
    });
  });

  test("months without a tariff are named, and nothing is priced", () => {
    expect(quote({ ...lowest, start: "2023-11", months: 3 }, tables)).toEqual({
      kind: "no_tariff",
      gaps: [
        { kind: "no_tariff", month: "2023-11", missing: "jkk" },
        { kind: "no_tariff", month: "2023-12", missing: "jkk" },
      ],
    });
    expect(monthlyPremium({ ...lowest, month: "2015-06" }, tables)).toMatchObject({ missing: "bracket" });
    expect(
      monthlyPremium({ sector: "other", bracket: 34, programmes: two, month: "2026-11" }, tables),
    ).toMatchObject({
      missing: "bracket",
    });
  });

  test("is the sum of its months, each priced alone, however long and wherever it begins", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("transport" as const, "other" as const),
        fc.integer({ min: 0, max: 25_000_000 }),
        fc.constantFrom(two, three),
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: 1, max: 24 }),
        (sector, income, programmes, later, months) => {
          const start = addMonths("2025-01", later);
          const answer = price({ sector, income, programmes, start, months }, tables);
          const alone = monthsFrom(start, months).map((month) =>
            premium({ sector, income, programmes, month }, tables),
          );
          expect(answer.total).toBe(alone.reduce((sum, month) => sum + month.jkk + month.jkm + month.jht, 0));
          expect(answer.months).toEqual(alone);
          expect(answer.total).toBeLessThanOrEqual(answer.full);
          expect(Number.isSafeInteger(answer.total) && answer.total > 0).toBe(true);
        },
      ),
    );
  });

  test("splitting a period never changes the price", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 30 }),
        fc.integer({ min: 2, max: 24 }),
        fc.nat(),
        (later, months, cut) => {
          const start = addMonths("2025-10", later);
          const head = 1 + (cut % (months - 1));
          const part = (from: string, length: number) =>
            price({ ...lowest, start: from, months: length }, tables).total;
          expect(part(start, head) + part(addMonths(start, head), months - head)).toBe(part(start, months));
        },
      ),
    );
  });
});

function bracket(number: number, incomeFrom: number, base: number) {
  return { fromMonth: "2015-07", number, incomeFrom, base, legalSource: "PP 44/2015 Lampiran II" };
}
