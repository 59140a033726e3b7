/**
 * Any sequence of orders, payments, refunds, disputes and decisions keeps the books in order, and an
 * operation that is refused leaves every balance as it was. A failing sequence prints its seed and steps.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Decision } from "~/findings/finding";
import { listAccountBalances } from "~/ledger/journal-queries.server";
import type { Order } from "~/orders/order-queries.server";
import { placeOrder } from "~/orders/place-order.server";
import { closeOrder } from "~/payments/close-order.server";
import type { Gateway, GatewayNews } from "~/payments/gateway";
import type { Payment } from "~/payments/payment";
import { listPaymentsOfOrder } from "~/payments/payment-queries.server";
import { recordGatewayEvents } from "~/payments/record-gateway-events.server";
import { refundableLines } from "~/payments/refund-queries.server";
import { requestRefund } from "~/payments/request-refund.server";
import { resolveFinding } from "~/payments/resolve-finding.server";
import { findBrokenInvariants } from "~db/invariants";
import { attempt, feePlan, fillCart, message, paid, type StoryWorker, stateWorker } from "../support/story";
import { useDatabase } from "../support/test-database";
import { type TestWorld, testWorld } from "../support/test-world";

const database = useDatabase();
const dewi = { id: "staff-1", name: "Dewi" };

const step = fc.oneof(
  fc.record({
    do: fc.constant("order" as const),
    worker: fc.nat(2),
    start: fc.nat(3),
    months: fc.constantFrom(1, 3),
    fee: fc.boolean(),
  }),
  fc.record({
    do: fc.constant("tell" as const),
    payment: fc.nat(5),
    off: fc.constantFrom(0, 0, 0, -1, 100),
    as: fc.constantFrom(
      "success" as const,
      "success" as const,
      "failure" as const,
      "expiry" as const,
      "processing" as const,
    ),
  }),
  fc.record({ do: fc.constant("retell" as const), message: fc.nat(20) }),
  fc.record({ do: fc.constant("attempt" as const), order: fc.nat(4) }),
  fc.record({ do: fc.constant("close" as const), order: fc.nat(4), hours: fc.constantFrom(0, 25) }),
  fc.record({ do: fc.constant("refund" as const), payment: fc.nat(5), lines: fc.nat(3), fee: fc.boolean() }),
  fc.record({
    do: fc.constant("refund_news" as const),
    refund: fc.nat(3),
    state: fc.constantFrom("pending" as const, "succeeded" as const, "failed" as const),
  }),
  fc.record({
    do: fc.constant("decide" as const),
    finding: fc.nat(3),
    decision: fc.constantFrom<Decision>("apply_later", "refund", "pool", "acknowledged"),
  }),
  fc.record({
    do: fc.constant("dispute" as const),
    payment: fc.nat(5),
    stage: fc.constantFrom("opened" as const, "funds_withdrawn" as const, "funds_reinstated" as const),
  }),
  fc.record({
    do: fc.constant("stray" as const),
    amount: fc.integer({ min: 1, max: 90_000 }),
    which: fc.nat(2),
  }),
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

type Machine = {
  world: TestWorld;
  run: number;
  workers: StoryWorker[];
  orders: Order[];
  payments: Payment[];
  told: ReturnType<typeof message>[];
};
let runs = 0;

async function newMachine(): Promise<Machine> {
  const plain = testWorld(database.db);
  // A gateway that has heard of nothing: what it would say comes as messages here.
  const [gateway] = plain.gateways;
  const deaf: Gateway = {
    ...gateway!,
    findCheckout: async () => undefined,
    expireCheckout: async () => ({ kind: "expired" }),
  };
  const world = { ...plain, gateways: [deaf] };
  runs += 1;
  const workers: StoryWorker[] = [];
  for (let index = 0; index < 3; index += 1)
    workers.push(await stateWorker(world, String(3509_0401_0185_0000 + runs * 3 + index)));
  return { world, run: runs, workers, orders: [], payments: [], told: [] };
}

const pick = <T>(list: readonly T[], index: number): T | undefined =>
  list.length > 0 ? list[index % list.length] : undefined;

/** Carries a step out; true when it was refused, so that nothing may have changed. */
async function take(machine: Machine, wish: Step): Promise<boolean> {
  const { world } = machine;
  switch (wish.do) {
    case "order": {
      const start = ["2026-11", "2026-12", "2027-01", "2027-02"][wish.start]!;
      const cartId = await fillCart(
        world,
        [{ worker: machine.workers[wish.worker]!, start, months: wish.months }],
        { coverFee: wish.fee, email: `s${wish.worker}@example.org` },
      );
      const placing = await placeOrder(world, { cartId, feePlan, locale: "id" });
      if (placing.kind !== "placed") return true;
      machine.orders.push(placing.order);
      machine.payments.push(await attempt(world, placing.order));
      return false;
    }
    case "attempt": {
      const order = pick(machine.orders, wish.order);
      if (!order) return true;
      const attempts = await listPaymentsOfOrder(world.db, order.id);
      if (attempts.some((payment) => payment.state === "pending" || payment.state === "processing"))
        return true;
      machine.payments.push(await attempt(world, order, attempts.length + 1));
      return false;
    }
    case "tell": {
      const payment = pick(machine.payments, wish.payment);
      if (!payment) return true;
      const seen = paid(payment, { receivedRupiah: payment.amountRupiah + wish.off });
      const news: Record<typeof wish.as, GatewayNews> = {
        success: { kind: "payment_succeeded", payment: seen },
        failure: { kind: "payment_failed", payment: { ...seen, state: "failed" }, reason: "declined" },
        expiry: { kind: "checkout_expired", payment: { ...seen, state: "expired" } },
        processing: { kind: "payment_processing", payment: { ...seen, state: "processing" } },
      };
      const told = message(world, news[wish.as]);
      machine.told.push(told);
      await recordGatewayEvents(world, "stripe", [told]);
      return false;
    }
    case "retell": {
      const told = pick(machine.told, wish.message);
      if (told) await recordGatewayEvents(world, "stripe", [told]);
      return true;
    }
    case "close": {
      const order = pick(machine.orders, wish.order);
      if (!order) return true;
      world.clock.advance(wish.hours * 3_600_000);
      await closeOrder(world, order.id, "expired");
      return true;
    }
    case "refund": {
      const payment = pick(machine.payments, wish.payment);
      if (!payment) return true;
      const { months } = await refundableLines(world.db, payment.id);
      const lines = months.slice(0, wish.lines);
      const answer = await requestRefund(world, {
        paymentId: payment.id,
        lines,
        includeFeeCover: wish.fee,
        reason: "Sesuai permintaan",
        requestedBy: dewi,
      });
      return answer.kind === "refused";
    }
    case "refund_news": {
      const refund = pick(await listRefunds(machine), wish.refund);
      if (!refund) return true;
      const news = {
        refundRef: `re_${refund.id}`,
        refundId: refund.id,
        amountRupiah: refund.amount,
        state: wish.state,
      };
      await recordGatewayEvents(world, "stripe", [message(world, { kind: "refund_changed", refund: news })]);
      return false;
    }
    case "decide": {
      const finding = pick(await listOpenFindings(machine), wish.finding);
      if (!finding) return true;
      const answer = await resolveFinding(world, {
        findingId: finding.id,
        decision: wish.decision,
        reason: "Diputuskan bersama",
        decidedBy: dewi,
      });
      return answer.kind === "refused";
    }
    case "dispute": {
      const payment = pick(machine.payments, wish.payment);
      if (!payment) return true;
      const news = {
        kind: "dispute_changed" as const,
        disputeRef: `dp_${payment.id}`,
        paymentRef: `pi_${payment.id}`,
        chargeRef: "ch",
        amountRupiah: payment.amountRupiah,
        stage: wish.stage,
        reason: "fraudulent",
      };
      await recordGatewayEvents(world, "stripe", [message(world, news)]);
      return false;
    }
    case "stray": {
      const seen = {
        paymentRef: `pi_stray_${machine.run}_${wish.which}`,
        state: "succeeded" as const,
        receivedRupiah: wish.amount,
        refundedRupiah: 0,
      };
      await recordGatewayEvents(world, "stripe", [
        message(world, { kind: "payment_succeeded", payment: seen }),
      ]);
      return false;
    }
  }
}

const listRefunds = ({ world, orders }: Machine) =>
  world.db
    .selectFrom("refund as r")
    .innerJoin("payment as p", "p.id", "r.payment_id")
    .select(["r.id", "r.amount"])
    .where("p.order_id", "in", [...orders.map((order) => order.id), world.chance.id()])
    .orderBy("r.id")
    .execute();

const listOpenFindings = ({ world, orders }: Machine) =>
  world.db
    .selectFrom("finding as f")
    .leftJoin("resolution as r", "r.finding_id", "f.id")
    .select("f.id")
    .where("r.finding_id", "is", null)
    .where("f.order_id", "in", [...orders.map((order) => order.id), world.chance.id()])
    .orderBy("f.id")
    .execute();

describe("the money machine", () => {
  it("keeps every invariant after every step, and refusals change nothing", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
        const machine = await newMachine();
        for (const wish of steps) {
          const before = await listAccountBalances(database.db);
          const refused = await take(machine, wish);
          if (refused) expect(await listAccountBalances(database.db)).toEqual(before);
          expect(await findBrokenInvariants(database.db)).toEqual([]);
        }
      }),
      { numRuns: 25, endOnFailure: false },
    );
  }, 120_000);
});
