import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addMonths,
  compareMonths,
  formatMonth,
  formatMonthShort,
  formatMonths,
  isIuranMonth,
  iuranMonth,
  monthOf,
  monthRange,
  monthsBetween,
  monthsFrom,
  runsOfMonths,
} from "~/calendar/iuran-month";

const months = fc
  .tuple(fc.integer({ min: 1990, max: 2099 }), fc.integer({ min: 1, max: 12 }))
  .map(([year, month]) => `${year}-${String(month).padStart(2, "0")}`);
const counts = fc.integer({ min: -600, max: 600 });

describe("iuran months", () => {
  test.each(["2026-13", "2026-00", "2026-1", "26-11", "2026-11-22", " 2026-11", "0999-01", "2026-11\n", ""])(
    "%j is not one",
    (text) => {
      expect(isIuranMonth(text)).toBe(false);
      expect(() => iuranMonth(text)).toThrow("is not an iuran month");
    },
  );

  test("adding months crosses years both ways", () => {
    expect(addMonths("2026-11", 3)).toBe("2027-02");
    expect(addMonths("2026-12", 1)).toBe("2027-01");
    expect(addMonths("2026-01", -1)).toBe("2025-12");
    expect(addMonths("2026-11", -23)).toBe("2024-12");
    expect(() => addMonths("2026-11", 0.5)).toThrow(RangeError);
    expect(() => addMonths("9999-12", 1)).toThrow(RangeError);
  });

  test("a stretch is listed by its start and length or by its ends", () => {
    expect(monthsFrom("2026-11", 3)).toEqual(["2026-11", "2026-12", "2027-01"]);
    expect(monthsFrom("2026-11", 0)).toEqual([]);
    expect(() => monthsFrom("2026-11", -1)).toThrow(RangeError);
    expect(monthRange("2026-11", "2027-01")).toEqual(["2026-11", "2026-12", "2027-01"]);
    expect(monthRange("2026-11", "2026-11")).toEqual(["2026-11"]);
    expect(monthRange("2026-11", "2026-10")).toEqual([]);
    expect(monthOf("2026-11-22")).toBe("2026-11");
  });

  test("adding and counting undo each other, and text order is time order", () => {
    fc.assert(
      fc.property(months, counts, (month, count) => {
        const later = addMonths(month, count);
        expect(monthsBetween(month, later)).toBe(count);
        expect(addMonths(later, -count)).toBe(month);
        expect(Math.sign(compareMonths(later, month))).toBe(Math.sign(count));
      }),
    );
  });

  test("runs join neighbours, keep gaps, and count a month once", () => {
    expect(runsOfMonths(["2027-01", "2026-12", "2026-12", "2027-03"])).toEqual([
      { first: "2026-12", last: "2027-01" },
      { first: "2027-03", last: "2027-03" },
    ]);
    fc.assert(
      fc.property(fc.array(months), (some) => {
        const spread = runsOfMonths(some).flatMap(({ first, last }) => monthRange(first, last));
        expect(spread).toEqual([...new Set(some)].sort());
      }),
    );
  });

  test("people read them in words", () => {
    expect(formatMonth("2026-11", "id")).toBe("November 2026");
    expect(formatMonth("2026-08", "id")).toBe("Agustus 2026");
    expect(formatMonth("2026-08", "en")).toBe("August 2026");
    expect(formatMonthShort("2026-12", "id")).toBe("Des 2026");
    expect(formatMonths(["2026-11", "2026-12", "2027-01", "2027-03"], "id")).toBe(
      "November 2026–Januari 2027, Maret 2027",
    );
  });
});
