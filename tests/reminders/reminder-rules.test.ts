import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, type Day, daysBetween, firstDayOf } from "~/calendar/day";
import { dueDay } from "~/calendar/due-day";
import { addMonths, monthOf, monthRange } from "~/calendar/iuran-month";
import { asksOf, remindersDue, type WorkerStanding } from "~/reminders/reminder";
import {
  momentNow,
  momentsOf,
  monthSlots,
  type ReminderSetting,
  renewalSlots,
} from "~/reminders/reminder-moment";
import { referenceRows } from "../tariff/reference-tables";

const holidays = new Set(referenceRows("holidays.csv").map((row) => row.day!));
const setting: ReminderSetting = {
  beforeDays: [14, 7, 3, 1],
  lapseAfterDays: 1,
  arrearsDays: [30, 60, 80],
  lateDays: 2,
};
const days: Day[] = [];
for (let today = "2026-01-01"; today <= "2028-12-31"; today = addDays(today, 1)) days.push(today);

const SPONSOR = "sponsor";
const paidAt = new Date("2026-11-01T00:00:00Z");
const later = new Date("2026-12-10T00:00:00Z");
const covered = (...months: string[]) =>
  months.map((month) => ({ month, paid: { sponsorId: SPONSOR, at: paidAt } }));
const bought: WorkerStanding = { covered: covered("2026-11", "2026-12", "2027-01"), stops: [] };
const living: NonNullable<WorkerStanding["living"]> = {
  sponsorId: SPONSOR,
  begunAt: paidAt,
  way: "pay_link",
  onPayroll: false,
  gaps: [],
  renewals: [{ renewalId: "r", dueOn: "2027-02-15", startMonth: "2027-02", byLink: true }],
};
const standing: WorkerStanding = { ...bought, living };
const rest = { kind: "rest", fromMonth: "2027-02" } as const;

/** Every reminder somebody gets who is looked at every day of these years. */
function walk(
  of: WorkerStanding,
  wants: "all" | "lapse_only" | "none" = "all",
  walked: readonly Day[] = days,
) {
  const said = new Map<string, Day>();
  for (const today of walked)
    for (const { sponsorId, month, moment } of remindersDue(of, () => wants, today, holidays, setting)) {
      const key = `${sponsorId} ${month} ${moment}`;
      if (!said.has(key)) said.set(key, today);
    }
  return [...said].map(([key, day]) => `${key} ${day}`);
}

const wholeStory = [
  "sponsor 2027-02 before/14 2027-02-01",
  "sponsor 2027-02 before/7 2027-02-08",
  "sponsor 2027-02 before/3 2027-02-12",
  "sponsor 2027-02 before/1 2027-02-14",
  "sponsor 2027-02 lapsed 2027-02-16",
  "sponsor 2027-02 arrears/30 2027-03-02",
  "sponsor 2027-02 arrears/60 2027-04-01",
  "sponsor 2027-02 arrears/80 2027-04-21",
];

