/** When a sponsorship renews, is announced, charged, tried again and given up: walked day by day, 2026 to 2028. */
import { describe, expect, it } from "vitest";
import { addDays, type Day, weekday } from "~/calendar/day";
import { dueDay } from "~/calendar/due-day";
import { addMonths, monthOf, monthRange, monthsBetween, monthsFrom } from "~/calendar/iuran-month";
import {
  type ChargeTry,
  cardExpirySlot,
  chargeDay,
  chargePermission,
  monthsToPlan,
  nextTry,
  noticeFrom,
  type RenewalSetting,
  restDay,
  retryDay,
} from "~/sponsorship/renewal-calendar";
import { comingYear, INTERVALS, nextPeriod, type Standing } from "~/sponsorship/renewal-period";

const setting: RenewalSetting = {
  planDaysBefore: 21,
  chargeDaysBefore: 7,
  noticeDays: 7,
  noticeRestDays: 2,
  retryDays: [1, 3, 5, 7],
  restAfterDays: 7,
  cardExpiryDates: [7, 21],
};
/** A Monday that is the 15th, and a whole week around another one. */
const holidays: ReadonlySet<Day> = new Set([
  "2027-02-15",
  "2027-03-15",
  "2027-03-16",
  "2027-03-17",
  "2027-03-18",
  "2027-03-19",
]);
const days: Day[] = [];
for (let day = "2026-01-01"; day <= "2028-12-31"; day = addDays(day, 1)) days.push(day);

const standing = (
  over: Partial<Standing> & { interval?: 1 | 3 | 6 | 12; until?: string } = {},
): Standing => ({
  terms: {
    intervalMonths: over.interval ?? 3,
    programmes: ["jkk", "jkm"],
    way: "pay_link",
    ...(over.until ? { untilMonth: over.until } : {}),
  },
  gaps: over.gaps ?? [],
  taken: over.taken ?? new Set(monthsFrom("2026-11", 3)),
});

/** Numbers that look random and are the same in every run. */
function* dice(seed: number): Generator<number, never> {
  let state = seed;
  for (;;) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    yield state / 2_147_483_648;
  }
}

describe("the next period", () => {
  it("follows the covered months and is due on the due day of its first month", () => {
    expect(nextPeriod(standing(), "2026-11-23", holidays)).toEqual({
      months: ["2027-02", "2027-03", "2027-04"],
      dueOn: "2027-02-16",
    });
  });

  it("is shorter before a month somebody else has, and before the end of the terms", () => {
    const taken = new Set([...monthsFrom("2026-11", 3), "2027-03"]);
    expect(nextPeriod(standing({ taken }), "2026-11-23", holidays)?.months).toEqual(["2027-02"]);
    expect(nextPeriod(standing({ until: "2027-03" }), "2026-11-23", holidays)?.months).toEqual([
      "2027-02",
      "2027-03",
    ]);
    expect(nextPeriod(standing({ until: "2027-01" }), "2026-11-23", holidays)).toBeUndefined();
  });

  it("leaves out a pause, and does not come while the sponsorship rests", () => {
    const pause = { kind: "pause", fromMonth: "2027-02", toMonth: "2027-03" } as const;
    expect(nextPeriod(standing({ gaps: [pause] }), "2026-11-23", holidays)?.months[0]).toBe("2027-04");
    const rest = { kind: "rest", fromMonth: "2027-02" } as const;
    expect(nextPeriod(standing({ gaps: [rest] }), "2026-11-23", holidays)).toBeUndefined();
  });

  it("is due today when its due day is over, and never buys a month gone by", () => {
    expect(nextPeriod(standing({ taken: new Set() }), "2026-11-23", holidays)).toEqual({
      months: ["2026-11", "2026-12", "2027-01"],
      dueOn: "2026-11-23",
    });
  });

  it("keeps its promises on every day of three years, whatever is taken or left out", () => {
    const chance = dice(20261123);
    const roll = (count: number) => Math.floor(chance.next().value * count);
    for (const today of days) {
      const here = monthOf(today);
      const taken = new Set(monthsFrom(addMonths(here, -3), 24).filter(() => roll(3) === 0));
      const from = addMonths(here, roll(10) - 2);
      const gaps = roll(2)
        ? [{ kind: "pause", fromMonth: from, toMonth: addMonths(from, roll(4)) } as const]
        : [];
      const until = roll(3) === 0 ? { until: addMonths(here, roll(14)) } : {};
      const interval = INTERVALS[roll(4)]!;
      const now = standing({ taken, gaps, interval, ...until });
      const period = nextPeriod(now, today, holidays);
      const open = (month: string) =>
        !taken.has(month) &&
        !gaps.some((gap) => gap.fromMonth <= month && month <= gap.toMonth) &&
        (until.until === undefined || month <= until.until);
      const first = monthsFrom(here, 36).find(open);
      expect(period?.months[0]).toBe(first);
      if (!period) continue;
      expect(period.months.length).toBeLessThanOrEqual(interval);
      expect(period.months).toEqual(monthRange(period.months[0]!, period.months.at(-1)!));
      expect(period.months.every(open)).toBe(true);
      if (period.months.length < interval) expect(open(addMonths(period.months.at(-1)!, 1))).toBe(false);
      const due = dueDay(period.months[0]!, holidays);
      expect(period.dueOn).toBe(due > today ? due : today);
      if (due >= today) expect([0, 6]).not.toContain(weekday(period.dueOn));
    }
  });
});

