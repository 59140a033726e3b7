/**
 * Does what must still be done.
 *
 *   waiting ──claim──▶ its handler ──done───────────▶ done
 *      ▲                  │ ├──not yet──▶ later, as the handler says
 *      └── back-off ──────┘ └──failed too often──▶ stuck, for a person
 *
 * Each chore is on its own: one that fails stops no other. A handler may be asked again after it has
 * done its work (the worker died before writing it down), so every handler is safe to repeat.
 */
import type { World } from "~/platform/world.server";
import { backOffMs, MOST_ATTEMPTS } from "./back-off";
import type { ChoreKind } from "./chore-queries.server";
import {
  type ClaimedChore,
  claimChores,
  releaseChores,
  saveDone,
  savePostponed,
  saveRetry,
  saveStuck,
} from "./drain-queries.server";

/** What a handler answers; it throws when it failed and should be tried again. */
export type ChoreResult = "done" | { readonly laterMs: number; readonly why: string };

/** Does one chore; `subject` is the id the kind speaks of. */
export type ChoreHandler = (world: World, subject: string) => Promise<ChoreResult>;

/** Who does which kind of chore. */
export type ChoreHandlers = Readonly<Record<ChoreKind, ChoreHandler>>;

const batch = 16;
/** Some wait for the gateway: those must not hold up the rest. */
const atOnce = 4;
const leaseMinutes = 5;

/** Does one batch of due chores and returns how many it took. Throws only when the database is away. */
export async function drainChores(
  world: World,
  handlers: ChoreHandlers,
  signal?: AbortSignal,
): Promise<number> {
  const chores = [...(await claimChores(world.db, world.clock.now(), batch, leaseMinutes))];
  const taken = chores.length;
  const workThrough = async () => {
    for (let chore = chores.shift(); chore; chore = chores.shift()) {
      await doOne(world, handlers, chore);
      if (signal?.aborted) break;
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: Math.min(atOnce, taken) }, workThrough));
  const broken = ended.find((result) => result.status === "rejected");
  if (broken) throw broken.reason;
  await releaseChores(world.db, chores);
  return taken;
}

async function doOne(world: World, handlers: ChoreHandlers, chore: ClaimedChore): Promise<void> {
  const handler: ChoreHandler | undefined = handlers[chore.kind];
  if (!handler) return stick(world, chore, `Nobody does chores of the kind "${chore.kind}".`);
  if (chore.attempt > MOST_ATTEMPTS)
    return stick(world, chore, "Every try to do it was cut off before it ended.");
  let result: ChoreResult;
  try {
    result = await handler(world, chore.subject);
  } catch (error) {
    return fail(world, chore, error);
  }
  if (result === "done") return saveDone(world.db, chore, world.clock.now());
  await savePostponed(world.db, chore, after(world, result.laterMs), result.why);
}

async function fail(world: World, chore: ClaimedChore, error: unknown): Promise<void> {
  const words = error instanceof Error ? error.message : String(error);
  if (chore.attempt >= MOST_ATTEMPTS) return stick(world, chore, words);
  const dueAt = after(world, backOffMs(chore.attempt));
  await saveRetry(world.db, chore, dueAt, words);
  const { kind, subject, attempt } = chore;
  world.log.warn({ chore: kind, subject, attempt, error: words, dueAt }, "a chore failed and is tried again");
}

async function stick(world: World, chore: ClaimedChore, why: string): Promise<void> {
  await saveStuck(world.db, chore, why);
  world.log.error({ chore: chore.kind, subject: chore.subject, why }, "a chore is stuck");
}

function after(world: World, ms: number): Date {
  return new Date(world.clock.now().getTime() + ms);
}
