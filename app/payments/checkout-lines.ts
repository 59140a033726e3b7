/** What the gateway's page lists: months and programmes per worker, numbered and never named. */
import { formatMonth } from "~/calendar/iuran-month";

type Line = {
  readonly workerId: string;
  readonly month: string;
  readonly programme: string;
  readonly amountRupiah: number;
};

/**
 * One line per worker with its months, and one for the covered fee. The sum is the order's total.
 * Workers are numbered: their names are nobody's business but the sponsor's.
 */
export function checkoutLines(
  lines: readonly Line[],
  order: { readonly code: string; readonly feeCoverRupiah: number; readonly locale: "id" | "en" },
): readonly { readonly description: string; readonly amountRupiah: number }[] {
  const workers = [...new Set(lines.map((line) => line.workerId))];
  const id = order.locale === "id";
  const premiums = workers.map((workerId, index) => {
    const own = lines.filter((line) => line.workerId === workerId);
    const months = [...new Set(own.map((line) => line.month))].sort();
    const programmes = [...new Set(own.map((line) => line.programme.toUpperCase()))];
    const span = [months[0]!, months.at(-1)!].map((month) => formatMonth(month, order.locale));
    const period = span[0] === span[1] ? span[0] : `${span[0]} – ${span[1]}`;
    const who = id ? `Iuran pekerja ${index + 1}` : `Premium of worker ${index + 1}`;
    const unit = id ? "bulan" : months.length === 1 ? "month" : "months";
    return {
      description: `${who}: ${sortProgrammes(programmes).join(" + ")}, ${months.length} ${unit} (${period})`,
      amountRupiah: own.reduce((sum, line) => sum + line.amountRupiah, 0),
    };
  });
  const fee = {
    description: id ? "Menanggung biaya pembayaran" : "Covering the payment fee",
    amountRupiah: order.feeCoverRupiah,
  };
  return fee.amountRupiah > 0 ? [...premiums, fee] : premiums;
}

const sortProgrammes = (names: readonly string[]) =>
  ["JKK", "JKM", "JHT"].filter((name) => names.includes(name));