describe("the coming year", () => {
  it("tells what is covered, renewed and left out, in order", () => {
    const skip = { kind: "skip", fromMonth: "2027-02", toMonth: "2027-04" } as const;
    expect(comingYear(standing({ gaps: [skip], until: "2027-08" }), "2026-12-10", holidays)).toEqual([
      { kind: "taken", months: ["2026-12", "2027-01"] },
      { kind: "left_out", gap: "skip", months: ["2027-02", "2027-03", "2027-04"] },
      { kind: "renewal", months: ["2027-05", "2027-06", "2027-07"], dueOn: "2027-05-17" },
      { kind: "renewal", months: ["2027-08"], dueOn: "2027-08-16" },
      { kind: "over", months: ["2027-09", "2027-10", "2027-11"] },
    ]);
  });

  it("has every month once and in order, on every day of three years", () => {
    const chance = dice(7);
    for (const today of days) {
      const taken = new Set(monthsFrom(monthOf(today), 14).filter(() => chance.next().value < 0.4));
      const lines = comingYear(standing({ taken }), today, holidays);
      const months = lines.flatMap((line) => line.months);
      expect(months.slice(0, 12)).toEqual(monthsFrom(monthOf(today), 12));
      expect(months).toEqual(monthsFrom(monthOf(today), months.length));
    }
  });
});

describe("the calendar of a renewal", () => {
  it("plans every month in time for its notice and never leaves one out, day by day", () => {
    const planned = new Map<string, Day>();
    for (const today of days)
      for (const { month, dueOn } of monthsToPlan(today, holidays, setting)) {
        expect(dueOn >= today).toBe(true);
        if (!planned.has(month)) planned.set(month, today);
      }
    const months = [...planned.keys()];
    expect(months).toEqual(monthRange(months[0]!, months.at(-1)!));
    for (const [month, day] of planned) {
      if (month <= "2026-02") continue;
      const due = dueDay(month, holidays);
      expect(day).toBe(addDays(due, -21));
      expect(day <= noticeFrom(due, setting)).toBe(true);
      expect(chargeDay(due, noticeFrom(due, setting), setting)).toBe(addDays(due, -7));
    }
  });

  it("never charges sooner than seven days after the notice was written", () => {
    for (const today of days)
      for (const { dueOn } of monthsToPlan(today, holidays, setting))
        expect(chargeDay(dueOn, today, setting) >= addDays(today, 7)).toBe(true);
  });
});

