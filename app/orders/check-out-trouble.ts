/** Ways out when a cart's sum is below what the gateway takes: each changes one line, or adds somebody. */
import type { Rupiah } from "~/rupiah/rupiah";
import { packageOf } from "~/tariff/price-choice";
import { PERIODS, type PeriodMonths } from "~/tariff/quote-request";
import type { CartLine } from "./cart-queries.server";
import { type MonthChoice, type MonthSetting, monthOffer, readMonthForm } from "./month-choice";

export type WayOut = {
  readonly lineId: string;
  readonly name: string;
  readonly what: "months" | "jht";
  readonly choice: MonthChoice;
  /** What the line would cost then. */
  readonly price: Rupiah;
};

/** At most one longer period and one with JHT for a line, each enough by itself and free of taken months. */
export function waysOut(line: CartLine, setting: MonthSetting, shortBy: Rupiah): readonly WayOut[] {
  const now: MonthChoice = {
    programmes: packageOf(line.programmes),
    start: line.startMonth,
    months: line.months as PeriodMonths,
  };
  const priceOf = (choice: MonthChoice) =>
    monthOffer(choice, setting).periodPrices.find(({ months }) => months === choice.months)?.price;
  const current = priceOf(now) ?? 0;
  const enough = (choice: MonthChoice): Rupiah | undefined => {
    const price = priceOf(choice);
    const form = new FormData();
    for (const [name, value] of Object.entries({
      program: choice.programmes,
      pilih: `${choice.start}/${choice.months}`,
    }))
      form.set(name, value);
    const isFree = readMonthForm(form, setting).kind === "chosen";
    return price !== undefined && isFree && price - current >= shortBy ? price : undefined;
  };
  const longer = PERIODS.filter((months) => months > now.months).map((months) => ({ ...now, months }));
  const ways = [
    ...longer.map((choice) => ({ what: "months" as const, choice })).slice(0, 2),
    ...(now.programmes === "dua"
      ? [{ what: "jht" as const, choice: { ...now, programmes: "tiga" as const } }]
      : []),
  ];
  const found = ways.flatMap(({ what, choice }) => {
    const price = enough(choice);
    return price === undefined ? [] : [{ lineId: line.id, name: line.workerName, what, choice, price }];
  });
  return [found.find(({ what }) => what === "months"), found.find(({ what }) => what === "jht")].filter(
    (way) => way !== undefined,
  );
}
