/**
 * Use cases with the real SDK against the sandbox: what holds when the gateway is slow, away, lying,
 * or when our process dies between its call and our commit.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createSandboxClock } from "~/adapters/sandbox/sandbox-clock.server";
import { startSandbox } from "~/adapters/sandbox/start-sandbox.server";
import { createStripeGateway } from "~/adapters/stripe/stripe-gateway.server";
import { listCoveredMonths } from "~/coverage/coverage-queries.server";
import { findOrder, type Order } from "~/orders/order-queries.server";
import { closeOrder, expireOrders } from "~/payments/close-order.server";
import { fetchFee } from "~/payments/fetch-fee.server";
import { lookAgainAtPayments, lookAtPayment } from "~/payments/look-again-at-payments.server";
import { openPayment } from "~/payments/open-payment.server";
import { findPayment, listPaymentsOfOrder } from "~/payments/payment-queries.server";
import { receiveWebhook } from "~/payments/receive-webhook.server";
import { findRefund, refundableLines } from "~/payments/refund-queries.server";
import { requestRefund } from "~/payments/request-refund.server";
import { sendRefund } from "~/payments/send-refund.server";
import { order, stateWorker } from "../support/story";
import { useDatabase } from "../support/test-database";
import { type TestClock, type TestWorld, testWorld } from "../support/test-world";

const database = useDatabase();
const secretKey = "sk_test_through";
const webhookSecret = "whsec_through";
const folder = mkdtempSync(path.join(tmpdir(), "sandbox-"));
const clockFile = path.join(folder, "clock.json");
let sandbox: Awaited<ReturnType<typeof startSandbox>>;
let mailbox: Server;
/** What the sandbox delivered to our door, waiting to be passed on by the test. */
let delivered: { body: string; signature: string }[] = [];
let world: TestWorld;
let nik = 3509_1701_0185_0000;

beforeAll(async () => {
  mailbox = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part) => parts.push(part));
    request.on("end", () => {
      delivered.push({
        body: Buffer.concat(parts).toString(),
        signature: String(request.headers["stripe-signature"]),
      });
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve) => mailbox.listen(0, "127.0.0.1", resolve));
  sandbox = await startSandbox({
    port: 0,
    dataDir: path.join(folder, "state"),
    clockFile,
    stripe: {
      secretKey,
      webhookSecret,
      webhookUrl: `http://127.0.0.1:${(mailbox.address() as AddressInfo).port}/webhooks/stripe`,
    },
    resend: { apiKey: "re_through" },
  });
});
afterAll(async () => {
  await sandbox.close();
  mailbox.close();
  rmSync(folder, { recursive: true, force: true });
});

beforeEach(async () => {
  delivered = [];
  const clock = createSandboxClock(clockFile) as TestClock;
  world = testWorld(database.db, { clock, gateways: [gateway(clock)] });
  await control("switches/clear", {});
});

const feePlan = { shareBasisPoints: 290, fixedRupiah: 2000, taxBasisPoints: 1100 };
const gateway = (clock: TestClock, over: { apiUrl?: string; timeoutMs?: number } = {}) =>
  createStripeGateway({
    secretKey,
    webhookSecret,
    apiUrl: sandbox.url,
    minimumRupiah: 8500,
    feePlan,
    clock,
    timeoutMs: 3000,
    ...over,
  });

async function control(what: string, values: object): Promise<unknown> {
  const answer = await fetch(`${sandbox.url}/_sandbox/${what}`, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/json" },
    body: JSON.stringify(values),
  });
  if (!answer.ok) throw new Error(`The sandbox refused ${what}: ${await answer.text()}`);
  return answer.json();
}

const links = () => ({ successUrl: "http://127.0.0.1:3000/ok", cancelUrl: "http://127.0.0.1:3000/no" });
const newOrder = async () => order(world, [{ worker: await stateWorker(world, String(++nik)) }]);
const open = (of: Order) => openPayment(world, { orderId: of.id, links });
const press = (url: string, action: string) =>
  fetch(url, {
    method: "POST",
    body: new URLSearchParams({ action, card: "4242424242424242", email: "budi@example.org" }),
    redirect: "manual",
  });

