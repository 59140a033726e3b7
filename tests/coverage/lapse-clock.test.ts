import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, daysBetween } from "~/calendar/day";
import { addMonths, monthRange, monthsBetween } from "~/calendar/iuran-month";
import { dayInWib, monthInWib, startOfDayWib } from "~/calendar/wib";
import { jkmRun, lapseClock } from "~/coverage/lapse-clock";
import { referenceRows } from "../tariff/reference-tables";

const holidays = new Set(referenceRows("holidays.csv").map((row) => row.day!));
const clock = (months: Iterable<string>, today: string) => lapseClock(months, today, holidays);

describe("a worker covered from November 2026 to January 2027", () => {
  const months = ["2026-11", "2026-12", "2027-01"];

  test.each([
    ["2026-10-31", { kind: "waiting", protectedFrom: "2026-11-01" }],
    [
      "2026-11-01",
      { kind: "protected", protectedUntil: "2027-01-31", nextDue: { month: "2027-02", dueOn: "2027-02-15" } },
    ],
    ["2027-01-31", { kind: "protected", protectedUntil: "2027-01-31" }],
    [
      "2027-02-01",
      { kind: "due", protectedUntil: "2027-01-31", unprotectedDays: 1, endsAfter: "2027-04-30" },
    ],
    ["2027-02-15", { kind: "due", nextDue: { month: "2027-02", dueOn: "2027-02-15" }, unprotectedDays: 15 }],
    ["2027-02-16", { kind: "arrears", arrearsMonths: 1 }],
    ["2027-02-28", { kind: "arrears", arrearsMonths: 1, unprotectedDays: 28 }],
    ["2027-03-01", { kind: "arrears", arrearsMonths: 2 }],
    ["2027-04-01", { kind: "arrears", arrearsMonths: 3 }],
    ["2027-04-30", { kind: "arrears", arrearsMonths: 3, endsAfter: "2027-04-30", unprotectedDays: 89 }],
    ["2027-05-01", { kind: "ended", endedOn: "2027-05-01", protectedUntil: "2027-01-31" }],
    ["2028-12-31", { kind: "ended", endedOn: "2027-05-01" }],
  ])("on %s", (today, state) => {
    expect(clock(months, today)).toMatchObject(state);
  });
});

describe("the clock", () => {
  test("shows never for a worker nobody covered", () => {
    expect(clock([], "2026-11-22")).toEqual({ kind: "never" });
  });

  test("waits for a due day that falls on a weekend or holiday", () => {
    expect(clock(["2026-10"], "2026-11-16").kind).toBe("due");
    expect(clock(["2026-10"], "2026-11-17")).toMatchObject({ kind: "arrears", arrearsMonths: 1 });
    expect(clock(["2026-07"], "2026-08-18").kind).toBe("due");
    expect(clock(["2026-07"], "2026-08-19").kind).toBe("arrears");
  });

  test("a month paid ahead beyond a gap says when protection comes back", () => {
    expect(clock(["2026-11", "2027-01"], "2026-12-20")).toMatchObject({
      kind: "arrears",
      arrearsMonths: 1,
      resumesOn: "2027-01-01",
    });
    expect(clock(["2026-11", "2027-01"], "2027-01-01")).toMatchObject({
      kind: "protected",
      protectedUntil: "2027-01-31",
    });
  });

  test("paying a missed month moves the end of protection on", () => {
    expect(clock(["2026-11"], "2027-02-20")).toMatchObject({ kind: "arrears", arrearsMonths: 3 });
    expect(clock(["2026-11", "2026-12"], "2027-02-20")).toMatchObject({ kind: "arrears", arrearsMonths: 2 });
    expect(clock(["2026-11", "2026-12", "2027-01", "2027-02"], "2027-02-20").kind).toBe("protected");
  });

  test("months may come in any order and more than once", () => {
    expect(clock(["2027-01", "2026-11", "2026-12", "2026-11"], "2026-11-22")).toMatchObject({
      protectedUntil: "2027-01-31",
    });
  });

  test("the law's figures are taken from the rule that is handed in", () => {
    const rule = { arrearsMonths: 1, jkmRunMonths: 3 };
    expect(lapseClock(["2026-11"], "2027-01-01", holidays, rule)).toMatchObject({
      kind: "ended",
      endedOn: "2027-01-01",
    });
  });
});

/** The same clock told as a story, month by month and day by day, with no word shared with the rule. */
function story(covered: ReadonlySet<string>, today: string): { kind: string; arrearsMonths?: number } {
  const month = today.slice(0, 7);
  if (covered.has(month)) return { kind: "protected" };
  const before = [...covered].filter((each) => each < month).length > 0;
  if (!before) return { kind: covered.size > 0 ? "waiting" : "never" };
  let missed = 0;
  for (let back = month; !covered.has(back); back = addMonths(back, -1)) missed += 1;
  if (missed > 3) return { kind: "ended" };
  if (missed === 1 && today <= lastDayInTime(month)) return { kind: "due" };
  return { kind: "arrears", arrearsMonths: missed };
}

function lastDayInTime(month: string): string {
  for (let date = 15; ; date++) {
    const instant = new Date(`${month}-${date}T12:00:00Z`);
    const dayName = instant.toUTCString().slice(0, 3);
    if (dayName !== "Sat" && dayName !== "Sun" && !holidays.has(`${month}-${date}`))
      return `${month}-${date}`;
  }
}

