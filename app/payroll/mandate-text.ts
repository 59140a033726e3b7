/** The words of a mandate, sentence by sentence, as they are shown, signed and stored. */
import { formatMonth } from "~/calendar/iuran-month";
import { formatRupiah } from "~/rupiah/rupiah";
import type { Words } from "~/words/words";
import { type Offer, totalOf } from "./mandate";

/** `offers` are the chosen ones. Changing a sentence means another `MANDATE_TEXT_VERSION`. */
export function mandateSentences(
  t: Words,
  mandate: {
    readonly name: string;
    readonly unitName: string;
    readonly fromMonth: string;
    readonly offers: readonly Offer[];
  },
): readonly string[] {
  const { name, unitName: unit, offers } = mandate;
  const month = formatMonth(mandate.fromMonth, "id");
  return [
    t("payroll.text.power", { name, unit }),
    ...offers.map((offer) =>
      t("payroll.text.worker", {
        worker: offer.workerName,
        amount: formatRupiah(offer.monthlyRupiah),
        month: formatMonth(offer.firstMonth, "id"),
      }),
    ),
    t("payroll.text.total", { amount: formatRupiah(totalOf(offers)), month }),
    t("payroll.text.tariff"),
    t("payroll.text.covered"),
    t("payroll.text.successor"),
    t("payroll.text.free"),
  ];
}
