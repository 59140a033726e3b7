/** Small steps of a story for tests on the database: a worker, a cart, an order, an attempt to pay. */

import { insertCart, saveCartLine, saveCartPayer } from "~/orders/cart-queries.server";
import type { Order } from "~/orders/order-queries.server";
import { placeOrder } from "~/orders/place-order.server";
import type { GatewayEvent, GatewayPayment } from "~/payments/gateway";
import type { Payment } from "~/payments/payment";
import { insertPayment } from "~/payments/payment-queries.server";
import type { Told } from "~/payments/record-gateway-events.server";
import type { TestWorld } from "./test-world";

export type StoryWorker = { readonly workerId: string; readonly statementId: string };

/** A worker known by `nik`, as one sponsor stated them. */
export async function stateWorker(world: TestWorld, nik: string, name = "Siti Aminah"): Promise<StoryWorker> {
  const now = world.clock.now();
  const nikIndex = world.sealer.index("nik", nik);
  await world.db
    .insertInto("worker")
    .values({ id: world.chance.id(), nik_index: nikIndex, created_at: now })
    .onConflict((conflict) => conflict.column("nik_index").doNothing())
    .execute();
  const worker = await world.db
    .selectFrom("worker")
    .select("id")
    .where("nik_index", "=", nikIndex)
    .executeTakeFirstOrThrow();
  const occupation = await world.db
    .selectFrom("occupation")
    .select("code")
    .where("sector", "=", "other")
    .limit(1)
    .executeTakeFirstOrThrow();
  const place = await world.db
    .selectFrom("place")
    .select("code")
    .where("level", "=", "desa")
    .limit(1)
    .executeTakeFirstOrThrow();
  const statementId = world.chance.id();
  await world.db
    .insertInto("worker_statement")
    .values({
      id: statementId,
      worker_id: worker.id,
      stated_at: now,
      name,
      nik_sealed: world.sealer.seal(nik, "worker.nik"),
      birth_date_sealed: world.sealer.seal("1985-04-12", "worker.birth_date"),
      phone_sealed: world.sealer.seal("+6281234567890", "worker.phone"),
      phone_index: world.sealer.index("phone", "+6281234567890"),
      nik_masked: "3509••••••••0001",
      occupation_code: occupation.code,
      sector: "other",
      place_code: place.code,
      income: 1_000_000,
      relationship: "art",
      consent_manner: "spoken",
      consent_text_version: "1",
    })
    .execute();
  return { workerId: worker.id, statementId };
}

export type Wish = {
  readonly worker: StoryWorker;
  readonly start?: string;
  readonly months?: number;
  readonly programmes?: readonly ("jkk" | "jkm" | "jht")[];
};

/** A cart with these wishes and a payer. */
export async function fillCart(
  world: TestWorld,
  wishes: readonly Wish[],
  options: { coverFee?: boolean; email?: string } = {},
): Promise<string> {
  const now = world.clock.now();
  const cartId = world.chance.id();
  await insertCart(world.db, { id: cartId, tokenHash: world.chance.token(), openedAt: now });
  await world.db.transaction().execute(async (trx) => {
    for (const { worker, start = "2026-11", months = 3, programmes = ["jkk", "jkm"] as const } of wishes)
      await saveCartLine(trx, {
        id: world.chance.id(),
        cartId,
        ...worker,
        programmes,
        startMonth: start,
        months,
        addedAt: now,
      });
  });
  await saveCartPayer(world.db, cartId, {
    payerName: "Budi Santoso",
    payerEmail: options.email ?? "budi@example.org",
    shownAs: "name",
    coverFee: options.coverFee ?? false,
    touchedAt: now,
  });
  return cartId;
}

export const feePlan = { shareBasisPoints: 290, fixedRupiah: 2000, taxBasisPoints: 1100 };

/** Places the order of a new cart with these wishes; fails the test when it is refused. */
export async function order(
  world: TestWorld,
  wishes: readonly Wish[],
  options: { coverFee?: boolean; email?: string } = {},
): Promise<Order> {
  const placing = await placeOrder(world, {
    cartId: await fillCart(world, wishes, options),
    feePlan,
    locale: "id",
  });
  if (placing.kind !== "placed") throw new Error(`The order was not placed: ${JSON.stringify(placing)}`);
  return placing.order;
}

/** An attempt to pay the order, as `openPayment` writes it, without asking a gateway. */
export async function attempt(world: TestWorld, of: Order, number = 1): Promise<Payment> {
  const payment = {
    id: world.chance.id(),
    orderId: of.id,
    gateway: "stripe",
    attempt: number,
    amountRupiah: of.totalRupiah,
    openedAt: world.clock.now(),
    expiresAt: of.expiresAt,
  };
  await world.db.transaction().execute((trx) => insertPayment(trx, payment));
  return { ...payment, state: "pending", receivedRupiah: 0 };
}

/** The gateway's view of a payment that succeeded. */
export function paid(payment: Payment, over: Partial<GatewayPayment> = {}): GatewayPayment {
  return {
    paymentId: payment.id,
    checkoutRef: `cs_${payment.id}`,
    paymentRef: `pi_${payment.id}`,
    state: "succeeded",
    receivedRupiah: payment.amountRupiah,
    refundedRupiah: 0,
    ...over,
  };
}

let told = 0;

/** A signed message with news; every call is another message unless it is given an id. */
export function message(world: TestWorld, news: GatewayEvent["news"], id?: string): Told {
  told += 1;
  const event: GatewayEvent = {
    gatewayEventId: id ?? `evt_${told}`,
    type: news.kind,
    happenedAt: world.clock.now(),
    apiVersion: "test",
    liveMode: false,
    body: "{}",
    news,
  };
  return { news, event };
}
