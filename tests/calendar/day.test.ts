import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addDays,
  ageOn,
  compareDays,
  day,
  dayFromParts,
  daysBetween,
  firstDayOf,
  formatDay,
  formatDayShort,
  isDay,
  lastDayOf,
  weekday,
} from "~/calendar/day";
import { addMonths } from "~/calendar/iuran-month";

const days = fc
  .date({ min: new Date("1920-01-01"), max: new Date("2099-12-31"), noInvalidDate: true })
  .map((instant) => instant.toISOString().slice(0, 10));

describe("days", () => {
  test.each([
    "2026-02-29",
    "2026-13-01",
    "2026-11-31",
    "2026-1-1",
    "22-11-2026",
    "2026-11-22T00:00",
    "2026-00-10",
    "",
  ])("%j is not one", (text) => {
    expect(isDay(text)).toBe(false);
    expect(() => day(text)).toThrow("is not a day");
  });

  test("29 February exists in leap years only", () => {
    expect(dayFromParts(2028, 2, 29)).toBe("2028-02-29");
    expect(dayFromParts(2000, 2, 29)).toBe("2000-02-29");
    expect(dayFromParts(1900, 2, 29)).toBeUndefined();
    expect(dayFromParts(2026, 2, 29)).toBeUndefined();
    expect(dayFromParts(2026, 1.5, 1)).toBeUndefined();
  });

  test("days are added across months, years and leap days", () => {
    expect(addDays("2026-12-31", 1)).toBe("2027-01-01");
    expect(addDays("2028-02-28", 1)).toBe("2028-02-29");
    expect(addDays("2026-03-01", -1)).toBe("2026-02-28");
    expect(() => addDays("2026-02-30", 1)).toThrow("is not a day");
  });

  test("adding and counting undo each other, and text order is time order", () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -20_000, max: 20_000 }), (from, count) => {
        const later = addDays(from, count);
        expect(daysBetween(from, later)).toBe(count);
        expect(Math.sign(compareDays(later, from))).toBe(Math.sign(count));
        expect(weekday(later)).toBe((((weekday(from) + count) % 7) + 7) % 7);
      }),
    );
  });

  test("a month's last day is the day before the next month", () => {
    expect(lastDayOf("2026-11")).toBe("2026-11-30");
    expect(lastDayOf("2028-02")).toBe("2028-02-29");
    fc.assert(
      fc.property(days, (some) => {
        const month = some.slice(0, 7);
        expect(addDays(lastDayOf(month), 1)).toBe(firstDayOf(addMonths(month, 1)));
      }),
    );
  });

  test("22 November 2026 is a Sunday", () => {
    expect(weekday("2026-11-22")).toBe(0);
    expect(weekday("2026-11-21")).toBe(6);
  });

  test("age turns on the birthday", () => {
    expect(ageOn("2008-11-22", "2026-11-21")).toBe(17);
    expect(ageOn("2008-11-22", "2026-11-22")).toBe(18);
    expect(ageOn("1961-11-22", "2026-11-22")).toBe(65);
    expect(ageOn("2004-02-29", "2026-02-28")).toBe(21);
    expect(ageOn("2004-02-29", "2026-03-01")).toBe(22);
    expect(ageOn("2027-01-01", "2026-11-22")).toBe(-1);
  });

  test("people read them in words", () => {
    expect(formatDay("2026-11-22", "id")).toBe("22 November 2026");
    expect(formatDay("2026-05-01", "id")).toBe("1 Mei 2026");
    expect(formatDay("2026-05-01", "en")).toBe("1 May 2026");
    expect(formatDayShort("2026-08-17", "id")).toBe("17 Agu 2026");
  });
});
