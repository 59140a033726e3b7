/** Every change at the gateway makes an event: kept for `GET /v1/events`, and put in the line of deliveries. */

import { z } from "zod";
import type { StripeEventType } from "../stripe/stripe-shapes";
import { enqueue } from "./delivery-line.server";
import { checkParams, expand, flag, paging, period, text, within } from "./form-values.server";
import type { Sandbox } from "./sandbox-house.server";
import type { StripeEventKept, SwitchSetting } from "./sandbox-records";
import { type Endpoint, endpoint, listOf } from "./stripe-endpoint.server";
import { resourceMissing } from "./stripe-fault.server";
import { takeSetting } from "./switches.server";

/** The version every request must name and every event carries. */
export const apiVersion = "2026-10-28.endive";

/** Tells the world that `object` changed. `before` holds what it was, for `.updated` events. */
export function emit(sandbox: Sandbox, type: StripeEventType, object: object, before?: object): void {
  const armed = takeSetting(
    sandbox,
    "switch",
    (one) => one.to === "stripe" && (!one.type || one.type === type),
  );
  const event: StripeEventKept = {
    id: sandbox.id("evt"),
    object: "event",
    api_version: armed?.apiVersion ?? apiVersion,
    created: sandbox.seconds(),
    data: { object: structuredClone(object), ...(before ? { previous_attributes: before } : {}) },
    livemode: armed?.livemode ?? false,
    pending_webhooks: 1,
    request: { id: sandbox.request?.id ?? null, idempotency_key: sandbox.request?.idempotencyKey ?? null },
    type,
  };
  if (armed?.beforeAnswer) sandbox.hurry = true;
  announce(sandbox, event, armed);
  if (armed?.twin) announce(sandbox, { ...event, id: sandbox.id("evt") }, undefined);
}

function announce(sandbox: Sandbox, event: StripeEventKept, armed: SwitchSetting | undefined): void {
  sandbox.store.put("event", event.id, event);
  for (let copy = 0; copy <= (armed?.duplicate ?? 0); copy += 1) {
    enqueue(sandbox, {
      to: "stripe",
      subject: event.id,
      type: event.type,
      body: JSON.stringify(event, null, 2),
      armed,
    });
  }
}

const listShape = z.strictObject({
  ...paging,
  type: text.optional(),
  types: z.array(text).max(20).optional(),
  created: period,
  delivery_success: flag.optional(),
});

export const eventEndpoints: readonly Endpoint[] = [
  endpoint("GET", "/v1/events", (sandbox, { params }) => {
    const asked = checkParams(listShape, params);
    const events = sandbox.store
      .all("event")
      .filter((event) => !asked.type || matches(event.type, asked.type))
      .filter((event) => !asked.types || asked.types.some((type) => matches(event.type, type)))
      .filter((event) => within(event.created, asked.created))
      .filter(
        (event) =>
          asked.delivery_success === undefined || asked.delivery_success === (event.pending_webhooks === 0),
      );
    return listOf(events, "/v1/events", asked);
  }),
  endpoint("GET", "/v1/events/:id", (sandbox, { id, params }) => {
    checkParams(z.strictObject({ expand }), params);
    const event = sandbox.store.get("event", id);
    if (!event) throw resourceMissing("event", id);
    return event;
  }),
];

/** `charge.*` stands for every type that begins so. */
function matches(type: string, asked: string): boolean {
  return asked.endsWith("*") ? type.startsWith(asked.slice(0, -1)) : type === asked;
}
