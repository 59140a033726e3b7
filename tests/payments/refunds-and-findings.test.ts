import { beforeEach, describe, expect, it } from "vitest";
import { listCoveredMonths } from "~/coverage/coverage-queries.server";
import type { Decision } from "~/findings/finding";
import { closeOrder } from "~/payments/close-order.server";
import { recordGatewayEvents } from "~/payments/record-gateway-events.server";
import { findRefund, refundableLines } from "~/payments/refund-queries.server";
import { requestRefund } from "~/payments/request-refund.server";
import { resolveFinding } from "~/payments/resolve-finding.server";
import { attempt, message, order, paid, stateWorker } from "../support/story";
import { useDatabase } from "../support/test-database";
import { type TestWorld, testWorld } from "../support/test-world";

const database = useDatabase();
let world: TestWorld;
let nik = 3509_0301_0185_0000;
const dewi = { id: "staff-1", name: "Dewi" };

beforeEach(() => {
  world = testWorld(database.db);
});

const record = (...told: Parameters<typeof recordGatewayEvents>[2]) =>
  recordGatewayEvents(world, "stripe", told);

async function settled(options: { coverFee?: boolean; months?: number } = {}) {
  const worker = await stateWorker(world, String(++nik));
  const placed = await order(world, [{ worker, months: (options.months ?? 3) as 3 }], options);
  const payment = await attempt(world, placed);
  await record(message(world, { kind: "payment_succeeded", payment: paid(payment) }));
  return { worker, placed, payment };
}

const refundNews = (refundId: string, amountRupiah: number, state: "pending" | "succeeded" | "failed") =>
  message(world, {
    kind: "refund_changed",
    refund: {
      refundRef: `re_${refundId}`,
      refundId,
      amountRupiah,
      state,
      ...(state === "failed" ? { failure: "expired_or_canceled_card" } : {}),
    },
  });

const creditOf = async (account: string, paymentId: string) => {
  const row = await world.db
    .selectFrom("journal_line")
    .select(({ fn }) => fn.sum<string | null>("amount").as("sum"))
    .where("account", "=", account as "suspense")
    .where("payment_id", "=", paymentId)
    .executeTakeFirstOrThrow();
  return 0 - Number(row.sum ?? 0);
};

