/** Changes of a sponsorship with real PostgreSQL, the real SDK and the sandbox; races hold their lock. */
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { Actor } from "~/audit/audit-queries.server";
import { addMonths, monthOf } from "~/calendar/iuran-month";
import { lockOrder } from "~/orders/order-queries.server";
import { closeOrder } from "~/payments/close-order.server";
import { insertPayment } from "~/payments/payment-queries.server";
import { effectKey } from "~/sponsorship/change-effect";
import { chargeRenewals } from "~/sponsorship/charge-renewals.server";
import { gatherStandings } from "~/sponsorship/gather-standings.server";
import { changeSponsorship, changeSponsorships } from "~/sponsorship/manage-sponsorship.server";
import { openRenewalPayment } from "~/sponsorship/open-renewal-payment.server";
import { planRenewals } from "~/sponsorship/plan-renewals.server";
import { sendChargeNotices } from "~/sponsorship/send-charge-notices.server";
import type { Change } from "~/sponsorship/sponsorship-change";
import {
  findSponsorship,
  insertTerms,
  listGaps,
  listSponsorshipsOf,
} from "~/sponsorship/sponsorship-queries.server";
import { weighOne } from "~/sponsorship/weigh-change";
import { openRig, type Rig } from "../adapters/sandbox-rig";
import { useDatabase } from "../support/test-database";
import { type TestClock, type TestWorld, testWorld } from "../support/test-world";
import { waitUntilBlocked } from "../support/wait-for-lock";
import { doChores, goTo, links, passOn, pay, sendLetters, today, wishedOrder } from "./renewal-rig";

vi.setConfig({ testTimeout: 60_000 });
const database = useDatabase();
let rig: Rig;
let world: TestWorld;

beforeAll(async () => {
  rig = await openRig();
});
afterAll(async () => rig.close());
beforeEach(async () => {
  world = testWorld(database.db, {
    clock: rig.clock as TestClock,
    gateways: [rig.gateway],
    mailer: rig.mailer,
  });
  await rig.control("switches/clear");
  await world.db
    .updateTable("sponsorship")
    .set({ ended_at: world.clock.now(), ended_because: "cancelled" })
    .where("ended_at", "is", null)
    .execute();
  await passOn(world, rig);
});

async function begun(way: "saved_card" | "pay_link", workers = 1) {
  const start = monthOf(today(world));
  const made = await wishedOrder(world, { intervalMonths: 3, way }, { start, workers });
  await pay(world, rig, made.order.id);
  const sponsorships = await listSponsorshipsOf(world.db, made.order.sponsorId);
  const sponsorId = made.order.sponsorId;
  const by: Actor = { kind: "sponsor", id: sponsorId, name: "Budi Santoso" };
  return { sponsorId, by, sponsorships, first: sponsorships[0]!, next: addMonths(start, 3) };
}
type Begun = Awaited<ReturnType<typeof begun>>;

/** Planned, and for a card announced with the letter sent. */
async function planned({ next }: Begun) {
  await goTo(rig, `${next}-01`);
  await planRenewals(world);
  await sendChargeNotices(world);
  await sendLetters(world);
}
const change = ({ sponsorId, by, first }: Begun, asked: Change, seen?: string) =>
  changeSponsorship(world, { sponsorshipId: first.id, sponsorId, by, change: asked, seen });
const skipNext = ({ next }: Begun): Change => ({
  kind: "skip",
  fromMonth: next,
  toMonth: addMonths(next, 2),
});

const items = (sponsorshipId: string) =>
  world.db
    .selectFrom("renewal_item as i")
    .innerJoin("renewal as r", "r.id", "i.renewal_id")
    .select(["i.renewal_id", "i.start_month", "i.last_month", "i.programmes", "i.dropped_because"])
    .select(["r.way", "r.closed_because", "r.sealed_at"])
    .where("i.sponsorship_id", "=", sponsorshipId)
    .orderBy("r.planned_at")
    .orderBy("i.start_month")
    .execute();
const notices = (renewalId: string) =>
  world.db
    .selectFrom("charge_notice")
    .selectAll()
    .where("renewal_id", "=", renewalId)
    .orderBy("number")
    .execute();
