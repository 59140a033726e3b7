/**
 * Turns a renewal into an order of the usual kind: priced by today's tariff of each month, frozen for 24 hours,
 * its months held. What no longer holds drops out first, with the reason.
 */
import { monthRange } from "~/calendar/iuran-month";
import { holdMonths } from "~/coverage/coverage-queries.server";
import { linesOf, type OrderLine, orderExpiry } from "~/orders/order";
import { findOrder, insertOrder, type Order } from "~/orders/order-queries.server";
import type { World } from "~/platform/world.server";
import { quoteMonths } from "~/tariff/tariff";
import { loadTariffTables } from "~/tariff/tariff-queries.server";
import type { Db, Trx } from "~db/connection";
import {
  closeRenewal,
  dropStaleItems,
  findRenewalPayer,
  insertRenewalOrder,
  listOrdersOfRenewal,
  listRenewalItems,
  type Renewal,
  type RenewalItem,
} from "./renewal-queries.server";

type Needs = Pick<World, "db" | "clock" | "chance">;

export type Pricing =
  | {
      readonly kind: "priced";
      readonly items: readonly RenewalItem[];
      readonly lines: readonly OrderLine[];
      readonly totalRupiah: number;
    }
  | { readonly kind: "nothing_left" }
  | { readonly kind: "no_tariff"; readonly months: readonly string[] };

/** Drops what no longer holds and prices the rest; closes the renewal when nothing is left. */
export async function priceRenewal(trx: Trx, renewal: Renewal, now: Date): Promise<Pricing> {
  await dropStaleItems(trx, renewal.id, now);
  const items = await listRenewalItems(trx, renewal.id);
  if (items.length === 0) {
    await closeRenewal(trx, renewal.id, "nothing_left", now);
    return { kind: "nothing_left" };
  }
  const tables = await loadTariffTables(trx);
  const lines: OrderLine[] = [];
  for (const item of items) {
    const protection = { sector: item.sector, income: item.incomeRupiah, programmes: item.programmes };
    const quote = quoteMonths(protection, monthRange(item.startMonth, item.lastMonth), tables);
    if (quote.kind === "no_tariff") return { kind: "no_tariff", months: quote.gaps.map((gap) => gap.month) };
    lines.push(...linesOf(item, quote.months));
  }
  return {
    kind: "priced",
    items,
    lines,
    totalRupiah: lines.reduce((sum, line) => sum + line.amountRupiah, 0),
  };
}

/** Another sponsor is being asked to pay for one of these months right now; thrown to undo the order. */
export class MonthsHeld extends Error {}

/** Places the order of a renewal that is locked and priced. Throws `MonthsHeld`, with nothing written. */
export async function placeRenewalOrder(
  trx: Trx,
  world: Needs,
  renewal: Renewal,
  priced: Extract<Pricing, { kind: "priced" }>,
): Promise<Order> {
  const now = world.clock.now();
  const payer = await findRenewalPayer(trx, renewal.sponsorId);
  const number = (await listOrdersOfRenewal(trx, renewal.id)).length + 1;
  const order = {
    id: world.chance.id(),
    code: `P-${world.chance.code(8)}`,
    sponsorId: renewal.sponsorId,
    fingerprint: `renewal/${renewal.id}/${number}`,
    origin: "renewal" as const,
    placedAt: now,
    expiresAt: orderExpiry(now),
    premiumRupiah: priced.totalRupiah,
    feeCoverRupiah: 0,
    totalRupiah: priced.totalRupiah,
    payerName: payer.name,
    shownAs: payer.shownAs,
    locale: payer.locale,
    // Paid on the gateway's page, it leaves the card that is charged from then on.
    ...(renewal.way === "saved_card"
      ? { renewalWish: { intervalMonths: 1 as const, way: "saved_card" as const } }
      : {}),
  };
  await insertOrder(trx, order, priced.lines);
  await insertRenewalOrder(trx, renewal.id, order.id, now);
  const held = await holdMonths(trx, order.id, priced.lines, order.expiresAt, now);
  if (held.length > 0) throw new MonthsHeld("months of this renewal are held by another order");
  return { ...order, payerEmail: payer.email, state: "open" };
}

/** The order of this renewal that can still be paid. */
export async function findOpenOrder(trx: Db | Trx, renewalId: string, now: Date): Promise<Order | undefined> {
  const last = (await listOrdersOfRenewal(trx, renewalId)).at(-1);
  const order = last ? await findOrder(trx, last) : undefined;
  return order?.state === "open" && order.expiresAt > now ? order : undefined;
}
