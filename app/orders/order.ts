/**
 * An order is what a sponsor asked for, frozen: worker-months by programme, each at its own month's
 * price, for 24 hours.
 *
 *   open ──▶ settled            (a payment arrived; see `order_settlement`)
 *     └────▶ expired, replaced or cancelled   (see `order_ending`)
 *
 * Late money for an ended order is honoured as far as its months are still free.
 */
import type { MonthlyPremium } from "~/tariff/tariff";

export const ORDER_LIFE_HOURS = 24;

export type OrderLine = {
  readonly workerId: string;
  readonly statementId: string;
  readonly month: string;
  readonly programme: "jkk" | "jkm" | "jht";
  readonly sector: "transport" | "other";
  readonly bracketNumber: number;
  readonly baseRupiah: number;
  readonly fullRupiah: number;
  readonly discountPercent: number;
  readonly amountRupiah: number;
  readonly legalSource: string;
};

export type OrderState = "open" | "settled" | "expired" | "replaced" | "cancelled";

/** When the prices and months of an order placed at `placedAt` are let go. */
export function orderExpiry(placedAt: Date): Date {
  return new Date(placedAt.getTime() + ORDER_LIFE_HOURS * 3_600_000);
}

/** The order's lines of one worker, from the month-by-month premium. */
export function linesOf(
  worker: { readonly workerId: string; readonly statementId: string; readonly sector: "transport" | "other" },
  months: readonly MonthlyPremium[],
): OrderLine[] {
  return months.flatMap((premium) =>
    premium.lines.map((line) => ({
      workerId: worker.workerId,
      statementId: worker.statementId,
      month: premium.month,
      programme: line.programme,
      sector: worker.sector,
      bracketNumber: premium.bracket.number,
      baseRupiah: premium.bracket.base,
      fullRupiah: line.full,
      discountPercent: line.discountPercent,
      amountRupiah: line.amount,
      legalSource: line.legalSource,
    })),
  );
}

/** How a gateway charges: a share of the amount (hundredths of a percent), a fixed part, and VAT on both. */
export type FeePlan = {
  readonly shareBasisPoints: number;
  readonly fixedRupiah: number;
  readonly taxBasisPoints: number;
};

/** What a sponsor adds so that the premium arrives whole after the gateway's fee; whole rupiah, rounded up. */
export function feeToCover(premiumRupiah: number, plan: FeePlan): number {
  const withTax = 1 + plan.taxBasisPoints / 10_000;
  const share = (plan.shareBasisPoints / 10_000) * withTax;
  const fixed = plan.fixedRupiah * withTax;
  return Math.ceil(Number(((premiumRupiah * share + fixed) / (1 - share)).toFixed(4)));
}