const everyDay: string[] = [];
for (let today = "2026-01-01"; today <= "2028-12-31"; today = addDays(today, 1)) everyDay.push(today);

describe("every day of 2026 to 2028", () => {
  test("is walked, all 1.096 of them", () => {
    expect(everyDay).toHaveLength(1_096);
  });

  test("no instant decides a month: the first and the last moment of a day in Jember show the day's own clock", () => {
    for (const today of everyDay) {
      const first = startOfDayWib(today);
      const last = new Date(startOfDayWib(addDays(today, 1)).getTime() - 1);
      for (const instant of [first, last])
        if (dayInWib(instant) !== today || monthInWib(instant) !== today.slice(0, 7))
          throw new Error(`${instant.toISOString()} lies in ${today} in Jember`);
      const shown = [first, last].map((instant) =>
        clock(["2026-11", "2026-12", "2027-01"], dayInWib(instant)),
      );
      expect(shown[0]).toEqual(shown[1]);
    }
  });

  test("the days left before membership ends only ever count down, and reach none on its last day", () => {
    for (const month of monthRange("2026-01", "2028-09")) {
      let left = Number.POSITIVE_INFINITY;
      const end = addMonths(month, 3);
      for (let today = `${addMonths(month, 1)}-01`; today.slice(0, 7) <= end; today = addDays(today, 1)) {
        const shown = clock([month], today);
        if (!("endsAfter" in shown)) throw new Error(`${today}: ${shown.kind}`);
        const days = daysBetween(today, shown.endsAfter);
        if (days >= left || shown.unprotectedDays + days > 92) throw new Error(`${today}: ${days} days left`);
        left = days;
      }
      expect(left).toBe(0);
      expect(clock([month], `${addMonths(month, 4)}-01`).kind).toBe("ended");
    }
  });

  test("the clock agrees with the story, for workers covered once, with gaps, always and never", () => {
    const lives = [
      [],
      ["2026-11"],
      ["2028-12"],
      ["2026-02", "2026-03", "2026-04", "2027-12"],
      ["2026-11", "2026-12", "2027-01", "2027-03", "2027-08", "2028-02"],
      monthRange("2026-01", "2028-12"),
      monthRange("2025-01", "2025-12"),
    ];
    for (const life of lives)
      for (const today of everyDay)
        expect(clock(life, today), today).toMatchObject(story(new Set(life), today));
  });

  test("the clock agrees with the story for any months covered", () => {
    const some = fc.uniqueArray(fc.constantFrom(...monthRange("2025-10", "2029-01")), { maxLength: 24 });
    fc.assert(
      fc.property(some, (life) => {
        const covered = new Set(life);
        for (const today of everyDay) {
          const told = story(covered, today);
          const shown = clock(life, today);
          if (
            shown.kind !== told.kind ||
            ("arrearsMonths" in shown && shown.arrearsMonths !== told.arrearsMonths)
          )
            throw new Error(`${today}: ${JSON.stringify(shown)} but ${JSON.stringify(told)}`);
        }
      }),
      { numRuns: 30 },
    );
  });

  test("without a payment the clock only ever runs forward", () => {
    const order = ["protected", "due", "arrears", "ended"];
    let [at, arrears] = [0, 0];
    for (const today of everyDay) {
      const shown = clock(["2025-12", "2026-01", "2026-02"], today);
      expect(order.indexOf(shown.kind)).toBeGreaterThanOrEqual(at);
      at = order.indexOf(shown.kind);
      const months = shown.kind === "arrears" ? shown.arrearsMonths : arrears;
      expect(months - arrears === 0 || months - arrears === 1).toBe(true);
      arrears = months;
    }
    expect([at, arrears]).toEqual([3, 3]);
  });
});

describe("the run towards the whole JKM benefit", () => {
  test("three months in a row, counted as they are reached", () => {
    const months = ["2026-11", "2026-12", "2027-01"];
    expect(jkmRun(months, "2026-10")).toEqual({ runMonths: 0, full: false, fullFrom: "2027-01" });
    expect(jkmRun(months, "2026-11")).toEqual({ runMonths: 1, full: false, fullFrom: "2027-01" });
    expect(jkmRun(months, "2027-01")).toEqual({ runMonths: 3, full: true, fullFrom: "2027-01" });
    expect(jkmRun(months, "2027-02")).toEqual({ runMonths: 0, full: false });
  });

  test("a gap begins the count anew", () => {
    const months = ["2026-09", "2026-10", "2026-12", "2027-01"];
    expect(jkmRun(months, "2026-10")).toEqual({ runMonths: 2, full: false });
    expect(jkmRun(months, "2027-01")).toEqual({ runMonths: 2, full: false });
  });

  test("the run is as long as the covered months behind it", () => {
    const some = fc.uniqueArray(fc.constantFrom(...monthRange("2026-01", "2028-12")), { maxLength: 30 });
    fc.assert(
      fc.property(some, fc.constantFrom(...monthRange("2026-01", "2028-12")), (life, month) => {
        let length = 0;
        for (let back = month; life.includes(back); back = addMonths(back, -1)) length += 1;
        const run = jkmRun(life, month);
        expect(run.runMonths).toBe(length);
        expect(run.full).toBe(length >= 3);
        if (run.full) expect(monthsBetween(run.fullFrom!, month)).toBe(length - 3);
      }),
    );
  });
});
