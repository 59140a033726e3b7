import { beforeEach, expect, it } from "vitest";
import { queueChores } from "~/chores/chore-queries.server";
import { claimRun, finishRun } from "~/jobs/job-queries.server";
import { isAtRest } from "~/jobs/rest-queries.server";
import { nextTick, type Schedule } from "~/jobs/schedule";
import { queueMails } from "~/mail/mail-queries.server";
import { useDatabase } from "../support/test-database";
import { type TestWorld, testWorld } from "../support/test-world";

const database = useDatabase({ reference: false });
const schedules: Record<string, Schedule> = {
  sweep: { times: { kind: "every", minutes: 60 }, missed: "latest", what: "" },
};
let world: TestWorld;
const rests = () => isAtRest(world.db, schedules, world.clock.now());

async function runJob() {
  const now = world.clock.now();
  const run = await claimRun(world.db, "sweep", (last) => nextTick(schedules.sweep!, last?.tick, now));
  return { end: () => finishRun(world.db, run!, { expected: 0, done: 0, failed: 0 }) };
}

beforeEach(async () => {
  for (const table of ["job_run", "mail", "chore"] as const) await database.db.deleteFrom(table).execute();
  world = testWorld(database.db);
});

it("the house rests when its jobs have run, and no longer when the next is due", async () => {
  expect(await rests()).toBe(false);
  const run = await runJob();
  expect(await rests()).toBe(false);
  await run.end();
  expect(await rests()).toBe(true);
  world.clock.advance(3_600_000);
  expect(await rests()).toBe(false);
});

it("letters and chores that are due, or within moments, keep it awake; later ones and stuck ones do not", async () => {
  await (await runJob()).end();
  const now = world.clock.now();
  const later = (ms: number) => new Date(now.getTime() + ms);
  const mail = {
    id: world.chance.id(),
    occasion: "a",
    kind: "receipt",
    toAddress: "a@example.org",
    locale: "id" as const,
    facts: {},
    queuedAt: now,
    dueAt: later(60_000),
  };
  await queueMails(world.db, [mail]);
  expect(await rests()).toBe(true);
  await world.db
    .updateTable("mail")
    .set({ due_at: later(1_000) })
    .execute();
  expect(await rests()).toBe(false);
  await world.db.updateTable("mail").set({ state: "stuck" }).execute();
  expect(await rests()).toBe(true);
  const chore = {
    id: world.chance.id(),
    kind: "fetch_fee" as const,
    subject: "p",
    queuedAt: now,
    dueAt: now,
  };
  await queueChores(world.db, [chore]);
  expect(await rests()).toBe(false);
});
