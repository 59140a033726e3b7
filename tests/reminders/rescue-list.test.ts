/** The rescue list: who joins it by themselves, who leaves it, and how it is read. */
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Day } from "~/calendar/day";
import { listHolidayDays } from "~/coverage/holiday-day-queries.server";
import { recordGatewayEvents } from "~/payments/record-gateway-events.server";
import { requestRefund } from "~/payments/request-refund.server";
import { setWorld } from "~/platform/world.server";
import { refuseWorker } from "~/reminders/refuse-worker.server";
import {
  type RescueFilter,
  readRescueFilter,
  readRescuePlace,
  rescueSlots,
  writeRescuePlace,
} from "~/reminders/rescue";
import { countRescues, listRescues } from "~/reminders/rescue-queries.server";
import {
  endSponsorships,
  insertGap,
  insertSponsorship,
  insertTerms,
} from "~/sponsorship/sponsorship-queries.server";
import { loader } from "../../app/routes/admin.penyelamatan";
import { ask, staffCookie } from "../support/signed-in";
import { attempt, message, order, paid, type StoryWorker, stateWorker } from "../support/story";
import { useDatabase } from "../support/test-database";
import { standingClock, type TestWorld, testWorld } from "../support/test-world";

const database = useDatabase();
let world: TestWorld;
let holidays: ReadonlySet<Day>;
let people = 0;
const begunAt = new Date("2026-11-23T03:00:00Z");

beforeAll(async () => {
  world = testWorld(database.db, { clock: standingClock(begunAt.toISOString()) });
  holidays = await listHolidayDays(world.db);
});
beforeEach(() => {
  setWorld(world);
  world.clock.set(begunAt.toISOString());
});

type Bought = StoryWorker & { readonly sponsorId: string; readonly paymentId: string };

/** A worker covered from November 2026 for so many months. */
async function bought(months = 1): Promise<Bought> {
  people += 1;
  const worker = await stateWorker(world, `350917010188${3000 + people}`, `Pekerja ${people}`);
  const placed = await order(world, [{ worker, start: "2026-11", months }], {
    email: `r${people}@example.org`,
  });
  const payment = await attempt(world, placed);
  await recordGatewayEvents(world, "stripe", [
    message(world, { kind: "payment_succeeded", payment: paid(payment) }, `evt_r${people}`),
  ]);
  return { ...worker, sponsorId: placed.sponsorId, paymentId: payment.id };
}

async function sponsored(worker: Bought, way: "pay_link" | "payroll" = "pay_link"): Promise<string> {
  const id = world.chance.id();
  await world.db.transaction().execute(async (trx) => {
    await insertSponsorship(trx, { id, begunAt, ...worker });
    await insertTerms(
      trx,
      id,
      { intervalMonths: 3, programmes: ["jkk", "jkm"], way },
      { at: begunAt, by: "test" },
    );
  });
  return id;
}

async function gap(sponsorshipId: string, kind: "rest" | "pause") {
  const until = kind === "pause" ? { toMonth: "2027-06" } : { because: "unpaid" as const };
  await world.db.transaction().execute((trx) =>
    insertGap(trx, {
      id: world.chance.id(),
      sponsorshipId,
      kind,
      fromMonth: "2026-12",
      ...until,
      recordedAt: begunAt,
      recordedBy: "test",
    }),
  );
}

const listOn = async (today: Day, filter: RescueFilter = {}) =>
  (await listRescues(world.db, { slots: rescueSlots(today, holidays), filter, size: 100 })).rescues;

/** The days on which something may change, and those beside them. */
const turningDays = [
  ...[
    "2026-11-20",
    "2026-11-30",
    "2026-12-01",
    "2026-12-15",
    "2026-12-16",
    "2026-12-31",
    "2027-01-01",
    "2027-01-18",
  ],
  ...["2027-01-31", "2027-02-01", "2027-02-28", "2027-03-01", "2027-03-31", "2027-04-10"],
];

/** The first and last of these days on which a worker is on the list, with the reasons given. */
async function onList({ workerId }: StoryWorker) {
  const days: Day[] = [];
  const reasons = new Set<string>();
  for (const today of turningDays) {
    const found = (await listOn(today)).find((rescue) => rescue.workerId === workerId);
    if (!found) continue;
    days.push(today);
    reasons.add(found.reason);
  }
  return days.length === 0 ? [] : [days[0], days.at(-1), [...reasons].sort().join(" ")];
}

