/** Who is protected, as it may be told: the same worker-months by kecamatan, by occupation and by work unit. */
import type { IuranMonth } from "~/calendar/iuran-month";
import type { Dimension, SponsorCount, WorkerCount } from "./protection-queries.server";
import { type CountTable, publishTogether, type ShownTable } from "./small-counts";

/** A row without name is told by its key alone. */
export type NamedRow = ShownTable["rows"][number] & { readonly name: string };
/** `rows` × `columns` are workers; totals over months are worker-months. `null` is hidden. */
export type ProtectionTable = Omit<ShownTable, "rows"> & { readonly rows: readonly NamedRow[] };
export type ProtectionTables = Readonly<Record<Dimension, ProtectionTable>>;

/** For each dimension the rows that are always there or may be, in the order they are told. */
export type RowNames = Readonly<Record<Dimension, ReadonlyMap<string, string>>>;

/**
 * The published tables. Every kecamatan has a row, also with nobody in it; an occupation or a unit has one when
 * somebody stands in it. `names` holds every key that may come up; one that does not is a bug and throws.
 */
export function protectionTables(
  counts: readonly WorkerCount[],
  sponsors: readonly SponsorCount[],
  names: RowNames,
): ProtectionTables {
  const months = [...new Set(counts.map(({ month }) => month))].sort();
  const tableOf = (dimension: Dimension): CountTable => {
    const own = counts.filter((count) => count.dimension === dimension);
    const lost = own.find(({ key }) => !names[dimension].has(key));
    if (lost) throw new Error(`The ${dimension} ${lost.key} has no name for the public page.`);
    const present = new Set(own.map(({ key }) => key));
    const keys = [...names[dimension].keys()].filter((key) => dimension === "kecamatan" || present.has(key));
    const workers = byKeyAndMonth(own.map(({ workers: count, ...rest }) => ({ ...rest, count })));
    const people = byKeyAndMonth(sponsors.map(({ sponsors: count, ...rest }) => ({ ...rest, count })));
    return {
      columns: months,
      rows: keys.map((key) => {
        const countsOfRow = months.map((month) => workers.get(place(key, month)) ?? 0);
        if (dimension !== "unit") return { key, counts: countsOfRow };
        // Behind a unit's workers stand its sponsors: fewer than five of them are hidden as well.
        return {
          key,
          counts: countsOfRow,
          people: months.map((month, at) => people.get(place(key, month)) ?? countsOfRow[at]!),
        };
      }),
    };
  };
  const shown = publishTogether({
    kecamatan: tableOf("kecamatan"),
    occupation: tableOf("occupation"),
    unit: tableOf("unit"),
  });
  const named = (dimension: Dimension): ProtectionTable => ({
    ...shown[dimension],
    rows: shown[dimension].rows.map((row) => ({ ...row, name: names[dimension].get(row.key) ?? row.key })),
  });
  return { kecamatan: named("kecamatan"), occupation: named("occupation"), unit: named("unit") };
}

/** One month of a table: every row with its workers. Undefined when the month is not published. */
export function monthOfTable(table: ProtectionTable, month: IuranMonth) {
  const at = table.columns.indexOf(month);
  if (at < 0) return undefined;
  return {
    total: table.columnTotals[at]!,
    rows: table.rows.map(({ key, name, cells, total }) => ({
      key,
      name,
      workers: cells[at] ?? null,
      workerMonths: total,
    })),
  };
}

const place = (key: string, month: IuranMonth) => `${month} ${key}`;

function byKeyAndMonth(
  counts: readonly { readonly key: string; readonly month: string; readonly count: number }[],
) {
  return new Map(counts.map(({ key, month, count }) => [place(key, month), count]));
}
