import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { monthRange } from "~/calendar/iuran-month";
import { type MonthsWish, nextFreeMonths, type TakenMonths } from "~/coverage/next-free-months";
import type { Programme } from "~/tariff/tariff";

const wish: MonthsWish = { start: "2026-11", months: 3, programmes: ["jkk", "jkm"], lastMonth: "2029-10" };
const taken = (...months: string[]): TakenMonths => ({ jkk: new Set(months), jkm: new Set(months) });

describe("months still free", () => {
  test("a wish that meets nothing is free as it is", () => {
    expect(nextFreeMonths({}, wish)).toEqual({ kind: "free", months: ["2026-11", "2026-12", "2027-01"] });
    expect(nextFreeMonths(taken("2026-10", "2027-02"), wish).kind).toBe("free");
  });

  test("behind covered months the next ones are offered", () => {
    expect(nextFreeMonths(taken("2026-11", "2026-12"), wish)).toEqual({
      kind: "conflict",
      conflicts: [
        { month: "2026-11", taken: ["jkk", "jkm"], free: [] },
        { month: "2026-12", taken: ["jkk", "jkm"], free: [] },
      ],
      offered: ["2027-01", "2027-02", "2027-03"],
    });
  });

  test("a covered month in the middle is stepped over, so that no gap stays", () => {
    expect(nextFreeMonths(taken("2026-12"), wish)).toMatchObject({
      offered: ["2026-11", "2027-01", "2027-02"],
    });
  });

  test("one programme covered is a conflict, and the others are named as free", () => {
    const onlyTwo = nextFreeMonths(taken("2026-11"), { ...wish, programmes: ["jkk", "jkm", "jht"] });
    expect(onlyTwo).toMatchObject({
      conflicts: [{ month: "2026-11", taken: ["jkk", "jkm"], free: ["jht"] }],
      offered: ["2026-12", "2027-01", "2027-02"],
    });
    expect(nextFreeMonths(taken("2026-11"), { ...wish, programmes: ["jht"] }).kind).toBe("free");
  });

  test("nothing is offered beyond the last month that may be sold", () => {
    const near = { ...wish, lastMonth: "2027-01" };
    expect(nextFreeMonths(taken("2026-12"), near)).toMatchObject({ offered: ["2026-11", "2027-01"] });
    expect(nextFreeMonths(taken("2026-11", "2026-12", "2027-01"), near)).toMatchObject({ offered: [] });
    expect(nextFreeMonths({}, { ...near, months: 6 })).toEqual({ kind: "too_far", lastMonth: "2027-01" });
  });

  test("what is offered is free, in order, unskipped, and as long as it can be", () => {
    const months = monthRange("2026-11", "2029-10");
    const set = fc.uniqueArray(fc.constantFrom(...months)).map((some) => new Set(some));
    const programmes = fc.constantFrom<Programme[]>(["jkk", "jkm"], ["jkk", "jkm", "jht"]);
    fc.assert(
      fc.property(
        set,
        set,
        set,
        programmes,
        fc.constantFrom(1, 3, 6, 12),
        (jkk, jkm, jht, wanted, length) => {
          const all = { jkk, jkm, jht };
          const isFree = (month: string) => wanted.every((programme) => !all[programme].has(month));
          const answer = nextFreeMonths(all, { ...wish, programmes: wanted, months: length });
          const offered =
            answer.kind === "free" ? answer.months : answer.kind === "conflict" ? answer.offered : [];
          expect(offered).toEqual(months.filter(isFree).slice(0, length));
          expect(answer.kind === "free").toBe(months.slice(0, length).every(isFree));
        },
      ),
    );
  });
});
