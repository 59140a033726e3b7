/** A receipt as a PDF, drawn from its frozen content alone. */
import { addMonths, formatMonth, formatMonths } from "~/calendar/iuran-month";
import { formatInstantWib } from "~/calendar/wib";
import { formatRupiah } from "~/rupiah/rupiah";
import { createWords, type Words } from "~/words/words";
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
import type { PaperLine, PaperMonth, PaperWorker, ReceiptContent } from "./receipt-content";

/** The bytes of the paper; the same content and seal always give the same bytes. */
export async function renderReceiptPdf(content: ReceiptContent, seal: PaperSeal): Promise<Buffer> {
  const { t } = createWords("id");
  const sheet = openPaper(
    t,
    {
      title: t("receipt.paper.title"),
      fileTitle: `${t("receipt.paper.title")} ${content.number}`,
      number: content.number,
      issuedAt: new Date(content.issuedAt),
      operator: content.operator,
    },
    seal,
  );
  drawFacts(sheet, paymentFacts(t, content));
  if (content.workers.length > 0) {
    drawHeading(sheet, t("receipt.paper.covers"));
    for (const worker of content.workers) drawWorker(t, sheet, worker);
  }
  if (content.waitingRupiah > 0) drawWaiting(t, sheet, content);
  drawSums(t, sheet, content);
  drawEnd(t, sheet, content);
  return sheet.finish();
}

function paymentFacts(t: Words, content: ReceiptContent): (readonly [string, string])[] {
  const { payer, payment } = content;
  const method = methodWords(t, payment.method);
  return [
    [t("receipt.paper.payer"), payer.name],
    ...(payer.shownAs === "hamba_allah"
      ? [[t("receipt.paper.shownAs"), t("receipt.paper.hambaAllah")] as const]
      : []),
    [t("receipt.paper.paidAt"), formatInstantWib(new Date(content.paidAt), "id")],
    [t("receipt.paper.order"), payment.orderCode],
    [t("receipt.paper.payment"), payment.paymentCode],
    ...(method ? [[t("receipt.paper.method"), method] as const] : []),
  ];
}

function drawWorker(t: Words, sheet: Sheet, worker: PaperWorker): void {
  drawName(sheet, worker.name, t("receipt.paper.nik", { nik: worker.nikMasked }));
  for (const run of runsAtOnePrice(worker.months)) {
    const count = run.length;
    const lines = run[0]!.lines;
    const span =
      count === 1
        ? formatMonth(run[0]!.month, "id")
        : `${formatMonths(
            run.map(({ month }) => month),
            "id",
          )} (${t("receipt.paper.months", { count })})`;
    drawAmount(sheet, span, count * sumOf(lines), {
      indent: 12,
      note: t("receipt.paper.each", { programmes: programmeWords(t, lines) }),
    });
  }
  sheet.y += 8;
}

/** Months that follow each other at the same price per programme, told as one line. */
export function runsAtOnePrice(months: readonly PaperMonth[]): readonly (readonly PaperMonth[])[] {
  const runs: PaperMonth[][] = [];
  for (const next of months) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (run && last && addMonths(last.month, 1) === next.month && priceKey(last) === priceKey(next))
      run.push(next);
    else runs.push([next]);
  }
  return runs;
}

const priceKey = ({ lines }: PaperMonth) =>
  lines.map((line) => `${line.programme} ${line.amountRupiah}`).join(", ");
const sumOf = (lines: readonly PaperLine[]) => lines.reduce((sum, line) => sum + line.amountRupiah, 0);
const programmeWords = (t: Words, lines: readonly PaperLine[]) =>
  lines
    .map((line) => `${t(`receipt.programmes.${line.programme}`)} ${formatRupiah(line.amountRupiah)}`)
    .join(" + ");

function drawWaiting(t: Words, sheet: Sheet, content: ReceiptContent): void {
  drawHeading(sheet, t("receipt.paper.waitingTitle"));
  if (content.waiting.length > 0) drawProse(sheet, t("receipt.paper.waitingWhy"));
  sheet.y += 4;
  for (const worker of content.waiting) drawWorker(t, sheet, worker);
  const named = content.waiting.flatMap((worker) => worker.months.flatMap((month) => month.lines));
  const other = content.waitingRupiah - sumOf(named);
  if (other > 0) drawAmount(sheet, t("receipt.paper.waitingOther"), other, { indent: 12 });
}

function drawSums(t: Words, sheet: Sheet, content: ReceiptContent): void {
  sheet.need(110);
  sheet.rule();
  sheet.y += 8;
  if (content.feeCoverRupiah > 0 || content.waitingRupiah > 0) {
    if (content.premiumRupiah > 0) drawAmount(sheet, t("receipt.paper.premium"), content.premiumRupiah);
    if (content.feeCoverRupiah > 0) drawAmount(sheet, t("receipt.paper.feeCover"), content.feeCoverRupiah);
    if (content.waitingRupiah > 0) drawAmount(sheet, t("receipt.paper.waiting"), content.waitingRupiah);
    sheet.y += 4;
  }
  drawAmount(sheet, t("receipt.paper.total"), content.totalRupiah, { strong: true });
  drawProse(sheet, t("receipt.paper.spelled", { words: content.terbilang }), { face: "italic" });
  sheet.y += 14;
}

function drawEnd(t: Words, sheet: Sheet, content: ReceiptContent): void {
  sheet.need(64);
  drawProse(sheet, `${t("receipt.paper.official")}.`, { face: "semibold" });
  if (content.premiumRupiah > 0) {
    const key = content.feeCoverRupiah > 0 ? "receipt.paper.entrustedWithFee" : "receipt.paper.entrusted";
    if (content.waitingRupiah === 0) drawProse(sheet, t(key, { operator: content.operator.name }));
    drawProse(sheet, t("receipt.paper.sources", { sources: content.sources.join("; ") }));
  }
}
