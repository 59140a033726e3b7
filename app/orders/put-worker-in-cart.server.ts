/**
 * Puts a stated worker into the sponsor's cart, opening one when there is none. Statement and line are written
 * together or not at all; the same worker again replaces the earlier line.
 */
import type { IuranMonth } from "~/calendar/iuran-month";
import type { World } from "~/platform/world.server";
import type { Programme } from "~/tariff/tariff";
import { stateWorker } from "~/workers/state-worker.server";
import type { WorkerStatement } from "~/workers/worker-statement";
import { saveCartTouch } from "./cart-keeping-queries.server";
import { type Cart, deleteCartLine, insertCart, lockCart, saveCartLine } from "./cart-queries.server";
import { hashCartToken } from "./cart-visit.server";

/** How many people one cart holds. */
export const CART_LIMIT = 50;

export type PutRequest = {
  readonly statement: WorkerStatement;
  readonly programmes: readonly Programme[];
  readonly startMonth: IuranMonth;
  readonly months: number;
  /** The open cart and its secret; a new one is opened without it. */
  readonly cart?: { readonly id: string; readonly token: string };
  /** The line that is being corrected: it goes when the correction names somebody else. */
  readonly lineId?: string;
};

export type Putting =
  | { readonly kind: "put"; readonly token: string }
  | { readonly kind: "cart_full"; readonly limit: number };

type Needs = Pick<World, "db" | "clock" | "chance" | "sealer">;

export async function putWorkerInCart(world: Needs, request: PutRequest): Promise<Putting> {
  return world.db.transaction().execute(async (trx) => {
    const now = world.clock.now();
    const known = request.cart && (await lockCart(trx, request.cart.id));
    const token = known && request.cart ? request.cart.token : world.chance.token();
    const cart = known ?? { id: world.chance.id(), lines: [] };
    if (cart.lines.length >= CART_LIMIT && !request.lineId) return { kind: "cart_full", limit: CART_LIMIT };
    if (!known) await insertCart(trx, { id: cart.id, tokenHash: hashCartToken(token), openedAt: now });

    const { statementId, workerId } = await stateWorker(trx, world, request.statement);
    const corrected = lineOf(cart, request.lineId);
    if (corrected && corrected.workerId !== workerId) await deleteCartLine(trx, cart.id, corrected.id);
    await saveCartLine(trx, {
      id: world.chance.id(),
      cartId: cart.id,
      statementId,
      workerId,
      programmes: request.programmes,
      startMonth: request.startMonth,
      months: request.months,
      addedAt: now,
    });
    await saveCartTouch(trx, cart.id, now);
    return { kind: "put", token };
  });
}

function lineOf(cart: Pick<Cart, "lines">, lineId: string | undefined) {
  return cart.lines.find((line) => line.id === lineId);
}
