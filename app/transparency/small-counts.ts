/**
 * Disclosure control: a public table of counts of people never tells a count below five.
 *
 *   1 to 4 people ─▶ hidden ─┐
 *                            ├─▶ more hidden beside them, until nothing hidden can be worked out from sums
 *   shown, as small as can be┘
 *
 * 0 is shown: nobody can be recognised in it. The totals of the columns are always shown; a column whose total is
 * below five, or that cannot be kept safe, is withheld as a whole and is missing from every sum.
 * Tables with the same columns and the same totals are published together: what one withholds none shows.
 */
import { derivableCells, type HiddenCell } from "./derivable-cells";

/** The fewest people a shown count speaks of. */
export const FEWEST_SHOWN = 5;

export type CountRow = {
  readonly key: string;
  /** Per column. */
  readonly counts: readonly number[];
  /** Per column: the fewest people of any kind a cell speaks of, where that is fewer than its count. */
  readonly people?: readonly number[];
};
export type CountTable = { readonly columns: readonly string[]; readonly rows: readonly CountRow[] };

/** `null` is a count that is hidden. */
export type ShownRow = {
  readonly key: string;
  readonly cells: readonly (number | null)[];
  readonly total: number | null;
};
export type ShownTable = {
  readonly columns: readonly string[];
  readonly columnTotals: readonly number[];
  readonly total: number;
  readonly rows: readonly ShownRow[];
};

type Hiding =
  | { readonly kind: "safe"; readonly table: ShownTable }
  | { readonly kind: "unsafe"; readonly column: string };

/** Hides what must be hidden in tables that count the same people by different things. Throws when their totals differ. */
export function publishTogether<Name extends string>(
  tables: Readonly<Record<Name, CountTable>>,
): Readonly<Record<Name, ShownTable>> {
  const names = Object.keys(tables) as Name[];
  const sums = names.map((name) => columnSums(tables[name]).join());
  if (new Set(sums).size > 1) throw new Error("Tables published together must have the same totals.");
  const enough = (table: CountTable) => {
    const totals = columnSums(table);
    return withColumns(table, (column) => totals[column]! >= FEWEST_SHOWN);
  };
  let kept = mapValues(tables, enough);
  for (;;) {
    const hidings = names.map((name) => hideSmall(kept[name]));
    const unsafe = hidings.find((hiding) => hiding.kind === "unsafe");
    if (!unsafe) return mapNames(names, (_, index) => (hidings[index] as Hiding & { kind: "safe" }).table);
    kept = mapValues(kept, (table) =>
      withColumns(table, (column) => table.columns[column] !== unsafe.column),
    );
  }
}

/** Hides the small cells of one table and, one by one, the smallest cells that protect them. */
export function hideSmall(table: CountTable): Hiding {
  const { rows, columns } = table;
  const last = columns.length;
  const count = (row: number, column: number) =>
    column === last ? sum(rows[row]!.counts) : (rows[row]!.counts[column] ?? 0);
  const people = (row: number, column: number) => {
    const { counts, people = counts } = rows[row]!;
    const inColumn = (at: number) => Math.min(people[at] ?? 0, counts[at] ?? 0);
    // Who stands in a row's total is not known by name; there are at least as many as in its fullest column.
    return column === last ? Math.max(0, ...columns.map((_, at) => inColumn(at))) : inColumn(column);
  };
  const hidden = rows.map((_, row) =>
    Array.from(
      { length: last + 1 },
      (_, column) => count(row, column) > 0 && people(row, column) < FEWEST_SHOWN,
    ),
  );
  for (;;) {
    const lines = exposedLines(hidden, count);
    if (lines.length === 0) return { kind: "safe", table: shown(table, hidden, count) };
    const next = cheapest(lines, hidden, count);
    if (!next) return { kind: "unsafe", column: columns[lines[0]![0]!.column] ?? columns[last - 1]! };
    hidden[next.row]![next.column] = true;
  }
}

