/** Payments and gateway events in the database. */
import { sql } from "kysely";
import { isId } from "~/platform/clock";
import type { Db, Trx } from "~db/connection";
import type { PaymentTable } from "~db/tables";
import type { GatewayEvent } from "./gateway";
import type { Payment, PaymentState } from "./payment";

type Row = {
  [K in keyof PaymentTable]: K extends "received"
    ? number
    : K extends "method"
      ? Record<string, unknown> | null
      : PaymentTable[K];
};

function toPayment(row: Row): Payment {
  return {
    id: row.id,
    orderId: row.order_id,
    gateway: row.gateway,
    attempt: row.attempt,
    amountRupiah: row.amount,
    state: row.state,
    openedAt: row.opened_at,
    expiresAt: row.expires_at,
    receivedRupiah: row.received,
    ...(row.checkout_ref ? { checkoutRef: row.checkout_ref } : {}),
    ...(row.checkout_url ? { checkoutUrl: row.checkout_url } : {}),
    ...(row.payment_ref ? { paymentRef: row.payment_ref } : {}),
    ...(row.failure ? { failure: row.failure } : {}),
    ...(row.succeeded_at ? { succeededAt: row.succeeded_at } : {}),
    ...(row.method ? { method: row.method } : {}),
  };
}

const rows = (db: Db | Trx) => db.selectFrom("payment").selectAll();

export async function findPayment(db: Db | Trx, id: string): Promise<Payment | undefined> {
  const row = await rows(db).where("id", "=", id).executeTakeFirst();
  return row && toPayment(row as Row);
}

/** The attempts of an order, first to last. */
export async function listPaymentsOfOrder(db: Db | Trx, orderId: string): Promise<readonly Payment[]> {
  return (await rows(db).where("order_id", "=", orderId).orderBy("attempt").execute()).map((row) =>
    toPayment(row as Row),
  );
}

/** Holds the payment until the transaction ends. */
export async function lockPayment(trx: Trx, id: string): Promise<Payment | undefined> {
  const row = await rows(trx).where("id", "=", id).forUpdate().executeTakeFirst();
  return row && toPayment(row as Row);
}

export type PaymentClue = {
  readonly paymentId?: string;
  readonly checkoutRef?: string;
  readonly paymentRef?: string;
};

/** Hidden from the planner, which would weigh each pair of a list's items against every partial index. */
const anyOf = (list: readonly string[], type: "uuid" | "text") =>
  sql<string>`any((select ${list}::${sql.raw(type)}[])::${sql.raw(type)}[])`;

/**
 * Holds the payments these clues point to, in the order of their ids, so that two batches of
 * events never wait for each other in a ring.
 */
export async function lockPaymentsByClues(
  trx: Trx,
  gateway: string,
  clues: readonly PaymentClue[],
): Promise<readonly Payment[]> {
  const ids = clues.map((clue) => clue.paymentId).filter(isId);
  const checkouts = clues.flatMap((clue) => clue.checkoutRef ?? []);
  const refs = clues.flatMap((clue) => clue.paymentRef ?? []);
  const found = await rows(trx)
    .where("gateway", "=", gateway)
    .where((eb) =>
      eb.or([
        eb("id", "=", anyOf(ids, "uuid")),
        eb("checkout_ref", "=", anyOf(checkouts, "text")),
        eb("payment_ref", "=", anyOf(refs, "text")),
      ]),
    )
    .orderBy("id")
    .forUpdate()
    .execute();
  return found.map((row) => toPayment(row as Row));
}

export async function insertPayment(
  trx: Trx,
  payment: Pick<
    Payment,
    "id" | "orderId" | "gateway" | "attempt" | "amountRupiah" | "openedAt" | "expiresAt"
  >,
): Promise<void> {
  await trx
    .insertInto("payment")
    .values({
      id: payment.id,
      order_id: payment.orderId,
      gateway: payment.gateway,
      attempt: payment.attempt,
      amount: payment.amountRupiah,
      state: "pending",
      opened_at: payment.openedAt,
      expires_at: payment.expiresAt,
      checkout_ref: null,
      checkout_url: null,
      payment_ref: null,
      method: null,
      failure: null,
      succeeded_at: null,
      looked_at: null,
    })
    .execute();
}

/** Writes down the page the gateway opened for an attempt. */
export async function saveCheckout(
  db: Db | Trx,
  id: string,
  checkout: { readonly checkoutRef: string; readonly checkoutUrl: string; readonly expiresAt: Date },
): Promise<void> {
  await db
    .updateTable("payment")
    .set({
      checkout_ref: checkout.checkoutRef,
      checkout_url: checkout.checkoutUrl,
      expires_at: checkout.expiresAt,
    })
    .where("id", "=", id)
    .execute();
}

export type PaymentChange = {
  readonly id: string;
  readonly state: PaymentState;
  readonly receivedRupiah: number;
  readonly succeededAt?: Date;
  readonly checkoutRef?: string;
  readonly paymentRef?: string;
  readonly failure?: string;
  readonly method?: Readonly<Record<string, unknown>>;
};

