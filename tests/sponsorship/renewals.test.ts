/**
 * A sponsorship from the first order to its renewals, with real PostgreSQL, the real SDK and the sandbox. The
 * sandbox's clock is the house's and only goes forward, so each story begins where the one before ended.
 */
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { addMonths, monthOf } from "~/calendar/iuran-month";
import { chargeRenewals } from "~/sponsorship/charge-renewals.server";
import { openRenewalPayment } from "~/sponsorship/open-renewal-payment.server";
import { planRenewals } from "~/sponsorship/plan-renewals.server";
import { restUnpaidRenewals } from "~/sponsorship/rest-renewal.server";
import { listSavedMethods } from "~/sponsorship/saved-method-queries.server";
import { sendChargeNotices } from "~/sponsorship/send-charge-notices.server";
import { endSponsorships, insertGap } from "~/sponsorship/sponsorship-queries.server";
import { openRig, type Rig } from "../adapters/sandbox-rig";
import { useDatabase } from "../support/test-database";
import { type TestClock, type TestWorld, testWorld } from "../support/test-world";
import { waitUntilBlocked } from "../support/wait-for-lock";
import { doChores, goTo, later, links, passOn, sendLetters, today } from "./renewal-rig";
import { byLink, type RenewalStory, storyOf } from "./renewal-story";

vi.setConfig({ testTimeout: 60_000 });
const database = useDatabase();
let rig: Rig;
let world: TestWorld;
let story: RenewalStory;

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
  story = storyOf(world, rig);
  await rig.control("switches/clear");
  await world.db
    .updateTable("sponsorship")
    .set({ ended_at: world.clock.now(), ended_because: "cancelled" })
    .where("ended_at", "is", null)
    .execute();
  await passOn(world, rig);
});

