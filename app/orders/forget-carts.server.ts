/** Forgets carts that nobody touched for a week, and the people stated in them that nobody ordered for. */
import type { World } from "~/platform/world.server";
import { deleteForgottenCarts } from "./cart-queries.server";

export const CART_LIFE_DAYS = 7;

export async function forgetCarts(
  world: Pick<World, "db" | "clock">,
): Promise<{ expected: number; done: number; failed: number }> {
  const before = new Date(world.clock.now().getTime() - CART_LIFE_DAYS * 86_400_000);
  const done = await world.db.transaction().execute((trx) => deleteForgottenCarts(trx, before));
  return { expected: done, done, failed: 0 };
}
