/** Every scheduled job with its latest run and whether a person should look; also those that never ran. */

import type { World } from "~/platform/world.server";
import { countWaiting } from "~/reporting/admin-waiting-queries.server";
import { isRed, type JobHealth, jobHealth } from "./job-health";
import { type LastRun, listLastRuns } from "./job-queries.server";
import { type JobName, jobNames, schedules } from "./schedule";

export type JobState = {
  readonly job: JobName;
  readonly what: string;
  readonly last: LastRun | undefined;
  readonly health: JobHealth;
  readonly red: boolean;
};

type Needs = Pick<World, "db" | "clock">;

/** In the order of the schedule, the red ones first. */
export async function listJobHealth({ db, clock }: Needs): Promise<readonly JobState[]> {
  const now = clock.now();
  const runs = new Map((await listLastRuns(db, jobNames)).map((run) => [run.job, run]));
  return jobNames
    .map((job) => {
      const last = runs.get(job);
      const health = jobHealth(schedules[job], last, now);
      return { job, what: schedules[job].what, last, health, red: isRed(health) };
    })
    .sort((a, b) => Number(b.red) - Number(a.red));
}

/** What waits for a person, the jobs that show red among it. */
export async function countWhatWaits(world: Needs) {
  const [waiting, jobs] = await Promise.all([countWaiting(world.db), listJobHealth(world)]);
  return { ...waiting, jobs: jobs.filter(({ red }) => red).length };
}
