/**
 * The cart behind a request, found by the secret in its cookie; the table knows only the secret's hash. A cart
 * whose order is paid has done its work: the next visit begins a new one.
 */
import { createHash } from "node:crypto";
import type { World } from "~/platform/world.server";
import { type Cart, findCartByToken } from "./cart-queries.server";
import { CART_LIFE_DAYS } from "./forget-carts.server";
import { findLiveOrderOfCart, type Order } from "./order-queries.server";
import { forgetOwnCookie, keepOwnCookie, readOwnCookie } from "./own-cookie";

const COOKIE = { name: "keranjang", maxAgeSeconds: CART_LIFE_DAYS * 86_400 };

type Needs = Pick<World, "db" | "settings">;

export type CartVisit = {
  readonly token: string;
  readonly cart: Cart;
  /** The order placed from it that is open or paid. */
  readonly order?: Order;
};

/** The cart of this browser with its order, also when that is paid. */
export async function findCartVisit(world: Needs, request: Request): Promise<CartVisit | undefined> {
  const token = readOwnCookie(request, COOKIE, world.settings.publicUrl);
  if (!token) return undefined;
  const cart = await findCartByToken(world.db, hashCartToken(token));
  if (!cart) return undefined;
  const order = await findLiveOrderOfCart(world.db, cart.id);
  return { token, cart, ...(order && { order }) };
}

/** The cart of this browser that may still be filled and paid. */
export async function findOpenCart(world: Needs, request: Request): Promise<CartVisit | undefined> {
  const visit = await findCartVisit(world, request);
  return visit?.order?.state === "settled" ? undefined : visit;
}

/** The header that remembers the cart; `token` is what `hashCartToken` was made of. */
export function keepCart({ settings }: Pick<World, "settings">, token: string): string {
  return keepOwnCookie(COOKIE, token, settings.publicUrl);
}

export function releaseCart({ settings }: Pick<World, "settings">): string {
  return forgetOwnCookie(COOKIE, settings.publicUrl);
}

export function hashCartToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
