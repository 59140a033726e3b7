/**
 * Moves money that found its months taken to the next free months of the same workers. The price of a
 * later month may differ, so whole months are bought as far as the money reaches; what is left over
 * stays in suspense and is named.
 */
import { addMonths } from "~/calendar/iuran-month";
import type { OrderLine } from "~/orders/order";
import { monthlyPremium, type TariffTables } from "~/tariff/tariff";

/** How far ahead a free month is looked for. */
const MOST_MONTHS_AHEAD = 36;

export type WaitingWorker = {
  readonly workerId: string;
  readonly statementId: string;
  readonly sector: "transport" | "other";
  readonly incomeRupiah: number;
  readonly programmes: readonly ("jkk" | "jkm" | "jht")[];
  /** How many months the sponsor paid for and did not get. */
  readonly months: number;
};

export type LaterMonths = { readonly lines: readonly OrderLine[]; readonly leftRupiah: number };

/** `isTaken` says whether a worker's month of a programme is covered or held; `fromMonth` is the first to look at. */
export function planLaterMonths(
  workers: readonly WaitingWorker[],
  moneyRupiah: number,
  fromMonth: string,
  isTaken: (workerId: string, month: string, programme: string) => boolean,
  tables: TariffTables,
): LaterMonths {
  const lines: OrderLine[] = [];
  let left = moneyRupiah;
  for (const worker of workers) {
    let bought = 0;
    for (let ahead = 0; ahead < MOST_MONTHS_AHEAD && bought < worker.months; ahead += 1) {
      const month = addMonths(fromMonth, ahead);
      if (worker.programmes.some((programme) => isTaken(worker.workerId, month, programme))) continue;
      const premium = monthlyPremium(
        { sector: worker.sector, income: worker.incomeRupiah, programmes: worker.programmes, month },
        tables,
      );
      if (premium.kind === "no_tariff" || premium.total > left) break;
      left -= premium.total;
      bought += 1;
      lines.push(
        ...premium.lines.map((line) => ({
          workerId: worker.workerId,
          statementId: worker.statementId,
          month,
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
  }
  return { lines, leftRupiah: left };
}
