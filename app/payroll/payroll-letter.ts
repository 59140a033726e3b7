/** The letters around payroll: signed, withdrawn, a month that was not paid, a unit that closed, a list that is ready. */
import { type Day, formatDay } from "~/calendar/day";
import { formatMonth, formatMonths, type IuranMonth } from "~/calendar/iuran-month";
import { type Letter, type LetterBlock, type LetterFact, letter } from "~/mail/letter";
import { letterFooter, type Operator } from "~/mail/letter-footer";
import { formatRupiah } from "~/rupiah/rupiah";
import type { Words } from "~/words/words";
import type { NotDeducted } from "./tell-not-deducted.server";

export type PayrollPlace = {
  readonly t: Words;
  readonly operator: Operator;
  readonly name: string;
  /** Where the one button leads. */
  readonly url: string;
};

type Amount = { readonly workerName: string; readonly amountRupiah: number };

/** Confirms what was signed, with every sentence of it. */
export function signedLetter(
  facts: {
    readonly unitName: string;
    readonly signedOn: Day;
    readonly fromMonth: IuranMonth;
    readonly workers: readonly Amount[];
    readonly text: string;
  },
  place: PayrollPlace,
): Letter {
  const { t } = place;
  const total = facts.workers.reduce((sum, worker) => sum + worker.amountRupiah, 0);
  const words = {
    amount: formatRupiah(total),
    month: formatMonth(facts.fromMonth, "id"),
    unit: facts.unitName,
    day: formatDay(facts.signedOn, "id"),
  };
  return compose(place, {
    subject: t("payroll.letter.signed.subject", words),
    preheader: t("payroll.letter.signed.preheader", words),
    blocks: [
      { kind: "paragraph", text: t("payroll.letter.signed.fact", words) },
      {
        kind: "facts",
        facts: [
          ...facts.workers.map(amountFact),
          { label: t("payroll.letter.total"), value: words.amount, total: true },
        ],
      },
      { kind: "paragraph", text: t("payroll.letter.signed.next") },
      { kind: "button", text: t("payroll.letter.open"), url: place.url },
      ...facts.text.split("\n").map((text) => ({ kind: "note" as const, text })),
    ],
  });
}

/** Confirms a withdrawal: from which list on, what is still under way, and until when the workers are protected. */
export function withdrawnLetter(
  facts: {
    readonly unitName: string;
    readonly closedMonths: readonly IuranMonth[];
    readonly workers: readonly { readonly workerName: string; readonly protectedUntil?: Day }[];
  },
  place: PayrollPlace,
): Letter {
  const { t } = place;
  const unit = facts.unitName;
  return compose(place, {
    subject: t("payroll.letter.withdrawn.subject"),
    preheader: t("payroll.letter.withdrawn.preheader"),
    blocks: [
      { kind: "paragraph", text: t("payroll.letter.withdrawn.fact", { unit }) },
      ...(facts.closedMonths.length > 0
        ? [
            {
              kind: "note" as const,
              text: t("payroll.letter.withdrawn.closed", { months: formatMonths(facts.closedMonths, "id") }),
            },
          ]
        : []),
      {
        kind: "facts",
        title: t("payroll.letter.withdrawn.workers"),
        facts: facts.workers.map((worker) => ({
          label: worker.workerName,
          value: worker.protectedUntil
            ? formatDay(worker.protectedUntil, "id")
            : t("payroll.letter.withdrawn.notCovered"),
        })),
      },
      { kind: "paragraph", text: t("payroll.letter.withdrawn.next") },
      { kind: "button", text: t("payroll.letter.open"), url: place.url },
    ],
  });
}

/** Says whose month is not paid through payroll, why, and until when it can be paid in time. */
export function notDeductedLetter(
  facts: {
    readonly because: NotDeducted;
    readonly month: IuranMonth;
    readonly unitName: string;
    readonly dueOn: Day;
    readonly workers: readonly Amount[];
  },
  place: PayrollPlace,
): Letter {
  const { t } = place;
  const words = {
    month: formatMonth(facts.month, "id"),
    unit: facts.unitName,
    due: formatDay(facts.dueOn, "id"),
  };
  return compose(place, {
    subject: t("payroll.letter.notDeducted.subject", words),
    preheader: t("payroll.letter.notDeducted.preheader"),
    blocks: [
      { kind: "paragraph", text: t(`payroll.letter.notDeducted.fact.${facts.because}`, words) },
      {
        kind: "facts",
        title: t("payroll.letter.notDeducted.workers", words),
        facts: facts.workers.map(amountFact),
      },
      { kind: "paragraph", text: t("payroll.letter.notDeducted.clock", words) },
      { kind: "paragraph", text: t(`payroll.letter.notDeducted.next.${facts.because}`) },
      { kind: "button", text: t("payroll.letter.notDeducted.pay"), url: place.url },
    ],
  });
}

/** Says that nobody deducts any more, because the unit was closed. */
export function unitClosedLetter(
  facts: { readonly month: IuranMonth; readonly unitName: string },
  place: PayrollPlace,
): Letter {
  const { t } = place;
  const words = { month: formatMonth(facts.month, "id"), unit: facts.unitName };
  return compose(place, {
    subject: t("payroll.letter.unitClosed.subject"),
    preheader: t("payroll.letter.unitClosed.preheader"),
    blocks: [
      { kind: "paragraph", text: t("payroll.letter.unitClosed.fact", words) },
      { kind: "paragraph", text: t("payroll.letter.unitClosed.next") },
      { kind: "button", text: t("payroll.letter.open"), url: place.url },
    ],
  });
}

/** Tells a treasurer that the list of a month is closed. No name and no NIP travels by mail. */
export function listReadyLetter(
  facts: {
    readonly month: IuranMonth;
    readonly unitName: string;
    readonly people: number;
    readonly totalRupiah: number;
    readonly reference: string;
    readonly reportBy: Day;
  },
  { t, operator, url }: Omit<PayrollPlace, "name">,
): Letter {
  const words = {
    month: formatMonth(facts.month, "id"),
    unit: facts.unitName,
    people: facts.people,
    amount: formatRupiah(facts.totalRupiah),
  };
  return letter({
    locale: "id",
    subject: t("payroll.letter.list.subject", words),
    preheader: t("payroll.letter.list.preheader", words),
    greeting: t("payroll.letter.list.greeting", words),
    blocks: [
      { kind: "paragraph", text: t("payroll.letter.list.fact", words) },
      {
        kind: "facts",
        facts: [
          { label: t("payroll.letter.list.people"), value: String(facts.people) },
          { label: t("payroll.letter.list.reference"), value: facts.reference },
          { label: t("payroll.letter.list.due"), value: formatDay(facts.reportBy, "id") },
          { label: t("payroll.letter.list.total"), value: words.amount, total: true },
        ],
      },
      { kind: "paragraph", text: t("payroll.letter.list.next") },
      { kind: "button", text: t("payroll.letter.list.button"), url },
    ],
    footer: letterFooter(t, operator, t("payroll.letter.list.why", words)),
  });
}

const amountFact = ({ workerName, amountRupiah }: Amount): LetterFact => ({
  label: workerName,
  value: formatRupiah(amountRupiah),
});

function compose(
  { t, operator, name }: PayrollPlace,
  parts: { readonly subject: string; readonly preheader: string; readonly blocks: readonly LetterBlock[] },
): Letter {
  return letter({
    locale: "id",
    ...parts,
    greeting: t("payroll.letter.greeting", { name }),
    footer: letterFooter(t, operator, t("payroll.letter.why")),
  });
}
