/** Text files of lines and separators: which alphabet, which separator, and the lines as cells. */
import { parse } from "csv-parse/sync";
import { type Cell, type Grid, type SheetProblem, type SheetRow, unreadable } from "./sheet";

/** Longer lines are no table. */
const LONGEST_RECORD = 200_000;

type GridReading = { readonly kind: "grid"; readonly grid: Grid } | ReturnType<typeof unreadable>;

/** Reads the bytes of a CSV file into lines. `headerLine` tells where to look for the separator. */
export function readCsvGrid(bytes: Uint8Array, headerLine?: number): GridReading {
  const decoded = decodeText(bytes);
  if (decoded === undefined) return unreadable({ rule: "not_a_table" });
  if (/^\s*<(!doctype|html|table|\?xml)/i.test(decoded.slice(0, 500)))
    return unreadable({ rule: "web_page" });
  // One sort of line end, because a parser that meets two counts lines its own way.
  const text = decoded.replace(/\r\n?/g, "\n");
  const declared = /^sep=(.)\n/i.exec(text);
  // The line that declares the separator stays as an empty one, so that line numbers are those people see.
  const body = declared ? text.slice(declared[0].length - 1) : text;
  const lines: SheetRow[] = [];
  let linesRead = 0;
  try {
    parse(body, {
      delimiter: declared?.[1] ?? separatorOf(body, headerLine),
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: LONGEST_RECORD,
      on_record: (record, context) => {
        linesRead = context.lines;
        lines.push(toLine(record, linesRead));
        return null;
      },
    });
    return { kind: "grid", grid: { lines, ragged: true } };
  } catch (error) {
    return unreadable(problemOf(error, linesRead));
  }
}

/**
 * The text in whichever alphabet it was written: UTF-16 and UTF-8 by their marks or their bytes, else Windows-1252.
 * `undefined` when it is no text at all.
 */
export function decodeText(bytes: Uint8Array): string | undefined {
  const text = new TextDecoder(alphabetOf(bytes)).decode(bytes);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a text file holds none of these.
  return /[\u0000-\u0008\u000e-\u001a]/.test(text) ? undefined : text;
}

function alphabetOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  const start = bytes.subarray(0, 2_000);
  const zerosAt = (parity: number) =>
    start.filter((byte, index) => byte === 0 && index % 2 === parity).length;
  if (zerosAt(1) > start.length / 4 && zerosAt(0) === 0) return "utf-16le";
  if (zerosAt(0) > start.length / 4 && zerosAt(1) === 0) return "utf-16be";
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return "utf-8";
  } catch {
    return "windows-1252";
  }
}

/**
 * The separator of the header, or of the first lines when it is not known where the header stands. Commas also stand
 * in amounts and addresses, so another separator that is in nearly as many lines is taken first.
 */
function separatorOf(text: string, headerLine?: number): string {
  const lines = text.slice(0, 200_000).split("\n");
  const header = headerLine === undefined ? undefined : lines[headerLine - 1];
  const looked = header === undefined ? lines.filter((line) => line.trim() !== "").slice(0, 30) : [header];
  const linesWith = (separator: string) =>
    looked.filter((line) => line.replace(/"[^"]*"/g, "").includes(separator)).length;
  const most = Math.max(...[";", "\t", "|", ","].map(linesWith));
  if (most === 0) return ",";
  return [";", "\t", "|"].find((separator) => linesWith(separator) >= most * 0.8) ?? ",";
}

/** The parser tells on which line a record ended; it began as many lines earlier as it has line ends inside. */
function toLine(record: readonly string[], endsOn: number): SheetRow {
  const within = record.reduce((sum, field) => sum + field.split("\n").length - 1, 0);
  return { line: endsOn - within, cells: record.map(toCell) };
}

function toCell(field: string): Cell {
  const text = field.trim();
  if (text === "") return { kind: "empty" };
  return text.startsWith("=") ? { kind: "formula", shown: text } : { kind: "text", text };
}

/** `linesRead` is where the last whole record ended: a quote that never closes was opened after it. */
function problemOf(error: unknown, linesRead: number): SheetProblem {
  const { code, lines } = error as { readonly code?: string; readonly lines?: number };
  switch (code) {
    case "CSV_QUOTE_NOT_CLOSED":
      return { rule: "quote_open", line: linesRead + 1 };
    case "CSV_INVALID_CLOSING_QUOTE":
    case "INVALID_OPENING_QUOTE":
      return { rule: "quote_stray", line: lines ?? linesRead + 1 };
    case "CSV_MAX_RECORD_SIZE":
      return { rule: "not_a_table", line: linesRead + 1 };
    default:
      throw error;
  }
}
