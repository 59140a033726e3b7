/** The report of a closed month as a table for spreadsheets. */
import type { IuranMonth } from "~/calendar/iuran-month";
import type { OutSheet } from "~/sheets/write-sheet.server";
import type { Words } from "~/words/words";
import type { PeriodRow } from "./period-rows";

export function periodSheet(month: IuranMonth, rows: readonly PeriodRow[], t: Words): OutSheet<PeriodRow> {
  const amount = (
    key: "begin" | "end" | "gateway" | "bank" | "journal" | "bpjs" | "difference",
    name = t(`closing.column.${key}`),
  ) => ({ name, kind: "number" as const, value: (row: PeriodRow) => row[key], width: 18 });
  return {
    fileName: `tutup-buku-${month}`,
    sheetName: `Tutup buku ${month}`,
    columns: [
      { name: t("closing.column.section"), kind: "text", value: (row) => row.section, width: 36 },
      { name: t("closing.column.what"), kind: "text", value: (row) => row.what, width: 44 },
      amount("begin"),
      amount("end"),
      amount("gateway"),
      amount("bank"),
      amount("journal"),
      amount("bpjs"),
      amount("difference"),
      { name: t("closing.column.note"), kind: "text", value: (row) => row.note, width: 60 },
    ],
    rows,
  };
}
