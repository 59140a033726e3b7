/** Reads a table from a file somebody handed in: CSV or XLSX, told apart by their bytes and not by their names. */
import { readCsvGrid } from "./csv-grid.server";
import { type SheetReading, toSheet, unreadable } from "./sheet";
import { readXlsxGrid } from "./xlsx-grid.server";

export type ReadSheetOptions = {
  /** The sheet of a workbook, by name in any case; otherwise the first. */
  readonly sheet?: string | undefined;
  /** The line of the header; otherwise it is found by `columns`, or is the first line with text. */
  readonly headerLine?: number | undefined;
  /** Columns the table must have; a missing one is a problem that names it. */
  readonly columns?: readonly string[] | undefined;
  readonly maximumBytes?: number;
  readonly maximumRows?: number;
  readonly maximumColumns?: number;
};

/** What is read unless a caller allows more: 20 MB, 100,000 rows, 100 columns. */
export const SHEET_LIMITS = { maximumBytes: 20_000_000, maximumRows: 100_000, maximumColumns: 100 } as const;
/** A workbook unpacks to about ten times its size; sparse ones to more. */
const UNPACKED_PER_BYTE = 30;
const LEAST_UNPACKED_BYTES = 50_000_000;

/**
 * Reads the whole table or says what is wrong with it, with lines and columns; nothing in between. A stream is read
 * no further than `maximumBytes`. `fileName` only helps to say that a file is not what its name promises.
 */
export async function readSheet(
  file: Uint8Array | AsyncIterable<Uint8Array>,
  fileName: string,
  options: ReadSheetOptions = {},
): Promise<SheetReading> {
  const limits = { ...SHEET_LIMITS, ...withoutUndefined(options) };
  const tooLarge = unreadable({ rule: "too_large", detail: String(limits.maximumBytes) });
  const bytes = file instanceof Uint8Array ? file : await gather(file, limits.maximumBytes);
  if (!bytes || bytes.length > limits.maximumBytes) return tooLarge;
  if (bytes.length === 0) return unreadable({ rule: "empty" });
  const reading = startsWith(bytes, 0x50, 0x4b)
    ? await readXlsxGrid(bytes, {
        ...limits,
        maximumUnpackedBytes: Math.max(LEAST_UNPACKED_BYTES, bytes.length * UNPACKED_PER_BYTE),
      })
    : (notText(bytes, fileName) ?? readCsvGrid(bytes, options.headerLine));
  return reading.kind === "grid" ? toSheet(reading.grid, limits) : reading;
}

function notText(bytes: Uint8Array, fileName: string): SheetReading | undefined {
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return unreadable({ rule: "old_or_locked" });
  if (startsWith(bytes, 0x25, 0x50, 0x44, 0x46)) return unreadable({ rule: "not_a_table" });
  return /\.xlsx$/i.test(fileName) ? unreadable({ rule: "broken_workbook" }) : undefined;
}

const startsWith = (bytes: Uint8Array, ...start: readonly number[]) =>
  start.every((byte, index) => bytes[index] === byte);

/** Everything a stream gives, or nothing when it gives more than allowed: the rest is not even fetched. */
async function gather(
  stream: AsyncIterable<Uint8Array>,
  maximumBytes: number,
): Promise<Uint8Array | undefined> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of stream) {
    size += piece.length;
    if (size > maximumBytes) return undefined;
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

function withoutUndefined<T extends object>(given: T): T {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as T;
}
