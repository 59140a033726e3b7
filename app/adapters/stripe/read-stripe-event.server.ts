/**
 * The webhook's door: only what carries Stripe's signature over the very bytes received, made within
 * five minutes of now in either direction, comes in. The SDK alone would let in stamps from the future.
 */
import Stripe from "stripe";
import type { EventReading, GatewayEvent, GatewayNews } from "../../payments/gateway";
import { NotWholeRupiahError } from "./stripe-money";
import { newsOf } from "./stripe-news";

const toleranceSeconds = 300;
/** Stripe's events are far smaller; whatever is larger is not from Stripe. */
const longestBody = 1_000_000;

export type EventDoor = {
  readonly stripe: Stripe;
  readonly webhookSecret: string;
  readonly liveMode: boolean;
};

/** Reads one webhook call. `now` is the house's clock; nothing is asked of the network. */
export async function readStripeEvent(door: EventDoor, request: Request, now: Date): Promise<EventReading> {
  const body = await request.text();
  if (body.length > longestBody) return forged("The body is too long to be an event.");
  const header = request.headers.get("stripe-signature") ?? "";
  if (stampOf(header) * 1000 - now.getTime() > toleranceSeconds * 1000) {
    return forged("The signature's timestamp lies in the future.");
  }
  let event: Stripe.Event;
  try {
    event = await door.stripe.webhooks.constructEventAsync(
      body,
      header,
      door.webhookSecret,
      toleranceSeconds,
      undefined,
      now.getTime(),
    );
  } catch (error) {
    return forged(error instanceof Error ? (error.message.split("\n")[0] ?? "") : "Unreadable.");
  }
  if (event?.object !== "event" || typeof event.id !== "string" || typeof event.type !== "string") {
    return forged("The body is signed but is not an event.");
  }
  return judge(door, event, body);
}

function judge(door: EventDoor, event: Stripe.Event, body: string): EventReading {
  const told = (news: GatewayNews): GatewayEvent => ({
    gatewayEventId: event.id,
    type: event.type,
    happenedAt: new Date(event.created * 1000),
    apiVersion: event.api_version,
    liveMode: event.livemode,
    body,
    news,
  });
  const foreign = (detail: string): EventReading => ({
    kind: "foreign",
    event: told({ kind: "nothing" }),
    detail,
  });
  if (event.api_version !== Stripe.API_VERSION) {
    return foreign(
      `The event speaks API version ${event.api_version}; this site speaks ${Stripe.API_VERSION}.`,
    );
  }
  if (event.livemode !== door.liveMode) {
    return foreign(
      event.livemode ? "The event is live, our key is a test key." : "The event is a test, our key is live.",
    );
  }
  try {
    return { kind: "event", event: told(newsOf(event)) };
  } catch (error) {
    if (error instanceof NotWholeRupiahError) return foreign(error.message);
    throw error;
  }
}

/** The timestamp the SDK will check: the last `t=` of the header. -1 when there is none. */
function stampOf(header: string): number {
  const stamps = header.split(",").filter((item) => item.startsWith("t="));
  return Number.parseInt(stamps.at(-1)?.slice(2) ?? "-1", 10);
}

function forged(detail: string): EventReading {
  return { kind: "forged", detail };
}
