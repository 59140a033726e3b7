/**
 * Turns a cart into an order: prices it month by month from the tariff of today, freezes lines and
 * prices for 24 hours, and keeps its months. The same cart asked again is the same order.
 */
import { createHash } from "node:crypto";
import { monthsFrom } from "~/calendar/iuran-month";
import {
  holdMonths,
  listCoveredMonths,
  listHeldMonths,
  type WorkerMonth,
} from "~/coverage/coverage-queries.server";
import type { World } from "~/platform/world.server";
import { quoteMonths, type TariffTables } from "~/tariff/tariff";
import { loadTariffTables } from "~/tariff/tariff-queries.server";
import type { Trx } from "~db/connection";
import { type Cart, lockCart } from "./cart-queries.server";
import { type FeePlan, feeToCover, linesOf, type OrderLine, orderExpiry } from "./order";
import { findLiveOrderOfCart, findOrInsertSponsor, insertOrder, type Order } from "./order-queries.server";

export type Placing =
  | { readonly kind: "placed"; readonly order: Order; readonly fresh: boolean }
  /** The cart changed after an order was placed from it; that order must be closed first. */
  | { readonly kind: "replaces"; readonly orderId: string }
  | { readonly kind: "cart_gone" }
  | { readonly kind: "cart_empty" }
  | { readonly kind: "payer_missing" }
  /** The tariff of these months has not been recorded yet. */
  | { readonly kind: "no_tariff"; readonly months: readonly string[] }
  /** Somebody has these months: paid already, or held by an order that is being paid. */
  | {
      readonly kind: "months_taken";
      readonly covered: readonly WorkerMonth[];
      readonly held: readonly WorkerMonth[];
    };

class Taken extends Error {
  constructor(readonly held: readonly WorkerMonth[]) {
    super("months are held by another order");
  }
}

type Needs = Pick<World, "db" | "clock" | "chance">;

/** Places the order of a cart; `feePlan` prices the offer to cover the gateway's fee. */
export async function placeOrder(
  world: Needs,
  request: { readonly cartId: string; readonly feePlan: FeePlan; readonly locale: "id" | "en" },
): Promise<Placing> {
  try {
    return await world.db.transaction().execute((trx) => place(trx, world, request));
  } catch (error) {
    if (error instanceof Taken) return { kind: "months_taken", covered: [], held: error.held };
    throw error;
  }
}

async function place(trx: Trx, world: Needs, request: Parameters<typeof placeOrder>[1]): Promise<Placing> {
  const now = world.clock.now();
  const cart = await lockCart(trx, request.cartId);
  if (!cart) return { kind: "cart_gone" };
  if (cart.lines.length === 0) return { kind: "cart_empty" };
  const { payerName, payerEmail } = cart;
  if (!payerName || !payerEmail) return { kind: "payer_missing" };

  const fingerprint = fingerprintOf(cart);
  const live = await findLiveOrderOfCart(trx, cart.id);
  if (live && (live.state === "settled" || live.expiresAt > now))
    return live.fingerprint === fingerprint || live.state === "settled"
      ? { kind: "placed", order: live, fresh: false }
      : { kind: "replaces", orderId: live.id };
  if (live) return { kind: "replaces", orderId: live.id };

  const priced = priceCart(cart, await loadTariffTables(trx));
  if (priced.kind === "no_tariff") return priced;
  const taken = await findTaken(trx, priced.lines, now);
  if (taken.covered.length + taken.held.length > 0) return { kind: "months_taken", ...taken };

  const premiumRupiah = priced.lines.reduce((sum, line) => sum + line.amountRupiah, 0);
  const feeCoverRupiah = cart.coverFee ? feeToCover(premiumRupiah, request.feePlan) : 0;
  const sponsorId = await findOrInsertSponsor(trx, {
    id: world.chance.id(),
    email: payerEmail,
    name: payerName,
    createdAt: now,
  });
  const order = {
    id: world.chance.id(),
    code: `P-${world.chance.code(8)}`,
    sponsorId,
    cartId: cart.id,
    fingerprint,
    origin: "web" as const,
    placedAt: now,
    expiresAt: orderExpiry(now),
    premiumRupiah,
    feeCoverRupiah,
    totalRupiah: premiumRupiah + feeCoverRupiah,
    payerName,
    shownAs: cart.shownAs,
    ...(cart.dedication ? { dedication: cart.dedication } : {}),
    ...(cart.renewalWish ? { renewalWish: cart.renewalWish } : {}),
    locale: request.locale,
  };
  await insertOrder(trx, order, priced.lines);
  const held = await holdMonths(trx, order.id, priced.lines, order.expiresAt, now);
  if (held.length > 0) throw new Taken(held);
  return { kind: "placed", order: { ...order, payerEmail, state: "open" }, fresh: true };
}

/** The cart's lines at the tariff of each month, or the months that have none. */
export function priceCart(
  cart: Pick<Cart, "lines">,
  tables: TariffTables,
):
  | { readonly kind: "lines"; readonly lines: readonly OrderLine[] }
  | { readonly kind: "no_tariff"; readonly months: readonly string[] } {
  const lines: OrderLine[] = [];
  for (const line of cart.lines) {
    const months = monthsFrom(line.startMonth, line.months);
    const protection = { sector: line.sector, income: line.incomeRupiah, programmes: line.programmes };
    const quote = quoteMonths(protection, months, tables);
    if (quote.kind === "no_tariff") return { kind: "no_tariff", months: quote.gaps.map((gap) => gap.month) };
    lines.push(...linesOf(line, quote.months));
  }
  return { kind: "lines", lines };
}

/** Which of these lines somebody else has already, paid or held. */
async function findTaken(trx: Trx, lines: readonly OrderLine[], now: Date) {
  const workerIds = [...new Set(lines.map((line) => line.workerId))];
  const key = (item: WorkerMonth) => `${item.workerId} ${item.month} ${item.programme}`;
  const wanted = new Set(lines.map(key));
  const covered = (await listCoveredMonths(trx, workerIds)).filter((item) => wanted.has(key(item)));
  const held = (await listHeldMonths(trx, workerIds, now)).filter((item) => wanted.has(key(item)));
  return { covered, held };
}

/** What was ordered, hashed: two clicks and two tabs have the same, a changed cart has another. */
function fingerprintOf(cart: Cart): string {
  const content = {
    payer: [cart.payerName, cart.payerEmail, cart.shownAs, cart.dedication ?? null, cart.coverFee],
    lines: cart.lines.map((line) => [
      line.statementId,
      [...line.programmes].sort(),
      line.startMonth,
      line.months,
    ]),
    // Only when there is one, so that carts without a wish keep the fingerprint they had.
    ...(cart.renewalWish && {
      renewal: [cart.renewalWish.intervalMonths, cart.renewalWish.way, cart.renewalWish.untilMonth ?? null],
    }),
  };
  return createHash("sha256").update(JSON.stringify(content)).digest("hex");
}
