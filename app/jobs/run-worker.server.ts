/**
 * The worker: three relays side by side, for chores, letters and scheduled jobs. Any number of workers
 * may share a database; what one has claimed the others leave alone, and what a dead one had claimed
 * comes back when its lease is over.
 */
import { drainChores } from "~/chores/drain-chores.server";
import { deliverMails } from "~/mail/deliver-mails.server";
import type { World } from "~/platform/world.server";
import { choreHandlers } from "./chore-handlers.server";
import { jobs } from "./jobs.server";
import { letterWriters } from "./letter-writers.server";
import { type Relay, runRelay } from "./relay.server";
import { runNextJob } from "./run-jobs.server";

/** Short enough that a receipt is on its way while the sponsor is still reading the thank-you page. */
const idleMs = 50;
const scheduleIdleMs = 500;
/** A pretend clock walks through a day in a fraction of a second, and waits for the day's jobs. */
const pretendScheduleIdleMs = 25;

/** Works until `signal` is aborted, then ends what it has begun and resolves. */
export async function runWorker(world: World, signal: AbortSignal): Promise<void> {
  const relays: readonly Relay[] = [
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
  world.log.info("the worker has ended");
}
