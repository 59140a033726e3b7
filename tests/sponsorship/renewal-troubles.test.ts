/** Charges that do not go through at once: the bank asks, an answer is lost, a month goes by, a sponsorship rests. */
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { addMonths } from "~/calendar/iuran-month";
import { expireOrders } from "~/payments/close-order.server";
import { lookAtPayment } from "~/payments/look-again-at-payments.server";
import { findPayment } from "~/payments/payment-queries.server";
import { chargeRenewals } from "~/sponsorship/charge-renewals.server";
import { openRenewalPayment } from "~/sponsorship/open-renewal-payment.server";
import { planRenewals } from "~/sponsorship/plan-renewals.server";
import { restUnpaidRenewals } from "~/sponsorship/rest-renewal.server";
import { listSavedMethods } from "~/sponsorship/saved-method-queries.server";
import { sendChargeNotices } from "~/sponsorship/send-charge-notices.server";
import { endSponsorships, insertGap, listSponsorshipsOf } from "~/sponsorship/sponsorship-queries.server";
import { openRig, type Rig } from "../adapters/sandbox-rig";
import { useDatabase } from "../support/test-database";
import { type TestClock, type TestWorld, testWorld } from "../support/test-world";
import { doChores, goTo, later, links, passOn, sendLetters } from "./renewal-rig";
import { type RenewalStory, storyOf } from "./renewal-story";

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
  const clock = rig.clock as TestClock;
  world = testWorld(database.db, { clock, gateways: [rig.gateway], mailer: rig.mailer });
  story = storyOf(world, rig);
  await rig.control("switches/clear");
  await sql`update sponsorship set ended_at = now(), ended_because = 'cancelled' where ended_at is null`.execute(
    world.db,
  );
  await passOn(world, rig);
});

const advance = (minutes: number) => rig.control("clock/advance", { minutes });
/** The next three tries of this call have no answer, before or after the gateway did what was asked. */
const loseAnswers = (when: "before" | "after") =>
  rig.control("faults", {
    service: "stripe",
    fault: "reset",
    times: 3,
    when,
    match: "POST /v1/payment_intents",
  });

describe("a bank that asks for its owner", () => {
  it("leaves the card alone, and the letter's link leads to one page until its order is over", async () => {
    const { next, sponsorId, workers } = await story.begun();
    await story.becomes({ confirmation: "always" }, sponsorId);
    const { renewal, notice } = await story.announced(next);
    await goTo(rig, notice.charge_on);
    expect(await chargeRenewals(world)).toEqual({ expected: 1, done: 1, failed: 0 });
    expect((await story.tries(renewal.id)).map((row) => row.outcome)).toEqual(["authentication_needed"]);
    expect(await story.letters(renewal.id)).toEqual(["charge_notice", "renewal_by_link"]);
    expect(await chargeRenewals(world)).toMatchObject({ expected: 0 });

    const open = async () => {
      const opening = await openRenewalPayment(world, { renewalId: renewal.id, links });
      if (opening.kind !== "page") throw new Error(opening.kind);
      return opening;
    };
    const first = await open();
    expect((await open()).url).toBe(first.url);
    const both = await Promise.all([open(), open()]);
    expect(both.map(({ url }) => url)).toEqual([first.url, first.url]);
    // A minute before the order's day is over the page is still the one; a minute after it is another order's.
    const { expires_at } = await world.db
      .selectFrom("orders")
      .select("expires_at")
      .where("id", "=", first.payment.orderId)
      .executeTakeFirstOrThrow();
    await rig.control("clock/advance", { to: new Date(expires_at.getTime() - 60_000).toISOString() });
    expect((await open()).payment.orderId).toBe(first.payment.orderId);
    await advance(2);
    const second = await open();
    expect(second.payment.orderId).not.toBe(first.payment.orderId);
    expect((await open()).url).toBe(second.url);
    await expireOrders(world);
    expect((await rig.stripe.checkout.sessions.retrieve(first.payment.checkoutRef!)).status).toBe("expired");

    await rig.press(second.url, { action: "pay", card: "5555555555554444", email: "a@example.org" });
    await lookAtPayment(world, (await findPayment(world.db, second.payment.id))!);
    await doChores(world);
    expect(await story.covered(workers[0]!.workerId)).toHaveLength(6);
    // The card used there is the card from now on.
    const [sponsorship] = await listSponsorshipsOf(world.db, sponsorId);
    const [kept] = (await listSavedMethods(world.db, sponsorId)).filter(
      ({ brand }) => brand === "mastercard",
    );
    expect(sponsorship!.terms).toMatchObject({ way: "saved_card", savedMethodId: kept!.id });
    expect(await openRenewalPayment(world, { renewalId: renewal.id, links })).toMatchObject({ kind: "paid" });
  });
});

