import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { quoteAnswer, readQuoteRequest } from "~/tariff/quote-request";
import { quote } from "~/tariff/tariff";
import { referenceTables } from "./reference-tables";

const good = { sector: "other", income: "1000000", programmes: "jkk,jkm", start: "2026-11", months: "3" };
const read = (over: Record<string, string>, thisMonth = "2026-11") =>
  readQuoteRequest(new URLSearchParams({ ...good, ...over }), thisMonth);

describe("the quote interface", () => {
  test("answers the example of its documentation", () => {
    const reading = read({});
    if (reading.kind !== "quote_request") throw new Error(JSON.stringify(reading));
    const answer = quote(reading.value, referenceTables());
    if (answer.kind !== "quote") throw new Error("no tariff");
    expect(quoteAnswer(answer)).toEqual({
      total: 33_600,
      months: [
        { month: "2026-11", jkk: 5_000, jkm: 3_400, jht: 0, total: 8_400, source: "PP 50/2025" },
        { month: "2026-12", jkk: 5_000, jkm: 3_400, jht: 0, total: 8_400, source: "PP 50/2025" },
        {
          month: "2027-01",
          jkk: 10_000,
          jkm: 6_800,
          jht: 0,
          total: 16_800,
          source: "PP 44/2015 jo. PP 49/2023",
        },
      ],
    });
  });

  test("takes programmes in any order", () => {
    expect(read({ programmes: "jht,jkm,jkk" })).toMatchObject({
      value: { programmes: ["jkk", "jkm", "jht"] },
    });
  });

  test("starts this month at the earliest and 24 months ahead at the latest", () => {
    expect(read({ start: "2026-11" }).kind).toBe("quote_request");
    expect(read({ start: "2028-11" }).kind).toBe("quote_request");
    for (const start of ["2026-10", "2028-12"])
      expect(read({ start })).toMatchObject({
        errors: { start: "start must lie between 2026-11 and 2028-11" },
        keys: { start: "start_out_of_range" },
      });
  });

  test.each([
    ["sector", "ojek", "sector"],
    ["sector", "Other", "sector"],
    ["income", "-1", "income"],
    ["income", "1.000.000", "income"],
    ["income", "1e6", "income"],
    ["income", " 1000000", "income"],
    ["income", "1000000001", "income_too_high"],
    ["income", "9999999999999999999999", "income"],
    ["programmes", "jkk", "programmes"],
    ["programmes", "jht", "programmes"],
    ["programmes", "jkk,jkm,jp", "programmes"],
    ["programmes", "jkk,jkk,jkm", "programmes"],
    ["programmes", "toString", "programmes"],
    ["start", "2026-13", "start"],
    ["start", "November", "start"],
    ["months", "2", "months"],
    ["months", "03", "months"],
    ["months", "0", "months"],
    ["sector", "", "missing"],
    ["months", "", "missing"],
  ])("%s=%j is refused under its own name", (name, value, key) => {
    const reading = read({ [name]: value });
    expect(reading).toMatchObject({ kind: "errors", keys: { [name]: key } });
    if (reading.kind === "errors") {
      expect(Object.keys(reading.errors)).toEqual([name]);
      expect(reading.errors[name]).toMatch(new RegExp(`^${name} (must|is) `));
    }
  });

  test("names every parameter that is missing, given twice or unknown, all at once", () => {
    const parameters = new URLSearchParams("sector=other&sector=other&colour=red&__proto__=x&constructor=y");
    expect(readQuoteRequest(parameters, "2026-11")).toMatchObject({
      kind: "errors",
      keys: {
        sector: "repeated",
        colour: "unknown",
        constructor: "unknown",
        income: "missing",
        programmes: "missing",
        start: "missing",
        months: "missing",
      },
    });
    const reading = readQuoteRequest(parameters, "2026-11");
    expect(reading.kind === "errors" && Object.hasOwn(reading.errors, "__proto__")).toBe(true);
  });

  test("whatever comes in, it answers and never throws", () => {
    const names = fc.constantFrom("sector", "income", "programmes", "start", "months", "constructor", "x");
    const values = fc.oneof(fc.string(), fc.constantFrom(...Object.values(good)));
    fc.assert(
      fc.property(fc.array(fc.tuple(names, values), { maxLength: 8 }), (pairs) => {
        expect(["errors", "quote_request"]).toContain(
          readQuoteRequest(new URLSearchParams(pairs), "2026-11").kind,
        );
      }),
      { numRuns: 500 },
    );
  });
});
