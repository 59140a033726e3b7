/** One statement for everybody says what the rule says of each: held against each other over made-up lives. */
import fc from "fast-check";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { addDays } from "~/calendar/day";
import { listHolidayDays } from "~/coverage/holiday-day-queries.server";
import { findReminderSetting } from "~/reminders/plan-reminder-queries.server";
import { planReminders } from "~/reminders/plan-reminders.server";
import { type Preference, remindersDue, type WorkerStanding } from "~/reminders/reminder";
import { findPreference, listWorkerStandings } from "~/reminders/worker-standing-queries.server";
import { useDatabase } from "../support/test-database";
import { standingClock, type TestWorld, testWorld } from "../support/test-world";
import { aLife, live, makeSponsors } from "./made-up-lives";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });
// Lives made up have no money behind them.
const database = useDatabase({ invariants: false });
const LIVES = 250;

let world: TestWorld;
let wants: (sponsorId: string) => Preference;
let sponsors: readonly string[];
const standings = new Map<string, WorkerStanding>();

beforeAll(async () => {
  world = testWorld(database.db, { clock: standingClock("2027-01-10T02:00:00Z") });
  // From March on, a schedule whose moments crowd each other.
  await world.db
    .insertInto("reminder_setting")
    .values({
      from_day: "2027-03-01",
      before_days: [30, 10, 1],
      lapse_after_days: 3,
      arrears_days: [28, 30, 60, 80, 89],
      late_days: 7,
      recorded_at: world.clock.now(),
      recorded_by: "test",
    })
    .execute();
  const made = await makeSponsors(world);
  wants = made.wants;
  sponsors = made.ids;
  for (const [number, life] of fc.sample(aLife, { numRuns: LIVES, seed: 20_261_123 }).entries()) {
    const { workerId, standing } = await live(world, life, number, made.ids);
    standings.set(workerId, standing);
  }
});

describe("over made-up lives", () => {
  it("what is gathered of a worker is what was lived", async () => {
    const plain = (standing: WorkerStanding | undefined) => ({
      ...standing,
      stops: [...(standing?.stops ?? [])].map((stop) => JSON.stringify(stop)).sort(),
      ...(standing?.living
        ? {
            living: {
              ...standing.living,
              gaps: standing.living.gaps
                .map(({ kind, fromMonth, toMonth }) => `${kind} ${fromMonth} ${toMonth}`)
                .sort(),
            },
          }
        : {}),
    });
    const gathered = await listWorkerStandings(world.db, [...standings.keys()]);
    for (const [workerId, standing] of standings)
      expect(plain(gathered.get(workerId)), workerId).toEqual(plain(standing));
    for (const sponsorId of sponsors)
      expect(await findPreference(world.db, sponsorId)).toBe(wants(sponsorId));
  });

  it("the statement plans, each day by itself, exactly what the rule says", async () => {
    const holidays = await listHolidayDays(world.db);
    let reminders = 0;
    const seen = new Set<string>();
    for (let today = "2026-09-28"; today <= "2027-06-30"; today = addDays(today, 2)) {
      const setting = await findReminderSetting(world.db, today);
      const expected = [...standings].flatMap(([workerId, standing]) =>
        remindersDue(standing, wants, today, holidays, setting).map((due) => {
          seen.add(`${due.of} ${due.moment}`);
          return `${workerId} ${due.sponsorId} ${due.month} ${due.moment} ${due.onDay}`;
        }),
      );
      reminders += expected.length;
      expect(await plannedOn(today), today).toEqual(expected.sort());
    }
    // The lives are rich enough to prove something.
    expect(reminders).toBeGreaterThan(400);
    const usual = [
      "before/14",
      "before/7",
      "before/3",
      "before/1",
      "lapsed",
      "arrears/30",
      "arrears/60",
      "arrears/80",
    ];
    for (const of of ["bought", "renewal", "resting"])
      expect([...seen]).toEqual(expect.arrayContaining(usual.map((moment) => `${of} ${moment}`)));
  });
});

class TakeBack extends Error {}

/** What is planned when nothing was planned before; taken back. */
async function plannedOn(today: string): Promise<readonly string[]> {
  let planned: readonly string[] = [];
  const work = world.db.transaction().execute(async (trx) => {
    const alone = { ...world, clock: standingClock(`${today}T02:00:00Z`), db: inside(trx) };
    const report = await planReminders(alone);
    const rows = await trx.selectFrom("reminder").selectAll().execute();
    expect(report).toEqual({ expected: rows.length, done: rows.length, failed: 0 });
    planned = rows
      .map((row) => `${row.worker_id} ${row.sponsor_id} ${row.month} ${row.moment} ${row.on_day}`)
      .sort();
    const letters = await trx
      .selectFrom("mail")
      .select(["id", "sponsor_id"])
      .where("kind", "=", "reminder")
      .execute();
    expect(letters).toHaveLength(new Set(rows.map((row) => row.sponsor_id)).size);
    for (const row of rows)
      expect(letters.find(({ id }) => id === row.mail_id)?.sponsor_id).toBe(row.sponsor_id);
    throw new TakeBack();
  });
  await work.catch((error) => {
    if (!(error instanceof TakeBack)) throw error;
  });
  return planned;
}

/** A database whose transactions are this one. */
function inside(trx: Parameters<Parameters<ReturnType<TestWorld["db"]["transaction"]>["execute"]>[0]>[0]) {
  return {
    transaction: () => ({ execute: (work: (t: typeof trx) => unknown) => work(trx) }),
  } as unknown as TestWorld["db"];
}
