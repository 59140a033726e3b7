/** The report of a closed month on paper: the places of the money, the four books side by side, what is carried on. */
import { formatMonth } from "~/calendar/iuran-month";
import { formatInstantWib } from "~/calendar/wib";
import { INK, LEAF, LEFT, openSheet, RIGHT, type Sheet, SOFT } from "~/receipts/paper-pdf.server";
import { formatRupiah } from "~/rupiah/rupiah";
import { createWords, type Words } from "~/words/words";
import type { PeriodClose } from "./period-queries.server";
import { type PeriodRow, periodRows } from "./period-rows";

const WIDTH = RIGHT - LEFT;
const LABEL = 190;

/** A4, in Indonesian; the same closing gives the same bytes. */
export async function drawPeriodReport(close: PeriodClose, operator: string): Promise<Buffer> {
  const { t } = createWords("id");
  const month = formatMonth(close.month, "id");
  const sheet = openSheet({
    title: t("closing.paper.title", { month }),
    author: operator,
    issuedAt: close.closedAt,
    foot: [
      t("closing.paper.operator", { name: operator }),
      t("closing.paper.hash", { hash: close.hash }),
      t("closing.paper.previous", { hash: close.previousHash }),
    ],
    pageMark: (current, total) => t("closing.paper.page", { month, current, total }),
  });
  sheet.brand();
  sheet.y += 52;
  sheet.y += sheet.text(t("closing.paper.title", { month }), LEFT, { face: "bold", size: 20 }) + 6;
  for (const line of [
    t("closing.paper.prepared", { by: close.preparedBy, at: formatInstantWib(close.preparedAt, "id") }),
    t("closing.paper.closed", { by: close.closedBy, at: formatInstantWib(close.closedAt, "id") }),
    t("closing.paper.entries", {
      count: close.content.entries.count,
      digest: close.content.entries.digest,
    }),
  ])
    sheet.y += sheet.text(line, LEFT, { size: 9, colour: SOFT }) + 2;
  const rows = periodRows(close.content, t);
  const sections = [...new Set(rows.map(({ section }) => section))];
  for (const section of sections)
    drawSection(
      sheet,
      t,
      section,
      rows.filter((row) => row.section === section),
    );
  return sheet.finish();
}

type Column = { readonly head: string; readonly of: (row: PeriodRow) => number | undefined };

function columnsOf(t: Words, rows: readonly PeriodRow[]): readonly Column[] {
  const all: readonly Column[] = [
    { head: t("closing.column.begin"), of: (row) => row.begin },
    { head: t("closing.column.end"), of: (row) => row.end },
    { head: t("closing.column.gateway"), of: (row) => row.gateway },
    { head: t("closing.column.bank"), of: (row) => row.bank },
    { head: t("closing.column.journal"), of: (row) => row.journal },
    { head: t("closing.column.bpjs"), of: (row) => row.bpjs },
    { head: t("closing.column.difference"), of: (row) => row.difference },
  ];
  return all.filter((column) => rows.some((row) => column.of(row) !== undefined));
}

function drawSection(sheet: Sheet, t: Words, title: string, rows: readonly PeriodRow[]): void {
  const columns = columnsOf(t, rows);
  const wide = (WIDTH - LABEL) / columns.length;
  const small = columns.length > 3 ? 8 : 9.5;
  sheet.need(70);
  sheet.y += 16;
  sheet.y += sheet.text(title, LEFT, { face: "semibold", size: 12, colour: LEAF }) + 4;
  const heads = columns.map((column, index) =>
    sheet.text(column.head, LEFT + LABEL + index * wide, {
      size: 8,
      colour: SOFT,
      width: wide - 4,
      align: "right",
    }),
  );
  sheet.y += Math.max(...heads, 0) + 3;
  sheet.rule();
  sheet.y += 5;
  for (const row of rows) {
    const label = { size: small, width: LABEL - 8 } as const;
    const note = row.note ? sheet.heightOf(row.note, { size: 8, width: WIDTH }) + 2 : 0;
    const height = sheet.heightOf(row.what, label);
    sheet.need(height + note + 6);
    sheet.text(row.what, LEFT, label);
    for (const [index, column] of columns.entries()) {
      const amount = column.of(row);
      sheet.text(amount === undefined ? "–" : formatRupiah(amount), LEFT + LABEL + index * wide, {
        size: small,
        width: wide - 4,
        align: "right",
        figures: true,
        colour: amount === undefined ? SOFT : INK,
      });
    }
    sheet.y += height + 2;
    if (row.note) {
      sheet.text(row.note, LEFT, { size: 8, colour: SOFT });
      sheet.y += note;
    }
    sheet.y += 3;
  }
}
