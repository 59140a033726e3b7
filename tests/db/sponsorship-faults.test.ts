/** Every question about sponsorships and renewals finds the fault it is there for. */
import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { addDays } from "~/calendar/day";
import { recordGatewayEvents } from "~/payments/record-gateway-events.server";
import { planRenewals } from "~/sponsorship/plan-renewals.server";
import { prepareCharge } from "~/sponsorship/prepare-charge.server";
import { sendChargeNotices } from "~/sponsorship/send-charge-notices.server";
import { findRenewalSetting, insertSponsorship, insertTerms } from "~/sponsorship/sponsorship-queries.server";
import { findBrokenInvariants } from "~db/invariants";
import { sponsorshipQuestions } from "~db/sponsorship-questions";
import { questionsBrokenBy } from "../support/planted-fault";
import { attempt, message, order, paid, stateWorker } from "../support/story";
import { useDatabase } from "../support/test-database";
import { type TestWorld, testWorld } from "../support/test-world";

const database = useDatabase();
let world: TestWorld;
let ids: Record<
  "sponsorship" | "renewal" | "order" | "other" | "stranger" | "method" | "payment" | "elsewhere",
  string
>;

/** A sponsorship whose first renewal has been announced, is being charged, and a stranger beside it. */
beforeAll(async () => {
  world = testWorld(database.db);
  const worker = await stateWorker(world, "3509160101850001");
  const first = await order(world, [{ worker, months: 3 }]);
  const payment = await attempt(world, first);
  await recordGatewayEvents(world, "stripe", [
    message(world, { kind: "payment_succeeded", payment: paid(payment) }),
  ]);
  const stranger = await order(world, [{ worker: await stateWorker(world, "3509160101850002") }], {
    email: "orang.lain@example.org",
  });
  const [sponsorship, method] = [world.chance.id(), world.chance.id()];
  await sql`insert into saved_method (id, sponsor_id, gateway, customer_ref, method_ref, saved_at)
    values (${method}, ${first.sponsorId}, 'stripe', 'cus_1', 'pm_1', now())`.execute(world.db);
  await world.db.transaction().execute(async (trx) => {
    const begunAt = world.clock.now();
    await insertSponsorship(trx, { id: sponsorship, sponsorId: first.sponsorId, ...worker, begunAt });
    const terms = { intervalMonths: 3, programmes: ["jkk", "jkm"], way: "saved_card" } as const;
    await insertTerms(trx, sponsorship, { ...terms, savedMethodId: method }, { at: begunAt, by: "test" });
  });
  world.clock.set("2027-02-01T02:00:00Z");
  await planRenewals(world);
  await sendChargeNotices(world);
  await world.db.updateTable("mail").set({ state: "sent", sent_at: world.clock.now() }).execute();
  const notice = await world.db.selectFrom("charge_notice").selectAll().executeTakeFirstOrThrow();
  world.clock.set(`${notice.charge_on}T02:00:00Z`);
  const setting = await findRenewalSetting(world.db, notice.charge_on);
  const prepared = await world.db
    .transaction()
    .execute((trx) => prepareCharge(trx, world, notice.renewal_id, setting));
  if (prepared.kind !== "ask") throw new Error(prepared.kind);
  ids = {
    sponsorship,
    method,
    renewal: notice.renewal_id,
    order: prepared.order.id,
    payment: prepared.payment.id,
    other: first.id,
    elsewhere: payment.id,
    stranger: stranger.sponsorId,
  };
});

const faults: Record<string, () => string> = {
  "a sponsorship has terms": () => `delete from sponsorship_terms`,
  "no month of a sponsorship is renewed twice":
    () => `insert into renewal_item (renewal_id, sponsorship_id, start_month, last_month, programmes)
      values ('${ids.renewal}', '${ids.sponsorship}', '2027-04', '2027-06', '{jkk,jkm}')`,
  "a renewal is of its items' sponsor": () => `update sponsorship set sponsor_id = '${ids.stranger}'`,
  "an order of a renewal buys what the renewal holds, for its sponsor": () =>
    `update renewal_item set last_month = '2027-03'`,
  "a renewal that came to an end by payment was paid": () =>
    `update renewal set closed_at = now(), closed_because = 'paid'`,
  "a renewal paid twice has a finding":
    () => `insert into renewal_order (order_id, renewal_id, placed_at) values ('${ids.other}', '${ids.renewal}', now());
      insert into order_settlement (order_id, payment_id, settled_at) values ('${ids.order}', '${ids.payment}', now())`,
  "a saved card is charged for its owner": () => `update saved_method set sponsor_id = '${ids.stranger}'`,
  "a charge pays an order of its renewal": () => `update charge_try set payment_id = '${ids.elsewhere}'`,
  "a charge was announced to its sponsor, for at least its sum, with days between": () =>
    `update charge_notice set amount = amount - 1`,
  "a charge that is said to have succeeded did": () =>
    `update charge_try set outcome = 'succeeded', finished_at = now()`,
  "a card is tried once a day for a renewal":
    () => `update charge_try set outcome = 'declined', finished_at = now();
      insert into charge_try (renewal_id, number, on_day, payment_id, notice_id, begun_at)
      select renewal_id, 2, on_day, '${ids.elsewhere}', notice_id, begun_at from charge_try`,
};

const guarded = ["sponsorship_terms", "charge_notice"];

describe("the questions about renewals", () => {
  it("have a planted fault each, and find nothing in sound books", async () => {
    expect(Object.keys(faults).sort()).toEqual(Object.keys(sponsorshipQuestions).sort());
    expect(await findBrokenInvariants(world.db)).toEqual([]);
  });

  it.each(Object.keys(faults))("find the fault: %s", async (name) => {
    expect(await questionsBrokenBy(world.db, faults[name]!().split(";"), guarded)).toContain(name);
  });

  it.each([
    ["sent a day before", () => sentOn(-1)],
    ["sent on the day itself", () => sentOn(0)],
    ["not sent", () => `update mail set state = 'waiting', sent_at = null`],
    ["of another sponsor", () => `update mail set sponsor_id = '${ids.stranger}'`],
    ["for a later day", () => `update charge_notice set charge_on = charge_on + 1`],
  ])("find a charge whose notice was %s", async (_, fault) => {
    expect(await questionsBrokenBy(world.db, fault().split(";"), guarded)).toContain(
      "a charge was announced to its sponsor, for at least its sum, with days between",
    );
  });

  function sentOn(days: number): string {
    const day = addDays(world.clock.now().toISOString().slice(0, 10), days);
    return `update mail set sent_at = '${day}T05:00:00Z'`;
  }
});
