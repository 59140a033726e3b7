/** The letters around a payment: its receipt, its credit note, money given back, money that waits. */
import { formatDay } from "~/calendar/day";
import { formatMonths } from "~/calendar/iuran-month";
import { dayInWib } from "~/calendar/wib";
import { type Letter, type LetterFact, letter } from "~/mail/letter";
import { letterFooter } from "~/mail/letter-footer";
import { formatRupiah } from "~/rupiah/rupiah";
import type { Words } from "~/words/words";
import type { CreditNoteContent } from "./credit-note-content";
import type { PaperOperator, PaperWorker, ReceiptContent } from "./receipt-content";

export type LetterPlace = {
  readonly t: Words;
  readonly locale: "id" | "en";
  readonly operator: PaperOperator;
  /** The sponsor's own page. */
  readonly mineUrl: string;
};

/** Brings a receipt; `again` when somebody asked for it once more. */
export function receiptLetter(
  content: ReceiptContent,
  place: LetterPlace & { readonly checkUrl: string; readonly again: boolean },
): Letter {
  const { t, locale } = place;
  const amount = formatRupiah(content.totalRupiah);
  const day = formatDay(dayInWib(new Date(content.paidAt)), locale);
  const { number } = content;
  const count = content.workers.length;
  const waiting = formatRupiah(content.waitingRupiah);
  return letter({
    locale,
    subject: t("receipt.letter.subject", { number, amount }),
    preheader:
      count > 0
        ? t("receipt.letter.preheader", { amount, day, count })
        : t("receipt.letter.preheaderWaiting", { amount, day }),
    greeting: t("receipt.letter.greeting", { name: content.payer.name }),
    blocks: [
      { kind: "paragraph", text: t("receipt.letter.fact", { amount, day, number }) },
      ...(place.again ? [{ kind: "paragraph", text: t("receipt.letter.again") } as const] : []),
      ...(count > 0 ? [{ kind: "paragraph", text: t("receipt.letter.thanks") } as const] : []),
      { kind: "facts", facts: receiptFacts(t, locale, content) },
      ...(content.waitingRupiah > 0
        ? [{ kind: "note", text: t("receipt.letter.waitingNote", { amount: waiting }) } as const]
        : []),
      ...(count > 0 ? [{ kind: "paragraph", text: t("receipt.letter.next") } as const] : []),
      { kind: "button", text: t("receipt.letter.button"), url: place.mineUrl },
      { kind: "note", text: t("receipt.letter.note", { url: place.checkUrl }) },
    ],
    footer: letterFooter(t, place.operator, t("receipt.letter.why", { order: content.payment.orderCode })),
  });
}

function receiptFacts(t: Words, locale: "id" | "en", content: ReceiptContent): readonly LetterFact[] {
  return [
    ...content.workers.map((worker) => workerFact(locale, worker)),
    ...(content.feeCoverRupiah > 0
      ? [{ label: t("receipt.letter.feeCover"), value: formatRupiah(content.feeCoverRupiah) }]
      : []),
    ...(content.waitingRupiah > 0
      ? [{ label: t("receipt.letter.waiting"), value: formatRupiah(content.waitingRupiah) }]
      : []),
    { label: t("receipt.letter.total"), value: formatRupiah(content.totalRupiah), total: true },
  ];
}

function workerFact(locale: "id" | "en", worker: PaperWorker): LetterFact {
  const months = worker.months.map(({ month }) => month);
  const lines = worker.months.flatMap((month) => month.lines);
  const amount = lines.reduce((sum, line) => sum + line.amountRupiah, 0);
  return { label: worker.name, detail: formatMonths(months, locale), value: formatRupiah(amount) };
}

/** Brings a credit note. */
export function creditNoteLetter(
  content: CreditNoteContent,
  place: LetterPlace & { readonly checkUrl: string },
): Letter {
  const { t, locale } = place;
  const amount = formatRupiah(content.totalRupiah);
  const day = formatDay(dayInWib(new Date(content.refundedAt)), locale);
  const receipt = content.receipt.number;
  return letter({
    locale,
    subject: t("receipt.creditLetter.subject", { number: content.number, amount }),
    preheader: t("receipt.creditLetter.preheader", { amount, day, receipt }),
    greeting: t("receipt.letter.greeting", { name: content.payer.name }),
    blocks: [
      { kind: "paragraph", text: t("receipt.creditLetter.fact", { amount, day, number: content.number }) },
      { kind: "paragraph", text: t("receipt.creditLetter.how") },
      { kind: "facts", title: t("receipt.creditLetter.title"), facts: creditFacts(t, locale, content) },
      { kind: "button", text: t("receipt.letter.button"), url: place.mineUrl },
      { kind: "note", text: t("receipt.letter.note", { url: place.checkUrl }) },
    ],
    footer: letterFooter(
      t,
      place.operator,
      t("receipt.creditLetter.why", { order: content.payment.orderCode }),
    ),
  });
}

