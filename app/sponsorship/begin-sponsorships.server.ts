/**
 * An order that asked to go on has been paid: each of its workers becomes a sponsorship, and the card that paid is
 * kept when the sponsor wished that. Where no card could be kept the renewals ask by link, so that nobody believes
 * something runs by itself which does not.
 */
import { findOrder, listOrderLines, type Order } from "~/orders/order-queries.server";
import { listPaymentsOfOrder } from "~/payments/payment-queries.server";
import { gatewayNamed, type World } from "~/platform/world.server";
import type { Trx } from "~db/connection";
import type { Terms } from "./renewal-period";
import { keepSavedMethod } from "./saved-method-queries.server";
import { sameTerms } from "./sponsorship-change";
import {
  insertSponsorship,
  insertTerms,
  listLiveSponsorships,
  revokeGaps,
  type Sponsorship,
} from "./sponsorship-queries.server";

type Needs = Pick<World, "db" | "clock" | "chance" | "gateways" | "log">;

/** Safe to repeat. A worker another sponsor goes on with stays with that sponsor. */
export async function beginSponsorships(world: Needs, orderId: string): Promise<"done"> {
  const order = await findOrder(world.db, orderId);
  if (order?.state !== "settled" || !order.renewalWish) return "done";
  const card = order.renewalWish.way === "saved_card" ? await findKeptCard(world, order) : undefined;
  await world.db.transaction().execute(async (trx) => {
    const savedMethodId = card && (await keepCard(trx, world, order, card));
    await beginAll(trx, world, order, savedMethodId);
  });
  return "done";
}

export type KeptCard = NonNullable<Awaited<ReturnType<typeof findKeptCard>>>;

/** What the gateway kept of the card that paid this order; none when it was paid in another way. Throws when the gateway is away. */
export async function findKeptCard(world: Needs, order: Order) {
  const payments = await listPaymentsOfOrder(world.db, order.id);
  const paid = payments.find((payment) => payment.state === "succeeded" && payment.paymentRef);
  if (!paid?.paymentRef) return undefined;
  const seen = await gatewayNamed(world, paid.gateway).findPayment(paid.paymentRef);
  if (!seen?.customerRef || !seen.savedMethodRef) return undefined;
  return {
    gateway: paid.gateway,
    customerRef: seen.customerRef,
    methodRef: seen.savedMethodRef,
    method: seen.method,
  };
}

/** Writes the card down and returns its id. */
export async function keepCard(
  trx: Trx,
  world: Needs,
  order: Order,
  { method, ...refs }: KeptCard,
): Promise<string> {
  return keepSavedMethod(trx, {
    id: world.chance.id(),
    sponsorId: order.sponsorId,
    ...refs,
    savedAt: world.clock.now(),
    ...(method?.brand ? { brand: method.brand } : {}),
    ...(method?.last4 ? { last4: method.last4 } : {}),
    ...(method?.expMonth ? { expMonth: method.expMonth } : {}),
    ...(method?.expYear ? { expYear: method.expYear } : {}),
  });
}

async function beginAll(trx: Trx, world: Needs, order: Order, savedMethodId: string | undefined) {
  const now = world.clock.now();
  const lines = await listOrderLines(trx, [order.id]);
  const workerIds = [...new Set(lines.map((line) => line.workerId))].sort();
  const living = new Map((await listLiveSponsorships(trx, workerIds)).map((live) => [live.workerId, live]));
  for (const workerId of workerIds) {
    const own = lines.filter((line) => line.workerId === workerId);
    const terms = termsOf(order, [...new Set(own.map((line) => line.programme))], savedMethodId);
    const before = living.get(workerId);
    if (before) {
      await goOn(trx, before, order, terms, now);
      continue;
    }
    const id = world.chance.id();
    const begun = await insertSponsorship(trx, {
      id,
      sponsorId: order.sponsorId,
      workerId,
      statementId: own[0]!.statementId,
      begunAt: now,
      begunByOrder: order.id,
    });
    if (begun) await insertTerms(trx, id, terms, { at: now, by: `order/${order.code}` });
  }
}

/** The sponsor asked anew for somebody they sponsor already: the new terms hold, and a rest is over. */
async function goOn(trx: Trx, before: Sponsorship, order: Order, terms: Terms, now: Date): Promise<void> {
  if (before.sponsorId !== order.sponsorId) return;
  const recorded = { at: now, by: `order/${order.code}` };
  await revokeGaps(trx, [before.id], ["rest"], recorded);
  if (!sameTerms(before.terms, terms)) await insertTerms(trx, before.id, terms, recorded);
}

function termsOf(
  { renewalWish }: Order,
  programmes: Terms["programmes"],
  savedMethodId: string | undefined,
): Terms {
  return {
    intervalMonths: renewalWish!.intervalMonths,
    programmes: [...programmes].sort(),
    ...(renewalWish!.untilMonth ? { untilMonth: renewalWish!.untilMonth } : {}),
    ...(savedMethodId ? { way: "saved_card", savedMethodId } : { way: "pay_link" }),
  };
}
