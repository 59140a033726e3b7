import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lastTick, nextTick, type Schedule, schedules, ticksBetween } from "~/jobs/schedule";

const at = (text: string) => new Date(text);
const daily = (time: string): Schedule => ({ times: { kind: "daily", at: time }, missed: "each", what: "" });
const every = (minutes: number): Schedule => ({
  times: { kind: "every", minutes },
  missed: "latest",
  what: "",
});

describe("ticks", () => {
  it("of a daily job stand at its WIB time", () => {
    expect(ticksBetween(daily("06:00"), at("2026-11-22T00:00:00Z"), at("2026-11-23T23:00:00Z"))).toEqual([
      at("2026-11-22T23:00:00Z"),
      at("2026-11-23T23:00:00Z"),
    ]);
    expect(lastTick(daily("00:30"), at("2026-11-22T17:29:59Z"))).toEqual(at("2026-11-21T17:30:00Z"));
    expect(lastTick(daily("00:30"), at("2026-11-22T17:30:00Z"))).toEqual(at("2026-11-22T17:30:00Z"));
  });

  it("of a jump over a year are every day of it, in order", () => {
    const ticks = ticksBetween(daily("06:00"), at("2027-11-22T00:00:00Z"), at("2028-11-22T00:00:00Z"));
    expect(ticks).toHaveLength(366);
    expect(new Set(ticks.map(Number)).size).toBe(366);
    for (const [index, tick] of ticks.entries())
      if (index > 0) expect(tick.getTime() - ticks[index - 1]!.getTime()).toBe(86_400_000);
  });

  it("of a job every few minutes are counted from WIB midnight", () => {
    expect(ticksBetween(every(60), at("2026-11-22T16:59:00Z"), at("2026-11-22T18:00:00Z"))).toEqual([
      at("2026-11-22T17:00:00Z"),
      at("2026-11-22T18:00:00Z"),
    ]);
  });

  it("are the same whether time passes in one jump or many", () => {
    const instant = fc.date({
      min: at("2026-01-01T00:00:00Z"),
      max: at("2030-01-01T00:00:00Z"),
      noInvalidDate: true,
    });
    const schedule = fc.constantFrom(daily("00:00"), daily("23:59"), every(720), every(1_440));
    fc.assert(
      fc.property(schedule, fc.array(instant, { minLength: 2, maxLength: 6 }), (one, instants) => {
        const stops = [...instants].sort((a, b) => a.getTime() - b.getTime());
        const steps = stops.slice(1).flatMap((to, index) => ticksBetween(one, stops[index]!, to));
        expect(steps).toEqual(ticksBetween(one, stops[0]!, stops.at(-1)!));
      }),
      { numRuns: 50 },
    );
  });

  it.each([every(7), every(0), every(1.5), daily("24:00"), daily("6:00")])(
    "cannot stand on a wrong grid: %j",
    (wrong) => {
      expect(() => lastTick(wrong, at("2026-11-22T00:00:00Z"))).toThrow(RangeError);
    },
  );
});

describe("the next tick", () => {
  const now = at("2026-11-25T00:00:00Z");

  it("of a job that never ran is its latest", () => {
    expect(nextTick(daily("06:00"), undefined, now)).toEqual(at("2026-11-24T23:00:00Z"));
  });
  it("is none while the latest has run", () => {
    expect(nextTick(daily("06:00"), at("2026-11-24T23:00:00Z"), now)).toBeUndefined();
    expect(nextTick(daily("06:00"), at("2027-01-01T23:00:00Z"), now)).toBeUndefined();
  });
  it("after a gap is the day after the last for a job that plans days, the latest for one that looks at now", () => {
    const last = at("2026-11-20T23:00:00Z");
    expect(nextTick(daily("06:00"), last, now)).toEqual(at("2026-11-21T23:00:00Z"));
    expect(nextTick({ ...daily("06:00"), missed: "latest" }, last, now)).toEqual(at("2026-11-24T23:00:00Z"));
  });
  it("finds its way back when a job's time of day was changed", () => {
    expect(nextTick(daily("07:00"), at("2026-11-23T23:00:00Z"), now)).toEqual(at("2026-11-24T00:00:00Z"));
  });
});

it("every job of the house has times that can be kept, and says what it does", () => {
  for (const schedule of Object.values(schedules)) {
    expect(lastTick(schedule, at("2026-11-22T00:00:00Z"))).toBeInstanceOf(Date);
    expect(schedule.what).toMatch(/^[A-Z].+\.$/);
  }
});
