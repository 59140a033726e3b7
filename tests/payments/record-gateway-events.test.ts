import { beforeEach, describe, expect, it } from "vitest";
import { listCoveredMonths } from "~/coverage/coverage-queries.server";
import { listAccountBalances } from "~/ledger/journal-queries.server";
import { findOrder } from "~/orders/order-queries.server";
import { closeOrder } from "~/payments/close-order.server";
import { findPayment } from "~/payments/payment-queries.server";
import { recordGatewayEvents } from "~/payments/record-gateway-events.server";
import { attempt, message, order, paid, stateWorker } from "../support/story";
import { useDatabase } from "../support/test-database";
import { type TestWorld, testWorld } from "../support/test-world";
import { waitUntilBlocked } from "../support/wait-for-lock";

const database = useDatabase({ poolSize: 20 });
let world: TestWorld;
let nik = 3509_0101_0185_0000;
const nextNik = () => String(++nik);

beforeEach(() => {
  world = testWorld(database.db);
});

const record = (...told: Parameters<typeof recordGatewayEvents>[2]) =>
  recordGatewayEvents(world, "stripe", told);
const success = (payment: Parameters<typeof paid>[0], over = {}, id?: string) =>
  message(world, { kind: "payment_succeeded", payment: paid(payment, over) }, id);
const choresOf = (subject: string) =>
  world.db.selectFrom("chore").select("kind").where("subject", "=", subject).orderBy("kind").execute();
const findingsOf = (orderId: string) =>
  world.db
    .selectFrom("finding")
    .select(["kind", "amount", "facts"])
    .where("order_id", "=", orderId)
    .execute();

async function sponsored(months = 3) {
  const worker = await stateWorker(world, nextNik());
  const placed = await order(world, [{ worker, months: months as 3 }]);
  return { worker, placed, payment: await attempt(world, placed) };
}

