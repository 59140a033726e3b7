/** Leaving a renewal out, against PostgreSQL and the sandbox: before, after and while money moves. */
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { addMonths } from "~/calendar/iuran-month";
import { chargeRenewals } from "~/sponsorship/charge-renewals.server";
import { openRenewalPayment } from "~/sponsorship/open-renewal-payment.server";
import { planRenewals } from "~/sponsorship/plan-renewals.server";
import { skipRenewal } from "~/sponsorship/skip-renewal.server";
import { openRig, type Rig } from "../adapters/sandbox-rig";
import { useDatabase } from "../support/test-database";
import { type TestClock, type TestWorld, testWorld } from "../support/test-world";
import { doChores, goTo, links } from "./renewal-rig";
import { byLink, type RenewalStory, storyOf } from "./renewal-story";

vi.setConfig({ testTimeout: 60_000 });
const database = useDatabase();
const by = { kind: "sponsor", id: "s", name: "Budi" } as const;
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
});

describe("a renewal left out", () => {
  it("charges nothing for its months, and the next one begins after them", async () => {
    const { next, sponsorId, workers } = await story.begun();
    const { renewal, notice } = await story.announced(next);
    expect(await skipRenewal(world, { renewalId: renewal.id, by })).toMatchObject({ kind: "skipped" });
    await goTo(rig, notice.charge_on);
    expect(await chargeRenewals(world)).toMatchObject({ expected: 0 });
    expect(await story.charged(sponsorId)).toHaveLength(1);
    expect((await story.renewal(renewal.id)).closed_because).toBe("skipped");
    expect((await story.items(renewal.id)).map((item) => item.dropped_because)).toEqual(["skipped"]);
    expect(await openRenewalPayment(world, { renewalId: renewal.id, links })).toEqual({
      kind: "nothing_left",
    });
    expect(await skipRenewal(world, { renewalId: renewal.id, by })).toEqual({ kind: "nothing_left" });

    await goTo(rig, `${addMonths(next, 3)}-01`);
    expect(await planRenewals(world)).toMatchObject({ done: 1 });
    const [later] = await story.renewals();
    expect((await story.items(later!.id))[0]).toMatchObject({ start_month: addMonths(next, 3) });
    expect(await story.covered(workers[0]!.workerId)).toHaveLength(3);
    const [act] = await world.db
      .selectFrom("audit_log")
      .selectAll()
      .where("subject_id", "=", renewal.id)
      .execute();
    expect(act).toMatchObject({ act: "renewal_skipped", actor_name: "Budi" });
  });

  it("closes the page at the gateway that was open for it", async () => {
    const { next } = await story.begun({ wish: byLink });
    await goTo(rig, `${next}-01`);
    await planRenewals(world);
    const [renewal] = await story.renewals();
    const opening = await openRenewalPayment(world, { renewalId: renewal!.id, links });
    if (opening.kind !== "page") throw new Error(opening.kind);
    expect(await skipRenewal(world, { renewalId: renewal!.id, by })).toMatchObject({ kind: "skipped" });
    const session = await rig.stripe.checkout.sessions.retrieve(opening.payment.checkoutRef!);
    expect(session.status).toBe("expired");
    const endings = await world.db
      .selectFrom("order_ending")
      .innerJoin("renewal_order", "renewal_order.order_id", "order_ending.order_id")
      .select("order_ending.kind")
      .where("renewal_id", "=", renewal!.id)
      .execute();
    expect(endings).toEqual([{ kind: "cancelled" }]);
    const holds = await world.db
      .selectFrom("month_hold")
      .innerJoin("renewal_order", "renewal_order.order_id", "month_hold.order_id")
      .select("month")
      .where("renewal_id", "=", renewal!.id)
      .execute();
    expect(holds).toEqual([]);
  });

  it("leaves one worker out and charges the others", async () => {
    const { next, sponsorships, sponsorId } = await story.begun({ workers: 2 });
    const { renewal, notice } = await story.announced(next);
    const [first, second] = sponsorships;
    const answer = await skipRenewal(world, { renewalId: renewal.id, sponsorshipIds: [first!.id], by });
    expect(answer).toMatchObject({ kind: "skipped", items: [{ sponsorshipId: first!.id }] });
    expect((await story.renewal(renewal.id)).closed_because).toBeNull();
    await goTo(rig, notice.charge_on);
    await chargeRenewals(world);
    await doChores(world);
    expect(await story.covered(first!.workerId)).toHaveLength(3);
    expect(await story.covered(second!.workerId)).toHaveLength(6);
    expect((await story.charged(sponsorId))[0]).toBe(notice.amount / 2);
  });

  it("is refused once it is paid, and while its card is being charged", async () => {
    const { next } = await story.begun();
    const { renewal, notice } = await story.announced(next);
    await goTo(rig, notice.charge_on);
    await rig.control("faults", {
      service: "stripe",
      fault: "reset",
      times: 3,
      when: "before",
      match: "POST /v1/payment_intents",
    });
    await chargeRenewals(world);
    expect((await story.tries(renewal.id)).map((row) => row.outcome)).toEqual([null]);
    expect(await skipRenewal(world, { renewalId: renewal.id, by })).toEqual({ kind: "being_charged" });
    await chargeRenewals(world);
    await doChores(world);
    expect(await skipRenewal(world, { renewalId: renewal.id, by })).toMatchObject({ kind: "paid" });
    expect(await story.items(renewal.id)).toMatchObject([{ dropped_because: null }]);
  });

  it("keeps everything as it is while the gateway cannot close its page", async () => {
    const { next } = await story.begun({ wish: byLink });
    await goTo(rig, `${next}-01`);
    await planRenewals(world);
    const [renewal] = await story.renewals();
    await openRenewalPayment(world, { renewalId: renewal!.id, links });
    await rig.control("faults", { service: "stripe", fault: "error", times: 3, match: "POST /v1/checkout" });
    expect(await skipRenewal(world, { renewalId: renewal!.id, by })).toEqual({ kind: "gateway_away" });
    expect(await story.items(renewal!.id)).toMatchObject([{ dropped_because: null }]);
    await rig.control("switches/clear");
    expect(await skipRenewal(world, { renewalId: renewal!.id, by })).toMatchObject({ kind: "skipped" });
  });
});