function creditFacts(t: Words, locale: "id" | "en", content: CreditNoteContent): readonly LetterFact[] {
  const premiums = content.lines.filter((line) => line.what === "premium");
  const workers = [...new Set(premiums.map((line) => `${line.workerName}\n${line.nikMasked}`))];
  return [
    ...workers.map((key) => {
      const own = premiums.filter((line) => `${line.workerName}\n${line.nikMasked}` === key);
      const months = own.map((line) => line.month);
      const amount = own.reduce((sum, line) => sum + line.amountRupiah, 0);
      return { label: own[0]!.workerName, detail: formatMonths(months, locale), value: formatRupiah(amount) };
    }),
    ...content.lines
      .filter((line) => line.what !== "premium")
      .map((line) => ({
        label: line.what === "fee_cover" ? t("receipt.credit.feeCover") : t("receipt.credit.suspense"),
        value: formatRupiah(line.amountRupiah),
      })),
    { label: t("receipt.credit.total"), value: formatRupiah(content.totalRupiah), total: true },
    {
      label: t("receipt.creditLetter.remaining", { number: content.receipt.number }),
      value: formatRupiah(content.remainingRupiah),
    },
  ];
}

/** Says that money which served no one has gone back, when there is no receipt to credit. */
export function refundLetter(
  facts: {
    readonly payerName: string;
    readonly orderCode: string;
    readonly amountRupiah: number;
    readonly refundedAt: Date;
    readonly refundCode: string;
  },
  place: LetterPlace,
): Letter {
  const { t, locale } = place;
  const amount = formatRupiah(facts.amountRupiah);
  const day = formatDay(dayInWib(facts.refundedAt), locale);
  const order = facts.orderCode;
  return letter({
    locale,
    subject: t("receipt.refundLetter.subject", { amount }),
    preheader: t("receipt.refundLetter.preheader", { amount, day, order }),
    greeting: t("receipt.letter.greeting", { name: facts.payerName }),
    blocks: [
      { kind: "paragraph", text: t("receipt.refundLetter.fact", { amount, day }) },
      { kind: "paragraph", text: t("receipt.refundLetter.because", { order }) },
      { kind: "paragraph", text: t("receipt.creditLetter.how") },
      {
        kind: "facts",
        facts: [
          { label: t("receipt.refundLetter.code"), value: facts.refundCode },
          { label: t("receipt.refundLetter.amount"), value: amount, total: true },
        ],
      },
      { kind: "button", text: t("receipt.letter.button"), url: place.mineUrl },
    ],
    footer: letterFooter(t, place.operator, t("receipt.creditLetter.why", { order })),
  });
}

/** Says that money came which could not be used, and that it is safe. */
export function waitingLetter(
  facts: {
    readonly payerName: string;
    readonly orderCode: string;
    readonly amountRupiah: number;
    readonly because: string;
  },
  place: LetterPlace,
): Letter {
  const { t, locale } = place;
  const amount = formatRupiah(facts.amountRupiah);
  const order = facts.orderCode;
  return letter({
    locale,
    subject: t("receipt.waitingLetter.subject", { amount }),
    preheader: t("receipt.waitingLetter.preheader", { amount, order }),
    greeting: t("receipt.letter.greeting", { name: facts.payerName }),
    blocks: [
      { kind: "paragraph", text: t("receipt.waitingLetter.fact", { amount, order }) },
      { kind: "paragraph", text: t(`receipt.waitingLetter.because.${reasonKey(facts.because)}`) },
      { kind: "paragraph", text: t("receipt.waitingLetter.next") },
      {
        kind: "facts",
        facts: [
          { label: t("receipt.waitingLetter.order"), value: order },
          { label: t("receipt.waitingLetter.amount"), value: amount, total: true },
        ],
      },
      { kind: "button", text: t("receipt.letter.button"), url: place.mineUrl },
    ],
    footer: letterFooter(t, place.operator, t("receipt.waitingLetter.why", { order })),
  });
}

const reasons = ["month_already_covered", "paid_twice", "wrong_amount", "payroll_excess"] as const;

function reasonKey(because: string): (typeof reasons)[number] | "other" {
  return reasons.find((reason) => reason === because) ?? "other";
}
