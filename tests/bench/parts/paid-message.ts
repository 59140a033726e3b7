/** The message a gateway sends when an order was paid: whole, as large as the real ones, signed like them. */
import { createHmac } from "node:crypto";
import { payer, sessionObject } from "~/adapters/sandbox/session-object";
import { apiVersion } from "~/adapters/sandbox/stripe-events.server";
import type { Told } from "~/payments/record-gateway-events.server";
import type { OpenOrder } from "./open-orders";

export const WEBHOOK_SECRET = "whsec_bench";

/** The body of the message, about 4 kB of JSON. */
export function paidBody(order: OpenOrder, at: Date): string {
  const created = Math.floor(at.getTime() / 1000);
  const { paymentId, orderCode, totalRupiah } = order;
  const session = sessionObject(
    {
      mode: "payment",
      client_reference_id: paymentId,
      metadata: { payment_id: paymentId, order_code: orderCode },
      customer_email: "budi@example.org",
      success_url: "http://127.0.0.1/pesanan/terima-kasih",
      cancel_url: "http://127.0.0.1/pesanan",
    } as Parameters<typeof sessionObject>[0],
    {
      id: checkoutRefOf(order),
      created,
      expiresAt: created + 86_000,
      total: totalRupiah * 100,
      url: `https://checkout.example/${paymentId}`,
      email: "budi@example.org",
    },
  );
  const object = {
    ...session,
    customer_details: payer("budi@example.org"),
    payment_intent: paymentRefOf(order),
    payment_status: "paid",
    status: "complete",
    url: null,
  };
  const event = {
    id: eventIdOf(order),
    object: "event",
    api_version: apiVersion,
    created,
    data: { object },
    livemode: false,
    pending_webhooks: 1,
    request: { id: null, idempotency_key: null },
    type: "checkout.session.completed",
  };
  return JSON.stringify(event, null, 2);
}

/** The header that proves who sent `body`, made at `at`. */
export function signatureOf(body: string, at: Date): string {
  const stamp = Math.floor(at.getTime() / 1000);
  return `t=${stamp},v1=${createHmac("sha256", WEBHOOK_SECRET).update(`${stamp}.${body}`).digest("hex")}`;
}

/** The same message as the door hands it on when it has read it. */
export function paidNews(order: OpenOrder, at: Date): Told {
  const news = {
    kind: "payment_succeeded" as const,
    payment: {
      checkoutRef: checkoutRefOf(order),
      paymentRef: paymentRefOf(order),
      paymentId: order.paymentId,
      state: "succeeded" as const,
      receivedRupiah: order.totalRupiah,
      refundedRupiah: 0,
    },
  };
  return {
    news,
    event: {
      gatewayEventId: eventIdOf(order),
      type: "checkout.session.completed",
      happenedAt: at,
      apiVersion,
      liveMode: false,
      body: paidBody(order, at),
      news,
    },
  };
}

const bare = ({ paymentId }: OpenOrder) => paymentId.replaceAll("-", "");
const checkoutRefOf = (order: OpenOrder) => `cs_test_${bare(order)}`;
const paymentRefOf = (order: OpenOrder) => `pi_${bare(order)}`;
const eventIdOf = (order: OpenOrder) => `evt_${bare(order)}`;
