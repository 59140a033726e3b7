/** Runs the jobs whose time has come, each tick once whatever the number of workers. */
import { setTimeout as pause } from "node:timers/promises";
import { backOffMs } from "~/chores/back-off";
import type { World } from "~/platform/world.server";
import { isPassing } from "~db/connection";
import {
  type ClaimedRun,
  claimRun,
  finishRun,
  type LastRun,
  listLastRuns,
  type RunReport,
} from "./job-queries.server";
import { nextTick, type Schedule } from "./schedule";

/** Does one run of a job. `tick` is when it was due; the clock may be later. Throws when it could not begin or go on. */
export type Job = (world: World, tick: Date) => Promise<RunReport>;

/** 2 + 4 + 8 + 16 seconds: about as long as a database takes to restart. */
const passingTries = 5;

export type ScheduledJob = { readonly schedule: Schedule; readonly run: Job };
export type Jobs = Readonly<Record<string, ScheduledJob>>;

/** Runs the one tick that has been due longest. False when none is due, or others are at them. */
export async function runNextJob(world: World, jobs: Jobs): Promise<boolean> {
  const names = Object.keys(jobs);
  const runs = new Map((await listLastRuns(world.db, names)).map((run) => [run.job, run]));
  const due = names
    .flatMap((name) => {
      const tick = tickFor(world, jobs[name]!.schedule, runs.get(name));
      return tick ? [{ name, tick }] : [];
    })
    .sort((a, b) => a.tick.getTime() - b.tick.getTime());
  for (const { name } of due) {
    const job = jobs[name]!;
    const claimed = await claimRun(world.db, name, (last) => tickFor(world, job.schedule, last));
    if (!claimed) continue;
    await runClaimed(world, job, claimed);
    return true;
  }
  return false;
}

/** The tick to claim after this run: its own again when its worker died, none while it goes on. */
function tickFor(world: World, schedule: Schedule, last: LastRun | undefined): Date | undefined {
  if (last?.abandoned) return last.tick;
  if (last && !last.finished) return undefined;
  return nextTick(schedule, last?.tick, world.clock.now());
}

async function runClaimed(world: World, job: ScheduledJob, run: ClaimedRun): Promise<void> {
  const about = { job: run.job, tick: run.tick };
  const report = await reportOf(world, job, run);
  await finishRun(world.db, run, report);
  if (report.error || report.failed > 0 || report.done < report.expected)
    world.log.error({ ...about, ...report }, "a job did less than it should");
  else world.log.info({ ...about, expected: report.expected, done: report.done }, "a job ran");
}

/** With the database away a run is tried again a few times; beyond that it stays open, and is taken over later. */
async function reportOf(world: World, job: ScheduledJob, run: ClaimedRun): Promise<RunReport> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await job.run(world, run.tick);
    } catch (error) {
      if (!isPassing(error))
        return {
          expected: 0,
          done: 0,
          failed: 0,
          error: error instanceof Error ? error.message : String(error),
        };
      if (attempt >= passingTries) throw error;
      await pause(backOffMs(attempt));
    }
  }
}
