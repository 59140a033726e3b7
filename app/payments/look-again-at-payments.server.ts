/** Looks at the gateway itself when its messages do not come: a lost webhook must not lose a month. */
import { gatewayNamed, type World } from "~/platform/world.server";
import { newsOfSighting, type Payment } from "./payment";
import { listQuietPayments, saveLookedAt } from "./payment-queries.server";
import { recordGatewayEvents } from "./record-gateway-events.server";
import { listQuietRefunds } from "./refund-queries.server";

type Needs = Pick<World, "db" | "clock" | "chance" | "gateways" | "log">;

/** How long the gateway may be silent about an open page before we look. */
const QUIET_MINUTES = 10;

/** Looks at one attempt and records what is seen; throws when the gateway is out of reach. */
export async function lookAtPayment(world: Needs, payment: Payment): Promise<void> {
  if (!payment.checkoutRef) return;
  const gateway = gatewayNamed(world, payment.gateway);
  const seen = await gateway.findCheckout(payment.checkoutRef);
  const news = seen ? newsOfSighting({ ...seen, paymentId: payment.id }) : undefined;
  if (news && news.kind !== "nothing") await recordGatewayEvents(world, payment.gateway, [{ news }]);
  await saveLookedAt(world.db, payment.id, world.clock.now());
}

/** Looks at every attempt that has been quiet for too long. One that fails does not stop the others. */
export async function lookAgainAtPayments(
  world: Needs,
): Promise<{ expected: number; done: number; failed: number }> {
  const before = new Date(world.clock.now().getTime() - QUIET_MINUTES * 60_000);
  const payments = await listQuietPayments(world.db, before, 200);
  let done = 0;
  for (const payment of payments) {
    try {
      await lookAtPayment(world, payment);
      done += 1;
    } catch (error) {
      world.log.warn({ payment: payment.id, error: (error as Error).message }, "could not look at a payment");
    }
  }
  const refunds = await lookAgainAtRefunds(world, before);
  const expected = payments.length + refunds.expected;
  done += refunds.done;
  return { expected, done, failed: expected - done };
}

/** The same for refunds that the gateway took and never spoke of again. */
async function lookAgainAtRefunds(world: Needs, before: Date): Promise<{ expected: number; done: number }> {
  const refunds = await listQuietRefunds(world.db, before, 200);
  let done = 0;
  for (const refund of refunds) {
    try {
      const seen = await gatewayNamed(world, refund.gateway).findRefund(refund.refundRef);
      if (seen)
        await recordGatewayEvents(world, refund.gateway, [
          { news: { kind: "refund_changed", refund: { ...seen, refundId: refund.id } } },
        ]);
      done += 1;
    } catch (error) {
      world.log.warn({ refund: refund.id, error: (error as Error).message }, "could not look at a refund");
    }
  }
  return { expected: refunds.length, done };
}
