/** Nothing below five is ever told, nor can it be worked out: held against every table that could lie behind one. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type CountTable,
  FEWEST_SHOWN,
  hideSmall,
  publishTogether,
  type ShownTable,
} from "~/transparency/small-counts";

const aTable = (rows: number, columns: number, largest: number): fc.Arbitrary<CountTable> =>
  fc
    .array(fc.array(fc.nat(largest), { minLength: columns, maxLength: columns }), {
      minLength: rows,
      maxLength: rows,
    })
    .map((counts) => ({
      columns: counts[0]!.map((_, column) => `c${column}`),
      rows: counts.map((row, index) => ({ key: `r${index}`, counts: row })),
    }));
const smallTable = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 3 }))
  .chain(([rows, columns]) => aTable(rows, columns, 7));

/** Values each hidden count could have, among all tables that would be shown in just this way; two of each are enough. */
function possible(table: ShownTable): Map<string, Set<number>> {
  const values = new Map<string, Set<number>>();
  const note = (place: string, value: number) =>
    values.set(place, (values.get(place) ?? new Set()).add(value));
  const columnRest = table.columnTotals.map(
    (total, column) => total - table.rows.reduce((sum, row) => sum + (row.cells[column] ?? 0), 0),
  );
  const hiddenTotals = table.total - table.rows.reduce((sum, row) => sum + (row.total ?? 0), 0);
  const places = table.rows.flatMap(({ cells }, row) =>
    cells.flatMap((cell, column) => (cell === null ? [{ row, column }] : [])),
  );
  const chosen: number[] = [];
  const settle = (): void => {
    const totals = table.rows.map(({ cells }, row) =>
      cells.reduce<number>(
        (sum, cell, column) =>
          sum + (cell ?? chosen[places.findIndex((place) => place.row === row && place.column === column)]!),
        0,
      ),
    );
    if (table.rows.some(({ total }, row) => total !== null && total !== totals[row])) return;
    const unseen = table.rows.reduce((sum, { total }, row) => sum + (total === null ? totals[row]! : 0), 0);
    if (unseen !== hiddenTotals) return;
    for (const [index, { row, column }] of places.entries()) note(`${row}/${column}`, chosen[index]!);
    for (const [row, { total }] of table.rows.entries())
      if (total === null) note(`${row}/total`, totals[row]!);
  };
  const all = places.length + table.rows.filter(({ total }) => total === null).length;
  const isEnough = () => values.size === all && [...values.values()].every((found) => found.size > 1);
  let enough = false;
  const choose = (index: number): void => {
    const place = places[index];
    if (enough) return;
    if (!place) {
      if (columnRest.every((rest) => rest === 0)) settle();
      enough = isEnough();
      return;
    }
    for (let value = 1; value <= columnRest[place.column]!; value += 1) {
      chosen[index] = value;
      columnRest[place.column]! -= value;
      choose(index + 1);
      columnRest[place.column]! += value;
    }
  };
  choose(0);
  return values;
}

const hiddenPlaces = (table: ShownTable) =>
  table.rows.flatMap(({ cells, total }, row) => [
    ...cells.flatMap((cell, column) => (cell === null ? [`${row}/${column}`] : [])),
    ...(total === null ? [`${row}/total`] : []),
  ]);

