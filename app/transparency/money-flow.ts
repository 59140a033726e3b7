/**
 * What became of the money, month by month, read from the journal and from nothing else:
 *
 *   received ──▶ allocated ──▶ remitted to BPJS ──▶ confirmed by BPJS
 *       ├──────▶ refunded
 *       ├──────▶ fee cover, pool, suspense
 *       └──────▶ borne by the operator (below zero: paid in beside the sponsors)
 *
 * An entry that changes whose money it is touches at least one claim: premiums, suspense, pool, fee cover. Each of its
 * lines stands in exactly one column (`columnOf`), and its lines sum to nothing, so what was received is what stands in
 * the other columns, for any entries whatever. Every other entry only carries money from one place to another (a
 * payout, a transfer to BPJS, a refund on its way) and moves no column.
 */
import { type IuranMonth, monthRange } from "~/calendar/iuran-month";
import type { Rupiah } from "~/rupiah/rupiah";
import type { AccountCode } from "~db/tables";

/** Accounts that say what sponsors' money is meant for. */
export const CLAIM_ACCOUNTS = [
  "premiums_payable",
  "suspense",
  "donation_pool",
  "fee_contributions",
] as const satisfies readonly AccountCode[];

/** Where money lies, in our hands or on its way to them, or held back by a payer's bank. */
const PLACE_ACCOUNTS: readonly AccountCode[] = [
  "gateway_clearing",
  "bank",
  "payroll_clearing",
  "payouts_in_transit",
  "dispute_receivable",
];

/** Lines of the journal of one month that are alike, added up. */
export type Movement = {
  readonly month: IuranMonth;
  readonly account: AccountCode;
  readonly side: "debit" | "credit";
  /** The lines' entries hold a line of `CLAIM_ACCOUNTS`. */
  readonly touchesClaims: boolean;
  /** The lines' entries take others back. */
  readonly takesBack: boolean;
  /** Debit positive. */
  readonly amountRupiah: Rupiah;
};

/** Remitted money that BPJS has confirmed, by the month it did. */
export type Confirmation = { readonly month: IuranMonth; readonly amountRupiah: Rupiah };

export const FLOW_COLUMNS = [
  "received",
  "waiting",
  "remitted",
  "refunded",
  "fees",
  "pool",
  "suspense",
  "operator",
] as const;
export type FlowColumn = (typeof FLOW_COLUMNS)[number];

/** Rupiah. received = allocated + refunded + fees + pool + suspense + operator; allocated = waiting + remitted. */
export type FlowFigures = Readonly<Record<FlowColumn, Rupiah>> & {
  readonly allocated: Rupiah;
  /** Of what was remitted. */
  readonly confirmed: Rupiah;
  /** What gateway and bank took for their service, less interest; the operator pays it, helped by `fees`. */
  readonly charges: Rupiah;
};

export type MoneyFlow = {
  readonly months: readonly (FlowFigures & { readonly month: IuranMonth })[];
  readonly total: FlowFigures;
};

/** The column a movement counts in; undefined when its money only changed its place. */
export function columnOf({ account, side, touchesClaims, takesBack }: Movement): FlowColumn | undefined {
  if (!touchesClaims) return undefined;
  if (PLACE_ACCOUNTS.includes(account)) return (side === "debit") !== takesBack ? "received" : "refunded";
  switch (account) {
    case "premiums_payable":
      return "waiting";
    case "bpjs_transfer":
      return "remitted";
    case "refunds_payable":
      return "refunded";
    case "fee_contributions":
      return "fees";
    case "donation_pool":
      return "pool";
    case "suspense":
      return "suspense";
    default:
      return "operator";
  }
}

/** The months in order, without a gap between the first and the last that moved anything, and their sum. */
export function moneyFlow(movements: readonly Movement[], confirmations: readonly Confirmation[]): MoneyFlow {
  const moved = [...movements, ...confirmations].map(({ month }) => month).sort();
  const [first, last] = [moved[0], moved.at(-1)];
  const all = first && last ? monthRange(first, last) : [];
  const figures = (of: (month: IuranMonth) => boolean) =>
    addUp(
      movements.filter(({ month }) => of(month)),
      confirmations.filter(({ month }) => of(month)),
    );
  return {
    months: all.map((month) => ({ month, ...figures((one) => one === month) })),
    total: figures(() => true),
  };
}

const CHARGE_ACCOUNTS: readonly AccountCode[] = ["gateway_fees", "bank_charges", "bank_interest", "rounding"];

function addUp(movements: readonly Movement[], confirmations: readonly Confirmation[]): FlowFigures {
  const sums = Object.fromEntries(FLOW_COLUMNS.map((column) => [column, 0])) as Record<FlowColumn, Rupiah>;
  for (const movement of movements) {
    const column = columnOf(movement);
    // Received is what the places took in; every other column is what the accounts owe, a credit.
    if (column) sums[column] += column === "received" ? movement.amountRupiah : -movement.amountRupiah;
  }
  return {
    ...sums,
    allocated: sums.waiting + sums.remitted,
    confirmed: confirmations.reduce((sum, { amountRupiah }) => sum + amountRupiah, 0),
    charges: movements
      .filter(({ account }) => CHARGE_ACCOUNTS.includes(account))
      .reduce((sum, { amountRupiah }) => sum + amountRupiah, 0),
  };
}
