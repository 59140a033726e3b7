/** A cart as its pages show it: every line priced month by month, the fee to cover, the sum. */
import { type IuranMonth, monthsFrom } from "~/calendar/iuran-month";
import type { Rupiah } from "~/rupiah/rupiah";
import { type PricePeriod, pricePeriods } from "~/tariff/price-periods";
import type { PriceRow } from "~/tariff/price-table";
import { quoteMonths, type TariffTables } from "~/tariff/tariff";
import type { Cart, CartLine } from "./cart-queries.server";
import { type FeePlan, feeToCover } from "./order";

export type LineView = {
  readonly id: string;
  readonly name: string;
  readonly nikMasked: string;
  readonly occupation: string;
  readonly place: string;
  readonly kecamatan: string;
  readonly programmes: CartLine["programmes"];
  readonly months: readonly IuranMonth[];
  /** Undefined while a month of it has no tariff. */
  readonly price:
    | {
        readonly total: Rupiah;
        readonly full: Rupiah;
        readonly rows: readonly PriceRow[];
        readonly periods: readonly PricePeriod[];
      }
    | undefined;
};

export type CartView = {
  readonly lines: readonly LineView[];
  readonly premium: Rupiah;
  /** What covering the gateway's fee would add, whether it is chosen or not. */
  readonly fee: Rupiah;
  readonly total: Rupiah;
};

export function viewCart(
  cart: Pick<Cart, "lines" | "coverFee">,
  tariff: TariffTables,
  plan: FeePlan,
): CartView {
  const lines = cart.lines.map((line) => viewLine(line, tariff));
  const premium = lines.reduce((sum, line) => sum + (line.price?.total ?? 0), 0);
  const fee = premium > 0 ? feeToCover(premium, plan) : 0;
  return { lines, premium, fee, total: premium + (cart.coverFee ? fee : 0) };
}

function viewLine(line: CartLine, tariff: TariffTables): LineView {
  const months = monthsFrom(line.startMonth, line.months);
  const protection = { sector: line.sector, income: line.incomeRupiah, programmes: line.programmes };
  const priced = quoteMonths(protection, months, tariff);
  return {
    id: line.id,
    name: line.workerName,
    nikMasked: line.nikMasked,
    occupation: line.occupationName,
    place: line.placeName,
    kecamatan: line.kecamatanName,
    programmes: line.programmes,
    months,
    price:
      priced.kind === "quote"
        ? {
            total: priced.total,
            full: priced.full,
            rows: priced.months.map(({ month, jkk, jkm, jht, total }) => ({ month, jkk, jkm, jht, total })),
            periods: pricePeriods(priced.months),
          }
        : undefined,
  };
}
