/** A sponsor with a standing sponsorship, against the real sandbox: the steps the renewal tests share. */
import { expect } from "vitest";
import { addDays } from "~/calendar/day";
import { dayInWib } from "~/calendar/wib";
import { drainChores } from "~/chores/drain-chores.server";
import { choreHandlers } from "~/jobs/chore-handlers.server";
import { letterWriters } from "~/jobs/letter-writers.server";
import { deliverMails } from "~/mail/deliver-mails.server";
import { saveCartRenewalWish } from "~/orders/cart-queries.server";
import type { Order } from "~/orders/order-queries.server";
import { placeOrder } from "~/orders/place-order.server";
import type { RenewalWish } from "~/orders/renewal-wish";
import { lookAtPayment } from "~/payments/look-again-at-payments.server";
import { openPayment } from "~/payments/open-payment.server";
import { findPayment } from "~/payments/payment-queries.server";
import { receiveWebhook } from "~/payments/receive-webhook.server";
import type { Rig } from "../adapters/sandbox-rig";
import { feePlan, fillCart, type StoryWorker, stateWorker } from "../support/story";
import type { TestWorld } from "../support/test-world";

export const links = () => ({
  successUrl: "http://127.0.0.1:3000/ok",
  cancelUrl: "http://127.0.0.1:3000/no",
});
let nik = 3509_1701_0190_0000;
let people = 0;

/** An order with a wish, placed and not paid. */
export async function wishedOrder(
  world: TestWorld,
  wish: RenewalWish,
  options: { workers?: number; start?: string; months?: number; email?: string } = {},
): Promise<{ order: Order; workers: StoryWorker[] }> {
  const workers: StoryWorker[] = [];
  for (let count = 0; count < (options.workers ?? 1); count += 1)
    workers.push(await stateWorker(world, String(++nik), `Pekerja ${nik % 1000}`));
  const cartId = await fillCart(
    world,
    workers.map((worker) => ({ worker, start: options.start ?? "2026-11", months: options.months ?? 3 })),
    { email: options.email ?? `sponsor${++people}@example.org` },
  );
  await saveCartRenewalWish(world.db, cartId, wish);
  const placing = await placeOrder(world, { cartId, feePlan, locale: "id" });
  if (placing.kind !== "placed") throw new Error(JSON.stringify(placing));
  expect(placing.order.renewalWish).toEqual(wish);
  return { order: placing.order, workers };
}

/** Pays an order on the sandbox's page with this card, looks, and does the chores. */
export async function pay(world: TestWorld, rig: Rig, orderId: string, card = "4242424242424242") {
  const opening = await openPayment(world, { orderId, links });
  if (opening.kind !== "page") throw new Error(`No page: ${opening.kind}`);
  await rig.press(opening.url, { action: "pay", card, email: "sponsor@example.org" });
  await lookAtPayment(world, (await findPayment(world.db, opening.payment.id))!);
  await doChores(world);
}

export async function doChores(world: TestWorld) {
  while ((await drainChores(world, choreHandlers)) > 0);
}

/** Sends until nothing waits; the mail service may ask for a rest in between. */
export async function sendLetters(world: TestWorld) {
  const waiting = () =>
    world.db.selectFrom("mail").select("id").where("state", "=", "waiting").limit(1).executeTakeFirst();
  for (let round = 0; (await waiting()) && round < 100; round += 1) {
    const { handled } = await deliverMails(world, letterWriters);
    if (handled === 0) await new Promise((done) => setTimeout(done, 100));
  }
}

/** Passes on what the sandbox sent to our door, each message as often as told, and returns what became of them. */
export async function passOn(world: TestWorld, rig: Rig, times = 1): Promise<readonly string[]> {
  await rig.quiet();
  const outcomes: string[] = [];
  for (const arrival of rig.door.arrivals.splice(0)) {
    if (!arrival.path.endsWith("/stripe")) continue;
    for (let time = 0; time < times; time += 1) {
      const received = await receiveWebhook(world, "stripe", rig.door.request(arrival));
      outcomes.push(received.kind === "recorded" ? received.outcome : received.kind);
    }
  }
  return outcomes;
}

/** Moves the sandbox's clock, which is the house's, to nine in the morning of a day. */
export async function goTo(rig: Rig, day: string) {
  const target = new Date(`${day}T02:00:00Z`);
  const now = rig.clock.now();
  if (target > now) await rig.control("clock/advance", { to: target.toISOString() });
}

export const today = (world: TestWorld) => dayInWib(world.clock.now());
export const later = (world: TestWorld, days: number) => addDays(today(world), days);
