/** The lists of remittance as files: the columns of the screen, identity numbers masked. */
import { dayInWib } from "~/calendar/wib";
import { type OutColumn, type OutSheet, type SheetFormat, sheetResponse } from "~/sheets/write-sheet.server";
import { createWords } from "~/words/words";
import type { ListedAnswer } from "./answer-list-queries.server";
import type { AnswerImport } from "./answer-queries.server";
import type { ListedBatch } from "./batch-steps-queries.server";
import type { GovernmentList } from "./government-queries.server";
import type { ListedItem } from "./remittance-queries.server";
import type { ListedWaiting } from "./waiting-months-queries.server";

const { t } = createWords("id");
type Rows<Row> = OutSheet<Row>["rows"];

function answer<Row>(
  fileName: string,
  columns: readonly OutColumn<Row>[],
  rows: Rows<Row>,
  format: SheetFormat,
): Promise<Response> {
  return sheetResponse({ fileName, sheetName: fileName, columns, rows }, format);
}

export function waitingSheet(rows: Rows<ListedWaiting>, format: SheetFormat): Promise<Response> {
  return answer(
    "menunggu-disetor",
    [
      { name: t("remittance.waiting.worker"), kind: "text", value: (row) => row.workerName, width: 32 },
      { name: "NIK", kind: "text", value: (row) => row.nikMasked, width: 20 },
      { name: t("remittance.home.month"), kind: "text", value: (row) => row.month },
      { name: t("remittance.waiting.amount"), kind: "number", value: (row) => row.paidRupiah },
      { name: t("remittance.waiting.order"), kind: "text", value: (row) => row.orderCode },
      { name: t("remittance.waiting.paidAt"), kind: "day", value: (row) => dayInWib(row.paidAt) },
    ],
    rows,
    format,
  );
}

export function batchesSheet(rows: Rows<ListedBatch>, format: SheetFormat): Promise<Response> {
  return answer(
    "setoran",
    [
      { name: t("remittance.home.number"), kind: "text", value: (row) => row.number },
      {
        name: t("remittance.home.state"),
        kind: "text",
        value: (row) => t(`remittance.state.${row.state}`),
        width: 28,
      },
      { name: t("remittance.home.items"), kind: "number", value: (row) => row.items },
      { name: t("remittance.home.due"), kind: "number", value: (row) => row.dueRupiah },
      { name: t("remittance.home.preparedBy"), kind: "text", value: (row) => row.preparedBy },
      { name: t("remittance.home.approvedBy"), kind: "text", value: (row) => row.approvedBy },
      { name: t("remittance.home.paidOn"), kind: "day", value: (row) => row.paidOn },
      { name: t("remittance.standing.accepted"), kind: "number", value: (row) => row.accepted },
      { name: t("remittance.standing.refused"), kind: "number", value: (row) => row.refused },
    ],
    rows,
    format,
  );
}

export function itemsSheet(number: string, rows: Rows<ListedItem>, format: SheetFormat): Promise<Response> {
  return answer(
    `isi-${number}`,
    [
      { name: t("remittance.waiting.worker"), kind: "text", value: (row) => row.workerName, width: 32 },
      { name: "NIK", kind: "text", value: (row) => row.nikMasked, width: 20 },
      { name: t("remittance.waiting.order"), kind: "text", value: (row) => row.orderCode },
      { name: t("remittance.home.month"), kind: "text", value: (row) => row.month },
      { name: "JKK", kind: "number", value: (row) => row.jkk },
      { name: "JKM", kind: "number", value: (row) => row.jkm },
      { name: "JHT", kind: "number", value: (row) => row.jht },
      { name: t("remittance.batch.due"), kind: "number", value: (row) => row.dueRupiah },
      {
        name: t("remittance.batch.checks"),
        kind: "text",
        value: (row) => row.checks.map((check) => t(`remittance.check.${check}`)).join("; "),
      },
      { name: t("remittance.batch.leftOut"), kind: "text", value: (row) => row.leftOutReason },
      {
        name: t("remittance.batch.outcome"),
        kind: "text",
        value: (row) => row.outcome && t(`remittance.standing.${row.outcome}`),
      },
      { name: t("remittance.batch.reason"), kind: "text", value: (row) => row.reason },
      { name: "KPJ", kind: "text", value: (row) => row.kpj },
    ],
    rows,
    format,
  );
}

export function answersSheet(rows: Rows<ListedAnswer>, format: SheetFormat): Promise<Response> {
  return answer(
    "jawaban-bpjs",
    [
      { name: t("remittance.waiting.worker"), kind: "text", value: (row) => row.workerName, width: 32 },
      { name: "NIK", kind: "text", value: (row) => row.nikMasked, width: 20 },
      { name: t("remittance.waiting.order"), kind: "text", value: (row) => row.orderCode },
      { name: t("remittance.home.month"), kind: "text", value: (row) => row.month },
      {
        name: t("remittance.batch.outcome"),
        kind: "text",
        value: (row) => t(`remittance.standing.${row.outcome}`),
      },
      { name: t("remittance.batch.reason"), kind: "text", value: (row) => row.reason },
      { name: "KPJ", kind: "text", value: (row) => row.kpj },
      { name: t("remittance.answers.willReturn"), kind: "number", value: (row) => row.returnedRupiah },
    ],
    rows,
    format,
  );
}

export function importsSheet(rows: Rows<AnswerImport>, format: SheetFormat): Promise<Response> {
  return answer(
    "impor-jawaban",
    [
      { name: t("remittance.answers.file"), kind: "text", value: (row) => row.fileName, width: 32 },
      { name: t("remittance.answers.importedBy"), kind: "text", value: (row) => row.importedBy },
      { name: t("remittance.answers.importedOn"), kind: "day", value: (row) => dayInWib(row.importedAt) },
      { name: t("remittance.standing.accepted"), kind: "number", value: (row) => row.accepted },
      { name: t("remittance.standing.refused"), kind: "number", value: (row) => row.refused },
      { name: t("remittance.answers.willReturn"), kind: "number", value: (row) => row.returnedRupiah },
      { name: t("remittance.answers.undone"), kind: "text", value: (row) => row.undoneReason },
    ],
    rows,
    format,
  );
}

export function governmentSheet(rows: Rows<GovernmentList>, format: SheetFormat): Promise<Response> {
  return answer(
    "daftar-pemerintah",
    [
      { name: t("remittance.government.source"), kind: "text", value: (row) => row.sourceName, width: 32 },
      { name: t("remittance.answers.file"), kind: "text", value: (row) => row.fileName },
      { name: t("remittance.government.from"), kind: "text", value: (row) => row.fromMonth },
      { name: t("remittance.government.to"), kind: "text", value: (row) => row.toMonth },
      { name: t("remittance.government.rows"), kind: "number", value: (row) => row.rowCount },
      { name: t("remittance.government.findings"), kind: "number", value: (row) => row.openFindings },
      { name: t("remittance.answers.importedBy"), kind: "text", value: (row) => row.importedBy },
      { name: t("remittance.answers.undone"), kind: "text", value: (row) => row.undoneReason },
    ],
    rows,
    format,
  );
}
