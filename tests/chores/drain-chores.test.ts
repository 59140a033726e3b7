import { sql } from "kysely";
import { beforeEach, describe, expect, it } from "vitest";
import { backOffMs, MOST_ATTEMPTS } from "~/chores/back-off";
import { type ChoreKind, queueChores } from "~/chores/chore-queries.server";
import { type ChoreHandlers, drainChores } from "~/chores/drain-chores.server";
import { listStuckChores, retryChore } from "~/chores/drain-queries.server";
import { useDatabase } from "../support/test-database";
import { type TestWorld, testWorld } from "../support/test-world";

const database = useDatabase({ reference: false });
let world: TestWorld;
let seen: string[];

beforeEach(async () => {
  await database.db.deleteFrom("chore").execute();
  world = testWorld(database.db);
  seen = [];
});

const note = async (_world: unknown, subject: string) => {
  seen.push(subject);
  return "done" as const;
};
/** Two kinds are enough to see how any kind fares. */
const handlers = (over: Partial<ChoreHandlers> = {}) =>
  ({ issue_receipt: note, fetch_fee: note, ...over }) as ChoreHandlers;

/** Holds a worker in the middle of a chore until the test opens it; then it fails, when told with what. */
function gate() {
  let open!: () => void;
  let arrive!: () => void;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  const reached = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  const held = (failure?: string) =>
    handlers({
      async issue_receipt(_world, subject) {
        arrive();
        await opened;
        if (failure) throw new Error(failure);
        return note(_world, subject);
      },
    });
  return { open, reached, handlers: held };
}

async function queue(subject: string, kind: ChoreKind = "issue_receipt") {
  const now = world.clock.now();
  await queueChores(world.db, [{ id: world.chance.id(), kind, subject, queuedAt: now, dueAt: now }]);
}
const rowOf = (subject: string) =>
  world.db.selectFrom("chore").selectAll().where("subject", "=", subject).executeTakeFirstOrThrow();

it("does what is due, once, and in the order of its due time", async () => {
  await queue("b");
  world.clock.advance(1_000);
  await queue("a");
  world.clock.advance(-500);
  expect(await drainChores(world, handlers())).toBe(1);
  world.clock.advance(500);
  expect(await drainChores(world, handlers())).toBe(1);
  expect(seen).toEqual(["b", "a"]);
  expect(await rowOf("a")).toMatchObject({ state: "done", attempts: 1, leased_until: null });
  expect(await drainChores(world, handlers())).toBe(0);
});

describe("a chore that fails", () => {
  const fails = handlers({
    async issue_receipt(_world, subject) {
      if (subject === "bad") throw new Error("the paper jammed");
      return note(_world, subject);
    },
  });

  it("stops no other, and is tried again with longer and longer rests until it is stuck", async () => {
    await queue("bad");
    await queue("good");
    expect(await drainChores(world, fails)).toBe(2);
    expect(seen).toEqual(["good"]);
    for (let attempt = 1; attempt < MOST_ATTEMPTS; attempt += 1) {
      const row = await rowOf("bad");
      expect(row).toMatchObject({ state: "waiting", attempts: attempt, last_error: "the paper jammed" });
      expect(row.due_at.getTime()).toBe(world.clock.now().getTime() + backOffMs(attempt));
      world.clock.set(row.due_at.toISOString());
      await drainChores(world, fails);
    }
    expect(await rowOf("bad")).toMatchObject({ state: "stuck", attempts: MOST_ATTEMPTS });
    const [stuck] = await listStuckChores(world.db);
    expect(stuck).toMatchObject({ subject: "bad", lastError: "the paper jammed" });
    expect(await retryChore(world.db, stuck!.id, world.clock.now())).toBe(true);
    await drainChores(world, handlers());
    expect(await rowOf("bad")).toMatchObject({ state: "done" });
  });

  it("is stuck when it kills every worker that takes it", async () => {
    await queue("poison");
    await world.db.updateTable("chore").set({ attempts: MOST_ATTEMPTS }).execute();
    await drainChores(world, handlers());
    expect(seen).toEqual([]);
    expect(await rowOf("poison")).toMatchObject({ state: "stuck" });
  });

  it("is stuck when nobody does its kind", async () => {
    await queue("x", "unheard_of" as ChoreKind);
    await drainChores(world, handlers());
    expect((await rowOf("x")).last_error).toContain("unheard_of");
  });
});

it("a chore whose time has not come waits as long as its handler says, however often", async () => {
  await queue("x", "fetch_fee");
  const notYet = handlers({ fetch_fee: async () => ({ laterMs: 60_000, why: "not settled" }) });
  for (let times = 0; times < MOST_ATTEMPTS + 2; times += 1) {
    expect(await drainChores(world, notYet)).toBe(1);
    expect(await rowOf("x")).toMatchObject({ state: "waiting", attempts: 0, last_error: "not settled" });
    expect(await drainChores(world, notYet)).toBe(0);
    world.clock.advance(60_000);
  }
});

describe("two workers", () => {
  it("never do one chore at the same time, and the second takes over from a dead one", async () => {
    await queue("slow");
    const first = gate();
    const second = gate();
    const overtaken = drainChores(world, first.handlers("too late to matter"));
    await first.reached;
    expect(await drainChores(world, handlers())).toBe(0);
    await sql`update chore set leased_until = clock_timestamp() - interval '1 second'`.execute(world.db);
    const taking = drainChores(world, second.handlers());
    await second.reached;
    first.open();
    await overtaken;
    expect(await rowOf("slow")).toMatchObject({ state: "waiting", attempts: 2, last_error: null });
    second.open();
    await taking;
    expect(await rowOf("slow")).toMatchObject({ state: "done", attempts: 2, last_error: null });
  });

  it("a jump of the house's clock ends no lease", async () => {
    await queue("slow");
    await world.db
      .updateTable("chore")
      .set({ leased_until: sql<Date>`clock_timestamp() + interval '1 minute'` })
      .execute();
    world.clock.advance(366 * 86_400_000);
    expect(await drainChores(world, handlers())).toBe(0);
  });
});

it("what was claimed and not begun is given back when the worker is asked to stop", async () => {
  for (const subject of ["a", "b", "c", "d", "e", "f", "g"]) await queue(subject);
  const stop = new AbortController();
  const stopping = handlers({
    async issue_receipt(_world, subject) {
      stop.abort();
      return note(_world, subject);
    },
  });
  await drainChores(world, stopping, stop.signal);
  const rows = await world.db.selectFrom("chore").selectAll().where("state", "=", "waiting").execute();
  expect(rows.length).toBe(7 - seen.length);
  expect(rows.length).toBeGreaterThan(0);
  for (const row of rows) expect(row).toMatchObject({ attempts: 0, leased_until: null });
});
