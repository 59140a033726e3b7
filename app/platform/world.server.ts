/**
 * Everything outside the house, in one value that is passed down: settings, database, clock, chance,
 * gateways, mailer, log. Use cases take it first and touch nothing outside but through it.
 */
import type { Logger } from "pino";
import type { Mailer } from "~/mail/mailer";
import type { Gateway } from "~/payments/gateway";
import type { Sealer } from "~/people/sealing.server";
import type { Db } from "~db/connection";
import type { Chance, Clock } from "./clock";
import type { Settings } from "./settings.server";

export type World = {
  readonly settings: Settings;
  readonly db: Db;
  readonly clock: Clock;
  readonly chance: Chance;
  /** The first one is offered first. */
  readonly gateways: readonly Gateway[];
  readonly mailer: Mailer;
  readonly sealer: Sealer;
  readonly log: Logger;
};

const slot = globalThis as { __world?: World };

/** The world of this process, for routes. Throws when the process has not opened one. */
export function getWorld(): World {
  if (!slot.__world) throw new Error("The world is not open yet: call openWorld at start.");
  return slot.__world;
}

export function setWorld(world: World | undefined): void {
  slot.__world = world;
}

/** The gateway a payment was made with. Throws when it is no longer wired. */
export function gatewayNamed(world: Pick<World, "gateways">, name: string): Gateway {
  const found = world.gateways.find((gateway) => gateway.name === name);
  if (!found) throw new Error(`No gateway named ${name} is wired in this installation.`);
  return found;
}