type Place = { readonly row: number; readonly column: number };
type Count = (row: number, column: number) => number;
type Hidden = readonly (readonly boolean[])[];

/** Rows and columns that must hide one more: of derivable cells, or because all they hide is below five together. */
function exposedLines(hidden: Hidden, count: Count): readonly (readonly Place[])[] {
  const last = (hidden[0]?.length ?? 1) - 1;
  const rowOf = (row: number) => hidden[row]!.map((_, column) => ({ row, column }));
  const columnOf = (column: number) => hidden.map((_, row) => ({ row, column }));
  const isHidden = ({ row, column }: Place) => hidden[row]![column]!;
  const cells = hidden.flatMap((_, row) =>
    rowOf(row)
      .filter(isHidden)
      .map((place): HiddenCell => ({ ...place, count: count(place.row, place.column) })),
  );
  const derivable = derivableCells({ rows: hidden.length, columns: last }, cells);
  if (derivable.length > 0) return derivable.flatMap(({ row, column }) => [columnOf(column), rowOf(row)]);
  // A row tells the sum of what it hides only when its total is shown.
  const telling = hidden.flatMap((row, at) => (row[last] ? [] : [rowOf(at)]));
  return [...telling, ...Array.from({ length: last + 1 }, (_, column) => columnOf(column))].filter((line) => {
    const unseen = line.filter(isHidden);
    return unseen.length > 0 && sum(unseen.map(({ row, column }) => count(row, column))) < FEWEST_SHOWN;
  });
}

/**
 * The smallest shown count above 0 in the line that hides least so far. One that stands alone in its column protects
 * nothing: the column's total tells it.
 */
function cheapest(lines: readonly (readonly Place[])[], hidden: Hidden, count: Count): Place | undefined {
  const alone = (column: number) => hidden.filter((_, row) => count(row, column) > 0).length < 2;
  const options = lines.flatMap((line) => {
    const free = line.filter(
      ({ row, column }) => !hidden[row]![column] && count(row, column) > 0 && !alone(column),
    );
    const [smallest] = free.sort((a, b) => count(a.row, a.column) - count(b.row, b.column));
    const hides = line.filter(({ row, column }) => hidden[row]![column]).length;
    return smallest ? [{ place: smallest, hides }] : [];
  });
  const [best] = options.sort(
    (a, b) => a.hides - b.hides || count(a.place.row, a.place.column) - count(b.place.row, b.place.column),
  );
  return best?.place;
}

function shown(table: CountTable, hidden: readonly (readonly boolean[])[], count: Count): ShownTable {
  const { columns, rows } = table;
  const tell = (row: number, column: number) => (hidden[row]![column] ? null : count(row, column));
  const columnTotals = columnSums(table);
  return {
    columns,
    columnTotals,
    total: sum(columnTotals),
    rows: rows.map(({ key }, row) => ({
      key,
      cells: columns.map((_, column) => tell(row, column)),
      total: tell(row, columns.length),
    })),
  };
}

const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);
const columnSums = ({ columns, rows }: CountTable) =>
  columns.map((_, column) => sum(rows.map((row) => row.counts[column] ?? 0)));

function withColumns(table: CountTable, keep: (column: number) => boolean): CountTable {
  const kept = <T>(list: readonly T[]) => list.filter((_, column) => keep(column));
  return {
    columns: kept(table.columns),
    rows: table.rows.map((row) => ({
      ...row,
      counts: kept(row.counts),
      ...(row.people ? { people: kept(row.people) } : {}),
    })),
  };
}

function mapNames<Name extends string, T>(names: readonly Name[], make: (name: Name, index: number) => T) {
  return Object.fromEntries(names.map((name, index) => [name, make(name, index)])) as Record<Name, T>;
}

function mapValues<Name extends string, T, U>(record: Readonly<Record<Name, T>>, make: (value: T) => U) {
  return mapNames(Object.keys(record) as Name[], (name) => make(record[name]));
}
