/** The line of webhooks that are to go out, Stripe's and Resend's, in the order of what they tell. */
import type { Sandbox } from "./sandbox-house.server";
import type { Alteration, Delivery, SwitchSetting } from "./sandbox-records";

/** Puts one call in the line of deliveries, altered as the armed switch says. */
export function enqueue(
  sandbox: Sandbox,
  call: Pick<Delivery, "to" | "subject" | "type" | "body"> & { armed?: SwitchSetting | undefined },
  alteration?: Alteration,
): void {
  const { armed, ...rest } = call;
  const held = sandbox.store.get("setting", "hold");
  const id = sandbox.id("dlv");
  sandbox.store.put("delivery", id, {
    ...rest,
    id,
    alteration: alteration ?? armed?.alteration ?? {},
    state: armed?.drop ? "dropped" : held?.kind === "hold" && held.on ? "held" : "waiting",
    attempts: 0,
    tryAt: Date.now() + (armed?.delayMs ?? 0),
    outcome: "",
  });
}
