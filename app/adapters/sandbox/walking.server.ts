/**
 * The clock walks: it goes on day by day, each morning at eight in Jember, and stays until the day's work is done.
 * A year passed so has had every day of it; a jump has not, because a site sees only the day it wakes up on.
 *
 *   everything done? ──▶ next morning ──▶ what falls due there ──▶ webhooks ──▶ everything done? ──▶ …
 *
 * Done means: no webhook under way, and the site's `/health/rest` says that it rests. A walk is kept with the
 * sandbox's other records, so a sandbox that dies on the way goes on where it was.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { type Control, control, number } from "./control-shape.server";
import { letTimePass } from "./falling-due.server";
import type { Sandbox } from "./sandbox-house.server";
import type { Courier } from "./webhook-delivery.server";

const lookMs = 15;
/** A site that has not come to rest after this long will not by itself. */
const longestDayMs = 60_000;
const dayMs = 86_400_000;
/** Eight in the morning in Jember. */
const morningMs = 3_600_000;

export type Walker = { look(): void; close(): Promise<void> };

/** Starts the walker. `look` sets it going when somebody asked for a walk. */
export function openWalker(sandbox: Sandbox, courier: Courier): Walker {
  const closing = new AbortController();
  let under: Promise<void> | undefined;
  return {
    look() {
      if (under || closing.signal.aborted || walkOf(sandbox)?.state !== "walking") return;
      under = walk(sandbox, courier, closing.signal)
        .catch((error: Error) => console.error(`sandbox: the clock's walk broke off: ${error.message}`))
        .finally(() => {
          under = undefined;
        });
    },
    async close() {
      closing.abort();
      await under;
    },
  };
}

/** The walk under way, or the last one. */
export function walkOf(sandbox: Sandbox) {
  return sandbox.store.get("walk", "now");
}

async function walk(sandbox: Sandbox, courier: Courier, closing: AbortSignal): Promise<void> {
  for (;;) {
    const rests = await settled(sandbox, courier, closing);
    const now = walkOf(sandbox);
    if (closing.aborted || now?.state !== "walking") return;
    const to = Date.parse(now.to);
    const here = sandbox.now().getTime();
    if (!rests || here >= to) {
      sandbox.store.put("walk", "now", { ...now, state: rests ? "arrived" : "stuck" });
      return;
    }
    sandbox.moveTo(new Date(Math.min(to, nextMorning(here))));
    letTimePass(sandbox);
    void courier.run();
  }
}

function nextMorning(here: number): number {
  return (Math.floor((here - morningMs) / dayMs) + 1) * dayMs + morningMs;
}

/** Waits until this day's work is done. False when it is not within a minute. */
async function settled(sandbox: Sandbox, courier: Courier, closing: AbortSignal): Promise<boolean> {
  const began = performance.now();
  while (!closing.aborted && walkOf(sandbox)?.state === "walking") {
    await courier.run();
    const told = sandbox.store.all("event").length;
    if (underWay(sandbox) === 0 && (await siteRests(sandbox))) {
      // Whatever the site did between the two looks would have been told by an event.
      if (underWay(sandbox) === 0 && sandbox.store.all("event").length === told) return true;
    }
    if (performance.now() - began > longestDayMs) return false;
    await sleep(lookMs);
  }
  return false;
}

/** Webhooks that are still to arrive; those turned away again and again (a false signature) are not waited for. */
function underWay(sandbox: Sandbox): number {
  return sandbox.store.all("delivery").filter((one) => one.state === "waiting" && one.attempts < 3).length;
}

async function siteRests(sandbox: Sandbox): Promise<boolean> {
  const url = new URL("/health/rest", sandbox.options.stripe.webhookUrl);
  const response = await fetch(url, { signal: AbortSignal.timeout(5_000) }).catch(() => undefined);
  await response?.body?.cancel();
  return response?.status === 204;
}

const walkShape = z
  .object({
    days: number.int().min(1).max(3700).optional(),
    to: z.iso.datetime({ offset: true }).optional(),
  })
  .refine(({ days, to }) => days !== undefined || to !== undefined, "Say how many days, or until when.");

export const walkControls: readonly Control[] = [
  control("clock/walk", walkShape, (sandbox, { days, to }) => {
    const from = sandbox.now();
    const target = to ? new Date(to) : new Date(from.getTime() + (days ?? 0) * dayMs);
    if (target < from) throw new Error("The clock only goes forward.");
    const begun = { from: from.toISOString(), to: target.toISOString(), state: "walking" as const };
    sandbox.store.put("walk", "now", begun);
    return begun;
  }),
  control("clock/stop", z.object({}), (sandbox) => {
    const now = walkOf(sandbox);
    if (now?.state === "walking") sandbox.store.put("walk", "now", { ...now, state: "stopped" });
    return { now: sandbox.now().toISOString() };
  }),
];
