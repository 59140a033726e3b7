/**
 * Workbooks. A workbook is a packed folder of XML, and who packs it can lie about it, so three looks come before the
 * library that reads it: how large it says to become, which sheets it has, and how far its cells reach.
 */
import { strFromU8, type UnzipFileInfo, unzipSync } from "fflate";
import { InvalidSpreadsheetError, readSheet as readWorkbook } from "read-excel-file/universal";
import {
  type Cell,
  columnLetter,
  type Grid,
  type SheetProblem,
  type SheetRow,
  sameName,
  unreadable,
} from "./sheet";

export type WorkbookLimits = {
  readonly sheet?: string | undefined;
  readonly maximumUnpackedBytes: number;
  readonly maximumRows: number;
  readonly maximumColumns: number;
};

type GridReading = { readonly kind: "grid"; readonly grid: Grid } | ReturnType<typeof unreadable>;

/** No table packs better than this; what does is made to burst. Small files may. */
const MOST_RATIO = 250;
const SMALL_BYTES = 5_000_000;

/** Reads one sheet of a workbook: the wanted one by name, otherwise the first. */
export async function readXlsxGrid(bytes: Uint8Array, limits: WorkbookLimits): Promise<GridReading> {
  const parts = unpack(bytes, limits.maximumUnpackedBytes);
  if ("rule" in parts) return unreadable(parts);
  const sheets = sheetsOf(parts);
  const wanted = limits.sheet;
  const at = wanted === undefined ? 0 : sheets.findIndex((sheet) => sameName(sheet.name, wanted));
  const chosen = sheets[at];
  if (sheets.length === 0) return unreadable({ rule: "broken_workbook" });
  if (!chosen)
    return unreadable({ rule: "sheet_missing", detail: sheets.map((sheet) => sheet.name).join(", ") });
  const xml = parts.files[chosen.path];
  if (!xml) return unreadable({ rule: "broken_workbook" });
  const marks = markedCells(strFromU8(xml));
  const reach = reachProblem(marks, limits);
  if (reach) return unreadable(reach);
  try {
    const data = await readWorkbook<RawNumber>(toArrayBuffer(bytes), at + 1, {
      parseNumber: (text) => ({ text }),
    });
    return { kind: "grid", grid: { lines: toLines(data, marks), ragged: false, name: chosen.name } };
  } catch (error) {
    if (error instanceof InvalidSpreadsheetError || error instanceof Error)
      return unreadable({ rule: "broken_workbook", detail: error.message.slice(0, 200) });
    throw error;
  }
}

type RawNumber = { readonly text: string };
type Parts = { readonly files: Readonly<Record<string, Uint8Array>> };

/** Adds up what the archive says it will become before anything is unpacked; a lie is cut off at what it said. */
function unpack(bytes: Uint8Array, maximumBytes: number): Parts | SheetProblem {
  let total = 0;
  let bursting = false;
  const look = (file: UnzipFileInfo) => {
    total += file.originalSize;
    bursting ||= file.originalSize > SMALL_BYTES && file.originalSize > file.size * MOST_RATIO;
    return false;
  };
  try {
    unzipSync(bytes, { filter: look });
    if (bursting || total > maximumBytes) return { rule: "bomb" };
    return { files: unzipSync(bytes, { filter: (file) => /\.(xml|rels)$/.test(file.name) }) };
  } catch {
    return { rule: "broken_workbook" };
  }
}

/** The sheets in the order of the workbook, with the file each lies in. */
function sheetsOf({ files }: Parts): readonly { readonly name: string; readonly path: string }[] {
  const text = (path: string) => (files[path] ? strFromU8(files[path]) : "");
  const targets = new Map(
    [...text("xl/_rels/workbook.xml.rels").matchAll(/<(?:\w+:)?Relationship\s([^<>]*)>/g)].map(
      ([, inside]) => [attribute(inside!, "Id"), attribute(inside!, "Target").replace(/^\/?(xl\/)?/, "xl/")],
    ),
  );
  return [...text("xl/workbook.xml").matchAll(/<(?:\w+:)?sheet\s([^<>]*)>/g)].map(([, inside]) => ({
    name: attribute(inside!, "name"),
    path: targets.get(attribute(inside!, "(?:\\w+:)?id")) ?? "",
  }));
}

