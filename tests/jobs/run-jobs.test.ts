import { sql } from "kysely";
import pg from "pg";
import { beforeEach, describe, expect, it } from "vitest";
import { claimRun, listRuns, type RunReport } from "~/jobs/job-queries.server";
import { type Job, type Jobs, runNextJob } from "~/jobs/run-jobs.server";
import type { Schedule } from "~/jobs/schedule";
import { useDatabase } from "../support/test-database";
import { type TestWorld, testWorld } from "../support/test-world";
import { waitUntilBlocked } from "../support/wait-for-lock";

const database = useDatabase({ reference: false });
let world: TestWorld;
let ran: string[];

beforeEach(async () => {
  await database.db.deleteFrom("job_run").execute();
  world = testWorld(database.db);
  world.clock.set("2026-11-23T03:00:00Z");
  ran = [];
});

const daily = (at: string): Schedule => ({ times: { kind: "daily", at }, missed: "each", what: "" });
const sweep: Schedule = { times: { kind: "every", minutes: 5 }, missed: "latest", what: "" };
const noting =
  (name: string): Job =>
  async (_world, tick) => {
    ran.push(`${name} ${tick.toISOString().slice(0, 10)}`);
    return { expected: 2, done: 2, failed: 0 };
  };
const job = (name: string, schedule: Schedule, run = noting(name)): Jobs => ({ [name]: { schedule, run } });

/** Holds a worker in the middle of a run until the test opens it. */
function gate() {
  let open!: () => void;
  let arrive!: () => void;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  const reached = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  const held = (report: RunReport) =>
    job("plan", daily("06:00"), async () => {
      arrive();
      await opened;
      return report;
    });
  return { open, reached, jobs: held };
}

async function runAll(jobs: Jobs, of: TestWorld = world) {
  while (await runNextJob(of, jobs));
}

describe("ticks that are due", () => {
  it("run once, and write what was expected and done", async () => {
    const jobs = job("plan", daily("06:00"));
    await runAll(jobs);
    await runAll(jobs);
    expect(ran).toEqual(["plan 2026-11-22"]);
    const [run] = await listRuns(world.db);
    expect(run).toMatchObject({
      job: "plan",
      tick: new Date("2026-11-22T23:00:00Z"),
      expected: 2,
      done: 2,
      failed: 0,
    });
    expect(run!.finishedAt!.getTime()).toBeGreaterThanOrEqual(run!.startedAt.getTime());
  });

  it("of two months that were jumped over run each, in order across jobs; a sweep runs once", async () => {
    const jobs = {
      ...job("evening", daily("18:00")),
      ...job("morning", daily("06:00")),
      ...job("sweep", sweep),
    };
    await runAll(jobs);
    ran = [];
    world.clock.advance(60 * 86_400_000);
    await runAll(jobs);
    const days = ran.filter((entry) => !entry.startsWith("sweep"));
    expect(days).toHaveLength(2 * 60);
    expect(days.slice(0, 3)).toEqual(["evening 2026-11-23", "morning 2026-11-23", "evening 2026-11-24"]);
    expect(ran.filter((entry) => entry.startsWith("sweep"))).toHaveLength(1);
    expect(ran.at(-1)).toMatch(/^sweep/);
  });
});

describe("two workers", () => {
  it("run one tick once: the second waits for the claim and then sees it is taken", async () => {
    const lock = new pg.Client({ connectionString: database.url });
    await lock.connect();
    await lock.query("begin");
    await lock.query("select pg_advisory_xact_lock(hashtextextended('job plan', 0))");
    const jobs = job("plan", daily("06:00"));
    const both = [runNextJob(world, jobs), runNextJob(world, jobs)];
    await waitUntilBlocked(world.db, 2);
    await lock.query("commit");
    await lock.end();
    expect((await Promise.all(both)).sort()).toEqual([false, true]);
    expect(ran).toEqual(["plan 2026-11-22"]);
  });

  it("keep the order: while a tick is being run, nobody begins the next", async () => {
    const slow = gate();
    const first = runNextJob(world, slow.jobs({ expected: 0, done: 0, failed: 0 }));
    await slow.reached;
    world.clock.advance(3 * 86_400_000);
    expect(await runNextJob(world, job("plan", daily("06:00")))).toBe(false);
    slow.open();
    await first;
    await runAll(job("plan", daily("06:00")));
    expect(ran).toEqual(["plan 2026-11-23", "plan 2026-11-24", "plan 2026-11-25"]);
  });

  it("the second takes over a tick whose worker died, and the dead one's note is not taken any more", async () => {
    const first = gate();
    const second = gate();
    const dying = runNextJob(world, first.jobs({ expected: 9, done: 0, failed: 9, error: "from the dead" }));
    await first.reached;
    await sql`update job_run set started_at = clock_timestamp() - interval '11 minutes'`.execute(world.db);
    const taking = runNextJob(world, second.jobs({ expected: 2, done: 2, failed: 0 }));
    await second.reached;
    first.open();
    await dying;
    expect(await listRuns(world.db)).toMatchObject([{ finishedAt: null, error: null }]);
    second.open();
    expect(await taking).toBe(true);
    expect(await listRuns(world.db)).toMatchObject([{ done: 2, failed: 0, error: null }]);
  });
});

describe("a job that throws", () => {
  it("is written down with its error, stops no other, and runs again at its next tick", async () => {
    const failing = job("plan", daily("06:00"), async () => {
      throw new Error("the table of holidays is empty");
    });
    const jobs = { ...failing, ...job("sweep", sweep) };
    await runAll(jobs);
    expect(ran).toHaveLength(1);
    const runs = await listRuns(world.db);
    expect(runs.find((run) => run.job === "plan")).toMatchObject({ error: "the table of holidays is empty" });
    world.clock.advance(86_400_000);
    await runAll(job("plan", daily("06:00")));
    expect(ran.at(-1)).toBe("plan 2026-11-23");
  });

  it("because the database broke off is tried again within the same run", async () => {
    let tries = 0;
    const jobs = job("plan", daily("06:00"), async (one, tick) => {
      tries += 1;
      if (tries === 1) await sql`select pg_terminate_backend(pg_backend_pid())`.execute(one.db);
      return noting("plan")(one, tick);
    });
    await runAll(jobs);
    expect(tries).toBe(2);
    expect(await listRuns(world.db)).toMatchObject([{ done: 2, error: null }]);
  });
});

it("a claim is refused to whoever decides on a tick that has been run", async () => {
  const tick = new Date("2026-11-22T23:00:00Z");
  await runAll(job("plan", daily("06:00")));
  expect(await claimRun(world.db, "plan", () => tick)).toBeUndefined();
});
