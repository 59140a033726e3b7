/** Which lines of a cart meet months that somebody else has paid or is paying, with periods that fit instead. */
import type { IuranMonth } from "~/calendar/iuran-month";
import { monthInWib } from "~/calendar/wib";
import { takenWithin } from "~/coverage/free-period";
import type { World } from "~/platform/world.server";
import { packageOf } from "~/tariff/price-choice";
import type { PeriodMonths } from "~/tariff/quote-request";
import type { TariffTables } from "~/tariff/tariff";
import type { Cart, CartLine } from "./cart-queries.server";
import { type OfferedPeriod, offersFor } from "./month-choice";
import { findTakenMonths, NOTHING_TAKEN, type TakenByWhat } from "./taken-months.server";

export type MonthClash = {
  readonly lineId: string;
  readonly name: string;
  readonly programmes: CartLine["programmes"];
  readonly taken: readonly IuranMonth[];
  readonly covered: readonly IuranMonth[];
  readonly held: readonly IuranMonth[];
  readonly offers: readonly OfferedPeriod[];
};

/** `ownOrderId` is the order placed from this cart: the months it keeps are no clash. */
export async function findClashes(
  world: Pick<World, "db" | "clock">,
  cart: Pick<Cart, "lines">,
  tariff: TariffTables,
  ownOrderId: string | undefined,
): Promise<readonly MonthClash[]> {
  const workerIds = cart.lines.map((line) => line.workerId);
  const taken = await findTakenMonths(world, workerIds, ownOrderId ? [ownOrderId] : []);
  const thisMonth = monthInWib(world.clock.now());
  return cart.lines.flatMap((line) => {
    const found = clashOf(line, taken.get(line.workerId) ?? NOTHING_TAKEN, tariff, thisMonth);
    return found ? [found] : [];
  });
}

function clashOf(
  line: CartLine,
  taken: TakenByWhat,
  tariff: TariffTables,
  thisMonth: IuranMonth,
): MonthClash | undefined {
  const wish = { start: line.startMonth, months: line.months, programmes: line.programmes };
  const months = takenWithin(taken.all, wish);
  if (months.length === 0) return undefined;
  const choice = {
    programmes: packageOf(line.programmes),
    start: line.startMonth > thisMonth ? line.startMonth : thisMonth,
    months: line.months as PeriodMonths,
  };
  const setting = { thisMonth, taken: taken.all, sector: line.sector, income: line.incomeRupiah, tariff };
  return {
    lineId: line.id,
    name: line.workerName,
    programmes: line.programmes,
    taken: months,
    covered: takenWithin(taken.covered, wish),
    held: takenWithin(taken.held, wish),
    offers: offersFor(choice, setting),
  };
}
