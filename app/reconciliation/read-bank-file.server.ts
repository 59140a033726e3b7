/**
 * Reads a bank's file of any length twice: once to know what it is (its hash, its alphabet, whether it is text at
 * all), once row by row. Neither pass holds more than a piece of it.
 */
import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { parse } from "csv-parse";
import { findColumns, isBlank, readCsvRow } from "./bank-csv";
import type { BankLayout } from "./bank-layout";
import { type BankProblem, type BankRowReading, problem } from "./bank-row";
import { createMt940Reader, looksLikeMt940 } from "./mt940";

/** Opens the file anew; it is read from the beginning each time. */
export type OpenFile = () => AsyncIterable<Uint8Array>;

export type FileNature =
  | {
      readonly kind: "text";
      readonly format: "csv" | "mt940";
      readonly alphabet: string;
      readonly sha256: string;
      readonly bytes: number;
    }
  | { readonly kind: "unreadable"; readonly problem: BankProblem };

/** Larger files are no statements. */
export const MOST_BYTES = 500_000_000;

/** Looks at the whole file without keeping it. */
export async function inspectFile(open: OpenFile): Promise<FileNature> {
  const unreadable = (given: BankProblem): FileNature => ({ kind: "unreadable", problem: given });
  const hash = createHash("sha256");
  const utf8 = new TextDecoder("utf-8", { fatal: true });
  let start = Buffer.alloc(0);
  let bytes = 0;
  let isUtf8 = true;
  for await (const piece of open()) {
    bytes += piece.length;
    if (bytes > MOST_BYTES) return unreadable({ rule: "too_large", detail: String(MOST_BYTES) });
    hash.update(piece);
    if (start.length < 64_000) start = Buffer.concat([start, piece]).subarray(0, 64_000);
    isUtf8 &&= decodes(utf8, piece);
  }
  isUtf8 &&= decodes(utf8, undefined);
  if (bytes === 0) return unreadable({ rule: "empty" });
  if (start[0] === 0x50 && start[1] === 0x4b) return unreadable({ rule: "spreadsheet" });
  if (start[0] === 0xd0 && start[1] === 0xcf) return unreadable({ rule: "old_or_locked" });
  const alphabet = alphabetOf(start, isUtf8);
  const text = new TextDecoder(alphabet).decode(start);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a text file holds none of these.
  if (/[\u0000-\u0008\u000e-\u001a]/.test(text)) return unreadable({ rule: "not_a_table" });
  if (/^\s*<(!doctype|html|table|\?xml)/i.test(text)) return unreadable({ rule: "web_page" });
  if (text.trim() === "") return unreadable({ rule: "empty" });
  return {
    kind: "text",
    format: looksLikeMt940(text) ? "mt940" : "csv",
    alphabet,
    sha256: hash.digest("hex"),
    bytes,
  };
}

function decodes(decoder: TextDecoder, piece: Uint8Array | undefined): boolean {
  try {
    decoder.decode(piece, { stream: piece !== undefined });
    return true;
  } catch {
    return false;
  }
}

/** By its mark or its zeros, else UTF-8 when the whole file is that, else Windows-1252. */
function alphabetOf(start: Uint8Array, isUtf8: boolean): string {
  if (start[0] === 0xff && start[1] === 0xfe) return "utf-16le";
  if (start[0] === 0xfe && start[1] === 0xff) return "utf-16be";
  const near = start.subarray(0, 2_000);
  const zerosAt = (parity: number) => near.filter((byte, index) => byte === 0 && index % 2 === parity).length;
  if (zerosAt(1) > near.length / 4 && zerosAt(0) === 0) return "utf-16le";
  if (zerosAt(0) > near.length / 4 && zerosAt(1) === 0) return "utf-16be";
  return isUtf8 ? "utf-8" : "windows-1252";
}

/** The rows of a file that was inspected, in its order, problems among them. */
export async function* readBankRows(
  open: OpenFile,
  nature: Extract<FileNature, { kind: "text" }>,
  layout: BankLayout | undefined,
): AsyncGenerator<BankRowReading> {
  if (nature.format === "mt940") yield* readMt940(open, nature.alphabet);
  else if (layout) yield* readCsv(open, nature.alphabet, layout);
  else yield problem({ rule: "layout_missing" });
}

async function* decoded(open: OpenFile, alphabet: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(alphabet);
  // One sort of line end, because a parser that meets two counts lines its own way.
  let held = "";
  for await (const piece of open()) {
    const text = held + decoder.decode(piece, { stream: true });
    held = text.endsWith("\r") ? "\r" : "";
    yield (held ? text.slice(0, -1) : text).replace(/\r\n?/g, "\n");
  }
  yield (held + decoder.decode()).replace(/\r\n?/g, "\n");
}

async function* readMt940(open: OpenFile, alphabet: string): AsyncGenerator<BankRowReading> {
  const reader = createMt940Reader();
  let line = 0;
  let rest = "";
  for await (const text of decoded(open, alphabet)) {
    const lines = (rest + text).split("\n");
    rest = lines.pop()!;
    for (const one of lines) {
      line += 1;
      yield* reader.take(one, line);
    }
  }
  if (rest !== "") yield* reader.take(rest, line + 1);
  yield* reader.end();
}

type ParsedRecord = { readonly record: readonly string[]; readonly info: { readonly lines: number } };

async function* readCsv(
  open: OpenFile,
  alphabet: string,
  layout: BankLayout,
): AsyncGenerator<BankRowReading> {
  const source = Readable.from(decoded(open, alphabet));
  // Where the last whole record ended: a quote that never closes was opened after it.
  let parsedTo = 0;
  const parser = parse({
    bom: true,
    delimiter: layout.separator,
    info: true,
    on_record: (record, { lines }) => {
      parsedTo = lines;
      return record;
    },
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: 200_000,
    record_delimiter: "\n",
  });
  source.on("error", (error) => parser.destroy(error)).pipe(parser);
  let columns: ReturnType<typeof findColumns>["columns"] | undefined;
  try {
    for await (const { record, info } of parser as AsyncIterable<ParsedRecord>) {
      const line = info.lines - record.reduce((sum, cell) => sum + cell.split("\n").length - 1, 0);
      if (line < layout.headerLine || isBlank(record)) continue;
      if (columns && layout.footer && startsWith(record[0], layout.footer)) return;
      if (columns) {
        yield readCsvRow(layout, columns, record, line);
        continue;
      }
      const found = findColumns(layout, record, line);
      columns = found.columns;
      for (const one of found.problems) yield { kind: "problem", problem: one };
      if (found.problems.length > 0) return;
    }
  } catch (error) {
    yield problem(problemOf(error, parsedTo));
  } finally {
    parser.destroy();
  }
}

const startsWith = (cell: string | undefined, words: string) =>
  (cell ?? "").trim().toLowerCase().startsWith(words.toLowerCase());

function problemOf(error: unknown, linesRead: number): BankProblem {
  switch ((error as { readonly code?: string }).code) {
    case "CSV_QUOTE_NOT_CLOSED":
      return { rule: "quote_open", line: linesRead + 1 };
    case "CSV_INVALID_CLOSING_QUOTE":
    case "INVALID_OPENING_QUOTE":
      return { rule: "quote_stray", line: linesRead + 1 };
    case "CSV_MAX_RECORD_SIZE":
      return { rule: "not_a_table", line: linesRead + 1 };
    default:
      throw error;
  }
}