async function opened(of: Order) {
  const opening = await open(of);
  if (opening.kind !== "page") throw new Error(`No page: ${opening.kind}`);
  return opening;
}

/** Passes every message the sandbox sent so far to the door, signature and all. */
async function passOn(): Promise<readonly string[]> {
  for (let tries = 0; tries < 50 && delivered.length === 0; tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 50));
  await new Promise((resolve) => setTimeout(resolve, 150));
  const outcomes: string[] = [];
  for (const { body, signature } of delivered.splice(0)) {
    const request = new Request("http://127.0.0.1:3000/webhooks/stripe", {
      method: "POST",
      body,
      headers: { "stripe-signature": signature },
    });
    const received = await receiveWebhook(world, "stripe", request);
    outcomes.push(received.kind === "recorded" ? received.outcome : received.kind);
  }
  return outcomes;
}

describe("opening a payment", () => {
  it("leads back, reload, double click and two tabs to one page and one attempt", async () => {
    const placed = await newOrder();
    const pages = await Promise.all([open(placed), open(placed), open(placed)]);
    pages.push(await open(placed));
    expect(new Set(pages.map((page) => (page.kind === "page" ? page.url : page.kind))).size).toBe(1);
    expect(await listPaymentsOfOrder(world.db, placed.id)).toHaveLength(1);
  });

  it("charges once when our process dies after the gateway answered and before we wrote it down", async () => {
    const placed = await newOrder();
    const first = await opened(placed);
    await world.db
      .updateTable("payment")
      .set({ checkout_ref: null, checkout_url: null, expires_at: placed.expiresAt })
      .where("id", "=", first.payment.id)
      .execute();
    const again = await opened(placed);
    expect(again.url).toBe(first.url);
  });

  it("begins a new attempt when the gateway will not repeat the earlier answer", async () => {
    const placed = await newOrder();
    const first = await opened(placed);
    const otherEnd = new Date(placed.expiresAt.getTime() - 3_600_000);
    await world.db
      .updateTable("payment")
      .set({ checkout_ref: null, checkout_url: null, expires_at: otherEnd })
      .where("id", "=", first.payment.id)
      .execute();
    expect((await opened(placed)).payment.attempt).toBe(2);
    expect((await findPayment(world.db, first.payment.id))?.state).toBe("failed");
  });

  it("says that nothing was charged when the gateway is away, and works when it is back", async () => {
    const placed = await newOrder();
    const away = {
      ...world,
      gateways: [gateway(world.clock, { apiUrl: "http://127.0.0.1:1", timeoutMs: 500 })],
    };
    expect(await openPayment(away, { orderId: placed.id, links })).toEqual({ kind: "gateway_away" });
    expect((await opened(placed)).payment.attempt).toBe(1);
  });

  it.each(["error", "nonsense", "reset"] as const)("survives one answer of kind %s", async (fault) => {
    const placed = await newOrder();
    await control("faults", { service: "stripe", fault, times: 1, when: "after" });
    const first = await open(placed);
    const opening = first.kind === "page" ? first : await opened(placed);
    await press(opening.url, "pay");
    expect(await passOn()).toContain("succeed");
    expect(await listPaymentsOfOrder(world.db, placed.id)).toHaveLength(1);
  });

  it("explains an amount below the gateway's minimum before asking it", async () => {
    const placed = await order(world, [{ worker: await stateWorker(world, String(++nik)), months: 1 }]);
    expect(placed.totalRupiah).toBe(8_400);
    expect(await open(placed)).toEqual({ kind: "amount_too_small", minimumRupiah: 8500 });
  });
});