const letters = async (sponsorId: string) =>
  (
    await world.db
      .selectFrom("mail")
      .select(["kind", "body", "state"])
      .where("sponsor_id", "=", sponsorId)
      .where("kind", "=", "protection_changed")
      .orderBy("queued_at")
      .execute()
  ).map((row) => row);
const acts = async (sponsorshipId: string) =>
  (
    await world.db
      .selectFrom("audit_log")
      .select(["act", "actor_kind"])
      .where("subject_id", "=", sponsorshipId)
      .orderBy("id")
      .execute()
  ).map((row) => `${row.actor_kind} ${row.act}`);
const openOrders = (sponsorId: string) =>
  sql<{ id: string }>`select o.id from orders o where o.sponsor_id = ${sponsorId} and o.origin = 'renewal'
    and not exists (select 1 from order_ending e where e.order_id = o.id)
    and not exists (select 1 from order_settlement e where e.order_id = o.id)`
    .execute(world.db)
    .then(({ rows }) => rows);

describe("a skip", () => {
  it("is one gap, one act and one letter, also when it is asked for twice at once; and is taken back", async () => {
    const story = await begun("pay_link");
    let both: Promise<unknown[]> | undefined;
    await world.db.transaction().execute(async (trx) => {
      await sql`select from sponsorship where id = ${story.first.id} for update`.execute(trx);
      both = Promise.all([change(story, skipNext(story)), change(story, skipNext(story))]);
      await waitUntilBlocked(world.db, 2);
    });
    const kinds = ((await both) as { kind: string }[]).map(({ kind }) => kind).sort();
    expect(kinds).toEqual(["changed", "stands_already"]);
    const [gap, ...more] = await listGaps(world.db, [story.first.id]);
    expect(more).toEqual([]);
    expect(gap).toMatchObject({ kind: "skip", fromMonth: story.next, toMonth: addMonths(story.next, 2) });
    expect(await acts(story.first.id)).toEqual(["sponsor sponsorship_skip"]);
    await sendLetters(world);
    const [letter, ...others] = await letters(story.sponsorId);
    expect(others).toEqual([]);
    expect(letter!.state).toBe("sent");
    expect(letter!.body).toContain(story.first.workerName);
    expect(letter!.body).toContain("dilewati");

    expect(await change(story, { kind: "unskip", gapId: gap!.id })).toMatchObject({ kind: "changed" });
    expect(await listGaps(world.db, [story.first.id])).toEqual([]);
    expect(await change(story, { kind: "unskip", gapId: gap!.id })).toEqual({ kind: "stands_already" });
  });

  it("of a planned, unannounced renewal takes the plan back, and taking it back plans it again", async () => {
    const story = await begun("pay_link");
    await planned(story);
    expect(await items(story.first.id)).toHaveLength(1);
    expect((await change(story, skipNext(story))).kind).toBe("changed");
    expect(await items(story.first.id)).toEqual([]);
    expect(await planRenewals(world)).toMatchObject({ expected: 0, failed: 0 });
    const [gap] = await listGaps(world.db, [story.first.id]);
    await change(story, { kind: "unskip", gapId: gap!.id });
    expect(await planRenewals(world)).toEqual({ expected: 1, done: 1, failed: 0 });
    expect(await items(story.first.id)).toMatchObject([{ start_month: story.next, dropped_because: null }]);
  });

  it("closes the page that was open at the gateway", async () => {
    const story = await begun("pay_link");
    await planned(story);
    const [item] = await items(story.first.id);
    const opening = await openRenewalPayment(world, { renewalId: item!.renewal_id, links });
    if (opening.kind !== "page") throw new Error(opening.kind);
    expect(await openOrders(story.sponsorId)).toHaveLength(1);
    expect((await change(story, skipNext(story))).kind).toBe("changed");
    expect(await openOrders(story.sponsorId)).toEqual([]);
    expect(await rig.gateway.findCheckout(opening.payment.checkoutRef!)).toMatchObject({ state: "expired" });
    expect(await items(story.first.id)).toMatchObject([
      { dropped_because: "skipped", closed_because: "skipped" },
    ]);
  });

  it("changes nothing when the page was paid meanwhile, or cannot be closed", async () => {
    const story = await begun("pay_link");
    await planned(story);
    const [item] = await items(story.first.id);
    const opening = await openRenewalPayment(world, { renewalId: item!.renewal_id, links });
    if (opening.kind !== "page") throw new Error(opening.kind);
    const { first } = story;
    await rig.control("faults", { service: "stripe", fault: "error", times: 9, match: "POST /v1/checkout" });
    expect(await change(story, skipNext(story))).toEqual({ kind: "gateway_away" });
    expect(await listGaps(world.db, [first.id])).toEqual([]);
    await rig.control("switches/clear");
    await rig.press(opening.url, { action: "pay", card: "4242424242424242", email: "a@example.org" });
    expect(await change(story, skipNext(story))).toEqual({ kind: "paid" });
    expect(await listGaps(world.db, [first.id])).toEqual([]);
    expect(await acts(first.id)).toEqual([]);
  });
});