/** Writes what many payments have become, in one statement. What a change leaves out stays as it was. */
export async function savePayments(trx: Trx, changes: readonly PaymentChange[]): Promise<void> {
  if (changes.length === 0) return;
  // Said twice, since the planner takes any rowset for a hundred rows and would read a small table whole.
  const ids = changes.map((change) => change.id);
  const given = JSON.stringify(
    changes.map((change) => ({
      id: change.id,
      state: change.state,
      received: change.receivedRupiah,
      succeeded_at: change.succeededAt?.toISOString() ?? null,
      checkout_ref: change.checkoutRef ?? null,
      payment_ref: change.paymentRef ?? null,
      failure: change.failure ?? null,
      method: change.method ?? null,
    })),
  );
  await sql`
    update payment p set
      state = n.state, received = n.received, succeeded_at = n.succeeded_at,
      checkout_ref = coalesce(p.checkout_ref, n.checkout_ref), payment_ref = coalesce(n.payment_ref, p.payment_ref),
      failure = coalesce(n.failure, p.failure), method = coalesce(n.method, p.method)
    from json_to_recordset(${given}::json) as n(id uuid, state text, received bigint, succeeded_at timestamptz,
      checkout_ref text, payment_ref text, failure text, method jsonb)
    where p.id = n.id and p.id = ${anyOf(ids, "uuid")}`.execute(trx);
}

/** Which of these events are stored already. */
export async function listKnownEvents(
  trx: Trx,
  gateway: string,
  eventIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (eventIds.length === 0) return new Set();
  const known = await trx
    .selectFrom("gateway_event")
    .select("event_id")
    .where("gateway", "=", gateway)
    .where("event_id", "in", [...eventIds])
    .execute();
  return new Set(known.map((row) => row.event_id));
}

export type EventRecord = {
  readonly event: GatewayEvent;
  readonly paymentId?: string;
  readonly outcome: string;
};

/** Stores events with what we made of them. One that is there already breaks the primary key. */
export async function insertGatewayEvents(
  trx: Trx,
  gateway: string,
  records: readonly EventRecord[],
  receivedAt: Date,
) {
  if (records.length === 0) return;
  await trx
    .insertInto("gateway_event")
    .values(
      records.map(({ event, paymentId, outcome }) => ({
        gateway,
        event_id: event.gatewayEventId,
        type: event.type,
        happened_at: event.happenedAt,
        received_at: receivedAt,
        api_version: event.apiVersion,
        live_mode: event.liveMode,
        payment_id: paymentId ?? null,
        outcome,
        body: event.body,
      })),
    )
    .execute();
}

/** Says which payment settles its order; the orders that another payment had settled before are left out of the answer. */
export async function settleOrders(
  trx: Trx,
  settlements: readonly { readonly orderId: string; readonly paymentId: string }[],
  settledAt: Date,
): Promise<ReadonlySet<string>> {
  if (settlements.length === 0) return new Set();
  const settled = await trx
    .insertInto("order_settlement")
    .values(
      [...settlements]
        .sort((a, b) => (a.orderId < b.orderId ? -1 : 1))
        .map(({ orderId, paymentId }) => ({
          order_id: orderId,
          payment_id: paymentId,
          settled_at: settledAt,
        })),
    )
    .onConflict((conflict) => conflict.column("order_id").doNothing())
    .returning("payment_id")
    .execute();
  return new Set(settled.map((row) => row.payment_id));
}

/** What the orders of these payments ask for, in one look. */
export async function listAllocatable(trx: Trx, orderIds: readonly string[]) {
  if (orderIds.length === 0) return [];
  return trx
    .selectFrom("orders as o")
    .innerJoin("order_line as l", "l.order_id", "o.id")
    .select(["o.id", "o.fee_cover", "l.worker_id", "l.month", "l.programme", "l.amount"])
    .select((eb) => [
      eb("o.renewal_wish", "is not", null).as("begins"),
      eb("o.origin", "=", "renewal").as("renews"),
    ])
    .where("o.id", "in", [...orderIds])
    .execute();
}

/** Attempts that should have been heard of by now: open, with a page at the gateway, not looked at since `before`. */
export async function listQuietPayments(db: Db, before: Date, limit: number): Promise<readonly Payment[]> {
  const found = await rows(db)
    .where("state", "in", ["pending", "processing"])
    .where("checkout_ref", "is not", null)
    .where("opened_at", "<=", before)
    .where((eb) => eb.or([eb("looked_at", "is", null), eb("looked_at", "<=", before)]))
    .orderBy("opened_at")
    .limit(limit)
    .execute();
  return found.map((row) => toPayment(row as Row));
}

export async function saveLookedAt(db: Db, id: string, at: Date): Promise<void> {
  await db.updateTable("payment").set({ looked_at: at }).where("id", "=", id).execute();
}
