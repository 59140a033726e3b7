/**
 * A layout is a branch's own template for the list that goes with a transfer: which columns, in which order, called
 * what, written how. Admins keep as many as they need; a file is one row per worker and month.
 */
import { formatMonth } from "~/calendar/iuran-month";
import { readNik } from "~/people/nik";

/** What a column may hold. `text` is the same words in every row. */
export const layoutFields = [
  "nik",
  "kpj",
  "name",
  "birth_date",
  "sex",
  "phone",
  "occupation",
  "village",
  "kecamatan",
  "month",
  "base",
  "jkk",
  "jkm",
  "jht",
  "total",
  "batch",
  "reference",
  "number",
  "text",
] as const;
export type LayoutField = (typeof layoutFields)[number];

/** How a field may be written; the first one when nothing is chosen. */
export const fieldFormats = {
  birth_date: ["iso", "dmy"],
  sex: ["lp", "words"],
  phone: ["local", "international"],
  month: ["iso", "month_year", "words", "compact"],
  name: ["as_is", "upper"],
  village: ["as_is", "upper"],
  kecamatan: ["as_is", "upper"],
  occupation: ["as_is", "upper"],
} as const satisfies Partial<Record<LayoutField, readonly string[]>>;
export type FieldFormat = (typeof fieldFormats)[keyof typeof fieldFormats][number];

export type LayoutColumn = {
  readonly field: LayoutField;
  readonly name: string;
  readonly format?: FieldFormat | undefined;
  /** What a column of `text` says. */
  readonly text?: string | undefined;
};
export type Layout = {
  readonly id: string;
  readonly name: string;
  readonly columns: readonly LayoutColumn[];
};

/** Columns every layout begins as, and the file has when none is saved. */
export const defaultColumns: readonly LayoutColumn[] = [
  { field: "number", name: "No" },
  { field: "nik", name: "NIK" },
  { field: "kpj", name: "KPJ" },
  { field: "name", name: "Nama" },
  { field: "birth_date", name: "Tanggal lahir", format: "dmy" },
  { field: "phone", name: "No. HP", format: "local" },
  { field: "occupation", name: "Pekerjaan" },
  { field: "village", name: "Desa/kelurahan" },
  { field: "kecamatan", name: "Kecamatan" },
  { field: "month", name: "Bulan iuran", format: "iso" },
  { field: "base", name: "Dasar upah" },
  { field: "jkk", name: "JKK" },
  { field: "jkm", name: "JKM" },
  { field: "jht", name: "JHT" },
  { field: "total", name: "Jumlah" },
  { field: "reference", name: "Referensi" },
];

export type ExportRow = {
  readonly number: number;
  readonly itemId: number;
  readonly batch: string;
  readonly nik: string;
  readonly kpj: string;
  readonly name: string;
  readonly bornOn: string;
  readonly phone: string;
  readonly occupation: string;
  readonly village: string;
  readonly kecamatan: string;
  readonly month: string;
  readonly base: number;
  readonly jkk: number;
  readonly jkm: number;
  readonly jht: number;
  readonly total: number;
};

const numeric: readonly LayoutField[] = ["number", "base", "jkk", "jkm", "jht", "total"];
export const isNumericField = (field: LayoutField) => numeric.includes(field);

/** What the column holds in this row: whole rupiah as numbers, all else as text. */
export function valueIn(column: LayoutColumn, row: ExportRow): string | number {
  const { field, format } = column;
  switch (field) {
    case "number":
    case "base":
    case "jkk":
    case "jkm":
    case "jht":
    case "total":
      return row[field];
    case "nik":
    case "kpj":
    case "batch":
      return row[field];
    case "name":
    case "occupation":
    case "village":
    case "kecamatan":
      return format === "upper" ? row[field].toUpperCase() : row[field];
    case "birth_date":
      return format === "dmy" ? row.bornOn.split("-").reverse().join("/") : row.bornOn;
    case "sex":
      return sexOf(row.nik, format);
    case "phone":
      return row.phone.replace(/^\+62/, format === "international" ? "62" : "0");
    case "month":
      return monthAs(row.month, format);
    case "reference":
      return itemReference(row.itemId);
    case "text":
      return column.text ?? "";
  }
}