describe("the permission to charge", () => {
  const notice = { id: "n", amountRupiah: 50_400, chargeOn: "2027-02-08", sentOn: "2027-01-31" };
  const ask = (over: object, today: Day, amount = 50_400) =>
    chargePermission([{ ...notice, ...over }], amount, today, setting).kind;

  it("needs a notice of at least this sum", () => {
    expect(chargePermission([], 50_400, "2027-02-08", setting).kind).toBe("needs_notice");
    expect(ask({}, "2027-02-08", 50_401)).toBe("needs_notice");
    expect(ask({}, "2027-02-08", 50_399)).toBe("may");
    expect(
      chargePermission([notice, { ...notice, id: "m", amountRupiah: 1 }], 50_400, "2027-02-08", setting).kind,
    ).toBe("needs_notice");
  });

  it("waits for the promised day, for the letter to leave, and two days more", () => {
    expect(ask({}, "2027-02-08")).toBe("may");
    expect(ask({}, "2027-02-07")).toBe("not_yet");
    expect(ask({ sentOn: undefined }, "2027-03-01")).toBe("not_yet");
    expect(ask({ sentOn: "2027-02-07" }, "2027-02-08")).toBe("not_yet");
    expect(ask({ sentOn: "2027-02-07" }, "2027-02-09")).toBe("may");
  });
});

describe("tries", () => {
  const declined = (...on: Day[]): ChargeTry[] =>
    on.map((onDay, index) => ({ number: index + 1, onDay, outcome: "declined" }));

  it("come again after 1, 3, 5 and 7 days, then end", () => {
    const charged: Day[] = [];
    let end: Day | undefined;
    for (let today = "2027-02-08"; today <= "2027-03-08"; today = addDays(today, 1)) {
      const next = nextTry(declined(...charged), today, setting);
      if (next.kind === "charge") charged.push(today);
      if (next.kind === "give_up") end ??= today;
    }
    expect(charged).toEqual(["2027-02-08", "2027-02-09", "2027-02-11", "2027-02-13", "2027-02-15"]);
    expect(end).toBe("2027-02-16");
    expect(restDay("2027-02-15", "2027-02-08", setting)).toBe("2027-02-22");
  });

  it("make up for days without a worker, one a day", () => {
    expect(retryDay(declined("2027-02-08", "2027-02-20"), setting)).toBe("2027-02-21");
    expect(nextTry(declined("2027-02-08", "2027-02-20"), "2027-02-20", setting).kind).toBe("wait");
  });

  it("are resumed when cut off, and leave the card alone when the bank wants its owner", () => {
    const last = (outcome?: ChargeTry["outcome"]): ChargeTry[] => [
      { number: 1, onDay: "2027-02-08", ...(outcome ? { outcome } : {}) },
    ];
    expect(nextTry(last(), "2027-02-09", setting)).toEqual({ kind: "resume", number: 1 });
    expect(nextTry(last("authentication_needed"), "2027-02-20", setting).kind).toBe("link_only");
    expect(nextTry(last("refused"), "2027-02-20", setting).kind).toBe("link_only");
    expect(nextTry(last("unknown"), "2027-02-20", setting).kind).toBe("link_only");
    expect(nextTry(last("processing"), "2027-02-20", setting).kind).toBe("wait");
    expect(nextTry(last("succeeded"), "2027-02-20", setting).kind).toBe("wait");
  });
});

describe("cards that expire", () => {
  it("are spoken of on the 7th and the 21st, this month's and the next month's, twice a month", () => {
    const slots = new Set(days.map((today) => cardExpirySlot(today, setting)?.day));
    slots.delete(undefined);
    expect(slots.size).toBe(72);
    for (const today of days) {
      const slot = cardExpirySlot(today, setting);
      const date = Number(today.slice(8));
      expect(slot?.day.slice(8)).toBe(date < 7 ? undefined : date < 21 ? "07" : "21");
      if (slot) expect(monthsBetween(slot.months[0], slot.months[1])).toBe(1);
      if (slot) expect(slot.months[0]).toBe(monthOf(today));
    }
  });
});
