/** Controls over webhooks: what is late, lost, doubled, out of order, badly signed or sent once more. */
import { z } from "zod";
import { type Control, control, number, yes } from "./control-shape.server";
import { enqueue } from "./delivery-line.server";
import type { Sandbox } from "./sandbox-house.server";
import type { Alteration, Delivery } from "./sandbox-records";
import { known } from "./stripe-endpoint.server";
import { arm } from "./switches.server";

const alterationShape = z.object({
  signature: z.enum(["", "right", "wrong"]).optional(),
  ageSeconds: z.union([z.literal("").transform(() => 0), number.int()]).optional(),
});

function alterationOf(values: z.infer<typeof alterationShape>): Alteration {
  return {
    ...(values.signature === "wrong" ? { signature: "wrong" as const } : {}),
    ...(values.ageSeconds ? { ageSeconds: values.ageSeconds } : {}),
  };
}

const switchShape = alterationShape.extend({
  to: z.enum(["stripe", "resend"]).default("stripe"),
  type: z.string().optional(),
  times: number.int().min(1).max(1_000_000).default(1),
  duplicate: number.int().min(0).max(20).default(0),
  twin: yes.default(false),
  delayMs: number.int().min(0).max(86_400_000).default(0),
  drop: yes.default(false),
  beforeAnswer: yes.default(false),
  apiVersion: z.string().optional(),
  livemode: yes.optional(),
});

/** Puts held deliveries back in line, in an order of their own. */
function release(
  sandbox: Sandbox,
  order: "natural" | "reversed" | "shuffled",
  type: string | undefined,
): object {
  const held = sandbox.store
    .all("delivery")
    .filter((one) => one.state === "held" && (!type || one.type === type));
  const queue = order === "natural" ? held : order === "reversed" ? [...held].reverse() : shuffled(held);
  for (const one of queue) {
    // Taken out and put in again, so that the line has the new order.
    sandbox.store.remove("delivery", one.id);
    sandbox.store.put("delivery", one.id, { ...one, state: "waiting", tryAt: Date.now() });
  }
  if (!type) sandbox.store.put("setting", "hold", { kind: "hold", on: false });
  return { released: queue.map(({ id, subject, type }) => ({ id, subject, type })) };
}

function shuffled(deliveries: readonly Delivery[]): Delivery[] {
  return deliveries
    .map((one) => ({ one, place: Math.random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ one }) => one);
}

export const deliveryControls: readonly Control[] = [
  control("webhooks/switch", switchShape, (sandbox, values) => {
    const { signature, ageSeconds, type, apiVersion, ...rest } = values;
    return {
      id: arm(sandbox, {
        kind: "switch",
        ...rest,
        ...(type ? { type } : {}),
        ...(apiVersion ? { apiVersion } : {}),
        alteration: alterationOf({ signature, ageSeconds }),
      }),
    };
  }),
  control("webhooks/hold", z.object({}), (sandbox) => {
    sandbox.store.put("setting", "hold", { kind: "hold", on: true });
    return { holding: true };
  }),
  control(
    "webhooks/release",
    z.object({
      order: z.enum(["natural", "reversed", "shuffled"]).default("natural"),
      type: z.string().optional(),
    }),
    (sandbox, { order, type }) => release(sandbox, order, type || undefined),
  ),
  control("webhooks/retry", z.object({}), (sandbox) => {
    const again = sandbox.store
      .all("delivery")
      .filter((one) => one.state === "waiting" || one.state === "given_up");
    for (const one of again)
      sandbox.store.put("delivery", one.id, { ...one, state: "waiting", tryAt: Date.now() });
    return { retrying: again.length };
  }),
  control("events/:id/resend", alterationShape, (sandbox, values, id) => {
    const event = known(sandbox, "event", "event", id);
    const body = JSON.stringify(event, null, 2);
    enqueue(sandbox, { to: "stripe", subject: id, type: event.type, body }, alterationOf(values));
    return { resent: id };
  }),
  control("deliveries/:id/resend", alterationShape, (sandbox, values, id) => {
    const { to, subject, type, body } = known(sandbox, "delivery", "delivery", id);
    enqueue(sandbox, { to, subject, type, body }, alterationOf(values));
    return { resent: subject };
  }),
];
