import { describe, expect, test } from "vitest";
import { weekday } from "~/calendar/day";
import { dueDay, isWorkingDay } from "~/calendar/due-day";
import { monthRange } from "~/calendar/iuran-month";

const none = new Set<string>();

describe("the due day", () => {
  test("is the 15th of the iuran month itself", () => {
    expect(dueDay("2026-12", none)).toBe("2026-12-15");
  });

  test("moves from a Saturday or Sunday to Monday", () => {
    expect(dueDay("2026-08", none)).toBe("2026-08-17");
    expect(dueDay("2026-11", none)).toBe("2026-11-16");
  });

  test("moves past holidays, also when they follow the weekend", () => {
    expect(dueDay("2026-08", new Set(["2026-08-17"]))).toBe("2026-08-18");
    expect(dueDay("2026-12", new Set(["2026-12-15", "2026-12-16", "2026-12-17", "2026-12-18"]))).toBe(
      "2026-12-21",
    );
    expect(isWorkingDay("2026-12-15", new Set(["2026-12-15"]))).toBe(false);
  });

  test("is a weekday from the 15th to the 17th in every month without holidays", () => {
    for (const month of monthRange("2026-01", "2040-12")) {
      const due = dueDay(month, none);
      expect(due.slice(0, 7)).toBe(month);
      expect(["15", "16", "17"]).toContain(due.slice(8));
      expect([1, 2, 3, 4, 5]).toContain(weekday(due));
    }
  });
});