describe("an announced charge", () => {
  it("goes on without the one who dropped out: the smaller sum is announced anew and charged, no more", async () => {
    const story = await begun("saved_card", 2);
    await planned(story);
    const [item] = await items(story.first.id);
    const [before] = await notices(item!.renewal_id);
    expect((await change(story, skipNext(story))).kind).toBe("changed");
    await sendLetters(world);
    const [, after, ...more] = await notices(item!.renewal_id);
    expect(more).toEqual([]);
    expect(after!.amount).toBe(before!.amount / 2);
    expect(after!.charge_on >= before!.charge_on).toBe(true);
    await goTo(rig, after!.charge_on);
    expect(await chargeRenewals(world)).toMatchObject({ expected: 1, done: 1 });
    await doChores(world);
    const payments = await world.db
      .selectFrom("charge_try as t")
      .innerJoin("payment as p", "p.id", "t.payment_id")
      .select(["p.amount", "p.state"])
      .where("t.renewal_id", "=", item!.renewal_id)
      .execute();
    expect(payments).toEqual([{ amount: after!.amount, state: "succeeded" }]);
  });

  it("whose letter has not left is told once, with the sum that holds", async () => {
    const story = await begun("saved_card", 2);
    await goTo(rig, `${story.next}-01`);
    await planRenewals(world);
    await sendChargeNotices(world);
    expect((await change(story, skipNext(story))).kind).toBe("changed");
    await sendLetters(world);
    const told = await world.db
      .selectFrom("mail")
      .select(["state", "subject"])
      .where("sponsor_id", "=", story.sponsorId)
      .where("kind", "=", "charge_notice")
      .orderBy("queued_at")
      .orderBy("id")
      .execute();
    expect(told).toMatchObject([{ state: "dropped" }, { state: "sent" }]);
    const last = { ...story, first: story.sponsorships[1]! };
    expect((await change(last, { kind: "end", how: "cancelled" })).kind).toBe("changed");
  });

  it("that becomes larger is planned and announced anew before anything is charged", async () => {
    const story = await begun("saved_card");
    await planned(story);
    const [old] = await items(story.first.id);
    const [oldNotice] = await notices(old!.renewal_id);
    const jht: Change = { kind: "programmes", programmes: ["jht", "jkk", "jkm"] };
    expect((await change(story, jht)).kind).toBe("changed");
    expect(await items(story.first.id)).toMatchObject([
      { dropped_because: "changed", closed_because: "nothing_left" },
    ]);
    await goTo(rig, oldNotice!.charge_on);
    expect(await chargeRenewals(world)).toMatchObject({ expected: 0 });
    await planRenewals(world);
    await sendChargeNotices(world);
    await sendLetters(world);
    const fresh = (await items(story.first.id)).find((each) => each.dropped_because === null);
    expect(fresh!.programmes).toContain("jht");
    const [notice] = await notices(fresh!.renewal_id);
    expect(notice!.amount).toBe(oldNotice!.amount + 60_000);
    await goTo(rig, notice!.charge_on);
    expect(await chargeRenewals(world)).toMatchObject({ expected: 1, done: 1 });
  });

  it("is not touched while the card is being charged, not even by one who looked before", async () => {
    const story = await begun("saved_card");
    await planned(story);
    const [item] = await items(story.first.id);
    const [notice] = await notices(item!.renewal_id);
    await goTo(rig, notice!.charge_on);
    let asked: (() => void) | undefined;
    const held = new Promise<void>((done) => {
      asked = done;
    });
    let answer: (() => void) | undefined;
    const answered = new Promise<void>((done) => {
      answer = done;
    });
    const slow = testWorld(database.db, {
      clock: rig.clock as TestClock,
      mailer: rig.mailer,
      gateways: [
        {
          ...rig.gateway,
          async chargeSavedCard(charge) {
            asked?.();
            await answered;
            return rig.gateway.chargeSavedCard(charge);
          },
        },
      ],
    });
    const charging = chargeRenewals(slow);
    await held;
    for (const each of [skipNext(story), { kind: "end", how: "cancelled" }] as const)
      expect(await change(story, each)).toEqual({ kind: "being_charged" });
    answer?.();
    expect(await charging).toMatchObject({ done: 1 });
    await doChores(world);
    expect((await items(story.first.id))[0]).toMatchObject({ dropped_because: null, closed_because: "paid" });
    expect(await change(story, skipNext(story))).toEqual({ kind: "outdated" });
  });

  it("waits for the change that was there first, and then finds nothing to charge", async () => {
    const story = await begun("saved_card");
    await planned(story);
    const [item] = await items(story.first.id);
    const [notice] = await notices(item!.renewal_id);
    await goTo(rig, notice!.charge_on);
    let both: Promise<unknown[]> | undefined;
    await world.db.transaction().execute(async (trx) => {
      await sql`select from renewal where id = ${item!.renewal_id} for update`.execute(trx);
      const changing = change(story, { kind: "end", how: "cancelled" });
      await waitUntilBlocked(world.db, 1);
      both = Promise.all([changing, chargeRenewals(world)]);
      await waitUntilBlocked(world.db, 2);
    });
    expect(((await both) as { kind: string }[])[0]!.kind).toBe("changed");
    const tries = await world.db
      .selectFrom("charge_try")
      .select("number")
      .where("renewal_id", "=", item!.renewal_id)
      .execute();
    expect(tries).toEqual([]);
    expect((await findSponsorship(world.db, story.first.id))!.endedBecause).toBe("cancelled");
  });
});

