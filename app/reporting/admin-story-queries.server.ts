/** The whole story of one order, gathered from every table that knows of it. */
import { listActsOn } from "~/audit/audit-queries.server";
import { listEntriesOfOrder } from "~/ledger/journal-queries.server";
import type { Order } from "~/orders/order-queries.server";
import type { Db } from "~db/connection";
import { type Happening, inTimeOrder } from "./order-story";
import {
  tellAnswers,
  tellFindings,
  tellLetters,
  tellPapers,
  tellRefunds,
} from "./story-papers-queries.server";

/** Every record about the order, in time order. Letters that carry a way to sign in are not an order's and never here. */
export async function listStory(db: Db, order: Order): Promise<readonly Happening[]> {
  const payments = await listAttempts(db, order.id);
  const paymentIds = payments.map((payment) => payment.id);
  const parts = await Promise.all([
    orderHappenings(db, order),
    payments.map(toAttempt),
    listTold(db, paymentIds),
    listPosted(db, order.id),
    tellPapers(db, order.id),
    tellLetters(db, order.id),
    tellRefunds(db, paymentIds),
    tellFindings(db, order.id),
    tellAnswers(db, order.id),
    listActs(db, order.id, paymentIds),
  ]);
  return inTimeOrder(parts.flat());
}

async function orderHappenings(db: Db, order: Order): Promise<readonly Happening[]> {
  const [holds, ending, settlement] = await Promise.all([
    db.selectFrom("month_hold").select(["month", "held_until"]).where("order_id", "=", order.id).execute(),
    db.selectFrom("order_ending").selectAll().where("order_id", "=", order.id).executeTakeFirst(),
    db
      .selectFrom("order_settlement as t")
      .innerJoin("payment as p", "p.id", "t.payment_id")
      .select(["t.settled_at", "p.received"])
      .where("t.order_id", "=", order.id)
      .executeTakeFirst(),
  ]);
  const held = holds[0];
  return [
    {
      kind: "placed",
      key: order.id,
      at: order.placedAt,
      totalRupiah: order.totalRupiah,
      expiresAt: order.expiresAt,
    },
    ...(held
      ? [
          {
            kind: "held" as const,
            key: order.id,
            at: order.placedAt,
            months: new Set(holds.map((hold) => hold.month)).size,
            until: held.held_until,
          },
        ]
      : []),
    ...(ending
      ? [
          {
            kind: "ended" as const,
            key: order.id,
            at: ending.ended_at,
            ending: ending.kind,
            reason: ending.reason,
          },
        ]
      : []),
    ...(settlement
      ? [
          {
            kind: "settled" as const,
            key: order.id,
            at: settlement.settled_at,
            receivedRupiah: settlement.received,
          },
        ]
      : []),
  ];
}

async function listAttempts(db: Db, orderId: string) {
  return db.selectFrom("payment").selectAll().where("order_id", "=", orderId).orderBy("attempt").execute();
}

function toAttempt(payment: Awaited<ReturnType<typeof listAttempts>>[number]): Happening {
  return {
    kind: "attempt",
    key: payment.id,
    at: payment.opened_at,
    number: payment.attempt,
    gateway: payment.gateway,
    amountRupiah: payment.amount,
    state: payment.state,
    checkoutRef: payment.checkout_ref,
    paymentRef: payment.payment_ref,
    failure: payment.failure,
  };
}

async function listTold(db: Db, paymentIds: readonly string[]): Promise<readonly Happening[]> {
  if (paymentIds.length === 0) return [];
  const rows = await db
    .selectFrom("gateway_event")
    .select(["event_id", "type", "happened_at", "received_at", "outcome"])
    .where("payment_id", "in", [...paymentIds])
    .execute();
  return rows.map((row) => ({
    kind: "told",
    key: row.event_id,
    at: row.received_at,
    type: row.type,
    eventId: row.event_id,
    outcome: row.outcome,
    receivedAt: row.received_at,
  }));
}

async function listPosted(db: Db, orderId: string): Promise<readonly Happening[]> {
  const [entries, names] = await Promise.all([listEntriesOfOrder(db, orderId), workerNames(db, orderId)]);
  return entries.map((entry) => ({
    kind: "posted",
    key: entry.id,
    at: entry.postedAt,
    number: entry.number,
    entry: entry.kind,
    reversal: entry.reverses !== undefined,
    lines: entry.lines.map((line) => ({
      account: line.account,
      amountRupiah: line.amountRupiah,
      ...(line.party ? { party: line.party } : {}),
      ...(line.workerId ? { workerName: names.get(line.workerId) ?? "" } : {}),
      ...(line.month ? { month: line.month } : {}),
    })),
  }));
}

/** The names of an order's workers as its lines' statements say them, by worker. */
export async function workerNames(db: Db, orderId: string): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom("order_line as l")
    .innerJoin("worker_statement as s", "s.id", "l.statement_id")
    .select(["l.worker_id", "s.name"])
    .distinct()
    .where("l.order_id", "=", orderId)
    .execute();
  return new Map(rows.map((row) => [row.worker_id, row.name]));
}

async function listActs(
  db: Db,
  orderId: string,
  paymentIds: readonly string[],
): Promise<readonly Happening[]> {
  const acts = await listActsOn(db, [
    { kind: "order", id: orderId },
    ...paymentIds.map((id) => ({ kind: "payment", id })),
  ]);
  return acts.map((act) => ({
    kind: "act",
    key: String(act.id),
    at: act.at,
    act: act.act,
    by: act.actorName,
    reason: act.reason,
  }));
}
