/**
 * From "pay" to the gateway's page: place the cart's order, or find the one it has, then open its page.
 * A double click, a second tab, back and reload all end at the same order and the same page.
 *
 *   cart ─▶ order ─▶ page                      the cart is as it was shown
 *        ─▶ order of an earlier state ─▶ closed ─▶ order anew
 *        ─▶ order already paid ─▶ its own page
 */
import { orderPath } from "~/orders/order-link.server";
import type { Order } from "~/orders/order-queries.server";
import { findOrder } from "~/orders/order-queries.server";
import { type Placing, placeOrder } from "~/orders/place-order.server";
import type { World } from "~/platform/world.server";
import { closeOrder } from "./close-order.server";
import { type Opening, openPayment } from "./open-payment.server";

export type CheckingOut =
  | { readonly kind: "go"; readonly to: string }
  | { readonly kind: "price_changed"; readonly totalRupiah: number }
  | Exclude<Opening, { kind: "page" | "settled" | "processing" | "ended" | "unknown_order" }>
  | Exclude<Placing, { kind: "placed" | "replaces" }>;

type Needs = Pick<World, "db" | "clock" | "chance" | "gateways" | "log" | "settings">;

/** `shownTotal` is the sum the sponsor agreed to: another one is shown before it is charged. */
export async function checkOutCart(
  world: Needs,
  request: { readonly cartId: string; readonly shownTotal: number },
): Promise<CheckingOut> {
  const gateway = world.gateways[0];
  if (!gateway) throw new Error("No gateway is wired in this installation.");
  const asked = { cartId: request.cartId, feePlan: gateway.feePlan, locale: "id" as const };
  let placing = await placeOrder(world, asked);
  if (placing.kind === "replaces") {
    const closing = await closeOrder(world, placing.orderId, "replaced");
    switch (closing) {
      case "settled":
      case "processing":
        return toOrder(world, await findOrder(world.db, placing.orderId));
      case "gateway_away":
        return { kind: "gateway_away" };
      case "closed":
      case "already_ended":
        placing = await placeOrder(world, asked);
    }
  }
  if (placing.kind === "replaces") return { kind: "gateway_away" };
  if (placing.kind !== "placed") return placing;
  const { order } = placing;
  if (order.state === "settled") return toOrder(world, order);
  if (order.totalRupiah !== request.shownTotal)
    return { kind: "price_changed", totalRupiah: order.totalRupiah };
  return payOrder(world, order);
}

/** Opens the page of an order that is there already. */
export async function payOrder(
  world: Needs,
  order: Order,
): Promise<
  Exclude<CheckingOut, { kind: "price_changed" } | Exclude<Placing, { kind: "placed" | "replaces" }>>
> {
  const opening = await openPayment(world, { orderId: order.id, links: (paid) => returnLinks(world, paid) });
  switch (opening.kind) {
    case "page":
      return { kind: "go", to: opening.url };
    case "settled":
    case "processing":
    case "ended":
    case "unknown_order":
      return toOrder(world, order);
    case "amount_too_small":
    case "amount_too_large":
    case "gateway_away":
    case "gateway_refused":
      return opening;
  }
}

function toOrder(
  { settings }: Needs,
  order: Order | undefined,
): { readonly kind: "go"; readonly to: string } {
  return { kind: "go", to: order ? orderPath(settings.SESSION_SECRET, order) : "/keranjang" };
}

/** Where the gateway sends the sponsor: the order's page, told which way they came. */
export function returnLinks({ settings }: Needs, order: Order) {
  const page = `${settings.publicUrl}${orderPath(settings.SESSION_SECRET, order)}`;
  return { successUrl: `${page}&dari=bayar`, cancelUrl: `${page}&dari=batal` };
}
