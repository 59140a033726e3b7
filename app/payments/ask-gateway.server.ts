/**
 * A sponsor came back from the gateway's page before its message did: ask the gateway ourselves, at most every few
 * seconds per payment. What is seen is recorded as a message would be.
 */
import type { World } from "~/platform/world.server";
import { lookAtPayment } from "./look-again-at-payments.server";
import { claimLook } from "./look-claim-queries.server";
import type { Payment } from "./payment";

const PAUSE_MS = 4_000;

type Needs = Pick<World, "db" | "clock" | "chance" | "gateways" | "log">;

/** Asks about the open attempt among `payments`. True when something was asked, so that the order should be read again. */
export async function askGateway(world: Needs, payments: readonly Payment[]): Promise<boolean> {
  const open = payments.findLast(
    (payment) => payment.checkoutRef && (payment.state === "pending" || payment.state === "processing"),
  );
  if (!open) return false;
  const now = world.clock.now();
  const mayLook = await claimLook(world.db, open.id, new Date(now.getTime() - PAUSE_MS), now);
  if (!mayLook) return false;
  try {
    await lookAtPayment(world, open);
    return true;
  } catch (error) {
    world.log.warn(
      { payment: open.id, error: (error as Error).message },
      "the gateway did not say how it stands",
    );
    return false;
  }
}
