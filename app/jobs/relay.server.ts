/**
 * A relay asks again and again whether there is something to do: at once while there is, after a short
 * rest when there is not, more and more rarely while the database is away. It ends only when asked to.
 */
import { setTimeout as pause } from "node:timers/promises";
import type { Logger } from "pino";

/** `busy`: there may be more at once. `restMs` asks for a rest of that length. */
export type Turn = { readonly busy: boolean; readonly restMs?: number };

export type Relay = {
  readonly name: string;
  /** How long to rest when there was nothing to do. */
  readonly idleMs: number;
  turn(signal: AbortSignal): Promise<Turn>;
};

const longestTroubleMs = 10_000;

/** Resolves when `signal` is aborted and the turn under way has ended. Never throws. */
export async function runRelay(relay: Relay, log: Logger, signal: AbortSignal): Promise<void> {
  let troubles = 0;
  while (!signal.aborted) {
    const restMs = await takeTurn();
    if (restMs > 0) await pause(restMs, undefined, { signal }).catch(() => {});
  }

  async function takeTurn(): Promise<number> {
    try {
      const { busy, restMs = 0 } = await relay.turn(signal);
      if (troubles > 0) log.info({ relay: relay.name, troubles }, "the relay goes on");
      troubles = 0;
      return Math.max(restMs, busy ? 0 : relay.idleMs);
    } catch (error) {
      troubles += 1;
      const words = error instanceof Error ? error.message : String(error);
      if (troubles === 1) log.error({ relay: relay.name, error: words }, "the relay is in trouble and waits");
      return Math.min(longestTroubleMs, 250 * 2 ** Math.min(troubles, 6));
    }
  }
}
