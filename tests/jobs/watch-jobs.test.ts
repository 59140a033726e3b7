/** Jobs that do not do what they should: red where admins look, and told to them once. */
import { sql } from "kysely";
import { beforeEach, describe, expect, it } from "vitest";
import { createAdministrator } from "~/access/create-administrator.server";
import { isRed, jobHealth } from "~/jobs/job-health";
import { claimRun, finishRun, type LastRun, type RunReport } from "~/jobs/job-queries.server";
import { letterWriters } from "~/jobs/letter-writers.server";
import { countWhatWaits, listJobHealth } from "~/jobs/list-job-health.server";
import { type JobName, jobNames, lastTick, type Schedule, schedules } from "~/jobs/schedule";
import { watchJobs } from "~/jobs/watch-jobs.server";
import { useDatabase } from "../support/test-database";
import { type TestWorld, testWorld } from "../support/test-world";

const database = useDatabase({ reference: false });
const good: RunReport = { expected: 3, done: 3, failed: 0 };
let world: TestWorld;

beforeEach(async () => {
  for (const table of ["job_run", "mail"] as const) await database.db.deleteFrom(table).execute();
  world = testWorld(database.db);
  await createAdministrator(world, {
    email: "dewi@contoh.example",
    name: "Dewi Anggraini",
    password: "a password that is long enough",
  });
});

/** Every job runs its latest tick; those named in `over` end otherwise, or (undefined) do not run. */
async function runAll(over: Partial<Record<JobName, RunReport | undefined | "never ends">> = {}) {
  for (const job of jobNames) {
    if (job in over && over[job] === undefined) continue;
    const tick = lastTick(schedules[job], world.clock.now());
    const run = await claimRun(world.db, job, (last) => (last && last.tick >= tick ? undefined : tick));
    const report = over[job] ?? good;
    if (run && report !== "never ends") await finishRun(world.db, run, report);
  }
}
const letters = async () =>
  (await world.db.selectFrom("mail").selectAll().where("kind", "=", "job_trouble").execute()).map(
    ({ facts, to_address }) => {
      const { job, kind } = facts as { job: string; kind: string };
      return `${to_address} ${job} ${kind}`;
    },
  );
const red = async () =>
  (await listJobHealth(world)).filter((state) => state.red).map(({ job, health }) => `${job} ${health.kind}`);
const hours = (count: number) => world.clock.advance(count * 3_600_000);

describe("a job's health", () => {
  const schedule: Schedule = { times: { kind: "daily", at: "06:00" }, missed: "latest", what: "" };
  const run = (over: Partial<LastRun> = {}): LastRun => ({
    job: "a",
    tick: new Date("2026-11-22T23:00:00Z"),
    startedAt: new Date(),
    finishedAt: new Date(),
    finished: true,
    abandoned: false,
    expected: 2,
    done: 2,
    failed: 0,
    error: null,
    ...over,
  });
  const at = (text: string, last: LastRun | undefined = run()) => jobHealth(schedule, last, new Date(text));

  it("is good from its run until half an hour after its next tick", () => {
    expect(at("2026-11-22T23:00:00Z").kind).toBe("good");
    expect(at("2026-11-23T23:29:59Z").kind).toBe("good");
    expect(at("2026-11-23T23:30:00Z")).toEqual({ kind: "late", dueAt: new Date("2026-11-23T23:00:00Z") });
  });

  it("is red when it never ran, died, failed, or did less than expected", () => {
    const now = "2026-11-22T23:10:00Z";
    expect(jobHealth(schedule, undefined, new Date(now)).kind).toBe("never");
    expect(at(now, run({ finished: false, abandoned: true })).kind).toBe("abandoned");
    expect(at(now, run({ finished: false })).kind).toBe("running");
    expect(at(now, run({ error: "no" }))).toEqual({ kind: "failed", error: "no" });
    expect(at(now, run({ done: 1 }))).toEqual({ kind: "less", expected: 2, done: 1, failed: 0 });
    expect(at(now, run({ failed: 1 })).kind).toBe("less");
    const kinds = ["never", "abandoned", "late", "failed", "less", "running", "good"] as const;
    expect(kinds.filter((kind) => isRed({ kind } as never))).toEqual(kinds.slice(0, 5));
  });
});

describe("watching", () => {
  it("tells nothing while all is well", async () => {
    await runAll();
    expect(await watchJobs(world)).toEqual({
      expected: jobNames.length - 1,
      done: jobNames.length - 1,
      failed: 0,
    });
    expect(await letters()).toEqual([]);
    expect(await red()).toEqual([]);
    expect((await countWhatWaits(world)).jobs).toBe(0);
  });

  it("tells each administrator once of a run that failed or did less, and again of the next episode", async () => {
    const bad = { "plan-renewals": { ...good, error: "No tariff is recorded for 2027-01." } };
    await runAll({ ...bad, "charge-renewals": { expected: 3, done: 2, failed: 1 } });
    await watchJobs(world);
    await watchJobs(world);
    const first = ["dewi@contoh.example charge-renewals less", "dewi@contoh.example plan-renewals failed"];
    expect((await letters()).sort()).toEqual(first);
    expect((await red()).sort()).toEqual(["charge-renewals less", "plan-renewals failed"]);
    expect((await countWhatWaits(world)).jobs).toBe(2);

    // It fails on: the same episode.
    hours(24);
    await runAll(bad);
    await watchJobs(world);
    expect((await letters()).sort()).toEqual(first);
    // It is well for a day, then fails anew.
    hours(24);
    await runAll();
    expect(await red()).toEqual([]);
    hours(24);
    await runAll(bad);
    await watchJobs(world);
    expect((await letters()).filter((line) => line.includes("plan-renewals"))).toHaveLength(2);
  });

  it("tells of a bad run though a good one has followed", async () => {
    await runAll({ "check-invariants": { expected: 31, done: 30, failed: 1 } });
    hours(1);
    await runAll();
    expect(await red()).toEqual([]);
    await watchJobs(world);
    expect(await letters()).toEqual(["dewi@contoh.example check-invariants less"]);
  });

  it("tells of a job that did not run, and of one whose worker died", async () => {
    await runAll();
    hours(24);
    await runAll({ "send-charge-notices": undefined, "rest-unpaid-renewals": "never ends" });
    await sql`update job_run set started_at = started_at - interval '11 minutes'
      where job = 'rest-unpaid-renewals'`.execute(world.db);
    expect((await red()).sort()).toEqual(["rest-unpaid-renewals abandoned", "send-charge-notices late"]);
    await watchJobs(world);
    hours(1);
    await watchJobs(world);
    const told = (await letters()).filter((line) => !line.includes("every"));
    expect(told).toContain("dewi@contoh.example send-charge-notices late");
    expect(told.filter((line) => line.includes("rest-unpaid-renewals"))).toEqual([
      "dewi@contoh.example rest-unpaid-renewals abandoned",
    ]);
  });

  it("writes letters that name the job in words", async () => {
    await runAll({ "plan-renewals": { ...good, error: "No tariff is recorded for 2027-01." } });
    await watchJobs(world);
    const [mail] = await world.db.selectFrom("mail").selectAll().where("kind", "=", "job_trouble").execute();
    const writing = await letterWriters.job_trouble!.write(world, { facts: mail!.facts } as never);
    if ("drop" in writing) throw new Error(writing.drop);
    expect(writing.letter.subject).toBe("Gagal: Menyiapkan perpanjangan");
    expect(JSON.stringify(writing.letter.blocks)).toContain("No tariff is recorded for 2027-01.");
  });
});