describe("paying on the page", () => {
  it("settles the order by signed messages, whatever their order, and all of them again", async () => {
    const placed = await newOrder();
    await press((await opened(placed)).url, "pay");
    await new Promise((resolve) => setTimeout(resolve, 300));
    const copies = [...delivered, ...[...delivered].reverse()];
    delivered = [...delivered].reverse();
    expect((await passOn()).filter((outcome) => outcome === "succeed")).toHaveLength(1);
    delivered = copies;
    expect(new Set(await passOn())).toEqual(new Set(["known already"]));
    expect((await findOrder(world.db, placed.id))?.state).toBe("settled");
  });

  it("goes on after a decline, on the same page", async () => {
    const placed = await newOrder();
    const page = await opened(placed);
    await press(page.url, "decline");
    expect(await passOn()).toContain("note_failure");
    expect((await findPayment(world.db, page.payment.id))?.failure).toMatch(/decline/);
    await press(page.url, "pay");
    expect(await passOn()).toContain("succeed");
  });

  it("waits for a delayed payment and does not let the order expire meanwhile", async () => {
    const placed = await newOrder();
    const page = await opened(placed);
    await press(page.url, "later");
    expect(await passOn()).toContain("wait");
    await control("clock/advance", { hours: 25 });
    expect(await closeOrder(world, placed.id, "expired")).toBe("processing");
    await control(`sessions/${page.payment.checkoutRef}/settle`, { outcome: "came" });
    expect(await passOn()).toContain("succeed");
    expect((await findOrder(world.db, placed.id))?.state).toBe("settled");
  });

  it("lets a delayed payment that never came be tried again", async () => {
    const placed = await newOrder();
    const page = await opened(placed);
    await press(page.url, "later");
    await passOn();
    expect(await open(placed)).toEqual({ kind: "processing" });
    await control(`sessions/${page.payment.checkoutRef}/settle`, { outcome: "failed" });
    expect(await passOn()).toContain("fail");
    expect((await opened(placed)).payment.attempt).toBe(2);
  });

  it("is noticed without any message at all, by looking", async () => {
    const placed = await newOrder();
    const page = await opened(placed);
    await press(page.url, "pay");
    await control("clock/advance", { minutes: 11 });
    const run = await lookAgainAtPayments(world);
    expect(run.failed).toBe(0);
    expect((await findOrder(world.db, placed.id))?.state).toBe("settled");
  });

  it("turns a forged message away and stores nothing", async () => {
    const before = await world.db
      .selectFrom("gateway_event")
      .select(({ fn }) => fn.countAll().as("n"))
      .executeTakeFirst();
    const request = new Request("http://127.0.0.1/webhooks/stripe", {
      method: "POST",
      body: '{"id":"evt_x"}',
      headers: { "stripe-signature": "t=1,v1=00" },
    });
    expect(await receiveWebhook(world, "stripe", request)).toEqual({ kind: "forged" });
    expect(
      await world.db
        .selectFrom("gateway_event")
        .select(({ fn }) => fn.countAll().as("n"))
        .executeTakeFirst(),
    ).toEqual(before);
  });
});

describe("an order whose time is over", () => {
  it("closes the page at the gateway, so that it can no longer be paid", async () => {
    const placed = await newOrder();
    const page = await opened(placed);
    await control("clock/advance", { hours: 25 });
    expect((await expireOrders(world)).failed).toBe(0);
    expect((await findOrder(world.db, placed.id))?.state).toBe("expired");
    await press(page.url, "pay");
    expect((await passOn()).filter((outcome) => outcome === "succeed")).toEqual([]);
  });

  it("stays, and is settled, when the gateway says it was paid a moment before", async () => {
    const worker = await stateWorker(world, String(++nik));
    const placed = await order(world, [{ worker }]);
    await press((await opened(placed)).url, "pay");
    expect(await closeOrder(world, placed.id, "replaced")).toBe("settled");
    expect(await listCoveredMonths(world.db, [worker.workerId])).toHaveLength(6);
  });

  it("is not ended while the gateway is away", async () => {
    const placed = await newOrder();
    await opened(placed);
    const away = {
      ...world,
      gateways: [gateway(world.clock, { apiUrl: "http://127.0.0.1:1", timeoutMs: 300 })],
    };
    expect(await closeOrder(away, placed.id, "cancelled")).toBe("gateway_away");
    expect((await findOrder(world.db, placed.id))?.state).toBe("open");
  });
});

