/** A gateway's message at our door: read, stored with its effect, answered. */
import { gatewayNamed, type World } from "~/platform/world.server";
import type { EventReading } from "./gateway";
import { createGroupCommit, type GroupCommit } from "./group-commit.server";
import { recordGatewayEvents, type Told } from "./record-gateway-events.server";

/** One queue per gateway and process; what it holds was not answered yet, so a dead process loses nothing. */
const queues = new WeakMap<object, Map<string, GroupCommit<Told, string>>>();

function queueOf(world: World, gateway: string): GroupCommit<Told, string> {
  const own = queues.get(world.db) ?? new Map<string, GroupCommit<Told, string>>();
  queues.set(world.db, own);
  const queue =
    own.get(gateway) ?? createGroupCommit<Told, string>((told) => recordGatewayEvents(world, gateway, told));
  own.set(gateway, queue);
  return queue;
}

export type Received =
  | { readonly kind: "forged" }
  | { readonly kind: "recorded"; readonly outcome: string }
  /** The database is away: the gateway must tell us again. */
  | { readonly kind: "later" };

/** Reads and records one message of the gateway named `gateway`. */
export async function receiveWebhook(world: World, gateway: string, request: Request): Promise<Received> {
  const reading: EventReading = await gatewayNamed(world, gateway).readEvent(request, world.clock.now());
  if (reading.kind === "forged") {
    world.log.warn(
      { gateway, detail: reading.detail },
      "a message without a right signature was turned away",
    );
    return { kind: "forged" };
  }
  const told: Told =
    reading.kind === "foreign"
      ? { news: { kind: "nothing" }, event: reading.event, foreign: reading.detail }
      : { news: reading.event.news, event: reading.event };
  try {
    return { kind: "recorded", outcome: await queueOf(world, gateway)(told) };
  } catch (error) {
    world.log.error(
      { gateway, event: reading.event.gatewayEventId, error: (error as Error).message },
      "a message could not be recorded",
    );
    return { kind: "later" };
  }
}
