/** What the link in a renewal's letter shows, however old the letter is; and what leaving it out would do. */
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { addDays, firstDayOf, lastDayOf } from "~/calendar/day";
import { addMonths, monthsFrom } from "~/calendar/iuran-month";
import { expireOrders } from "~/payments/close-order.server";
import { lookAtPayment } from "~/payments/look-again-at-payments.server";
import { findPayment } from "~/payments/payment-queries.server";
import { chargeRenewals } from "~/sponsorship/charge-renewals.server";
import { gatherRenewal } from "~/sponsorship/gather-renewal.server";
import { openRenewalPayment } from "~/sponsorship/open-renewal-payment.server";
import { planRenewals } from "~/sponsorship/plan-renewals.server";
import { isRenewalSecret, renewalPath } from "~/sponsorship/renewal-link.server";
import { firstName } from "~/sponsorship/renewal-standing";
import { restUnpaidRenewals } from "~/sponsorship/rest-renewal.server";
import { skipEffect } from "~/sponsorship/skip-effect";
import { skipRenewal } from "~/sponsorship/skip-renewal.server";
import { insertTerms } from "~/sponsorship/sponsorship-queries.server";
import { openRig, type Rig } from "../adapters/sandbox-rig";
import { useDatabase } from "../support/test-database";
import { type TestClock, type TestWorld, testWorld } from "../support/test-world";
import { doChores, goTo, links } from "./renewal-rig";
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
  const clock = rig.clock as TestClock;
  world = testWorld(database.db, { clock, gateways: [rig.gateway], mailer: rig.mailer });
  story = storyOf(world, rig);
  await sql`update sponsorship set ended_at = now(), ended_because = 'cancelled' where ended_at is null`.execute(
    world.db,
  );
});

/** A renewal to be paid by link, planned and open. */
async function planned(workers = 1) {
  const made = await story.begun({ wish: byLink, workers });
  await goTo(rig, `${made.next}-01`);
  await planRenewals(world);
  const [renewal] = await story.renewals();
  return { ...made, id: renewal!.id };
}

