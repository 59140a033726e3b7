/** Puts somebody a sponsor protects already back into the cart, for the first months that are free. */
import { monthInWib } from "~/calendar/wib";
import { nextFreePeriod } from "~/coverage/free-period";
import type { World } from "~/platform/world.server";
import { PACKAGES, packageOf } from "~/tariff/price-choice";
import { saveCartTouch } from "./cart-keeping-queries.server";
import { insertCart, saveCartLine } from "./cart-queries.server";
import { type CartVisit, hashCartToken } from "./cart-visit.server";
import { lastMonthSold } from "./month-choice";
import type { SponsoredWorker } from "./sponsored-worker-queries.server";
import { findTakenMonths, NOTHING_TAKEN } from "./taken-months.server";

/** Three, so that the whole JKM benefit is not lost to a gap. */
const USUAL_MONTHS = 3;

type Needs = Pick<World, "db" | "clock" | "chance">;

/** Returns the secret of the cart it is in now: the open one, or a new one. */
export async function renewWorker(
  world: Needs,
  worker: SponsoredWorker,
  visit: CartVisit | undefined,
): Promise<string> {
  const now = world.clock.now();
  const thisMonth = monthInWib(now);
  const own = visit?.order ? [visit.order.id] : [];
  const taken = (await findTakenMonths(world, [worker.workerId], own)).get(worker.workerId) ?? NOTHING_TAKEN;
  const programmes = PACKAGES[packageOf(worker.programmes)];
  const wish = { start: thisMonth, months: USUAL_MONTHS, programmes, lastMonth: lastMonthSold(thisMonth) };
  const period = nextFreePeriod(taken.all, wish) ?? { start: thisMonth, months: USUAL_MONTHS };
  const token = visit?.token ?? world.chance.token();
  await world.db.transaction().execute(async (trx) => {
    const cartId = visit?.cart.id ?? world.chance.id();
    if (!visit) await insertCart(trx, { id: cartId, tokenHash: hashCartToken(token), openedAt: now });
    await saveCartLine(trx, {
      id: world.chance.id(),
      cartId,
      statementId: worker.statementId,
      workerId: worker.workerId,
      programmes,
      startMonth: period.start,
      months: period.months,
      addedAt: now,
    });
    await saveCartTouch(trx, cartId, now);
  });
  return token;
}