describe("a change", () => {
  it("is nobody else's: another sponsor finds nothing", async () => {
    const mine = await begun("pay_link");
    const other = await begun("pay_link");
    const stolen = { ...other, first: mine.first };
    expect(await change(stolen, skipNext(mine))).toEqual({ kind: "unknown" });
    const { sponsorId, by } = other;
    const request = { sponsorshipId: world.chance.id(), sponsorId, by, change: skipNext(mine) };
    expect(await changeSponsorship(world, request)).toEqual({ kind: "unknown" });
    const half = {
      sponsorId,
      by,
      changes: [other.first.id, mine.first.id].map((sponsorshipId) => ({
        sponsorshipId,
        change: { kind: "pause", fromMonth: mine.next, toMonth: mine.next } as const,
      })),
    };
    expect(await changeSponsorships(world, half)).toEqual({ kind: "unknown" });
    expect(await listGaps(world.db, [mine.first.id, other.first.id])).toEqual([]);
  });

  it("of the way leaves payroll alone: that is agreed with the unit", async () => {
    const story = await begun("pay_link");
    await world.db
      .transaction()
      .execute((trx) =>
        insertTerms(
          trx,
          story.first.id,
          { ...story.first.terms, way: "payroll" },
          { at: world.clock.now(), by: "test" },
        ),
      );
    expect(await change(story, { kind: "way", way: "pay_link" })).toEqual({ kind: "outdated" });
    expect((await findSponsorship(world.db, story.first.id))!.terms.way).toBe("payroll");
    await change(story, { kind: "end", how: "cancelled" });
  });

  it("is only written while it does what was shown", async () => {
    const story = await begun("pay_link");
    const pause: Change = { kind: "pause", fromMonth: story.next, toMonth: addMonths(story.next, 1) };
    const { standing, covered } = (await gatherStandings(world.db, [story.first])).get(story.first.id)!;
    const weighed = weighOne(pause, standing, covered, today(world), new Set());
    if (typeof weighed === "string") throw new Error(weighed);
    expect(await change(story, pause, "something else")).toEqual({ kind: "effect_changed" });
    expect(await listGaps(world.db, [story.first.id])).toEqual([]);
    expect((await change(story, pause, effectKey(weighed.effect))).kind).toBe("changed");
  });

  it("of the terms is a new version, the old one stays; what was planned is planned anew", async () => {
    const story = await begun("pay_link");
    await planned(story);
    expect((await change(story, { kind: "interval", intervalMonths: 1 })).kind).toBe("changed");
    expect((await change(story, { kind: "interval", intervalMonths: 1 })).kind).toBe("stands_already");
    const until = addMonths(story.next, 1);
    expect((await change(story, { kind: "until", untilMonth: until })).kind).toBe("changed");
    const versions = await world.db
      .selectFrom("sponsorship_terms")
      .select(["interval_months", "until_month", "recorded_by"])
      .where("sponsorship_id", "=", story.first.id)
      .orderBy("id")
      .execute();
    expect(versions.slice(1)).toEqual([
      { interval_months: 1, until_month: null, recorded_by: `sponsor/${story.sponsorId}` },
      { interval_months: 1, until_month: until, recorded_by: `sponsor/${story.sponsorId}` },
    ]);
    expect(await planRenewals(world)).toEqual({ expected: 1, done: 1, failed: 0 });
    const left = (await items(story.first.id)).filter((each) => each.dropped_because === null);
    expect(left).toMatchObject([{ start_month: story.next, last_month: story.next }]);
  });

  it("to a pause drops what it covers; resuming plans it again", async () => {
    const story = await begun("pay_link", 2);
    await planned(story);
    const pause: Change = { kind: "pause", fromMonth: story.next, toMonth: addMonths(story.next, 1) };
    expect((await change(story, pause)).kind).toBe("changed");
    expect((await change(story, pause)).kind).toBe("stands_already");
    const gone = (await items(story.first.id)).filter((each) => each.dropped_because === null);
    expect(gone).toEqual([]);
    expect((await change(story, { kind: "resume" })).kind).toBe("changed");
    expect(await planRenewals(world)).toEqual({ expected: 1, done: 1, failed: 0 });
  });

  it("to the end says why, keeps what is paid, and what was said is in the books", async () => {
    const story = await begun("pay_link");
    const { sponsorId, by, first } = story;
    const end: Change = { kind: "end", how: "cancelled" };
    const ending = { choice: "died", note: "Beliau berpulang" } as const;
    const request = { sponsorshipId: first.id, sponsorId, by, change: end, ending };
    expect((await changeSponsorship(world, request)).kind).toBe("changed");
    expect((await changeSponsorship(world, request)).kind).toBe("stands_already");
    const row = await world.db
      .selectFrom("sponsorship")
      .selectAll()
      .where("id", "=", first.id)
      .executeTakeFirstOrThrow();
    expect(row).toMatchObject({
      ended_because: "worker_died",
      ended_choice: "died",
      ended_note: "Beliau berpulang",
    });
    expect(await change(story, { kind: "resume" })).toEqual({ kind: "over" });
    const covered = await world.db
      .selectFrom("coverage")
      .select("month")
      .distinct()
      .where("worker_id", "=", first.workerId)
      .where("ended_at", "is", null)
      .execute();
    expect(covered).toHaveLength(3);
  });
});

it("an order is not closed over an attempt that began after we looked", async () => {
  const story = await begun("pay_link");
  await planned(story);
  const [item] = await items(story.first.id);
  const opening = await openRenewalPayment(world, { renewalId: item!.renewal_id, links });
  if (opening.kind !== "page") throw new Error(opening.kind);
  let closing: Promise<unknown> | undefined;
  await world.db.transaction().execute(async (trx) => {
    await lockOrder(trx, opening.payment.orderId);
    closing = closeOrder(world, opening.payment.orderId, "replaced");
    await waitUntilBlocked(world.db, 1);
    await sql`update payment set state = 'expired' where id = ${opening.payment.id}`.execute(trx);
    const begun = { ...opening.payment, id: world.chance.id(), attempt: 2 };
    await insertPayment(trx, begun);
  });
  expect(await closing).toBe("processing");
});
