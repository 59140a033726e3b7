/** Looks at the gateway itself when its messages do not come: a lost webhook must not lose a month. */
import { gatewayNamed, type World } from "~/platform/world.server";
import { newsOfSighting, type Payment } from "./payment";
import { listQuietPayments, saveLookedAt } from "./payment-queries.server";
import { recordGatewayEvents } from "./record-gateway-events.server";

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
  return { expected: payments.length, done, failed: payments.length - done };
}
