import { describe, expect, it } from "vitest";
import { freePeriods, nextFreePeriod, takenWithin } from "~/coverage/free-period";

const taken = (...months: string[]) => ({ jkk: new Set(months), jkm: new Set(months) });
const wish = {
  start: "2026-11",
  months: 3,
  programmes: ["jkk", "jkm"] as const,
  lastMonth: "2027-12",
};

describe("the next free period", () => {
  it("is the wish itself when nothing is taken", () => {
    expect(nextFreePeriod({}, wish)).toEqual({ start: "2026-11", months: 3 });
  });

  it("begins after the last taken month that stands in the way", () => {
    expect(nextFreePeriod(taken("2026-11", "2026-12"), wish)).toEqual({ start: "2027-01", months: 3 });
    expect(nextFreePeriod(taken("2027-01"), wish)).toEqual({ start: "2027-02", months: 3 });
  });

  it("leaves out a hole that is too small", () => {
    expect(nextFreePeriod(taken("2026-11", "2027-02"), wish)).toEqual({ start: "2027-03", months: 3 });
  });

  it("is none when the last month sold comes first", () => {
    expect(nextFreePeriod(taken("2026-12"), { ...wish, lastMonth: "2027-02" })).toBeUndefined();
  });

  it("looks at the wished programmes only", () => {
    expect(nextFreePeriod({ jht: new Set(["2026-11"]) }, wish)).toEqual({ start: "2026-11", months: 3 });
  });
});

describe("ways out of a clash", () => {
  it("are the same length later and the longest shorter one that is sooner", () => {
    expect(freePeriods(taken("2026-12"), wish, [1, 3, 6, 12])).toEqual([
      { start: "2027-01", months: 3 },
      { start: "2026-11", months: 1 },
    ]);
  });

  it("name no shorter period that gains nothing", () => {
    expect(freePeriods(taken("2026-11"), wish, [1, 3, 6, 12])).toEqual([{ start: "2026-12", months: 3 }]);
  });

  it("are none when nothing fits", () => {
    const all = Array.from(
      { length: 14 },
      (_, step) =>
        `${2026 + Math.floor((10 + step) / 12)}-${String(((10 + step) % 12) + 1).padStart(2, "0")}`,
    );
    expect(freePeriods(taken(...all), wish, [1, 3, 6, 12])).toEqual([]);
  });
});

it("the taken months of a wish are those of any of its programmes", () => {
  expect(takenWithin({ jkk: new Set(["2026-12", "2027-06"]), jkm: new Set(["2027-01"]) }, wish)).toEqual([
    "2026-12",
    "2027-01",
  ]);
});