describe("the page of a renewal", () => {
  it("shows who, for which months, until when protected and how much, before it is paid", async () => {
    const { id, next } = await planned(2);
    const view = (await gatherRenewal(world, id))!;
    expect(view.standing).toEqual({ kind: "to_pay" });
    expect(view.workers).toHaveLength(2);
    expect(view.workers[0]).toMatchObject({
      name: "Pekerja",
      months: monthsFrom(next, 3),
      price: 3 * 16_800,
      clock: { kind: "due", protectedUntil: addDays(firstDayOf(next), -1) },
      skip: { unprotectedFrom: firstDayOf(next), unprotectedUntil: lastDayOf(addMonths(next, 2)) },
    });
    expect(view.total).toBe(2 * 3 * 16_800);
    expect(view.maySkip).toBe(true);
  });

  it("leads to the order once it is paid, by any number of looks", async () => {
    const { id } = await planned();
    const opening = await openRenewalPayment(world, { renewalId: id, links });
    if (opening.kind !== "page") throw new Error(opening.kind);
    await rig.press(opening.url, { action: "pay", email: "a@example.org" });
    await lookAtPayment(world, (await findPayment(world.db, opening.payment.id))!);
    const before = (await gatherRenewal(world, id))!;
    await doChores(world);
    const after = (await gatherRenewal(world, id))!;
    for (const view of [before, after]) {
      expect(view.standing).toEqual({ kind: "paid" });
      expect(view.orderHref).toMatch(/^\/pesanan\/P-\w+\?kunci=/);
      expect(view.maySkip).toBe(false);
    }
  });

  it("tells of a charge that was announced, declined and given up, and lets it be paid after all", async () => {
    const { next, sponsorId } = await story.begun();
    await story.becomes({ answer: "generic_decline" }, sponsorId);
    const { renewal, notice } = await story.announced(next);
    const view = async () => (await gatherRenewal(world, renewal.id))!;
    const live = async () =>
      (await story.items(renewal.id)).filter((item) => !item.dropped_at).map((item) => item.start_month);
    expect((await view()).standing).toEqual({ kind: "card_announced", chargeOn: notice.charge_on });
    expect((await view()).card).toEqual({ brand: "visa", last4: "4242" });
    await goTo(rig, notice.charge_on);
    await chargeRenewals(world);
    expect((await view()).standing).toEqual({
      kind: "card_declined",
      retryOn: addDays(notice.charge_on, 1),
    });
    for (const days of [1, 3, 5, 7]) {
      await goTo(rig, addDays(notice.charge_on, days));
      await chargeRenewals(world);
    }
    expect((await story.renewal(renewal.id)).closed_because).toBe("declined");
    expect((await view()).standing).toEqual({ kind: "rested" });
    expect((await view()).maySkip).toBe(false);
    // Its first month goes by: what still lies ahead can be paid, and nothing of what lies behind.
    await goTo(rig, `${addMonths(next, 1)}-02`);
    expect((await view()).workers[0]!.months).toEqual(monthsFrom(addMonths(next, 1), 2));
    const opening = await openRenewalPayment(world, { renewalId: renewal.id, links });
    expect(opening).toMatchObject({ kind: "page", payment: { amountRupiah: 2 * 16_800 } });
    expect((await view()).workers[0]!.months).toEqual(monthsFrom(addMonths(next, 1), 2));
    await planRenewals(world);
    expect(await live()).toEqual([addMonths(next, 1)]);
    await goTo(rig, `${addMonths(next, 1)}-04`);
    await expireOrders(world);
    await planRenewals(world);
    expect(await live()).toEqual([]);
    await goTo(rig, `${addMonths(next, 3)}-02`);
    expect((await view()).standing).toEqual({ kind: "over" });
    expect(await openRenewalPayment(world, { renewalId: renewal.id, links })).toEqual({
      kind: "nothing_left",
    });
  });

  it("leads to the renewal that took its place when the sponsor changed the terms", async () => {
    const { id, sponsorships } = await planned();
    const { id: sponsorshipId, terms } = sponsorships[0]!;
    await world.db
      .transaction()
      .execute((trx) =>
        insertTerms(
          trx,
          sponsorshipId,
          { ...terms, programmes: ["jkk", "jkm", "jht"] },
          { at: world.clock.now(), by: "test" },
        ),
      );
    expect((await gatherRenewal(world, id))!.standing).toEqual({ kind: "over" });
    expect(await openRenewalPayment(world, { renewalId: id, links })).toEqual({ kind: "nothing_left" });
    await planRenewals(world);
    const old = (await gatherRenewal(world, id))!;
    expect(old.standing).toEqual({ kind: "replaced" });
    const newer = (await story.renewals()).find((each) => each.closed_at === null && each.id !== id)!;
    expect(old.newerHref).toBe(renewalPath(world.settings.SESSION_SECRET, newer.id));
    expect((await gatherRenewal(world, newer.id))!.total).toBe(3 * 36_800);
  });

  it("says so when it was left out, and when nobody paid", async () => {
    const left = await planned();
    await skipRenewal(world, { renewalId: left.id, by: { kind: "system", name: "test" } });
    expect((await gatherRenewal(world, left.id))!.standing).toEqual({ kind: "skipped" });
    const unpaid = await planned();
    await goTo(rig, `${unpaid.next}-28`);
    await restUnpaidRenewals(world);
    expect((await gatherRenewal(world, unpaid.id))!.standing).toEqual({ kind: "rested" });
  });

  it("opens to nobody without its key", () => {
    const path = renewalPath("a secret", "0198");
    const key = new URLSearchParams(path.split("?")[1]).get("kunci")!;
    expect(isRenewalSecret("a secret", "0198", key)).toBe(true);
    expect(isRenewalSecret("a secret", "0199", key)).toBe(false);
    expect(isRenewalSecret("another", "0198", key)).toBe(false);
    expect(isRenewalSecret("a secret", "0198", "")).toBe(false);
  });
});

describe("leaving months out", () => {
  const covered = new Set(monthsFrom("2026-11", 3));
  const left = (start: string, count: number) => ({
    startMonth: start,
    lastMonth: addMonths(start, count - 1),
  });

  it("leaves the worker without protection until the next renewal", () => {
    expect(skipEffect(covered, left("2027-02", 3), undefined)).toEqual({
      unprotectedFrom: "2027-02-01",
      unprotectedUntil: "2027-04-30",
      nextMonth: "2027-05",
    });
  });

  it("ends the membership after more than three unpaid months, and when the promise ends", () => {
    expect(skipEffect(covered, left("2027-02", 6), undefined).membershipEndsOn).toBe("2027-05-01");
    expect(skipEffect(covered, left("2027-02", 1), "2027-02")).toEqual({
      unprotectedFrom: "2027-02-01",
      membershipEndsOn: "2027-05-01",
    });
  });

  it("is short when the months after it are covered", () => {
    expect(skipEffect(new Set([...covered, "2027-03"]), left("2027-02", 1), "2027-02")).toEqual({
      unprotectedFrom: "2027-02-01",
      unprotectedUntil: "2027-02-28",
    });
  });
});

it("calls people by the first name that is no title", () => {
  expect(["Hj. Ma'rufah", "Siti Aminah", "Sumiati", "H."].map(firstName)).toEqual([
    "Ma'rufah",
    "Siti",
    "Sumiati",
    "H.",
  ]);
});
