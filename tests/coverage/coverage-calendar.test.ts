import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { monthRange } from "~/calendar/iuran-month";
import { type CoverageFact, coverageCalendar } from "~/coverage/coverage-calendar";

const both = (month: string, state: CoverageFact["state"]): CoverageFact[] => [
  { month, programme: "jkm", state },
  { month, programme: "jkk", state },
];
const states = (facts: CoverageFact[], thisMonth: string) =>
  Object.fromEntries(
    coverageCalendar(facts, thisMonth)
      .flatMap((row) => row.squares)
      .map((square) => [square.month, square.state]),
  );

describe("the calendar of a worker", () => {
  test("tells each month's state across a new year", () => {
    const facts = [
      ...both("2026-07", "government"),
      ...both("2026-08", "confirmed"),
      ...both("2026-10", "remitted"),
      ...both("2026-12", "paid"),
      ...both("2027-01", "held"),
    ];
    const shown = states(facts, "2026-11");
    expect(Object.keys(shown)).toEqual(monthRange("2026-01", "2027-12"));
    expect(shown).toMatchObject({
      "2026-06": "before",
      "2026-07": "government",
      "2026-08": "confirmed",
      "2026-09": "lapsed",
      "2026-10": "remitted",
      "2026-11": "free",
      "2026-12": "paid",
      "2027-01": "held",
      "2027-02": "free",
      "2027-12": "free",
    });
  });

  test("a month that was only held has not begun protection", () => {
    expect(states(both("2026-08", "held"), "2026-11")).toMatchObject({
      "2026-09": "before",
      "2026-10": "before",
    });
  });

  test("without facts it is this year, past months before and the rest free", () => {
    const [row, ...more] = coverageCalendar([], "2026-11");
    expect(more).toEqual([]);
    expect(row?.year).toBe(2026);
    expect(row?.squares.map((square) => square.state)).toEqual([...Array(10).fill("before"), "free", "free"]);
    expect(row?.squares.filter((square) => square.isThisMonth).map((square) => square.month)).toEqual([
      "2026-11",
    ]);
  });

  test("programmes that stand differently show the least settled", () => {
    const facts: CoverageFact[] = [
      ...both("2026-11", "confirmed"),
      { month: "2026-11", programme: "jht", state: "paid" },
    ];
    const square = coverageCalendar(facts, "2026-11")[0]?.squares[10];
    expect(square).toEqual({
      month: "2026-11",
      state: "paid",
      programmes: ["jht", "jkk", "jkm"],
      isThisMonth: true,
    });
  });

  test("rows are whole years without a gap, and every fact is in its square", () => {
    const fact = fc.record({
      month: fc.constantFrom(...monthRange("2024-01", "2029-12")),
      programme: fc.constantFrom("jkk" as const, "jkm" as const, "jht" as const),
      state: fc.constantFrom("held" as const, "paid" as const, "remitted" as const, "confirmed" as const),
    });
    fc.assert(
      fc.property(
        fc.array(fact),
        fc.constantFrom(...monthRange("2025-01", "2028-12")),
        (facts, thisMonth) => {
          const rows = coverageCalendar(facts, thisMonth);
          const squares = rows.flatMap((row) => row.squares);
          expect(squares.map((square) => square.month)).toEqual(
            monthRange(squares[0]!.month, squares.at(-1)!.month),
          );
          for (const row of rows) expect(row.squares).toHaveLength(12);
          for (const { month, programme } of facts)
            expect(squares.find((square) => square.month === month)?.programmes).toContain(programme);
          expect(squares.filter((square) => square.isThisMonth)).toHaveLength(1);
        },
      ),
    );
  });
});