describe("a refund", () => {
  it("stands in the log of acts with who asked for it, in the same stroke, and only then", async () => {
    const { worker, payment } = await settled();
    const request = {
      paymentId: payment.id,
      lines: [{ workerId: worker.workerId, month: "2027-01" }],
      includeFeeCover: false,
      reason: "Pindah ke luar kota",
      requestedBy: dewi,
    };
    const acts = () =>
      world.db.selectFrom("audit_log").selectAll().where("subject_id", "=", payment.id).execute();
    await requestRefund(world, { ...request, lines: [] });
    expect(await acts()).toEqual([]);
    const answer = await requestRefund(world, request);
    expect(await acts()).toMatchObject([
      { act: "refund_requested", actor_id: dewi.id, actor_name: "Dewi", reason: request.reason },
    ]);
    expect((await acts())[0]!.after).toMatchObject(
      answer.kind === "requested" ? { refundId: answer.refundId } : {},
    );
  });

  it("in part takes the chosen months out of the coverage and owes their money to the payer", async () => {
    const { worker, payment } = await settled();
    const answer = await requestRefund(world, {
      paymentId: payment.id,
      lines: [{ workerId: worker.workerId, month: "2027-01" }],
      includeFeeCover: false,
      reason: "Pekerja pindah kota",
      requestedBy: dewi,
    });
    expect(answer).toMatchObject({ kind: "requested", amountRupiah: 16_800 });
    expect((await listCoveredMonths(world.db, [worker.workerId])).map((line) => line.month)).not.toContain(
      "2027-01",
    );
    expect(await creditOf("refunds_payable", payment.id)).toBe(16_800);
    expect((await refundableLines(world.db, payment.id)).months.map((line) => line.month)).toEqual([
      "2026-11",
      "2026-12",
    ]);
    const chores = await world.db
      .selectFrom("chore")
      .select("kind")
      .where("subject", "=", (answer as { refundId: string }).refundId)
      .execute();
    expect(chores).toEqual([{ kind: "send_refund" }]);
  });

  it("in full gives back premium and covered fee, to the rupiah", async () => {
    const { worker, placed, payment } = await settled({ coverFee: true });
    const { months } = await refundableLines(world.db, payment.id);
    const answer = await requestRefund(world, {
      paymentId: payment.id,
      lines: months,
      includeFeeCover: true,
      reason: "Salah orang",
      requestedBy: dewi,
    });
    expect(answer).toMatchObject({ amountRupiah: placed.totalRupiah });
    expect(await listCoveredMonths(world.db, [worker.workerId])).toEqual([]);
  });

  it("frees its months for another sponsor at once", async () => {
    const { worker, payment } = await settled({ months: 1 });
    const { months } = await refundableLines(world.db, payment.id);
    await requestRefund(world, {
      paymentId: payment.id,
      lines: months,
      includeFeeCover: false,
      reason: "Dibatalkan",
      requestedBy: dewi,
    });
    const next = await order(world, [{ worker, months: 1 }], { email: "ani@example.org" });
    expect(next.state).toBe("open");
  });

  it("of a month that is no longer refundable is refused and changes nothing", async () => {
    const { worker, payment } = await settled();
    const request = {
      paymentId: payment.id,
      lines: [{ workerId: worker.workerId, month: "2026-12" }],
      includeFeeCover: false,
      reason: "Dua kali diklik",
      requestedBy: dewi,
    };
    const answers = await Promise.all([requestRefund(world, request), requestRefund(world, request)]);
    expect(answers.map((answer) => answer.kind).sort()).toEqual(["refused", "requested"]);
    expect(await creditOf("refunds_payable", payment.id)).toBe(8_400);
    expect(await requestRefund(world, { ...request, reason: " " })).toEqual({
      kind: "refused",
      reason: "reason_missing",
    });
    expect(await requestRefund(world, { ...request, lines: [] })).toEqual({
      kind: "refused",
      reason: "nothing_chosen",
    });
  });

  it("is paid once however often the gateway says so, and then has its credit note queued", async () => {
    const { payment } = await settled({ months: 1 });
    const { months } = await refundableLines(world.db, payment.id);
    const answer = await requestRefund(world, {
      paymentId: payment.id,
      lines: months,
      includeFeeCover: false,
      reason: "Dibatalkan",
      requestedBy: dewi,
    });
    const { refundId } = answer as { refundId: string };
    expect(await record(refundNews(refundId, 8_400, "pending"), refundNews(refundId, 8_400, "succeeded"), refundNews(refundId, 8_400, "succeeded"))).toEqual([
      "known already", "refund succeeded", "known already",
    ]); // biome-ignore format: one story
    expect(await creditOf("refunds_payable", payment.id)).toBe(0);
    const chores = await world.db
      .selectFrom("chore")
      .select("kind")
      .where("subject", "=", refundId)
      .orderBy("kind")
      .execute();
    expect(chores).toEqual([{ kind: "issue_credit_note" }, { kind: "send_refund" }]);
  });

  it("that fails, even after it was said to be paid, is owed again and becomes a finding", async () => {
    const { payment } = await settled({ months: 1 });
    const { months } = await refundableLines(world.db, payment.id);
    const answer = await requestRefund(world, {
      paymentId: payment.id,
      lines: months,
      includeFeeCover: false,
      reason: "Dibatalkan",
      requestedBy: dewi,
    });
    const { refundId } = answer as { refundId: string };
    await record(refundNews(refundId, 8_400, "succeeded"));
    expect(await record(refundNews(refundId, 8_400, "failed"))).toEqual(["refund failed"]);
    expect(await creditOf("refunds_payable", payment.id)).toBe(8_400);
    expect(await findRefund(world.db, refundId)).toMatchObject({
      state: "failed",
      failure: "expired_or_canceled_card",
    });
    const found = await world.db
      .selectFrom("finding")
      .select(["kind", "amount"])
      .where("refund_id", "=", refundId)
      .execute();
    expect(found).toEqual([{ kind: "refund_failed", amount: 8_400 }]);
  });

  it("that nobody here asked for becomes a finding", async () => {
    const told = message(world, {
      kind: "refund_changed",
      refund: { refundRef: "re_foreign", amountRupiah: 5_000, state: "succeeded" },
    });
    expect(await record(told)).toEqual(["not ours"]);
    expect(
      await world.db
        .selectFrom("finding")
        .select("kind")
        .where("subject", "=", "stripe/re_foreign")
        .execute(),
    ).toEqual([{ kind: "refunded_outside" }]);
  });
});