describe("the moments of a month", () => {
  it("come each on its day, whatever weekends and holidays do to the due day", () => {
    for (const month of monthRange("2026-01", "2028-12")) {
      const dueOn = dueDay(month, holidays);
      for (const { moment, onDay } of momentsOf({ month, dueOn }, setting)) {
        const [kind, count] = moment.split("/");
        if (kind === "before") expect(daysBetween(onDay, dueOn)).toBe(Number(count));
        else if (kind === "lapsed") expect(daysBetween(dueOn, onDay)).toBe(1);
        else expect(daysBetween(addDays(firstDayOf(month), -1), onDay)).toBe(Number(count));
      }
    }
  });

  it("speak on their day and two days later, and are silent after that", () => {
    const asked = { month: "2027-02", dueOn: "2027-02-15" };
    const on = (today: Day) => momentNow(asked, today, setting)?.moment;
    expect(on("2027-01-31")).toBeUndefined();
    expect(["2027-02-01", "2027-02-02", "2027-02-03"].map(on)).toEqual([
      "before/14",
      "before/14",
      "before/14",
    ]);
    expect(on("2027-02-04")).toBeUndefined();
    expect(["2027-02-13", "2027-02-14", "2027-02-15"].map(on)).toEqual(["before/3", "before/1", "before/1"]);
    expect(["2027-02-16", "2027-02-18", "2027-02-19"].map(on)).toEqual(["lapsed", "lapsed", undefined]);
    expect(on("2027-03-02")).toBe("arrears/30");
    expect(on("2027-04-30")).toBeUndefined();
  });

  it("are the same by month and by due day, every day of a year", () => {
    for (const today of days.filter((day) => day.startsWith("2027"))) {
      const { dueDays, arrears } = renewalSlots(today, setting);
      for (const slot of monthSlots(today, holidays, setting)) {
        const said = [
          ...dueDays.filter(({ dueOn }) => dueOn === slot.dueOn),
          ...arrears.filter(({ month }) => month === slot.month),
        ];
        const same = said.some(({ moment, onDay }) => moment === slot.moment && onDay === slot.onDay);
        if (!same || said.some(({ onDay }) => onDay > slot.onDay))
          throw new Error(`${today} ${slot.month}: ${JSON.stringify(said)} but ${JSON.stringify(slot)}`);
      }
    }
  });
});

describe("somebody who pays nothing, looked at every day of 2026 to 2028", () => {
  it("is reminded eight times about months bought without a promise, each on its day", () => {
    expect(walk(bought)).toEqual(wholeStory);
  });

  it("is reminded of an open renewal as of months that run out", () => {
    expect(walk(standing)).toEqual(wholeStory);
  });

  it("goes on to be reminded when the sponsorship rests", () => {
    expect(walk({ ...bought, living: { ...living, gaps: [rest], renewals: [] } })).toEqual(wholeStory);
  });

  it("hears only of what was interrupted, when that is the wish, and nothing when that is", () => {
    expect(walk(bought, "lapse_only")).toEqual(wholeStory.slice(4));
    expect(walk(bought, "none")).toEqual([]);
  });

  it("is not overwhelmed after a jump of the clock: one reminder a day at most, none that is stale", () => {
    for (const jump of [5, 9, 17, 40]) {
      const walked = days.filter((_, index) => index % jump === 0);
      for (const line of walk(bought, "all", walked)) {
        const said = wholeStory.find((each) => each.slice(0, -11) === line.slice(0, -11));
        expect(daysBetween(said!.slice(-10), line.slice(-10))).toBeLessThanOrEqual(2);
      }
    }
  });

  it("hears of a pause that is over by the renewal that follows it, on its own due day", () => {
    const paused = {
      ...living,
      gaps: [{ kind: "pause", fromMonth: "2027-02", toMonth: "2027-07" } as const],
      renewals: [{ renewalId: "r", dueOn: "2027-08-18", startMonth: "2027-08", byLink: true }],
    };
    expect(walk({ ...bought, living: paused }).slice(0, 5)).toEqual([
      "sponsor 2027-08 before/14 2027-08-04",
      "sponsor 2027-08 before/7 2027-08-11",
      "sponsor 2027-08 before/3 2027-08-15",
      "sponsor 2027-08 before/1 2027-08-17",
      "sponsor 2027-08 lapsed 2027-08-19",
    ]);
  });
});

