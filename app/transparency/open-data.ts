/**
 * The figures of the public page as data for anybody: each set as JSON and as a table of the same figures.
 *
 *   money-flow   protection-by-kecamatan   protection-by-occupation   protection-by-unit
 *
 * `null`, and an empty cell marked hidden, is a count of fewer than five people or one that would give such a count away.
 */
import type { IuranMonth } from "~/calendar/iuran-month";
import { FLOW_COLUMNS, type FlowFigures, type MoneyFlow } from "./money-flow";
import type { Dimension } from "./protection-queries.server";
import type { ProtectionTable, ProtectionTables } from "./protection-tables";

export const DATA_SETS = {
  "money-flow": "money",
  "protection-by-kecamatan": "kecamatan",
  "protection-by-occupation": "occupation",
  "protection-by-unit": "unit",
} as const satisfies Record<string, "money" | Dimension>;
export type DataSetName = keyof typeof DATA_SETS;

export const isDataSet = (name: string): name is DataSetName => Object.hasOwn(DATA_SETS, name);

export type Figures = { readonly money: MoneyFlow; readonly protection: ProtectionTables };

/** In the order they are told; `waiting` and `remitted` make up `allocated`, `confirmed` is part of `remitted`. */
export const MONEY_FIELDS = [
  "received",
  "allocated",
  ...FLOW_COLUMNS.filter((column) => column !== "received"),
  "confirmed",
  "charges",
] as const satisfies readonly (keyof FlowFigures)[];

/** The set as plain values for JSON. */
export function dataSet(name: DataSetName, { money, protection }: Figures) {
  const of = DATA_SETS[name];
  return of === "money" ? moneyData(money) : protectionData(protection[of]);
}

function moneyData({ months, total }: MoneyFlow) {
  return {
    months: months.map(({ month, ...figures }) => ({ month, ...moneyFigures(figures) })),
    total: moneyFigures(total),
  };
}

const moneyFigures = (figures: FlowFigures) =>
  Object.fromEntries(MONEY_FIELDS.map((field) => [field, figures[field]])) as Record<
    (typeof MONEY_FIELDS)[number],
    number
  >;

function protectionData({ columns, columnTotals, total, rows }: ProtectionTable) {
  return {
    months: columns.map((month, at) => ({ month, workers: columnTotals[at]! })),
    workerMonths: total,
    rows: rows.map(({ key, name, cells, total: workerMonths }) => ({
      code: key,
      name,
      workerMonths,
      months: columns.map((month, at) => ({ month, workers: cells[at] ?? null })),
    })),
  };
}

export type DataRow = readonly (string | number | null)[];
export type DataTable = {
  readonly columns: readonly { readonly name: string; readonly kind: "text" | "number" }[];
  readonly rows: readonly DataRow[];
};

/** The word in place of a month or a code in a row of sums. */
export const SUM = "total";

/** The same set as a table: one figure of a month and a row per line, sums marked `total`. */
export function dataSetTable(name: DataSetName, { money, protection }: Figures): DataTable {
  const of = DATA_SETS[name];
  return of === "money" ? moneyTable(money) : protectionTable(protection[of]);
}

function moneyTable({ months, total }: MoneyFlow): DataTable {
  const line = (month: IuranMonth | typeof SUM, figures: FlowFigures) => [
    month,
    ...MONEY_FIELDS.map((field) => figures[field]),
  ];
  return {
    columns: [
      { name: "month", kind: "text" },
      ...MONEY_FIELDS.map((field) => ({ name: field, kind: "number" as const })),
    ],
    rows: [...months.map((figures) => line(figures.month, figures)), line(SUM, total)],
  };
}

function protectionTable({ columns, columnTotals, total, rows }: ProtectionTable): DataTable {
  const line = (month: string, code: string, name: string, workerMonths: number | null) => [
    month,
    code,
    name,
    workerMonths,
    workerMonths === null ? "yes" : "no",
  ];
  return {
    columns: [
      { name: "month", kind: "text" },
      { name: "code", kind: "text" },
      { name: "name", kind: "text" },
      { name: "worker_months", kind: "number" },
      { name: "hidden", kind: "text" },
    ],
    rows: [
      ...columns.flatMap((month, at) => [
        ...rows.map(({ key, name, cells }) => line(month, key, name, cells[at] ?? null)),
        line(month, SUM, SUM, columnTotals[at]!),
      ]),
      ...rows.map(({ key, name, total: workerMonths }) => line(SUM, key, name, workerMonths)),
      line(SUM, SUM, SUM, total),
    ],
  };
}
