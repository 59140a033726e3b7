/** What a dead worker had in hand comes back soon, and only that. */
import { sql } from "kysely";
import { beforeEach, expect, it } from "vitest";
import { queueChores } from "~/chores/chore-queries.server";
import { claimChores } from "~/chores/drain-queries.server";
import { claimRun, finishRun, listLastRuns } from "~/jobs/job-queries.server";
import { deleteSignOfLife, handBackOfTheDead, saveSignOfLife } from "~/jobs/presence-queries.server";
import { claimMails } from "~/mail/delivery-queries.server";
import { queueMails } from "~/mail/mail-queries.server";
import { useDatabase } from "../support/test-database";
import { type TestWorld, testWorld } from "../support/test-world";

const database = useDatabase({ reference: false });
let world: TestWorld;
const [one, two] = ["019c0000-0000-7000-8000-000000000001", "019c0000-0000-7000-8000-000000000002"];

beforeEach(async () => {
  for (const table of ["job_run", "mail", "chore"] as const) await database.db.deleteFrom(table).execute();
  await sql`delete from worker_presence`.execute(database.db);
  world = testWorld(database.db);
  const now = world.clock.now();
  await queueChores(world.db, [
    { id: world.chance.id(), kind: "fetch_fee", subject: "p", queuedAt: now, dueAt: now },
  ]);
  await queueMails(world.db, [
    {
      id: world.chance.id(),
      occasion: "a",
      kind: "receipt",
      toAddress: "a@example.org",
      locale: "id",
      facts: {},
      queuedAt: now,
      dueAt: now,
    },
  ]);
});

const claimAll = async () => ({
  chores: (await claimChores(world.db, world.clock.now(), 10, 5)).length,
  mails: (await claimMails(world.db, world.clock.now(), 10, 5, 11)).length,
  run: await claimRun(world.db, "sweep", (last) =>
    last && !last.abandoned ? undefined : new Date("2026-11-23T00:00:00Z"),
  ),
});
/** Lets so many seconds pass for what is written already. */
const secondsAgo = async (seconds: number) => {
  const span = sql`make_interval(secs => ${seconds})`;
  await sql`update worker_presence set seen_at = seen_at - ${span}`.execute(world.db);
  await sql`update chore set leased_until = leased_until - ${span}`.execute(world.db);
  await sql`update mail set leased_until = leased_until - ${span}`.execute(world.db);
  await sql`update job_run set started_at = started_at - ${span}`.execute(world.db);
};

it("hands back what a worker had claimed that is not seen any more", async () => {
  await saveSignOfLife(world.db, one);
  const claimed = await claimAll();
  expect([claimed.chores, claimed.mails, claimed.run !== undefined]).toEqual([1, 1, true]);
  await secondsAgo(20);
  await saveSignOfLife(world.db, two);
  expect(await handBackOfTheDead(world.db)).toBe(1);
  expect(await handBackOfTheDead(world.db)).toBe(0);
  expect((await listLastRuns(world.db, ["sweep"]))[0]).toMatchObject({ abandoned: true, finished: false });
  const again = await claimAll();
  expect([again.chores, again.mails, again.run !== undefined]).toEqual([1, 1, true]);
  // The dead one's ticket is void, the new one's is not.
  await finishRun(world.db, claimed.run!, { expected: 0, done: 0, failed: 0, error: "late" });
  await finishRun(world.db, again.run!, { expected: 1, done: 1, failed: 0 });
  expect((await listLastRuns(world.db, ["sweep"]))[0]).toMatchObject({
    finished: true,
    done: 1,
    error: null,
  });
});

it("leaves the living alone, and what was claimed after the other one died", async () => {
  await saveSignOfLife(world.db, one);
  await secondsAgo(20);
  await saveSignOfLife(world.db, two);
  const claimed = await claimAll();
  expect(claimed.chores).toBe(1);
  expect(await handBackOfTheDead(world.db)).toBe(1);
  expect((await claimAll()).chores).toBe(0);
  expect((await listLastRuns(world.db, ["sweep"]))[0]).toMatchObject({ abandoned: false });
  await secondsAgo(14);
  expect(await handBackOfTheDead(world.db)).toBe(0);
});

it("is told when a worker goes by itself: nobody takes it for dead", async () => {
  await saveSignOfLife(world.db, one);
  await claimAll();
  await deleteSignOfLife(world.db, one);
  await secondsAgo(60);
  expect(await handBackOfTheDead(world.db)).toBe(0);
  expect((await claimAll()).chores).toBe(0);
});
