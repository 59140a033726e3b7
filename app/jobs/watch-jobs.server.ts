/**
 * Looks after the other jobs: whoever did not run, died in the middle, failed or did less than expected is told to
 * every administrator, once per episode. (When no worker runs at all nobody is left to write: then the admin pages,
 * which ask the clock themselves, are red.)
 */
import { type NewMail, queueMails } from "~/mail/mail-queries.server";
import type { World } from "~/platform/world.server";
import { type JobHealth, runHealth } from "./job-health";
import type { RunReport } from "./job-queries.server";
import { listJobHealth } from "./list-job-health.server";
import { listAdministrators, listBadRuns } from "./trouble-queries.server";
import type { JobTroubleFacts } from "./write-trouble-letter.server";

type Needs = Pick<World, "db" | "clock" | "chance" | "log">;
type Trouble = JobTroubleFacts & { readonly episode: string };

/** Queues the letters; an episode that was told before is not told again. */
export async function watchJobs(world: Needs): Promise<RunReport> {
  const states = (await listJobHealth(world)).filter(({ job }) => job !== "watch-jobs");
  const silent = states.flatMap(({ job, last, health }) =>
    troubleOf(job, health, last?.tick, last?.tick.toISOString() ?? "never"),
  );
  const bad = (await listBadRuns(world.db))
    .filter(({ job }) => job !== "watch-jobs")
    .flatMap((run) => troubleOf(run.job, runHealth(run), run.tick, run.since.toISOString()));
  const troubles = [...silent.filter(({ kind }) => kind === "late" || kind === "abandoned"), ...bad];
  for (const { job, kind } of troubles)
    world.log.error({ trouble: kind, watched: job }, "a job is in trouble");
  const admins = await listAdministrators(world.db);
  const now = world.clock.now();
  await queueMails(
    world.db,
    troubles.flatMap(({ episode, ...facts }) =>
      admins.map(
        ({ id, email, name }): NewMail => ({
          id: world.chance.id(),
          occasion: `job-trouble/${facts.job}/${facts.kind}/${episode}/${id}`,
          kind: "job_trouble",
          toAddress: email,
          locale: "id",
          facts: { ...facts, name },
          queuedAt: now,
          dueAt: now,
        }),
      ),
    ),
  );
  return { expected: states.length, done: states.length, failed: 0 };
}

function troubleOf(job: string, health: JobHealth, tick: Date | undefined, episode: string): Trouble[] {
  const about = { job, episode, tick: tick?.toISOString() ?? null };
  switch (health.kind) {
    case "good":
    case "running":
    case "never":
      return [];
    case "abandoned":
      return [{ ...about, kind: "abandoned" }];
    case "late":
      return [{ ...about, kind: "late", tick: health.dueAt.toISOString() }];
    case "failed":
      return [{ ...about, kind: "failed", error: health.error.slice(0, 300) }];
    case "less":
      return [{ ...about, kind: "less", expected: health.expected, done: health.done }];
  }
}