describe("a dispute", () => {
  it("is one finding, and its money is claimed once and given up once", async () => {
    const { payment } = await settled();
    const news = (stage: "opened" | "funds_withdrawn" | "funds_reinstated" | "won") =>
      message(world, {
        kind: "dispute_changed",
        disputeRef: "dp_1",
        paymentRef: `pi_${payment.id}`,
        chargeRef: "ch_1",
        amountRupiah: 33_600,
        stage,
        reason: "fraudulent",
      });
    expect(await record(news("funds_withdrawn"), news("opened"), news("funds_withdrawn"))).toEqual([
      "dispute funds_withdrawn",
      "dispute opened",
      "known already",
    ]);
    expect(await creditOf("dispute_receivable", payment.id)).toBe(-33_600);
    await record(news("won"), news("funds_reinstated"));
    expect(await creditOf("dispute_receivable", payment.id)).toBe(0);
    expect(
      await world.db.selectFrom("finding").select("kind").where("subject", "=", "stripe/dp_1").execute(),
    ).toHaveLength(1);
  });
});

describe("a finding with money in suspense", () => {
  /** Paid late, when another sponsor had the same month. */
  async function lateMoney(months = 1) {
    const worker = await stateWorker(world, String(++nik));
    const late = await order(world, [{ worker, months: months as 1 }]);
    const latePayment = await attempt(world, late);
    world.clock.advance(25 * 3_600_000);
    await closeOrder(world, late.id, "expired");
    const first = await order(world, [{ worker, months: months as 1 }], { email: "ani@example.org" });
    await record(message(world, { kind: "payment_succeeded", payment: paid(await attempt(world, first)) }));
    await record(message(world, { kind: "payment_succeeded", payment: paid(latePayment) }));
    const finding = await world.db
      .selectFrom("finding")
      .select("id")
      .where("payment_id", "=", latePayment.id)
      .executeTakeFirstOrThrow();
    return { worker, late, latePayment, findingId: finding.id };
  }
  const resolve = (findingId: string, decision: Decision) =>
    resolveFinding(world, { findingId, decision, reason: "Disepakati lewat telepon", decidedBy: dewi });

  it("can go to the next free month of the same worker", async () => {
    const { worker, late, latePayment, findingId } = await lateMoney();
    expect(await resolve(findingId, "apply_later")).toEqual({ kind: "resolved" });
    const months = await world.db
      .selectFrom("coverage")
      .select(["month", "programme"])
      .where("worker_id", "=", worker.workerId)
      .where("order_id", "=", late.id)
      .orderBy("programme")
      .execute();
    expect(months).toEqual([
      { month: "2026-12", programme: "jkk" },
      { month: "2026-12", programme: "jkm" },
    ]);
    expect(await creditOf("suspense", latePayment.id)).toBe(0);
  });

  it("buys as many later months as the money reaches; the rest stays a finding and is not lost", async () => {
    const { worker, late, latePayment, findingId } = await lateMoney(3);
    expect(await resolve(findingId, "apply_later")).toEqual({ kind: "resolved" });
    const months = await world.db
      .selectFrom("coverage")
      .select("month")
      .distinct()
      .where("worker_id", "=", worker.workerId)
      .where("order_id", "=", late.id)
      .orderBy("month")
      .execute();
    expect(months).toEqual([{ month: "2027-02" }, { month: "2027-03" }]);
    expect(await creditOf("suspense", latePayment.id)).toBe(0);
  });

  it("can go back to the payer", async () => {
    const { latePayment, findingId } = await lateMoney();
    expect(await resolve(findingId, "refund")).toEqual({ kind: "resolved" });
    expect(await creditOf("refunds_payable", latePayment.id)).toBe(8_400);
    expect(await creditOf("suspense", latePayment.id)).toBe(0);
  });

  it("can go to the pool, and is ended once by whoever comes first", async () => {
    const { latePayment, findingId } = await lateMoney();
    const answers = await Promise.all([resolve(findingId, "pool"), resolve(findingId, "refund")]);
    expect(answers.map((answer) => answer.kind).sort()).toEqual(["refused", "resolved"]);
    expect(
      (await creditOf("donation_pool", latePayment.id)) + (await creditOf("refunds_payable", latePayment.id)),
    ).toBe(8_400);
  });

  it("offers no pool where the operator has none, and always asks for a reason", async () => {
    const { findingId } = await lateMoney();
    const without = { ...world, settings: { ...world.settings, POOL: false } };
    const request = { findingId, decision: "pool" as const, reason: "Tidak bisa dihubungi", decidedBy: dewi };
    expect(await resolveFinding(without, request)).toEqual({ kind: "refused", reason: "not_offered" });
    expect(await resolveFinding(world, { ...request, reason: "" })).toEqual({
      kind: "refused",
      reason: "reason_missing",
    });
    expect(await resolveFinding(world, { ...request, findingId: world.chance.id() })).toEqual({
      kind: "refused",
      reason: "unknown_finding",
    });
  });
});
