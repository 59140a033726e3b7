/** A credit note as a PDF, drawn from its frozen content alone. */
import { formatDay } from "~/calendar/day";
import { formatMonth } from "~/calendar/iuran-month";
import { dayInWib, formatInstantWib } from "~/calendar/wib";
import { formatRupiah } from "~/rupiah/rupiah";
import { createWords, type Words } from "~/words/words";
import type { CreditLine, CreditNoteContent } from "./credit-note-content";
import {
  drawAmount,
  drawFacts,
  drawHeading,
  drawName,
  drawProse,
  methodWords,
  openPaper,
  type PaperSeal,
} from "./paper-parts.server";
import type { Sheet } from "./paper-pdf.server";

/** The bytes of the paper; the same content and seal always give the same bytes. */
export async function renderCreditNotePdf(content: CreditNoteContent, seal: PaperSeal): Promise<Buffer> {
  const { t } = createWords("id");
  const sheet = openPaper(
    t,
    {
      title: t("receipt.credit.title"),
      fileTitle: `${t("receipt.credit.title")} ${content.number}`,
      number: content.number,
      issuedAt: new Date(content.issuedAt),
      operator: content.operator,
    },
    seal,
  );
  drawFacts(sheet, creditFacts(t, content));
  drawHeading(sheet, t("receipt.credit.lines"));
  drawLines(t, sheet, content.lines);
  sheet.need(120);
  sheet.rule();
  sheet.y += 8;
  drawAmount(sheet, t("receipt.credit.total"), content.totalRupiah, { strong: true });
  drawProse(sheet, t("receipt.paper.spelled", { words: content.terbilang }), { face: "italic" });
  sheet.y += 10;
  const { number } = content.receipt;
  drawAmount(sheet, t("receipt.credit.remaining", { number }), content.remainingRupiah);
  sheet.y += 10;
  if (content.lines.some((line) => line.what === "premium"))
    drawProse(sheet, t("receipt.credit.effect", { number }));
  return sheet.finish();
}

function creditFacts(t: Words, content: CreditNoteContent): (readonly [string, string])[] {
  const { receipt, payment } = content;
  const method = methodWords(t, payment.method);
  const day = formatDay(dayInWib(new Date(receipt.issuedAt)), "id");
  const amount = formatRupiah(receipt.totalRupiah);
  return [
    [t("receipt.credit.payer"), content.payer.name],
    [t("receipt.credit.receipt"), t("receipt.credit.receiptOf", { number: receipt.number, day, amount })],
    [t("receipt.credit.refundedAt"), formatInstantWib(new Date(content.refundedAt), "id")],
    [t("receipt.credit.refund"), content.refundCode],
    [t("receipt.paper.order"), payment.orderCode],
    [t("receipt.paper.payment"), payment.paymentCode],
    ...(method ? [[t("receipt.paper.method"), method] as const] : []),
  ];
}

function drawLines(t: Words, sheet: Sheet, lines: readonly CreditLine[]): void {
  let named = "";
  for (const line of lines) {
    if (line.what !== "premium") {
      const label = line.what === "fee_cover" ? t("receipt.credit.feeCover") : t("receipt.credit.suspense");
      drawAmount(sheet, label, line.amountRupiah);
      continue;
    }
    const worker = `${line.workerName} ${line.nikMasked}`;
    if (worker !== named) drawName(sheet, line.workerName, t("receipt.paper.nik", { nik: line.nikMasked }));
    named = worker;
    drawAmount(sheet, formatMonth(line.month, "id"), line.amountRupiah, { indent: 12 });
  }
  sheet.y += 8;
}