describe("a published table", () => {
  it("shows no count of one to four", () => {
    fc.assert(
      fc.property(aTable(6, 5, 30), (table) => {
        const { table: shown } = publishTogether({ table });
        const told = [...shown.columnTotals, ...shown.rows.flatMap(({ cells, total }) => [...cells, total])];
        expect(told.filter((count) => count !== null && count > 0 && count < FEWEST_SHOWN)).toEqual([]);
      }),
    );
  });

  it("lets nobody work out a hidden count, whatever they try", () => {
    fc.assert(
      fc.property(smallTable, (table) => {
        const { table: shown } = publishTogether({ table });
        const values = possible(shown);
        for (const place of hiddenPlaces(shown))
          expect(values.get(place)?.size ?? 0, place).toBeGreaterThan(1);
      }),
      { numRuns: 250 },
    );
  });

  it("never hides one count alone in a line whose sum is shown, nor counts that are below five together", () => {
    fc.assert(
      fc.property(aTable(7, 4, 12), (table) => {
        const { table: shown } = publishTogether({ table });
        const rests = [
          ...shown.rows
            .filter(({ total }) => total !== null)
            .map(({ cells, total }) => ({ cells, total: total! })),
          ...shown.columns.map((_, column) => ({
            cells: shown.rows.map(({ cells }) => cells[column]!),
            total: shown.columnTotals[column]!,
          })),
          { cells: shown.rows.map(({ total }) => total), total: shown.total },
        ];
        for (const { cells, total } of rests) {
          const hidden = cells.filter((cell) => cell === null).length;
          const rest = total - cells.reduce<number>((sum, cell) => sum + (cell ?? 0), 0);
          expect(hidden).not.toBe(1);
          if (hidden > 0) expect(rest).toBeGreaterThanOrEqual(FEWEST_SHOWN);
          else expect(rest).toBe(0);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("tells every shown count as it is, and every count when none is small", () => {
    fc.assert(
      fc.property(aTable(4, 4, 20), (table) => {
        const { table: shown } = publishTogether({ table });
        for (const [row, { cells }] of shown.rows.entries())
          for (const [index, cell] of cells.entries()) {
            const column = table.columns.indexOf(shown.columns[index]!);
            if (cell !== null) expect(cell).toBe(table.rows[row]!.counts[column]);
          }
        const large = {
          ...table,
          rows: table.rows.map((row) => ({ ...row, counts: row.counts.map((n) => n + 5) })),
        };
        expect(hiddenPlaces(publishTogether({ large }).large)).toEqual([]);
      }),
    );
  });

  it("hides a single small count together with the smallest that protects it", () => {
    const shown = publishTogether({
      table: {
        columns: ["2026-11", "2026-12"],
        rows: [
          { key: "a", counts: [3, 9] },
          { key: "b", counts: [8, 20] },
          { key: "c", counts: [30, 40] },
        ],
      },
    }).table;
    expect(shown.rows.map(({ cells }) => cells)).toEqual([
      [null, null],
      [null, null],
      [30, 40],
    ]);
    expect(shown.rows.map(({ total }) => total)).toEqual([12, 28, 70]);
  });

  it("sees through five hidden counts whose sum is five: each would have to be one", () => {
    const ones = {
      columns: ["2026-11"],
      rows: ["a", "b", "c", "d", "e"].map((key) => ({ key, counts: [1] })),
    };
    expect(hideSmall(ones).kind).toBe("unsafe");
    expect(publishTogether({ ones }).ones.columns).toEqual([]);
  });

  it("hides a count of many workers that few people stand behind", () => {
    const shown = publishTogether({
      units: {
        columns: ["2026-11"],
        rows: [
          { key: "a", counts: [12], people: [2] },
          { key: "b", counts: [40], people: [31] },
          { key: "c", counts: [90], people: [60] },
        ],
      },
    }).units;
    expect(shown.rows.map(({ cells }) => cells[0])).toEqual([null, null, 90]);
  });
});

describe("tables published together", () => {
  it("withhold the same columns, and count none of what is withheld", () => {
    const columns = ["2026-10", "2026-11", "2026-12"];
    const shown = publishTogether({
      place: {
        columns,
        rows: [
          { key: "x", counts: [4, 6, 9] },
          { key: "y", counts: [0, 7, 11] },
        ],
      },
      work: {
        columns,
        rows: ["p", "q"].map((key) => ({ key, counts: key === "p" ? [2, 6, 10] : [2, 7, 10] })),
      },
    });
    expect([shown.place.columns, shown.work.columns]).toEqual([columns.slice(1), columns.slice(1)]);
    expect([shown.place.total, shown.work.total]).toEqual([33, 33]);
  });

  it("withhold everywhere what cannot be kept safe in one of them", () => {
    const columns = ["2026-11", "2026-12"];
    const ones = ["a", "b", "c", "d", "e"].map((key) => ({ key, counts: [1, 10] }));
    const shown = publishTogether({
      ones: { columns, rows: ones },
      whole: { columns, rows: [{ key: "x", counts: [5, 50] }] },
    });
    expect([shown.ones.columns, shown.whole.columns]).toEqual([["2026-12"], ["2026-12"]]);
  });

  it("must count the same people", () => {
    const of = (count: number) => ({ columns: ["2026-11"], rows: [{ key: "x", counts: [count] }] });
    expect(() => publishTogether({ one: of(7), other: of(8) })).toThrow("same totals");
  });
});
