/**
 * Carries webhooks to the site: signed, one after the other in their natural order, tried again with
 * growing pauses, and never forgotten: what is not delivered when the process dies is tried by the next.
 */
import { createHmac } from "node:crypto";
import type { Sandbox } from "./sandbox-house.server";
import type { Delivery } from "./sandbox-records";

/** Pauses between tries, in ms of real time: seconds at first, for up to three days. */
const pausesMs = [1, 2, 5, 15, 60, 300, 900, 3600, 7200, 14_400, 28_800, 86_400, 86_400].map((s) => s * 1000);
const timeoutMs = 20_000;

export type Courier = {
  /** Delivers what is due now; resolves when it has been tried once. */
  run(): Promise<void>;
  close(): Promise<void>;
};

/** Starts the courier. It looks by itself twice a second and whenever `run` is called. */
export function openCourier(sandbox: Sandbox): Courier {
  const closing = new AbortController();
  let round: Promise<void> = Promise.resolve();
  let waiting = false;
  const run = () => {
    if (waiting || closing.signal.aborted) return round;
    waiting = true;
    round = round.then(async () => {
      waiting = false;
      await deliverDue(sandbox, closing.signal);
    });
    return round;
  };
  const timer = setInterval(run, 500);
  timer.unref();
  return {
    run,
    close: () => {
      clearInterval(timer);
      closing.abort();
      return round;
    },
  };
}

async function deliverDue(sandbox: Sandbox, closing: AbortSignal): Promise<void> {
  for (;;) {
    const next = sandbox.store
      .all("delivery")
      .find((one) => one.state === "waiting" && one.tryAt <= Date.now());
    if (!next || closing.aborted) return;
    const { delivered, outcome } = await call(sandbox, next, closing);
    if (closing.aborted) return;
    settle(sandbox, next.id, delivered, outcome);
  }
}

function settle(sandbox: Sandbox, id: string, delivered: boolean, outcome: string): void {
  // Looked up again: a person may have changed it meanwhile.
  const delivery = sandbox.store.get("delivery", id);
  if (!delivery) return;
  const pause = pausesMs[delivery.attempts];
  sandbox.store.atomically(() => {
    sandbox.store.put("delivery", id, {
      ...delivery,
      attempts: delivery.attempts + 1,
      outcome,
      state: delivered ? "delivered" : pause === undefined ? "given_up" : "waiting",
      tryAt: Date.now() + (pause ?? 0),
    });
    const event = delivery.to === "stripe" ? sandbox.store.get("event", delivery.subject) : undefined;
    if (delivered && event) sandbox.store.put("event", event.id, { ...event, pending_webhooks: 0 });
    forgetOld(sandbox);
  });
}

/** The log of deliveries keeps the last few hundred; the line of those still to go is never cut. */
function forgetOld(sandbox: Sandbox): void {
  const all = sandbox.store.all("delivery");
  if (all.length < 600) return;
  const done = all.filter((one) => one.state === "delivered");
  for (const one of done.slice(0, 200)) sandbox.store.remove("delivery", one.id);
}

async function call(
  sandbox: Sandbox,
  delivery: Delivery,
  closing: AbortSignal,
): Promise<{ delivered: boolean; outcome: string }> {
  const { stripe, resend } = sandbox.options;
  const url = delivery.to === "stripe" ? stripe.webhookUrl : resend.webhookUrl;
  if (!url) return { delivered: true, outcome: "no address to deliver to" };
  try {
    const response = await fetch(url, {
      method: "POST",
      redirect: "manual",
      body: delivery.body,
      headers: {
        "content-type": "application/json; charset=utf-8",
        "user-agent": delivery.to === "stripe" ? "Stripe/1.0 (+sandbox)" : "Svix-Webhooks/1.0 (+sandbox)",
        ...signatureHeaders(sandbox, delivery),
      },
      signal: AbortSignal.any([closing, AbortSignal.timeout(timeoutMs)]),
    });
    await response.body?.cancel();
    return { delivered: response.ok, outcome: String(response.status) };
  } catch (error) {
    const cause = error instanceof Error ? (error.cause as { code?: string } | undefined)?.code : undefined;
    return { delivered: false, outcome: cause ?? (error instanceof Error ? error.message : "failed") };
  }
}

/** Signs at the moment of sending, by the sandbox's clock, as the real services do. */
export function signatureHeaders(sandbox: Sandbox, delivery: Delivery): Record<string, string> {
  const { alteration, body } = delivery;
  const stamp = sandbox.seconds() - (alteration.ageSeconds ?? 0);
  const spoilt = alteration.signature === "wrong" ? " spoilt" : "";
  if (delivery.to === "stripe") {
    const secret = sandbox.options.stripe.webhookSecret + spoilt;
    const v1 = createHmac("sha256", secret).update(`${stamp}.${body}`).digest("hex");
    return { "stripe-signature": `t=${stamp},v1=${v1}` };
  }
  const key = Buffer.from((sandbox.options.resend.webhookSecret ?? "").replace(/^whsec_/, ""), "base64");
  const signed = createHmac("sha256", key)
    .update(`${delivery.subject}.${stamp}.${body}${spoilt}`)
    .digest("base64");
  return {
    "svix-id": delivery.subject,
    "svix-timestamp": String(stamp),
    "svix-signature": `v1,${signed}`,
  };
}
