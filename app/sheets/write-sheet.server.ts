/**
 * Writes tables as files: CSV as a stream of any length, XLSX as one workbook. Numbers stay numbers, identity numbers
 * and everything else are text, and no cell becomes a formula on the machine of who opens the file.
 */
import { Readable } from "node:stream";
import { createReadableStreamFromReadable } from "@remix-run/node";
import { stringify } from "csv-stringify";
import writeWorkbook from "write-excel-file/node";
import { type Day, isDay } from "~/calendar/day";

export type OutColumn<Row> = {
  readonly name: string;
  /** `number`: whole numbers and rupiah. `text` for everything that names: NIK, NIP, phone. */
  readonly kind: "text" | "number" | "day";
  readonly value: (row: Row) => string | number | Day | null | undefined;
  /** In characters; only a workbook shows it. */
  readonly width?: number;
};

export type OutSheet<Row> = {
  /** Without ending: "setoran-2026-11". */
  readonly fileName: string;
  /** Of a workbook; at most 31 characters. */
  readonly sheetName: string;
  readonly columns: readonly OutColumn<Row>[];
  readonly rows: Iterable<Row> | AsyncIterable<Row>;
};

export type SheetFormat = "csv" | "xlsx";
export const isSheetFormat = (text: string | null | undefined): text is SheetFormat =>
  text === "csv" || text === "xlsx";

/** More rows than this do not go into one workbook; CSV takes any number. */
export const MOST_WORKBOOK_ROWS = 100_000;

/** A text that a spreadsheet would take for a formula gets an apostrophe before it (OWASP, CSV injection). */
export function neutralised(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

/** CSV as it is written, line by line: UTF-8 with its mark, so that spreadsheets read names rightly. */
export function csvStream<Row>(sheet: OutSheet<Row>, separator: "," | ";" = ","): Readable {
  const lines = async function* () {
    yield sheet.columns.map((column) => neutralised(column.name));
    for await (const row of sheet.rows) yield sheet.columns.map((column) => csvField(column, row));
  };
  return Readable.from(lines()).pipe(
    stringify({ bom: true, delimiter: separator, record_delimiter: "windows" }),
  );
}

function csvField<Row>(column: OutColumn<Row>, row: Row): string {
  const value = column.value(row);
  if (value === null || value === undefined) return "";
  return column.kind === "text" ? neutralised(String(value)) : String(value);
}

/** The workbook as bytes. Throws beyond `MOST_WORKBOOK_ROWS`. */
export async function xlsxBytes<Row>(sheet: OutSheet<Row>): Promise<Buffer> {
  const rows: WorkbookCell[][] = [];
  for await (const row of sheet.rows) {
    if (rows.length === MOST_WORKBOOK_ROWS)
      throw new Error(`${sheet.fileName} has more than ${MOST_WORKBOOK_ROWS} rows; write it as CSV.`);
    rows.push(sheet.columns.map((column) => workbookCell(column, row)));
  }
  const head = sheet.columns.map((column) => ({
    value: column.name,
    type: String,
    fontWeight: "bold" as const,
  }));
  const workbook = writeWorkbook(
    [head, ...rows] as never,
    {
      sheet: workbookName(sheet.sheetName),
      columns: sheet.columns.map((column) => ({
        width: column.width ?? Math.max(12, column.name.length + 2),
      })),
      stickyRowsCount: 1,
      dateFormat: "yyyy-mm-dd",
    } as never,
  );
  return workbook.toBuffer();
}

/** Spreadsheets allow a sheet 31 characters, and none of those that have a meaning in their formulas. */
const workbookName = (name: string) =>
  name
    .replace(/[[\]:*?/\\]+/g, " ")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, 31);

type WorkbookCell = {
  readonly value: string | number | Date;
  readonly type: unknown;
  readonly format?: string;
} | null;

/** A text is written with the format of text, so that it stays one also when somebody edits the cell. */
function workbookCell<Row>(column: OutColumn<Row>, row: Row): WorkbookCell {
  const value = column.value(row);
  if (value === null || value === undefined || value === "") return null;
  switch (column.kind) {
    case "number":
      return { value: Number(value), type: Number, format: "#,##0" };
    case "day":
      return isDay(String(value))
        ? { value: new Date(`${value}T00:00:00Z`), type: Date, format: "yyyy-mm-dd" }
        : { value: neutralised(String(value)), type: String, format: "@" };
    case "text":
      return { value: neutralised(String(value)), type: String, format: "@" };
  }
}

const MEDIA_TYPE: Readonly<Record<SheetFormat, string>> = {
  csv: "text/csv; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

/** The file as an answer that browsers save, kept in no cache. */
export async function sheetResponse<Row>(sheet: OutSheet<Row>, format: SheetFormat): Promise<Response> {
  const body =
    format === "csv"
      ? createReadableStreamFromReadable(csvStream(sheet))
      : new Uint8Array(await xlsxBytes(sheet));
  return new Response(body, {
    headers: {
      "Content-Type": MEDIA_TYPE[format],
      "Content-Disposition": `attachment; filename="${sheet.fileName.replace(/[^\w.-]+/g, "-")}.${format}"`,
      "Cache-Control": "private, no-store",
    },
  });
}
