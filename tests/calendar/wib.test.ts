import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import { addDays } from "~/calendar/day";
import { dayInWib, formatInstantWib, monthInWib, startOfDayWib } from "~/calendar/wib";

const zone = process.env.TZ;
afterEach(() => {
  process.env.TZ = zone;
});

describe("WIB", () => {
  test("a new month begins at 17.00 UTC", () => {
    expect(monthInWib(new Date("2026-11-30T16:59:59.999Z"))).toBe("2026-11");
    expect(monthInWib(new Date("2026-11-30T17:00:00.000Z"))).toBe("2026-12");
    expect(dayInWib(new Date("2026-12-31T17:00:00Z"))).toBe("2027-01-01");
  });

  test.each(["UTC", "America/New_York", "Pacific/Kiritimati"])(
    "the machine's zone %s changes nothing",
    (machine) => {
      process.env.TZ = machine;
      expect(dayInWib(new Date("2026-11-21T17:00:00Z"))).toBe("2026-11-22");
      expect(startOfDayWib("2026-11-22").toISOString()).toBe("2026-11-21T17:00:00.000Z");
      expect(formatInstantWib(new Date("2026-11-22T07:05:59Z"), "id")).toBe("22 November 2026 14.05 WIB");
    },
  );

  test("English writes the time with a colon", () => {
    expect(formatInstantWib(new Date("2026-11-22T07:05:00Z"), "en")).toBe("22 November 2026 14:05 WIB");
  });

  test("it agrees with the time zone database on every instant", () => {
    const jakarta = new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Jakarta" });
    fc.assert(
      fc.property(
        fc.date({ min: new Date("2020-01-01"), max: new Date("2060-01-01"), noInvalidDate: true }),
        (instant) => {
          const today = dayInWib(instant);
          expect(today).toBe(jakarta.format(instant));
          expect(startOfDayWib(today) <= instant && instant < startOfDayWib(addDays(today, 1))).toBe(true);
        },
      ),
    );
  });
});
