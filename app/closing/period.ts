/**
 * A month of the books, closed by two people. Every rupiah ever received is in exactly one place:
 *
 *   received ─▶ confirmed │ waiting │ refundable │ refunded │ fee │ pool │ suspense
 *
 * One person prepares the month, another closes it; from then on no entry counts for it any more.
 */
import { addMonths, type IuranMonth, monthOf } from "~/calendar/iuran-month";
import type { Rupiah } from "~/rupiah/rupiah";
import { tidyText } from "~/words/tidy-text";

/** In the order they are shown: whose money it is by now. */
export const moneyPlaces = [
  /** BPJS Ketenagakerjaan has confirmed the month. */
  "confirmed",
  /** Belongs to a worker-month that is not remitted, or not confirmed yet. */
  "waiting",
  /** Promised back to its payer. */
  "refundable",
  /** Back with its payer. */
  "refunded",
  /** Given by sponsors so that the gateway's fee is covered. */
  "fee",
  "pool",
  /** Received, and nobody has decided yet where it belongs. */
  "suspense",
] as const;
export type MoneyPlace = (typeof moneyPlaces)[number];
export type MoneyState = Readonly<Record<MoneyPlace, Rupiah>> & { readonly received: Rupiah };

/** One thing that happened in the month, as each book that knows it tells it. */
export type BookLine = {
  readonly what: BookLineKind;
  readonly gateway?: Rupiah;
  readonly bank?: Rupiah;
  readonly journal?: Rupiah;
  readonly bpjs?: Rupiah;
};
export const bookLineKinds = [
  "received",
  "gateway_fees",
  "refunded",
  "disputed",
  "paid_out",
  "payroll",
  "remitted",
  "confirmed",
] as const;
export type BookLineKind = (typeof bookLineKinds)[number];

export type OpenFinding = {
  readonly id: string;
  readonly kind: string;
  readonly openedOn: string;
  readonly amountRupiah: Rupiah;
};
/** A finding that goes on into the next month, and who sees to it. */
export type CarriedFinding = OpenFinding & { readonly carriedBy: string; readonly reason: string };

/** What is frozen by a closing. Its keys are written in this order, because their text is hashed. */
export type PeriodContent = {
  readonly month: IuranMonth;
  readonly begin: MoneyState;
  readonly end: MoneyState;
  readonly books: readonly BookLine[];
  readonly accounts: readonly { readonly account: string; readonly balanceRupiah: Rupiah }[];
  readonly entries: { readonly count: number; readonly digest: string };
  readonly findingsEnded: number;
  readonly carried: readonly CarriedFinding[];
};

export type Blocker =
  | { readonly kind: "not_over" }
  | { readonly kind: "closed" }
  | { readonly kind: "earlier_open"; readonly month: IuranMonth }
  | { readonly kind: "broken_question"; readonly name: string }
  | { readonly kind: "payouts_uncompared"; readonly count: number }
  | { readonly kind: "bank_rows_open"; readonly count: number }
  | { readonly kind: "findings_open"; readonly count: number };

export type PeriodStanding = {
  readonly month: IuranMonth;
  readonly today: string;
  /** The first month with an entry, when there is one. */
  readonly firstMonth?: IuranMonth;
  readonly lastClosed?: IuranMonth;
  readonly brokenQuestions: readonly string[];
  readonly payoutsUncompared: number;
  readonly bankRowsOpen: number;
  readonly openFindings: readonly OpenFinding[];
  readonly carried: readonly { readonly findingId: string }[];
};

/** What stands in the way of closing; empty when nothing does. */
export function blockersOf(standing: PeriodStanding): readonly Blocker[] {
  const { month, lastClosed } = standing;
  if (lastClosed && month <= lastClosed) return [{ kind: "closed" }];
  const blockers: Blocker[] = [];
  if (month >= monthOf(standing.today)) blockers.push({ kind: "not_over" });
  const next = nextToClose(standing);
  if (next && next < month) blockers.push({ kind: "earlier_open", month: next });
  for (const name of standing.brokenQuestions) blockers.push({ kind: "broken_question", name });
  if (standing.payoutsUncompared > 0)
    blockers.push({ kind: "payouts_uncompared", count: standing.payoutsUncompared });
  if (standing.bankRowsOpen > 0) blockers.push({ kind: "bank_rows_open", count: standing.bankRowsOpen });
  const carried = new Set(standing.carried.map(({ findingId }) => findingId));
  const left = standing.openFindings.filter(({ id }) => !carried.has(id)).length;
  if (left > 0) blockers.push({ kind: "findings_open", count: left });
  return blockers;
}

/** Months are closed in order: the one after the last, or the first that has an entry. */
export function nextToClose(
  standing: Pick<PeriodStanding, "firstMonth" | "lastClosed">,
): IuranMonth | undefined {
  return standing.lastClosed ? addMonths(standing.lastClosed, 1) : standing.firstMonth;
}

/** What is received and in no place, or in two: nothing, unless the books are broken. */
export function unplacedRupiah(state: MoneyState): Rupiah {
  return state.received - moneyPlaces.reduce((sum, place) => sum + state[place], 0);
}

/** What two books that both know of something tell differently; undefined when fewer than two know of it. */
export function differenceOf(line: BookLine): Rupiah | undefined {
  const told = [line.gateway, line.bank, line.journal, line.bpjs].filter((amount) => amount !== undefined);
  return told.length < 2 ? undefined : Math.max(...told) - Math.min(...told);
}

export type CarryMistake = { readonly findingId: string; readonly field: "name" | "reason" };

/** Reads who carries which finding on: `orang-<id>` and `alasan-<id>`, both or neither. */
export function readCarried(
  form: ReadonlyMap<string, string>,
  findings: readonly OpenFinding[],
): { readonly carried: readonly CarriedFinding[]; readonly mistakes: readonly CarryMistake[] } {
  const carried: CarriedFinding[] = [];
  const mistakes: CarryMistake[] = [];
  for (const finding of findings) {
    const carriedBy = tidyText(form.get(`orang-${finding.id}`));
    const reason = tidyText(form.get(`alasan-${finding.id}`));
    if (carriedBy === "" && reason === "") continue;
    if (carriedBy.length < 2 || carriedBy.length > 100)
      mistakes.push({ findingId: finding.id, field: "name" });
    if (reason.length < 3 || reason.length > 500) mistakes.push({ findingId: finding.id, field: "reason" });
    carried.push({ ...finding, carriedBy, reason });
  }
  return { carried, mistakes };
}