function attribute(inside: string, name: string): string {
  const found = new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(inside)?.[1] ?? "";
  const signs: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
  return found.replace(/&(amp|lt|gt|quot|apos);/g, (_, sign: string) => signs[sign]!);
}

type Marks = {
  readonly formulas: ReadonlySet<string>;
  readonly errors: ReadonlySet<string>;
  readonly lastLine: number;
  readonly lastColumn: number;
  readonly cells: number;
};

/** The cells that are worked out or in error, and how far the cells reach. One pass over the tags. */
function markedCells(xml: string): Marks {
  const formulas = new Set<string>();
  const errors = new Set<string>();
  let [lastLine, lastColumn, cells, here] = [0, 0, 0, ""];
  for (const [, name, inside] of xml.matchAll(/<(?:\w+:)?(c|f|row)(?=[\s>/])([^<>]*)>/g)) {
    if (name === "f") formulas.add(here);
    else if (name === "row") lastLine = Math.max(lastLine, Number(attribute(inside!, "r")) || 0);
    else {
      here = attribute(inside!, "r");
      cells += 1;
      const [, letters = "", digits = "0"] = /^([A-Z]{1,3})(\d{1,7})$/.exec(here) ?? [];
      lastLine = Math.max(lastLine, Number(digits));
      lastColumn = Math.max(lastColumn, columnNumber(letters));
      if (/(?:^|\s)t="e"/.test(inside!)) errors.add(here);
    }
  }
  return { formulas, errors, lastLine, lastColumn, cells };
}

const columnNumber = (letters: string) =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);

/** A cell far below or far right makes a small file a huge table: the library fills all that lies between. */
function reachProblem(marks: Marks, limits: WorkbookLimits): SheetProblem | undefined {
  // A few lines of title may stand above the rows that count, and formatted but empty lines below.
  if (marks.lastLine > limits.maximumRows * 2 + 1_000)
    return { rule: "too_many_rows", line: marks.lastLine, detail: String(limits.maximumRows) };
  if (marks.lastColumn > limits.maximumColumns * 2 + 50)
    return {
      rule: "too_many_columns",
      column: columnLetter(marks.lastColumn),
      detail: String(limits.maximumColumns),
    };
  return undefined;
}

type RawCell = string | boolean | RawNumber | Date | null;

function toLines(data: readonly (readonly unknown[])[], marks: Marks): SheetRow[] {
  return data.map((cells, index) => {
    const line = index + 1;
    return {
      line,
      cells: cells.map((cell, at) => toCell(cell as RawCell, `${columnLetter(at + 1)}${line}`, marks)),
    };
  });
}

function toCell(raw: RawCell, place: string, marks: Marks): Cell {
  if (marks.formulas.has(place)) return { kind: "formula", shown: rawText(raw) };
  if (marks.errors.has(place)) return { kind: "error", shown: "#" };
  if (raw === null || raw === "") return { kind: "empty" };
  if (raw instanceof Date) return { kind: "day", day: raw.toISOString().slice(0, 10) };
  if (typeof raw === "string") return { kind: "text", text: raw };
  if (typeof raw === "boolean") return { kind: "text", text: raw ? "TRUE" : "FALSE" };
  const number = Number(raw.text);
  return { kind: "number", number, text: Number.isInteger(number) ? String(number) : raw.text };
}

function rawText(raw: RawCell): string {
  if (raw === null) return "";
  if (raw instanceof Date) return raw.toISOString().slice(0, 10);
  return typeof raw === "object" ? raw.text : String(raw);
}

/** The library wants a buffer of its own; Node's may be a window into a larger one. */
function toArrayBuffer(bytes: Uint8Array): ArrayBuffer {
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
}