describe("money that comes", () => {
  it("covers the months it was meant for and queues the receipt and the fee", async () => {
    const { worker, placed, payment } = await sponsored();
    expect(placed.totalRupiah).toBe(33_600);

    expect(await record(success(payment))).toEqual(["succeed"]);

    const covered = await listCoveredMonths(world.db, [worker.workerId]);
    expect(covered.map((line) => `${line.month} ${line.programme}`)).toEqual([
      "2026-11 jkk", "2026-11 jkm", "2026-12 jkk", "2026-12 jkm", "2027-01 jkk", "2027-01 jkm",
    ]); // biome-ignore format: three months
    expect((await findOrder(world.db, placed.id))?.state).toBe("settled");
    expect(await choresOf(payment.id)).toEqual([{ kind: "fetch_fee" }, { kind: "issue_receipt" }]);
    const lines = await world.db
      .selectFrom("journal_line")
      .select(["account", "month", "amount"])
      .where("payment_id", "=", payment.id)
      .orderBy("line_no")
      .execute();
    expect(lines).toEqual([
      { account: "gateway_clearing", month: null, amount: 33_600 },
      { account: "premiums_payable", month: "2026-11", amount: -8_400 },
      { account: "premiums_payable", month: "2026-12", amount: -8_400 },
      { account: "premiums_payable", month: "2027-01", amount: -16_800 },
    ]);
  });

  it("lets go of what was held: its months are covered now", async () => {
    const { placed, payment } = await sponsored();
    const held = () =>
      world.db.selectFrom("month_hold").selectAll().where("order_id", "=", placed.id).execute();
    expect((await held()).length).toBeGreaterThan(0);
    await record(success(payment));
    expect(await held()).toEqual([]);
  });

  it("is posted once when the same message comes twice, in one batch and later", async () => {
    const { payment } = await sponsored();
    const told = success(payment, {}, "evt_same");
    expect(await record(told, told)).toEqual(["succeed", "known already"]);
    expect(await record(told)).toEqual(["known already"]);
    const stored = await world.db
      .selectFrom("gateway_event")
      .select("outcome")
      .where("event_id", "=", "evt_same")
      .execute();
    expect(stored).toEqual([{ outcome: "succeed" }]);
  });

  it("is posted once when two messages tell of one change", async () => {
    const { payment } = await sponsored();
    const intent = success(payment, { checkoutRef: undefined });
    expect(await record(success(payment), intent)).toEqual(["succeed", "known already"]);
  });

  it("is found by the gateway's reference when the message does not name our payment", async () => {
    const { payment } = await sponsored();
    await record(
      message(world, {
        kind: "payment_processing",
        payment: { ...paid(payment), state: "processing", receivedRupiah: 0 },
      }),
    );
    expect((await findPayment(world.db, payment.id))?.state).toBe("processing");
    expect(await record(success(payment, { paymentId: undefined }))).toEqual(["succeed"]);
  });

  it("is never argued away by an older failure, expiry or processing", async () => {
    const { payment } = await sponsored();
    await record(success(payment));
    const seen = paid(payment);
    expect(
      await record(
        message(world, { kind: "payment_failed", payment: { ...seen, state: "failed" }, reason: "declined" }),
        message(world, { kind: "checkout_expired", payment: { ...seen, state: "expired" } }),
        message(world, { kind: "payment_processing", payment: { ...seen, state: "processing" } }),
      ),
    ).toEqual(["overtaken", "overtaken", "overtaken"]);
    expect((await findPayment(world.db, payment.id))?.state).toBe("succeeded");
  });

  it("is honoured days late, when its months are still free", async () => {
    const { worker, placed, payment } = await sponsored();
    world.clock.advance(3 * 86_400_000);
    expect(await closeOrder(world, placed.id, "expired")).toBe("closed");
    expect(await record(success(payment))).toEqual(["succeed"]);
    expect(await listCoveredMonths(world.db, [worker.workerId])).toHaveLength(6);
  });

  it("waits in suspense with a finding and a letter when somebody else has the months by then", async () => {
    const { worker, placed, payment } = await sponsored();
    world.clock.advance(25 * 3_600_000);
    await closeOrder(world, placed.id, "expired");
    const second = await order(world, [{ worker, start: "2026-12", months: 1 }], {
      email: "ani@example.org",
    });
    const secondPayment = await attempt(world, second);
    await record(success(secondPayment));

    await record(success(payment));

    expect(await findingsOf(placed.id)).toMatchObject([
      {
        kind: "month_already_covered",
        amount: 8_400,
        facts: { holds: "suspense", months: [{ month: "2026-12", amountRupiah: 8_400 }] },
      },
    ]);
    const letters = await world.db
      .selectFrom("mail")
      .select(["kind", "to_address"])
      .where("order_id", "=", placed.id)
      .execute();
    expect(letters).toEqual([{ kind: "money_waiting", to_address: "budi@example.org" }]);
    const owners = await world.db
      .selectFrom("coverage")
      .select(["month", "order_id"])
      .where("worker_id", "=", worker.workerId)
      .where("programme", "=", "jkk")
      .orderBy("month")
      .execute();
    expect(owners).toEqual([
      { month: "2026-11", order_id: placed.id },
      { month: "2026-12", order_id: second.id },
      { month: "2027-01", order_id: placed.id },
    ]);
  });

  it("does not take a month that another order is being paid for right now", async () => {
    const { worker, placed, payment } = await sponsored(1);
    world.clock.advance(25 * 3_600_000);
    await closeOrder(world, placed.id, "expired");
    const second = await order(world, [{ worker, months: 1 }], { email: "ani@example.org" });
    await record(success(payment));
    expect(await listCoveredMonths(world.db, [worker.workerId])).toEqual([]);
    expect(await findingsOf(placed.id)).toMatchObject([{ kind: "month_already_covered", amount: 8_400 }]);
    await record(success(await attempt(world, second)));
    expect(await findingsOf(second.id)).toEqual([]);
  });

  it("goes to suspense when the order was settled by another payment", async () => {
    const { placed, payment } = await sponsored();
    await record(
      message(world, { kind: "checkout_expired", payment: { ...paid(payment), state: "expired" } }),
    );
    const again = await attempt(world, placed, 2);
    await record(success(again));
    expect(await record(success(payment))).toEqual(["succeed"]);
    expect(await findingsOf(placed.id)).toMatchObject([{ kind: "paid_twice", amount: 33_600 }]);
    expect(await choresOf(payment.id)).toEqual([{ kind: "fetch_fee" }]);
  });

  it("goes to suspense when it is not the amount that was asked, and the order stays open", async () => {
    const { worker, placed, payment } = await sponsored();
    await record(success(payment, { receivedRupiah: 33_599 }));
    expect(await findingsOf(placed.id)).toMatchObject([{ kind: "wrong_amount", amount: 33_599 }]);
    expect(await listCoveredMonths(world.db, [worker.workerId])).toEqual([]);
    expect((await findOrder(world.db, placed.id))?.state).toBe("open");
  });

  it("becomes a finding when a second message names another amount, and the books keep the first", async () => {
    const { placed, payment } = await sponsored();
    await record(success(payment));
    expect(await record(success(payment, { receivedRupiah: 1 }))).toEqual(["contradict"]);
    expect(await findingsOf(placed.id)).toMatchObject([{ kind: "amounts_contradict", amount: 1 - 33_600 }]);
  });

  it("that nobody asked for is kept in suspense once, however often it is told", async () => {
    const seen = {
      paymentRef: "pi_stranger",
      state: "succeeded" as const,
      receivedRupiah: 50_000,
      refundedRupiah: 0,
    };
    const tell = () => message(world, { kind: "payment_succeeded", payment: seen });
    expect(await record(tell(), tell())).toEqual(["stray", "stray"]);
    expect(await record(tell())).toEqual(["stray"]);
    const found = await world.db
      .selectFrom("finding")
      .select(["kind", "amount"])
      .where("subject", "=", "stripe/pi_stranger")
      .execute();
    expect(found).toEqual([{ kind: "received_without_order", amount: 50_000 }]);
  });

  it("keeps the covered fee apart from the premium", async () => {
    const worker = await stateWorker(world, nextNik());
    const placed = await order(world, [{ worker }], { coverFee: true });
    expect(placed.feeCoverRupiah).toBeGreaterThan(0);
    const before = await balanceOf("fee_contributions");
    await record(success(await attempt(world, placed)));
    expect((await balanceOf("fee_contributions")) - before).toBe(-placed.feeCoverRupiah);
  });
});