describe("a renewal by saved card", () => {
  it("is planned, announced, charged once, and keeps the card of the first payment", async () => {
    const { sponsorships, sponsorId, workers, next } = await story.begun({ workers: 2 });
    expect(sponsorships.map((each) => each.terms.way)).toEqual(["saved_card", "saved_card"]);
    const [method] = await listSavedMethods(world.db, sponsorId);
    expect(method).toMatchObject({ brand: "visa", last4: "4242" });
    expect(method!.expiresIn).toMatch(/^\d{4}-12$/);

    expect(await planRenewals(world)).toEqual({ expected: 0, done: 0, failed: 0 });
    const { renewal, notice } = await story.announced(next);
    expect(await story.letters(renewal.id)).toEqual(["charge_notice"]);
    expect(await chargeRenewals(world)).toMatchObject({ expected: 0 });
    await goTo(rig, notice.charge_on);
    rig.door.arrivals.splice(0);
    expect(await chargeRenewals(world)).toEqual({ expected: 1, done: 1, failed: 0 });
    expect(await passOn(world, rig, 2)).toContain("known already");
    await doChores(world);
    for (const worker of workers) expect(await story.covered(worker.workerId)).toHaveLength(6);
    const [paid] = (await story.renewals()).filter((each) => each.id === renewal.id);
    expect(paid!.closed_because).toBe("paid");
    expect((await story.tries(renewal.id)).map((row) => row.outcome)).toEqual(["succeeded"]);
    expect(await chargeRenewals(world)).toMatchObject({ expected: 0 });
    const intents = await rig.stripe.paymentIntents.list({ customer: method!.customerRef });
    expect(intents.data.filter((intent) => intent.status === "succeeded")).toHaveLength(2);
    expect(intents.data[0]!.amount).toBe(notice.amount * 100);
  });

  it("tries a declined card again on its days, says so each time, and then lets the sponsorship rest", async () => {
    const { sponsorships, sponsorId, workers, next } = await story.begun();
    await story.becomes({ answer: "generic_decline" }, sponsorId);
    expect(sponsorships).toHaveLength(1);
    const { renewal, notice } = await story.announced(next);
    await goTo(rig, notice.charge_on);
    const charged: string[] = [];
    for (let day = 0; day < 12; day += 1) {
      const before = (await story.tries(renewal.id)).length;
      await chargeRenewals(world);
      await chargeRenewals(world);
      await passOn(world, rig);
      if ((await story.tries(renewal.id)).length > before) charged.push(today(world));
      await goTo(rig, later(world, 1));
    }
    expect(charged).toHaveLength(5);
    expect((await story.tries(renewal.id)).map((row) => row.outcome)).toEqual(Array(5).fill("declined"));
    expect(await story.letters(renewal.id)).toEqual([
      "charge_notice",
      ...Array(4).fill("renewal_declined"),
      "renewal_rested",
    ]);
    expect(await story.covered(workers[0]!.workerId)).toHaveLength(3);
    expect(await planRenewals(world)).toMatchObject({ expected: 0 });
    await sendLetters(world);
    const [stuck] = await world.db.selectFrom("mail").selectAll().where("state", "=", "stuck").execute();
    expect(stuck).toBeUndefined();

    // The link in the letter brings it back, as far as its months lie ahead.
    const opening = await openRenewalPayment(world, { renewalId: renewal.id, links });
    expect(opening.kind).toBe(monthOf(today(world)) <= next ? "page" : "nothing_left");
  });

  it("charges once when two workers reach for the same renewal", async () => {
    const { workers, next, sponsorId } = await story.begun();
    const { renewal, notice } = await story.announced(next);
    await goTo(rig, notice.charge_on);
    let both: Promise<unknown> | undefined;
    await world.db.transaction().execute(async (trx) => {
      await sql`select from renewal where id = ${renewal.id} for update`.execute(trx);
      both = Promise.all([chargeRenewals(world), chargeRenewals(world)]);
      await waitUntilBlocked(world.db, 2);
    });
    await both;
    await chargeRenewals(world);
    await doChores(world);
    expect(await story.tries(renewal.id)).toHaveLength(1);
    expect(await story.covered(workers[0]!.workerId)).toHaveLength(6);
    const [method] = await listSavedMethods(world.db, sponsorId);
    const intents = await rig.stripe.paymentIntents.list({ customer: method!.customerRef });
    expect(intents.data.filter((intent) => intent.status === "succeeded")).toHaveLength(2);
  });

  it("charges nothing while the notice has not left the house", async () => {
    const { next } = await story.begun();
    await goTo(rig, `${next}-01`);
    await planRenewals(world);
    await sendChargeNotices(world);
    await goTo(rig, `${next}-20`);
    await chargeRenewals(world);
    const [renewal] = await story.renewals();
    expect(await story.tries(renewal!.id)).toEqual([]);
    await goTo(rig, `${addMonths(next, 1)}-05`);
    await restUnpaidRenewals(world);
    expect((await story.renewals()).find((each) => each.id === renewal!.id)!.closed_because).toBe("unpaid");
  });

  it("leaves out who was skipped or ended after the notice, and one bad row does not stop the others", async () => {
    const first = await story.begun({ workers: 2 });
    const other = await story.begun();
    const { next } = first;
    await goTo(rig, `${next}-01`);
    expect(await planRenewals(world)).toEqual({ expected: 3, done: 3, failed: 0 });
    await sendChargeNotices(world);
    await sendLetters(world);
    const renewals = await story.renewals();
    const mine = renewals.find((each) => each.sponsor_id === first.sponsorId)!;
    const bad = renewals.find((each) => each.sponsor_id === other.sponsorId)!;
    await world.db.transaction().execute(async (trx) => {
      await insertGap(trx, {
        id: world.chance.id(),
        sponsorshipId: first.sponsorships[0]!.id,
        kind: "skip",
        fromMonth: next,
        toMonth: addMonths(next, 2),
        recordedAt: world.clock.now(),
        recordedBy: "test",
      });
    });
    await sql`update saved_method set customer_ref = 'cus_gone' where sponsor_id = ${other.sponsorId}`.execute(
      world.db,
    );
    const [notice] = await world.db
      .selectFrom("charge_notice")
      .selectAll()
      .where("renewal_id", "=", mine.id)
      .execute();
    await goTo(rig, notice!.charge_on);
    await chargeRenewals(world);
    await doChores(world);
    const [skipped, kept] = first.sponsorships;
    expect(await story.covered(kept!.workerId)).toHaveLength(6);
    expect(await story.covered(skipped!.workerId)).toHaveLength(3);
    expect((await story.tries(bad.id)).map((row) => row.outcome)).toEqual(["refused"]);
    await world.db
      .transaction()
      .execute((trx) => endSponsorships(trx, [kept!.id], { at: world.clock.now(), because: "cancelled" }));
    await goTo(rig, `${addMonths(next, 3)}-01`);
    await planRenewals(world);
    const planned = await world.db
      .selectFrom("renewal_item")
      .select(["sponsorship_id", "start_month"])
      .where("sponsorship_id", "in", [kept!.id, skipped!.id])
      .where("dropped_at", "is", null)
      .execute();
    expect(planned.filter((row) => row.start_month >= addMonths(next, 3))).toEqual([
      { sponsorship_id: skipped!.id, start_month: addMonths(next, 3) },
    ]);
  });
});

describe("planning", () => {
  it("plans each period once when two planners work at the same time", async () => {
    const { next, sponsorships } = await story.begun({ wish: byLink, workers: 3 });
    await goTo(rig, `${next}-01`);
    let both: Promise<unknown[]> | undefined;
    await world.db.transaction().execute(async (trx) => {
      await sql`select pg_advisory_xact_lock(hashtextextended('plan renewals', 0))`.execute(trx);
      both = Promise.all([planRenewals(world), planRenewals(world)]);
      await waitUntilBlocked(world.db, 2);
    });
    const counts = (await both) as { done: number }[];
    expect(counts.map((count) => count.done).sort()).toEqual([0, 3]);
    const items = await world.db
      .selectFrom("renewal_item")
      .selectAll()
      .where(
        "sponsorship_id",
        "in",
        sponsorships.map((each) => each.id),
      )
      .execute();
    expect(items.map((item) => [item.start_month, item.last_month])).toEqual(
      Array(3).fill([next, addMonths(next, 2)]),
    );
    expect(new Set(items.map((item) => item.renewal_id)).size).toBe(1);
  });
});
