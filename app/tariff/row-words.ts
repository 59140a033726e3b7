import { formatMonth } from "~/calendar/iuran-month";
import { formatRupiah } from "~/rupiah/rupiah";
import type { Words } from "~/words/words";
import type { NewTariffRow } from "./new-tariff-row";
import type { Discount, Rate } from "./tariff-tables";
import type { UpcomingRow } from "./tariff-view";

/** How a programme is charged, in a few words: `Rp6.800` or `1% dari dasar iuran, paling sedikit Rp10.000`. */
export function rateInWords(t: Words, rate: Rate): string {
  if (rate.basis === "flat") return formatRupiah(rate.amount);
  const percent = `${String(rate.basisPoints / 100).replace(".", ",")}%`;
  return [
    t("keeping.tariff.percentOf", { percent }),
    rate.minimum !== null && t("keeping.tariff.atLeast", { amount: formatRupiah(rate.minimum) }),
    rate.maximum !== null && t("keeping.tariff.atMost", { amount: formatRupiah(rate.maximum) }),
  ]
    .filter(Boolean)
    .join(", ");
}

/** From when until when a discount holds. */
export function periodInWords(t: Words, discount: Pick<Discount, "fromMonth" | "toMonth">): string {
  const end = discount.toMonth ? formatMonth(discount.toMonth, "id") : t("keeping.tariff.noEnd");
  return `${formatMonth(discount.fromMonth, "id")} – ${end}`;
}

/** A row of any table in one line. */
export function rowInWords(t: Words, { table, row }: NewTariffRow): string {
  switch (table) {
    case "bracket":
      return `${t("keeping.tariff.kinds.bracket")} ${row.number}: ${t("keeping.tariff.income")} ${formatRupiah(
        row.incomeFrom,
      )}, ${t("keeping.tariff.base")} ${formatRupiah(row.base)}`;
    case "rate":
      return `${t(`keeping.tariff.programmes.${row.programme}`)}: ${rateInWords(t, row)}`;
    case "discount":
      return `${t(`keeping.tariff.programmes.${row.programme}`)}, ${t(
        `keeping.tariff.sectors.${row.sector}`,
      )}: ${t("keeping.tariff.off", { percent: row.percent })}, ${periodInWords(t, row)}`;
  }
}

/** A change ahead in one line. */
export function upcomingInWords(t: Words, upcoming: UpcomingRow): string {
  const row = rowInWords(t, upcoming);
  return upcoming.change === "ends" ? t("keeping.tariff.ends", { row }) : row;
}