function sexOf(nik: string, format: FieldFormat | undefined): string {
  const read = readNik(nik);
  if (read.kind === "not_a_nik") return "";
  if (format === "words") return read.sex === "female" ? "Perempuan" : "Laki-laki";
  return read.sex === "female" ? "P" : "L";
}

function monthAs(month: string, format: FieldFormat | undefined): string {
  const [year = "", number = ""] = month.split("-");
  switch (format) {
    case "month_year":
      return `${number}/${year}`;
    case "words":
      return formatMonth(month, "id");
    case "compact":
      return `${year}${number}`;
    default:
      return month;
  }
}

/** `SC-1042`: what BPJS may give back beside its answer, so that a row is known without its NIK. */
export const itemReference = (itemId: number) => `SC-${itemId}`;
export const readItemReference = (text: string): number | undefined => {
  const digits = /^SC-(\d{1,15})$/i.exec(text.trim())?.[1];
  return digits ? Number(digits) : undefined;
};

export type LayoutMistake = {
  readonly field: string;
  readonly rule: "name" | "no_columns" | "column_name" | "name_twice" | "text_missing";
};
export type LayoutReading =
  | { readonly kind: "layout"; readonly name: string; readonly columns: readonly LayoutColumn[] }
  | { readonly kind: "mistakes"; readonly mistakes: readonly LayoutMistake[] };

/** Most columns a template has. */
export const MOST_COLUMNS = 40;

/** Reads the form of a layout: `nama`, and per column `urutan-1`, `isi-1`, `judul-1`, `bentuk-1`, `teks-1`. */
export function readLayout(fields: Readonly<Record<string, string>>): LayoutReading {
  const mistakes: LayoutMistake[] = [];
  const name = (fields.nama ?? "").replace(/\s+/g, " ").trim();
  if (name.length < 2 || name.length > 80) mistakes.push({ field: "nama", rule: "name" });
  const given = Array.from({ length: MOST_COLUMNS }, (_, index) => index + 1).flatMap((at) => {
    const field = layoutFields.find((each) => each === fields[`isi-${at}`]);
    if (!field) return [];
    const head = (fields[`judul-${at}`] ?? "").trim().slice(0, 80);
    if (head === "") mistakes.push({ field: `judul-${at}`, rule: "column_name" });
    const text = (fields[`teks-${at}`] ?? "").trim().slice(0, 120);
    if (field === "text" && text === "") mistakes.push({ field: `teks-${at}`, rule: "text_missing" });
    const formats: readonly string[] =
      field in fieldFormats ? fieldFormats[field as keyof typeof fieldFormats] : [];
    const format = formats.find((each) => each === fields[`bentuk-${at}`]) as FieldFormat | undefined;
    const order = Number.parseInt(fields[`urutan-${at}`] ?? "", 10);
    return [
      {
        at,
        order: Number.isFinite(order) ? order : at,
        column: { field, name: head, ...(format ? { format } : {}), ...(field === "text" ? { text } : {}) },
      },
    ];
  });
  if (given.length === 0) mistakes.push({ field: "isi-1", rule: "no_columns" });
  const names = given.map(({ column }) => column.name.toLowerCase());
  for (const [index, { at }] of given.entries())
    if (names[index] !== "" && names.indexOf(names[index]!) !== index)
      mistakes.push({ field: `judul-${at}`, rule: "name_twice" });
  if (mistakes.length > 0) return { kind: "mistakes", mistakes };
  const columns = [...given].sort((a, b) => a.order - b.order || a.at - b.at).map(({ column }) => column);
  return { kind: "layout", name, columns };
}
