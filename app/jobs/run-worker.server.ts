/**
 * The worker: four relays side by side, for chores, letters, scheduled jobs and the sign that it lives. Any
 * number of workers may share a database; what one has claimed the others leave alone, and what a dead one
 * had claimed comes back as soon as it is missed, or at the latest when its lease is over.
 */
import { drainChores } from "~/chores/drain-chores.server";
import { deliverMails } from "~/mail/deliver-mails.server";
import type { World } from "~/platform/world.server";
import { choreHandlers } from "./chore-handlers.server";
import { jobs } from "./jobs.server";
import { letterWriters } from "./letter-writers.server";
import { deleteSignOfLife, handBackOfTheDead, saveSignOfLife } from "./presence-queries.server";
import { type Relay, runRelay } from "./relay.server";
import { runNextJob } from "./run-jobs.server";

/** Short enough that a receipt is on its way while the sponsor is still reading the thank-you page. */
const idleMs = 50;
const scheduleIdleMs = 500;
/** A pretend clock walks through a day in a fraction of a second, and waits for the day's jobs. */
const pretendScheduleIdleMs = 25;
/** How often a worker says that it lives, and looks whether another one has died. */
const presenceIdleMs = 5_000;

/** Works until `signal` is aborted, then ends what it has begun and resolves. */
export async function runWorker(world: World, signal: AbortSignal): Promise<void> {
  const workerId = world.chance.id();
  const relays: readonly Relay[] = [
    {
      name: "presence",
      idleMs: presenceIdleMs,
      async turn() {
        await saveSignOfLife(world.db, workerId);
        const died = await handBackOfTheDead(world.db);
        if (died > 0) world.log.warn({ died }, "workers died; what they had in hand is free again");
        return { busy: false };
      },
    },
    {
      name: "chores",
      idleMs,
      turn: async () => ({ busy: (await drainChores(world, choreHandlers, signal)) > 0 }),
    },
    {
      name: "mails",
      idleMs,
      async turn() {
        const { handled, pauseMs } = await deliverMails(world, letterWriters, signal);
        return { busy: handled > 0, restMs: pauseMs };
      },
    },
    {
      name: "jobs",
      idleMs: world.settings.SANDBOX_URL ? pretendScheduleIdleMs : scheduleIdleMs,
      turn: async () => ({ busy: await runNextJob(world, jobs) }),
    },
  ];
  world.log.info("the worker has begun");
  await Promise.all(relays.map((relay) => runRelay(relay, world.log, signal)));
  // The database may be away: then it is found dead a little later, with nothing in its hands.
  await deleteSignOfLife(world.db, workerId).catch(() => {});
  world.log.info("the worker has ended");
}
