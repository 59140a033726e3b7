/** A quote told in few words: months that cost the same for the same reason stand together. */
import type { IuranMonth } from "~/calendar/iuran-month";
import type { Rupiah } from "~/rupiah/rupiah";
import type { MonthlyPremium, PremiumLine } from "./tariff";

export type PricePeriod = {
  readonly months: readonly IuranMonth[];
  /** Of one month. */
  readonly total: Rupiah;
  readonly base: Rupiah;
  readonly lines: readonly PremiumLine[];
};

/** The months of a quote, in order, gathered where price, discount and law are the same. */
export function pricePeriods(months: readonly MonthlyPremium[]): PricePeriod[] {
  const periods: (PricePeriod & { readonly months: IuranMonth[] })[] = [];
  for (const premium of months) {
    const last = periods.at(-1);
    if (last && reasonOf(last.base, last.lines) === reasonOf(premium.bracket.base, premium.lines))
      last.months.push(premium.month);
    else
      periods.push({
        months: [premium.month],
        total: premium.total,
        base: premium.bracket.base,
        lines: premium.lines,
      });
  }
  return periods;
}

function reasonOf(base: Rupiah, lines: readonly PremiumLine[]): string {
  return JSON.stringify([
    base,
    lines.map((line) => [line.programme, line.full, line.discountPercent, line.legalSource]),
  ]);
}
