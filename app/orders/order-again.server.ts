/** Fills a new cart with what an order that ended unpaid had asked for; months gone by make way for this one. */
import { monthInWib } from "~/calendar/wib";
import type { World } from "~/platform/world.server";
import { readPeriod } from "~/tariff/price-choice";
import { insertCart, saveCartLine, saveCartPayer } from "./cart-queries.server";
import { hashCartToken } from "./cart-visit.server";
import { listOrderLines, type Order } from "./order-queries.server";
import { orderedWorkers } from "./sponsor-order";

type Needs = Pick<World, "db" | "clock" | "chance">;

/** Returns the new cart's secret, for the sponsor's cookie. */
export async function orderAgain(world: Needs, order: Order): Promise<string> {
  const token = world.chance.token();
  const now = world.clock.now();
  const thisMonth = monthInWib(now);
  await world.db.transaction().execute(async (trx) => {
    const cartId = world.chance.id();
    await insertCart(trx, { id: cartId, tokenHash: hashCartToken(token), openedAt: now });
    const lines = await listOrderLines(trx, [order.id]);
    for (const worker of orderedWorkers(lines)) {
      const [first] = worker.months;
      const line = lines.find(({ workerId }) => workerId === worker.workerId)!;
      await saveCartLine(trx, {
        id: world.chance.id(),
        cartId,
        statementId: line.statementId,
        workerId: worker.workerId,
        programmes: worker.programmes,
        startMonth: first! > thisMonth ? first! : thisMonth,
        months: readPeriod(String(worker.months.length)) ?? 3,
        addedAt: now,
      });
    }
    await saveCartPayer(trx, cartId, {
      payerName: order.payerName,
      payerEmail: order.payerEmail,
      shownAs: order.shownAs,
      ...(order.dedication && { dedication: order.dedication }),
      coverFee: order.feeCoverRupiah > 0,
      touchedAt: now,
    });
  });
  return token;
}
