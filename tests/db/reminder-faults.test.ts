import { beforeAll, describe, expect, it } from "vitest";
import { recordGatewayEvents } from "~/payments/record-gateway-events.server";
import { planReminders } from "~/reminders/plan-reminders.server";
import { reminderQuestions } from "~db/reminder-questions";
import { questionsBrokenBy } from "../support/planted-fault";
import { insertSponsor } from "../support/signed-in";
import { attempt, message, order, paid, stateWorker } from "../support/story";
import { useDatabase } from "../support/test-database";
import { standingClock, type TestWorld, testWorld } from "../support/test-world";

const database = useDatabase();
let world: TestWorld;
let other: string;

beforeAll(async () => {
  world = testWorld(database.db, { clock: standingClock("2026-11-23T03:00:00Z") });
  other = await insertSponsor(world, "lain@example.org");
  const worker = await stateWorker(world, "3509170101870001");
  const placed = await order(world, [{ worker, months: 1 }]);
  const payment = await attempt(world, placed);
  await recordGatewayEvents(world, "stripe", [
    message(world, { kind: "payment_succeeded", payment: paid(payment) }),
  ]);
  world.clock.set("2026-12-08T03:00:00Z");
  expect(await planReminders(world)).toEqual({ expected: 1, done: 1, failed: 0 });
});

/** Each is SQL that only somebody with the keys to the database could run. */
const faults: Record<string, () => string> = {
  "every reminder stands in a letter to its own sponsor": () => `update reminder set sponsor_id = '${other}'`,
  "a sponsor gets one letter of reminders a day": () =>
    `insert into mail (id, occasion, kind, to_address, sponsor_id, facts, queued_at, due_at)
     select gen_random_uuid(), 'again', kind, to_address, sponsor_id, facts, queued_at, due_at from mail where kind = 'reminder'`,
  "every letter of reminders has a reminder in it": () => `delete from reminder`,
};

describe("the questions about reminders", () => {
  it("have a planted fault each", () => {
    expect(Object.keys(faults).sort()).toEqual(Object.keys(reminderQuestions).sort());
  });

  it.each(Object.keys(faults))("find the fault: %s", async (name) => {
    expect(await questionsBrokenBy(world.db, [faults[name]!()])).toContain(name);
  });
});