describe("an answer that is lost", () => {
  it.each(["before", "after"] as const)("%s the work: asked again, charged once", async (when) => {
    const { next, sponsorId, workers } = await story.begun();
    const { renewal, notice } = await story.announced(next);
    await goTo(rig, notice.charge_on);
    await loseAnswers(when);
    expect(await chargeRenewals(world)).toEqual({ expected: 1, done: 0, failed: 1 });
    expect((await story.tries(renewal.id)).map((row) => row.outcome)).toEqual([null]);
    expect(await openRenewalPayment(world, { renewalId: renewal.id, links })).toEqual({
      kind: "being_charged",
    });
    expect(await chargeRenewals(world)).toEqual({ expected: 1, done: 1, failed: 0 });
    await doChores(world);
    await passOn(world, rig, 2);
    expect((await story.tries(renewal.id)).map((row) => row.outcome)).toEqual(["succeeded"]);
    expect(await story.covered(workers[0]!.workerId)).toHaveLength(6);
    expect(await story.charged(sponsorId)).toHaveLength(2);
    expect(await chargeRenewals(world)).toMatchObject({ expected: 0 });
  });

  it("after the work, and told by the gateway's message: not asked again", async () => {
    const { next, sponsorId } = await story.begun();
    const { renewal, notice } = await story.announced(next);
    await goTo(rig, notice.charge_on);
    await loseAnswers("after");
    await chargeRenewals(world);
    expect(await passOn(world, rig)).toContain("succeed");
    await doChores(world);
    expect((await story.tries(renewal.id)).map((row) => row.outcome)).toEqual(["succeeded"]);
    expect((await story.renewal(renewal.id)).closed_because).toBe("paid");
    expect(await story.charged(sponsorId)).toHaveLength(2);
  });

  it("for so long that the key may be forgotten, though the card was charged: the money is found and booked", async () => {
    const { next, sponsorId, workers } = await story.begun();
    const { renewal, notice } = await story.announced(next);
    await goTo(rig, notice.charge_on);
    await loseAnswers("after");
    await chargeRenewals(world);
    await rig.quiet();
    rig.door.arrivals.splice(0);
    await advance(26 * 60);
    expect(await chargeRenewals(world)).toEqual({ expected: 1, done: 1, failed: 0 });
    await doChores(world);
    expect((await story.tries(renewal.id)).map((row) => row.outcome)).toEqual(["succeeded"]);
    expect((await story.renewal(renewal.id)).closed_because).toBe("paid");
    expect(await story.covered(workers[0]!.workerId)).toHaveLength(6);
    expect(await story.charged(sponsorId)).toHaveLength(2);
  });

  it("for so long that the key may be forgotten: the card is left alone and the sponsor has a link", async () => {
    const { next, sponsorId } = await story.begun();
    const { renewal, notice } = await story.announced(next);
    await goTo(rig, notice.charge_on);
    await loseAnswers("before");
    await chargeRenewals(world);
    await advance(21 * 60);
    expect(await chargeRenewals(world)).toEqual({ expected: 1, done: 1, failed: 0 });
    expect((await story.tries(renewal.id)).map((row) => row.outcome)).toEqual(["unknown"]);
    expect((await story.letters(renewal.id)).at(-1)).toBe("renewal_by_link");
    expect(await story.charged(sponsorId)).toHaveLength(1);
  });
});

describe("a month that goes by", () => {
  it("before its charge is not bought: what lies ahead is planned and announced anew", async () => {
    const { next, workers, sponsorId } = await story.begun();
    await goTo(rig, `${next}-27`);
    await planRenewals(world);
    await sendChargeNotices(world);
    await sendLetters(world);
    const [late] = await story.renewals();
    const ahead = addMonths(next, 1);
    await goTo(rig, `${ahead}-06`);
    await chargeRenewals(world);
    expect(await story.tries(late!.id)).toEqual([]);
    expect((await story.items(late!.id)).map((item) => item.dropped_because)).toEqual(["gone_by"]);
    await planRenewals(world);
    await sendChargeNotices(world);
    await sendLetters(world);
    const [renewal] = await story.renewals();
    expect((await story.items(renewal!.id))[0]).toMatchObject({ start_month: ahead });
    await goTo(rig, later(world, 14));
    await chargeRenewals(world);
    await doChores(world);
    expect((await story.covered(workers[0]!.workerId)).sort().slice(3)).toEqual([
      ahead,
      addMonths(ahead, 1),
      addMonths(ahead, 2),
    ]);
    expect(await story.charged(sponsorId)).toHaveLength(2);
  });
});

describe("a sponsorship that rests", () => {
  it("is not charged by another renewal that was announced before", async () => {
    const { next, sponsorships, sponsorId } = await story.begun();
    const { renewal, notice } = await story.announced(next);
    await world.db.transaction().execute((trx) =>
      insertGap(trx, {
        id: world.chance.id(),
        sponsorshipId: sponsorships[0]!.id,
        kind: "rest",
        because: "declined",
        fromMonth: addMonths(next, -1),
        recordedAt: world.clock.now(),
        recordedBy: "test",
      }),
    );
    await goTo(rig, notice.charge_on);
    await chargeRenewals(world);
    expect((await story.items(renewal.id)).map((item) => item.dropped_because)).toEqual(["rested"]);
    expect((await story.renewal(renewal.id)).closed_because).toBe("nothing_left");
    expect(await story.charged(sponsorId)).toHaveLength(1);
  });

  it("is not said of one that was ended before nobody paid", async () => {
    const { next, sponsorships } = await story.begun();
    const { renewal } = await story.announced(next);
    await world.db
      .transaction()
      .execute((trx) =>
        endSponsorships(trx, [sponsorships[0]!.id], { at: world.clock.now(), because: "cancelled" }),
      );
    await goTo(rig, `${addMonths(next, 1)}-10`);
    await restUnpaidRenewals(world);
    expect((await story.renewal(renewal.id)).closed_because).toBe("nothing_left");
    expect((await story.items(renewal.id)).map((item) => item.dropped_because)).toEqual(["ended"]);
    expect(await story.letters(renewal.id)).toEqual(["charge_notice"]);
  });
});