describe("after the payment", () => {
  async function settled() {
    const placed = await newOrder();
    const page = await opened(placed);
    await press(page.url, "pay");
    await lookAtPayment(world, page.payment);
    return { placed, payment: (await findPayment(world.db, page.payment.id))! };
  }
  const give = async (paymentId: string, count?: number) => {
    const months = (await refundableLines(world.db, paymentId)).months.slice(0, count);
    const answer = await requestRefund(world, {
      paymentId,
      lines: months,
      includeFeeCover: false,
      reason: "Dibatalkan",
      requestedBy: { id: "1", name: "Dewi" },
    });
    if (answer.kind !== "requested") throw new Error(answer.reason);
    return answer.refundId;
  };

  it("the fee is posted once, with its tax", async () => {
    const { payment } = await settled();
    expect([await fetchFee(world, payment.id), await fetchFee(world, payment.id)]).toEqual(["done", "done"]);
    const lines = await world.db
      .selectFrom("journal_line")
      .select(["party", "amount"])
      .where("payment_id", "=", payment.id)
      .where("account", "=", "gateway_fees")
      .orderBy("line_no")
      .execute();
    expect(lines.map((line) => line.party)).toEqual(["stripe", "stripe tax"]);
    expect(lines.every((line) => line.amount > 0)).toBe(true);
  });

  it("a refund reaches the gateway once, even when our process died after it answered", async () => {
    const { payment } = await settled();
    const refundId = await give(payment.id);
    await control("faults", {
      service: "stripe",
      fault: "reset",
      times: 10,
      when: "after",
      match: "POST /v1/refunds",
    });
    expect(await sendRefund(world, refundId)).toMatchObject({ laterMs: expect.any(Number) });
    await control("switches/clear", {});
    expect(await sendRefund(world, refundId)).toBe("done");
    expect((await findRefund(world.db, refundId))?.state).toBe("succeeded");
    const there = await world.gateways[0]!.findPayment(payment.paymentRef!);
    expect(there?.refundedRupiah).toBe(payment.amountRupiah);
  });

  it("a refund whose answer was lost is found again a day later, when its key is forgotten", async () => {
    const { payment } = await settled();
    const refundId = await give(payment.id, 1);
    await control("faults", {
      service: "stripe",
      fault: "reset",
      times: 10,
      when: "after",
      match: "POST /v1/refunds",
    });
    expect(await sendRefund(world, refundId)).toMatchObject({ laterMs: expect.any(Number) });
    await control("switches/clear", {});
    await control("clock/advance", { hours: 26 });
    expect(await sendRefund(world, refundId)).toBe("done");
    const refund = await findRefund(world.db, refundId);
    expect(refund?.state).toBe("succeeded");
    const there = await world.gateways[0]!.findRefundsOf(payment.paymentRef!);
    expect(there.map(({ refundRef }) => refundRef)).toEqual([refund!.refundRef]);
    // One that never reached the gateway is sent, however late.
    const late = await give(payment.id, 1);
    await control("clock/advance", { hours: 50 });
    expect(await sendRefund(world, late)).toBe("done");
    expect(await world.gateways[0]!.findRefundsOf(payment.paymentRef!)).toHaveLength(2);
  });

  it("a refund the gateway refuses for good becomes a finding and stays owed", async () => {
    const { payment } = await settled();
    const outside = await fetch(`${sandbox.url}/v1/refunds`, {
      method: "POST",
      headers: { authorization: `Bearer ${secretKey}`, "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({ payment_intent: payment.paymentRef! }),
    });
    expect(outside.status).toBe(200);
    const refundId = await give(payment.id);
    expect(await sendRefund(world, refundId)).toBe("done");
    expect((await findRefund(world.db, refundId))?.state).toBe("failed");
    const found = await world.db
      .selectFrom("finding")
      .select("kind")
      .where("refund_id", "=", refundId)
      .execute();
    expect(found).toEqual([{ kind: "refund_failed" }]);
  });
});
