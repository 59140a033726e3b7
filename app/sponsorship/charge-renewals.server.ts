/**
 * Charges saved cards for renewals. Each renewal is on its own, in three steps:
 *
 *   lock, look again, write order, attempt and try ─▶ commit ─▶ ask the gateway (key of the attempt) ─▶ write the answer
 *
 * A process that dies after the gateway was asked leaves a try without outcome; the next run asks again under the
 * same key, which charges once, or looks at the gateway itself when the key may be forgotten. The gateway's message may come before its answer: both say the same thing once.
 */
import { dayInWib } from "~/calendar/wib";
import type { GatewayRefusal, SavedCardCharge } from "~/payments/gateway";
import { newsOfSighting } from "~/payments/payment";
import { recordGatewayEvents } from "~/payments/record-gateway-events.server";
import { gatewayNamed, type World } from "~/platform/world.server";
import { finishTry, listChargeable, listTries } from "./charge-queries.server";
import { MonthsHeld } from "./place-renewal-order.server";
import { type Asking, type Prepared, prepareCharge } from "./prepare-charge.server";
import { queueRenewalLetter } from "./queue-renewal-letter.server";
import { type RenewalSetting, retryDay, type TryOutcome } from "./renewal-calendar";
import { lockRenewal } from "./renewal-queries.server";
import { restRenewal } from "./rest-renewal.server";
import { findRenewalSetting } from "./sponsorship-queries.server";

type Needs = Pick<World, "db" | "clock" | "chance" | "gateways" | "log">;

const MOST_AT_ONCE = 500;

/** Charges what may be charged today. What the gateway could not answer counts as failed, and is asked again. */
export async function chargeRenewals(
  world: Needs,
): Promise<{ readonly expected: number; readonly done: number; readonly failed: number }> {
  const today = dayInWib(world.clock.now());
  const setting = await findRenewalSetting(world.db, today);
  const ids = await listChargeable(world.db, today, MOST_AT_ONCE);
  let done = 0;
  for (const id of ids) {
    try {
      if ((await chargeRenewal(world, id, setting)) !== "gateway_away") done += 1;
    } catch (error) {
      world.log.error({ renewal: id, error: (error as Error).message }, "a renewal could not be charged");
    }
  }
  return { expected: ids.length, done, failed: ids.length - done };
}

export type Charging = TryOutcome | "quiet" | "gateway_away";

/** Charges one renewal if it may be charged now; `quiet` when there is nothing to do today. */
export async function chargeRenewal(
  world: Needs,
  renewalId: string,
  setting: RenewalSetting,
): Promise<Charging> {
  const step = await world.db
    .transaction()
    .execute((trx) => prepareCharge(trx, world, renewalId, setting))
    .catch((error) => {
      if (error instanceof MonthsHeld) return { kind: "quiet" } as const;
      throw error;
    });
  if (step.kind === "quiet") return "quiet";
  if (step.kind === "look") return look(world, renewalId, step, setting);
  if (step.kind === "ended") return endTry(world, renewalId, step.number, { outcome: step.outcome }, setting);
  return ask(world, renewalId, step, setting);
}

/** The gateway may have charged a card without our hearing of it: then the money is there, and is booked. */
async function look(
  world: Needs,
  renewalId: string,
  { payment, method, number }: Extract<Prepared, { kind: "look" }>,
  setting: RenewalSetting,
): Promise<Charging> {
  const seen = await gatewayNamed(world, payment.gateway).findSavedCardCharge({
    paymentId: payment.id,
    customerRef: method.customerRef,
  });
  if (seen?.state !== "succeeded" && seen?.state !== "processing")
    return endTry(world, renewalId, number, { outcome: "unknown" }, setting);
  await recordGatewayEvents(world, payment.gateway, [
    { news: newsOfSighting({ ...seen, paymentId: payment.id }) },
  ]);
  return endTry(world, renewalId, number, { outcome: seen.state }, setting);
}

async function ask(
  world: Needs,
  renewalId: string,
  step: Asking,
  setting: RenewalSetting,
): Promise<Charging> {
  const { payment, order, method, number } = step;
  const charge: SavedCardCharge = {
    paymentId: payment.id,
    orderCode: order.code,
    idempotencyKey: `order/${order.id}/attempt/${payment.attempt}`,
    amountRupiah: payment.amountRupiah,
    description: `Perpanjangan iuran ${order.code}`,
    customerRef: method.customerRef,
    savedMethodRef: method.methodRef,
  };
  const answer = await gatewayNamed(world, payment.gateway).chargeSavedCard(charge);
  if (answer.kind === "charged") {
    const news = newsOfSighting({ ...answer.payment, paymentId: payment.id });
    await recordGatewayEvents(world, payment.gateway, [{ news }]);
    const outcome = answer.payment.state === "succeeded" ? "succeeded" : "processing";
    return endTry(world, renewalId, number, { outcome }, setting);
  }
  // Our own key being wrong is no fault of the card: it is asked again once that is mended.
  if (answer.retryable || answer.reason === "misconfigured") return "gateway_away";
  const failed = {
    paymentId: payment.id,
    ...(answer.paymentRef ? { paymentRef: answer.paymentRef } : {}),
    state: "failed" as const,
    receivedRupiah: 0,
    refundedRupiah: 0,
  };
  await recordGatewayEvents(world, payment.gateway, [
    { news: { kind: "payment_failed", payment: failed, reason: answer.detail } },
  ]);
  return endTry(world, renewalId, number, endingOf(answer), setting);
}

type Ending = { readonly outcome: TryOutcome; readonly declineCode?: string };

function endingOf({ reason, declineCode }: GatewayRefusal): Ending {
  const outcome = reason === "declined" || reason === "authentication_needed" ? reason : "refused";
  return { outcome, ...(declineCode ? { declineCode } : {}) };
}

/** Writes how a try ended, once, and tells the sponsor what follows from it. */
async function endTry(
  world: Needs,
  renewalId: string,
  number: number,
  ending: Ending,
  setting: RenewalSetting,
): Promise<TryOutcome> {
  await world.db.transaction().execute(async (trx) => {
    const renewal = await lockRenewal(trx, renewalId);
    if (!renewal) return;
    if (!(await finishTry(trx, renewalId, number, { ...ending, finishedAt: world.clock.now() }))) return;
    switch (ending.outcome) {
      case "succeeded":
      case "processing":
        return;
      case "authentication_needed":
      case "refused":
      case "unknown":
        await queueRenewalLetter(trx, world, renewal, {
          kind: "renewal_by_link",
          occasion: String(number),
          facts: { because: ending.outcome },
        });
        return;
      case "declined": {
        const tries = await listTries(trx, renewalId);
        const retryOn = retryDay(tries, setting);
        if (!retryOn) return restRenewal(trx, world, renewal, "declined");
        await queueRenewalLetter(trx, world, renewal, {
          kind: "renewal_declined",
          occasion: String(number),
          facts: { retryOn, declineCode: ending.declineCode ?? null },
        });
      }
    }
  });
  return ending.outcome;
}
