/** The gateway's book beside ours, with the real SDK against the sandbox. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { comparePayouts } from "~/reconciliation/compare-payouts.server";
import { fetchPayout } from "~/reconciliation/fetch-payout.server";
import { lookAgainAtPayouts } from "~/reconciliation/look-again-at-payouts.server";
import { useDatabase } from "../support/test-database";
import { type GatewayStory, openGatewayStory } from "./gateway-story";

const database = useDatabase();
let story: GatewayStory;
beforeAll(async () => {
  story = await openGatewayStory(() => database.db);
});
afterAll(() => story.rig.close());

const payouts = () => database.db.selectFrom("gateway_payout").selectAll().orderBy("created_at").execute();
const movements = (payoutRef: string) =>
  database.db.selectFrom("gateway_movement").selectAll().where("payout_ref", "=", payoutRef).execute();
const newest = async () => (await payouts()).at(-1)!;

describe("a payout", () => {
  it("is read with everything it holds once the gateway has closed it, and is on its way to the bank", async () => {
    await story.payOrder();
    await story.payOrder(6);
    await story.passOn();
    await story.work();
    const before = await story.balance("gateway_clearing");
    expect(before).toBeGreaterThan(0);
    await story.days(2);
    await story.passOn();
    await story.work();
    expect(await newest()).toMatchObject({ state: "in_transit", read_at: null });
    expect(await story.balance("payouts_in_transit")).toBe(0);
    await story.days(1);
    await story.passOn();
    await story.work();
    const payout = await newest();
    expect(payout).toMatchObject({ state: "paid", worth: before, read_to: null });
    expect(await movements(payout.payout_ref)).toHaveLength(3);
    expect(await story.balance("gateway_clearing")).toBe(0);
    expect(await story.balance("payouts_in_transit")).toBe(before);
    expect(await database.db.selectFrom("bank_expectation").select(["kind", "amount_sen"]).execute()).toEqual(
      [{ kind: "payout", amount_sen: before * 100 }],
    );
  });

  it("told again, looked at again and compared again changes nothing", async () => {
    const { payout_ref } = await newest();
    const entries = () => database.db.selectFrom("journal_entry").select("id").execute();
    const first = await comparePayouts(story.world());
    expect(first).toEqual({ payouts: 1 });
    const before = await entries();
    expect(await fetchPayout(story.world(), `stripe/${payout_ref}/paid`)).toBe("done");
    expect(await lookAgainAtPayouts(story.world())).toEqual({ expected: 0, done: 0, failed: 0 });
    expect(await comparePayouts(story.world())).toEqual({ payouts: 0 });
    expect(await entries()).toEqual(before);
    expect(await story.findings()).toEqual([]);
  });

  it("whose messages were all lost is found by looking", async () => {
    await story.payOrder();
    await story.passOn();
    await story.work();
    await story.days(4);
    await story.passOn(() => false);
    const known = (await payouts()).length;
    expect(await lookAgainAtPayouts(story.world())).toEqual({ expected: 1, done: 1, failed: 0 });
    expect(await payouts()).toHaveLength(known + 1);
    expect(await story.balance("gateway_clearing")).toBe(0);
  });

  it("that the bank sends back is at the gateway again, and leaves with the next one", async () => {
    const before = await newest();
    const inTransit = await story.balance("payouts_in_transit");
    await story.rig.control(`payouts/${before.payout_ref}/fail`);
    await story.passOn();
    await story.work();
    expect(await story.balance("payouts_in_transit")).toBe(inTransit - before.worth!);
    expect(await story.balance("gateway_clearing")).toBe(before.worth);
    await story.days(3);
    await story.passOn();
    await story.work();
    expect((await newest()).payout_ref).not.toBe(before.payout_ref);
    expect(await story.balance("gateway_clearing")).toBe(0);
    expect(await story.balance("payouts_in_transit")).toBe(inTransit);
  });

  it("with fees in sen leaves only its rounding behind, on an account of its own", async () => {
    await story.rig.control("settlement", { senFees: true });
    for (const months of [3, 6, 12, 6, 3]) await story.payOrder(months);
    await story.passOn();
    await story.work();
    await story.rig.control("settlement", { senFees: false });
    await story.days(4);
    await story.passOn();
    await story.work();
    const payout = await newest();
    expect(payout.amount_minor % 100).not.toBe(0);
    const lines = await movements(payout.payout_ref);
    const posted = lines
      .filter(({ kind }) => kind === "payment")
      .reduce((sum, line) => sum + line.amount - line.fee - line.tax, 0);
    expect(await story.balance("gateway_clearing")).toBe(0);
    expect(await story.balance("rounding")).toBe(posted - Math.round(payout.amount_minor / 100));
    await comparePayouts(story.world());
    expect(await story.findings()).toEqual([]);
  });

  it("in another currency keeps its rate, and is worth what it holds", async () => {
    await story.rig.control("settlement", { currency: "usd", exchangeRate: 0.00006 });
    await story.payOrder(12);
    await story.passOn();
    await story.work();
    await story.rig.control("settlement", { currency: "idr", exchangeRate: null });
    const worth = await story.balance("gateway_clearing");
    await story.days(4);
    expect(await story.passOn()).not.toContain("foreign");
    await story.work();
    const payout = await newest();
    expect(payout).toMatchObject({ currency: "usd", worth });
    expect((await movements(payout.payout_ref)).find(({ kind }) => kind === "payment")?.exchange_rate).toBe(
      0.00006,
    );
    expect(await story.balance("gateway_clearing")).toBe(0);
    await comparePayouts(story.world());
    expect(await story.findings()).toEqual([]);
  });

  it("cut off between two pages goes on where it stopped", async () => {
    for (let index = 0; index < 3; index += 1) await story.payOrder(6);
    await story.passOn();
    await story.work();
    await story.days(4);
    const [payout] = (await story.rig.gateway.listPayouts(new Date(0))).items;
    const world = story.world();
    const gateway = story.rig.gateway;
    const asked: (string | undefined)[] = [];
    let away = true;
    const small = {
      ...gateway,
      // Pages of one, and the line breaks before the third.
      async listMovements(ref: string, after?: string) {
        asked.push(after);
        if (away && asked.length === 3) throw new Error("The line broke.");
        const { items } = await gateway.listMovements(ref, after);
        return items.length > 1 ? { items: items.slice(0, 1), next: items[0]!.movementRef } : { items };
      },
    };
    const torn = { ...world, gateways: [small] };
    const subject = `stripe/${payout!.payoutRef}/reconciliation_completed`;
    await expect(fetchPayout(torn, subject)).rejects.toThrow("The line broke.");
    expect(await movements(payout!.payoutRef)).toHaveLength(2);
    away = false;
    expect(await fetchPayout(torn, subject)).toBe("done");
    expect(asked[3]).toBe(asked[2]);
    expect(new Set((await movements(payout!.payoutRef)).map((one) => one.movement_ref)).size).toBe(4);
    expect(await story.balance("gateway_clearing")).toBe(0);
    await story.passOn();
    await story.work();
  });
});

describe("the two books", () => {
  const settle = async () => {
    await story.days(4);
    await story.passOn();
    await story.work();
    await comparePayouts(story.world());
  };

  it("agree on a dispute that nobody told us of, its fee included", async () => {
    await story.payOrder();
    await story.passOn();
    await story.work();
    const payment = await database.db
      .selectFrom("payment")
      .select("payment_ref")
      .orderBy("opened_at", "desc")
      .executeTakeFirstOrThrow();
    await story.payOrder(12);
    await story.rig.control(`payments/${payment.payment_ref}/dispute`);
    await story.passOn((type) => !type.startsWith("charge.dispute"));
    await story.work();
    // The fee of a dispute is larger than this shop's nights: payments must outweigh it before a payout is made.
    for (let index = 0; index < 4; index += 1) await story.payOrder(12);
    await story.passOn();
    await story.work();
    await settle();
    expect((await story.findings()).filter((one) => !one.startsWith("disputed"))).toEqual([]);
    expect(await story.findings()).toContain("disputed 33600");
    expect(await story.balance("gateway_clearing")).toBe(0);
  });

  it("differ by one rupiah of fee, and that is a finding", async () => {
    await story.payOrder();
    await story.passOn();
    const gateway = story.rig.gateway;
    const off = {
      ...gateway,
      async findFee(ref: string) {
        const fee = await gateway.findFee(ref);
        return fee && { ...fee, feeRupiah: fee.feeRupiah - 1, netRupiah: fee.netRupiah + 1 };
      },
    };
    const { fetchFee } = await import("~/payments/fetch-fee.server");
    const payment = await database.db
      .selectFrom("payment")
      .select("id")
      .orderBy("opened_at", "desc")
      .executeTakeFirstOrThrow();
    await fetchFee({ ...story.world(), gateways: [off] }, payment.id);
    await story.work();
    const before = (await story.findings()).length;
    await settle();
    expect((await story.findings()).slice(before)).toEqual(["fee_differs 1"]);
    expect(await story.balance("gateway_clearing")).toBe(1);
  });

  it("differ by a payment whose messages were lost, and by one that was never at the gateway", async () => {
    await story.payOrder(3);
    await story.passOn(() => false);
    const before = (await story.findings()).length;
    await settle();
    expect((await story.findings()).slice(before)).toEqual(["received_not_recorded 33600"]);
    const { id } = await database.db
      .selectFrom("payment")
      .select("id")
      .where("state", "=", "succeeded")
      .orderBy("opened_at", "desc")
      .executeTakeFirstOrThrow();
    await database.db.updateTable("payment").set({ payment_ref: "pi_never" }).where("id", "=", id).execute();
    await story.payOrder(3);
    await story.passOn();
    await story.work();
    await story.days(10);
    await story.payOrder(3);
    await story.passOn();
    await story.work();
    await settle();
    const late = (await story.findings()).slice(before + 1);
    expect(late).toEqual(["ordered_not_received 33600"]);
    await comparePayouts(story.world());
    expect((await story.findings()).slice(before + 1)).toEqual(late);
  });
});