describe("nobody is reminded", () => {
  const quiet: Record<string, WorkerStanding> = {
    "of what is paid meanwhile": { ...standing, covered: covered(...monthRange("2026-11", "2028-12")) },
    "while the money is on its way": { ...standing, movingUntil: "2027-04" },
    "while a card will be charged": {
      ...bought,
      living: { ...living, way: "saved_card", renewals: [{ ...living.renewals[0]!, byLink: false }] },
    },
    "before a renewal by card is planned": {
      ...bought,
      living: { ...living, way: "saved_card", renewals: [] },
    },
    "on a live mandate": { ...bought, living: { ...living, way: "payroll", onPayroll: true, renewals: [] } },
    "of a renewal that was left out": {
      ...bought,
      living: { ...living, gaps: [{ kind: "skip", fromMonth: "2027-02", toMonth: "2027-04" }] },
    },
    "while a resting sponsorship is paused": {
      ...bought,
      living: {
        ...living,
        renewals: [],
        gaps: [rest, { kind: "pause", fromMonth: "2027-01", toMonth: "2027-06" }],
      },
    },
    "after cancelling": { ...bought, stops: [{ sponsorId: SPONSOR, because: "cancelled", at: later }] },
    "after handing over": { ...bought, stops: [{ sponsorId: SPONSOR, because: "handed_over", at: later }] },
    "after declining": { ...bought, stops: [{ sponsorId: SPONSOR, because: "not_now", at: later }] },
    "of a worker who died": { ...bought, stops: [{ sponsorId: "other", because: "worker_died", at: later }] },
    "of a worker who withdrew": {
      ...bought,
      stops: [{ sponsorId: "other", because: "worker_withdrew", at: later }],
    },
    "of a worker found with the government": {
      ...bought,
      stops: [{ sponsorId: "other", because: "government", at: later }],
    },
    "of a worker whom the government covers from a later month on": {
      ...bought,
      covered: [...bought.covered, { month: "2027-06" }],
    },
    "of a worker whom the government covered last": { covered: [{ month: "2027-01" }], stops: [] },
    "of a worker nobody ever covered": { covered: [], stops: [] },
  };

  it.each(Object.keys(quiet))("%s", (name) => {
    expect(walk(quiet[name]!)).toEqual([]);
  });

  it("of a month other than the one that is missing", () => {
    const asked = new Set(
      days.flatMap((today) => asksOf(standing, today, holidays).map(({ month }) => month)),
    );
    expect([...asked]).toEqual(["2027-02"]);
  });
});

describe("somebody is reminded all the same", () => {
  it("who bought again after cancelling", () => {
    const stops = [
      { sponsorId: SPONSOR, because: "cancelled", at: new Date("2026-10-01T00:00:00Z") } as const,
    ];
    expect(walk({ ...bought, stops })).toEqual(wholeStory);
  });

  it("whose worker another sponsor stopped for", () => {
    expect(walk({ ...bought, stops: [{ sponsorId: "other", because: "cancelled", at: later }] })).toEqual(
      wholeStory,
    );
  });

  it("who took a worker over, and not who handed them over", () => {
    const taken = { ...living, sponsorId: "heir", begunAt: later };
    const stops = [{ sponsorId: SPONSOR, because: "handed_over", at: later } as const];
    expect(walk({ ...bought, living: taken, stops })).toEqual(
      wholeStory.map((line) => line.replace("sponsor", "heir")),
    );
  });

  it("whose mandate was withdrawn, and whose end date has come", () => {
    expect(walk({ ...bought, living: { ...living, way: "payroll", renewals: [] } })).toEqual(wholeStory);
    expect(walk({ ...bought, living: { ...living, untilMonth: "2027-01", renewals: [] } })).toEqual(
      wholeStory,
    );
  });

  it("whose bank wants to see them before it lets the card be charged", () => {
    expect(walk({ ...bought, living: { ...living, way: "saved_card" } })).toEqual(wholeStory);
  });
});

describe("whatever months are covered", () => {
  it("only the month after a covered one is asked for, and never after membership ended", () => {
    const some = fc.uniqueArray(fc.constantFrom(...monthRange("2026-01", "2028-12")), { maxLength: 24 });
    fc.assert(
      fc.property(some, fc.constantFrom(...days), (months, today) => {
        for (const { month } of asksOf({ covered: covered(...months), stops: [] }, today, holidays)) {
          expect(months).not.toContain(month);
          expect(months).toContain(addMonths(month, -1));
          expect(month >= addMonths(monthOf(today), -2)).toBe(true);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