describe("messages that move nothing", () => {
  it("of another version or mode are kept and become a finding", async () => {
    const told = {
      ...message(world, { kind: "nothing" }, "evt_foreign"),
      foreign: "speaks another API version",
    };
    expect(await record(told)).toEqual(["foreign: speaks another API version"]);
    const found = await world.db
      .selectFrom("finding")
      .select(["kind", "amount"])
      .where("subject", "=", "stripe/evt_foreign")
      .execute();
    expect(found).toEqual([{ kind: "foreign_event", amount: 0 }]);
  });

  it("about a declined card leave the page open and say why", async () => {
    const { payment } = await sponsored();
    const seen = { ...paid(payment), state: "open" as const, receivedRupiah: 0 };
    expect(
      await record(message(world, { kind: "payment_failed", payment: seen, reason: "card_declined: no" })),
    ).toEqual(["note_failure"]);
    expect(await findPayment(world.db, payment.id)).toMatchObject({
      state: "pending",
      failure: "card_declined: no",
    });
    expect(await record(success(payment))).toEqual(["succeed"]);
  });
});

describe("many at once", () => {
  it("one waits for the other: a held payment is posted once by two processes", async () => {
    const { payment } = await sponsored();
    const told = success(payment, {}, "evt_raced");
    let first: Promise<readonly string[]> | undefined;
    let second: Promise<readonly string[]> | undefined;
    await world.db.transaction().execute(async (trx) => {
      await trx.selectFrom("payment").select("id").where("id", "=", payment.id).forUpdate().execute();
      first = record(told);
      second = record(told);
      await waitUntilBlocked(world.db, 2);
    });
    expect([await first, await second].flat().sort()).toEqual(["known already", "succeed"]);
  });

  it("two orders of the same month: the one committed first has it, the other's money waits", async () => {
    const worker = await stateWorker(world, nextNik());
    const one = await order(world, [{ worker, months: 1 }]);
    const onePaid = await attempt(world, one);
    world.clock.advance(25 * 3_600_000);
    await closeOrder(world, one.id, "expired");
    const two = await order(world, [{ worker, months: 1 }], { email: "ani@example.org" });
    const twoPaid = await attempt(world, two);
    await world.db.deleteFrom("month_hold").where("order_id", "=", two.id).execute();
    let late: Promise<readonly string[]> | undefined;
    await world.db.transaction().execute(async (trx) => {
      const columns = {
        worker_id: worker.workerId,
        month: "2026-11",
        source: "order" as const,
        order_id: two.id,
        begun_at: world.clock.now(),
        ended_at: null,
        ended_because: null,
      };
      await trx
        .insertInto("coverage")
        .values([{ ...columns, programme: "jkk" as const }])
        .execute();
      late = record(success(onePaid));
      await waitUntilBlocked(world.db, 1);
      await trx.deleteFrom("coverage").where("order_id", "=", two.id).execute();
    });
    expect(await late).toEqual(["succeed"]);
    await record(success(twoPaid));
    expect(await findingsOf(two.id)).toMatchObject([{ kind: "month_already_covered", amount: 8_400 }]);
  });

  it("eight connections post the same events in overlapping batches: each once, no deadlock", async () => {
    const told: ReturnType<typeof message>[] = [];
    for (let index = 0; index < 25; index += 1) told.push(success((await sponsored(1)).payment));
    const batches = Array.from({ length: 64 }, (_, index) => {
      const from = (index * 7) % 25;
      return [...told.slice(from), ...told.slice(0, from)].slice(0, 12);
    });
    const outcomes = (await Promise.all(batches.map((batch) => record(...batch)))).flat();
    expect(outcomes.filter((outcome) => outcome === "succeed")).toHaveLength(25);
    expect(new Set(outcomes)).toEqual(new Set(["succeed", "known already"]));
  });
});

async function balanceOf(account: string): Promise<number> {
  return (await listAccountBalances(world.db))
    .filter((row) => row.account === account)
    .reduce((sum, row) => sum + row.balanceRupiah, 0);
}