describe("a worker covered in November alone", () => {
  it("joins the list when December begins with nobody going on, and leaves it when membership ends", async () => {
    expect(await onList(await bought())).toEqual(["2026-12-01", "2027-02-28", "bought"]);
  });

  it("joins it after the due day while a sponsor who promised is still asked in time", async () => {
    const worker = await bought();
    await sponsored(worker);
    expect(await onList(worker)).toEqual(["2026-12-16", "2027-02-28", "unpaid"]);
  });

  it("joins it at once when the sponsorship rests, is paused, or was ended or declined", async () => {
    const [rests, pauses, ended, declined] = [await bought(), await bought(), await bought(), await bought()];
    await gap(await sponsored(rests), "rest");
    await gap(await sponsored(pauses), "pause");
    const id = await sponsored(ended);
    await world.db
      .transaction()
      .execute((trx) => endSponsorships(trx, [id], { at: begunAt, because: "cancelled" }));
    await refuseWorker(world, { ...declined, because: "not_now" });
    expect(await onList(rests)).toEqual(["2026-12-01", "2027-02-28", "resting"]);
    expect(await onList(pauses)).toEqual(["2026-12-01", "2027-02-28", "paused"]);
    expect(await onList(ended)).toEqual(["2026-12-01", "2027-02-28", "cancelled"]);
    expect(await onList(declined)).toEqual(["2026-12-01", "2027-02-28", "declined"]);
  });

  it("is never on it who died, withdrew or is covered by the government", async () => {
    const [died, withdrew, government] = [await bought(), await bought(), await bought()];
    const id = await sponsored(died);
    await world.db
      .transaction()
      .execute((trx) => endSponsorships(trx, [id], { at: begunAt, because: "worker_died" }));
    await refuseWorker(world, { ...withdrew, because: "worker_withdrew" });
    await world.db
      .insertInto("coverage")
      .values({
        worker_id: government.workerId,
        month: "2027-01",
        programme: "jkk",
        source: "government",
        order_id: null,
        begun_at: begunAt,
        ended_at: null,
        ended_because: null,
      })
      .execute();
    for (const worker of [died, withdrew, government]) expect(await onList(worker)).toEqual([]);
  });

  it("leaves it by itself when somebody covers a month, and comes back when that was undone", async () => {
    const worker = await bought();
    const again = await order(world, [{ worker, start: "2027-01", months: 1 }], {
      email: "penolong@example.org",
    });
    const payment = await attempt(world, again);
    await recordGatewayEvents(world, "stripe", [
      message(world, { kind: "payment_succeeded", payment: paid(payment) }, "evt_rescued"),
    ]);
    expect(await onList(worker)).toEqual(["2026-12-01", "2027-04-10", "bought"]);
    const on = async (today: Day) =>
      (await listOn(today)).some(({ workerId }) => workerId === worker.workerId);
    expect([
      await on("2026-12-31"),
      await on("2027-01-01"),
      await on("2027-01-31"),
      await on("2027-02-01"),
    ]).toEqual([true, false, false, true]);
    await requestRefund(world, {
      paymentId: payment.id,
      lines: [{ workerId: worker.workerId, month: "2027-01" }],
      includeFeeCover: false,
      reason: "Salah orang",
      requestedBy: { id: "1", name: "Dewi" },
    });
    expect(await on("2027-01-01")).toBe(true);
  });
});

describe("reading the list", () => {
  it("goes page by page, fewest days left first, there and back, each worker once", async () => {
    for (let count = 0; count < 5; count += 1) await bought(count % 2 === 0 ? 1 : 3);
    const slots = rescueSlots("2027-02-10", holidays);
    const whole = await listOn("2027-02-10");
    expect(whole.length).toBeGreaterThan(6);
    expect(await countRescues(world.db, slots, 1000)).toBe(whole.length);
    expect(await countRescues(world.db, slots, 3)).toBe(3);
    const ids: string[] = [];
    let page = await listRescues(world.db, { slots, filter: {}, size: 2 });
    expect(page.previous).toBeUndefined();
    for (;;) {
      ids.push(...page.rescues.map(({ workerId }) => workerId));
      if (!page.next) break;
      page = await listRescues(world.db, {
        slots,
        filter: {},
        size: 2,
        after: readRescuePlace(writeRescuePlace(page.next)),
      });
    }
    expect(ids).toEqual(whole.map(({ workerId }) => workerId));
    const lasts = whole.map(({ last }) => last);
    expect(lasts).toEqual([...lasts].sort());
    const back = await listRescues(world.db, { slots, filter: {}, size: 2, before: page.previous! });
    expect(back.rescues.map(({ workerId }) => workerId)).toEqual(
      ids.slice(-2 - page.rescues.length, -page.rescues.length),
    );
  });

  it("is narrowed to a kecamatan, a group of occupations, a number of months", async () => {
    const whole = await listOn("2027-02-10");
    const kecamatan = await world.db
      .selectFrom("place")
      .select("code")
      .where("name", "=", whole[0]!.kecamatan)
      .where("level", "=", "kecamatan")
      .executeTakeFirstOrThrow();
    expect(await listOn("2027-02-10", { kecamatan: kecamatan.code })).toEqual(whole);
    expect(await listOn("2027-02-10", { kecamatan: "35.09.99" })).toEqual([]);
    const job = await world.db
      .selectFrom("occupation")
      .select("group_id")
      .where("name_id", "=", whole[0]!.occupation)
      .executeTakeFirstOrThrow();
    expect(await listOn("2027-02-10", { group: job.group_id })).toEqual(whole);
    expect(await listOn("2027-02-10", { group: "none" })).toEqual([]);
    const missed = await Promise.all([1, 2, 3].map((count) => listOn("2027-02-10", { missed: count })));
    expect(missed.flat().length).toBe(whole.length);
    expect(missed[2]!.every(({ last }) => last === "2026-11")).toBe(true);
    expect(readRescueFilter(new URLSearchParams("kecamatan=35.09.21&pekerjaan=household&bulan=4"))).toEqual({
      kecamatan: "35.09.21",
      group: "household",
    });
    expect(readRescuePlace("2026-13_x")).toBeUndefined();
  });

  it("is for those who keep the books, and for nobody else", async () => {
    world.clock.set("2027-02-10T03:00:00Z");
    const open = (cookie: string) =>
      loader({ request: ask("/admin/penyelamatan?bulan=3", cookie), params: {}, context: {} } as never);
    const page = await open(await staffCookie(world, ["auditor"], "auditor.selamat@contoh.example"));
    expect(page.rescues.length).toBeGreaterThan(0);
    expect(JSON.stringify(page)).not.toMatch(/350917010188|6281234567890/);
    const verifier = await staffCookie(world, ["verifier"], "verifier.selamat@contoh.example");
    await expect(open(verifier)).rejects.toMatchObject({ status: 403 });
    await expect(open("")).rejects.toMatchObject({ status: 302 });
  });
});
