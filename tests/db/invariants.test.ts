/** Every question about the books finds the fault it is there for: planted here one by one, then taken back. */
import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { recordGatewayEvents } from "~/payments/record-gateway-events.server";
import { requestRefund } from "~/payments/request-refund.server";
import { bookQuestions } from "~db/book-questions";
import { findBrokenInvariants } from "~db/invariants";
import { questionsBrokenBy } from "../support/planted-fault";
import { attempt, message, order, paid, stateWorker } from "../support/story";
import { useDatabase } from "../support/test-database";
import { type TestWorld, testWorld } from "../support/test-world";

const database = useDatabase();
let world: TestWorld;
let ids: Record<"order" | "payment" | "open" | "worker" | "receipt" | "refund" | "uuid", string>;

beforeAll(async () => {
  world = testWorld(database.db);
  const worker = await stateWorker(world, "3509160101850001");
  const other = await stateWorker(world, "3509160101850002");
  const placed = await order(world, [{ worker }]);
  const payment = await attempt(world, placed);
  await recordGatewayEvents(world, "stripe", [
    message(world, { kind: "payment_succeeded", payment: paid(payment) }),
  ]);
  const open = await order(world, [{ worker: other }]);
  const refund = await requestRefund(world, {
    paymentId: payment.id,
    lines: [{ workerId: worker.workerId, month: "2027-01" }],
    includeFeeCover: false,
    reason: "Pindah",
    requestedBy: { id: "1", name: "Dewi" },
  });
  if (refund.kind !== "requested") throw new Error(refund.reason);
  const receipt = world.chance.id();
  await sql`insert into receipt (id, number, year, sequence, payment_id, order_id, amount, issued_at, content, pdf, sha256, check_code)
    values (${receipt}, 'SC-2026-000001', 2026, 1, ${payment.id}, ${placed.id}, 33600, now(), '{}', '', ${"0".repeat(64)}, 'c')`.execute(
    world.db,
  );
  ids = {
    order: placed.id,
    payment: payment.id,
    open: open.id,
    worker: worker.workerId,
    receipt,
    refund: refund.refundId,
    uuid: world.chance.id(),
  };
});

/** One fault per question; each is SQL that only somebody with the keys to the database could run. */
const faults: Record<string, () => string> = {
  "every journal entry balances and has all its lines": () =>
    `update journal_line set amount = amount + 1 where account = 'gateway_clearing' and payment_id = '${ids.payment}'`,
  "the whole journal sums to nothing": () =>
    `delete from journal_line where account = 'premiums_payable' and month = '2026-11'`,
  "an order's total is its lines and the covered fee": () =>
    `update order_line set amount = amount - 1 where order_id = '${ids.open}' and month = '2026-11' and programme = 'jkk'`,
  "every succeeded payment is posted once, for what was received": () =>
    `update payment set received = 33601 where id = '${ids.payment}'`,
  "an order's payments equal its allocations, refunds and suspense": () =>
    `update refund set state = 'succeeded', finished_at = now() where id = '${ids.refund}'`,
  "no worker-month is owed less than nothing": () =>
    `update journal_line set amount = 90000 where account = 'premiums_payable' and amount > 0`,
  "no worker-month is covered twice": () =>
    `drop index coverage_once; insert into coverage (worker_id, month, programme, source, begun_at) values ('${ids.worker}', '2026-11', 'jkk', 'government', now())`,
  "coverage and premiums payable tell the same months": () =>
    `update coverage set ended_at = now(), ended_because = 'x' where worker_id = '${ids.worker}' and month = '2026-12'`,
  "a settled order has a succeeded payment": () =>
    `update payment set state = 'pending', succeeded_at = null, received = 0 where id = '${ids.payment}'`,
  "each receipt is one settled payment, for its amount": () => `update receipt set amount = 1`,
  "receipt numbers have no gap": () => `update receipt set sequence = 2`,
  "credit note numbers have no gap":
    () => `insert into credit_note (id, number, year, sequence, receipt_id, refund_id, amount, issued_at, content, pdf, sha256, check_code)
    values ('${ids.uuid}', 'NK-2026-000003', 2026, 3, '${ids.receipt}', '${ids.refund}', 16800, now(), '{}', '', '${"0".repeat(64)}', 'd')`,
  "a credit note is one refund of its receipt's payment":
    () => `insert into credit_note (id, number, year, sequence, receipt_id, refund_id, amount, issued_at, content, pdf, sha256, check_code)
    values ('${ids.uuid}', 'NK-2026-000001', 2026, 1, '${ids.receipt}', '${ids.refund}', 16800, now(), '{}', '', '${"0".repeat(64)}', 'd')`,
  "refunds of a payment never exceed what was received": () => `update refund set amount = 33601`,
  "a refund's lines add up": () => `update refund_line set amount = 1`,
  "money waiting for refund is what the open refunds say": () =>
    `update refund set state = 'succeeded', finished_at = now()`,
  "suspense is what the open findings hold":
    () => `insert into finding (id, kind, subject, opened_at, amount, payment_id, facts)
    values ('${ids.uuid}', 'paid_twice', 'planted', now(), 5, '${ids.payment}', '{"holds": "suspense"}')`,
};

const guarded = ["journal_line", "journal_entry", "receipt", "credit_note"];

describe("the questions about the books", () => {
  it("have a planted fault each", () => {
    expect(Object.keys(faults).sort()).toEqual(Object.keys(bookQuestions).sort());
  });

  it("find nothing in sound books", async () => {
    expect(await findBrokenInvariants(world.db)).toEqual([]);
  });

  it.each(Object.keys(faults))("find the fault: %s", async (name) => {
    expect(await questionsBrokenBy(world.db, faults[name]!().split("; "), guarded)).toContain(name);
  });
});
