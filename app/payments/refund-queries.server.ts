/** Refunds in the database. */
import { findCreditOfPayment, listOwedMonths } from "~/ledger/journal-queries.server";
import { isId } from "~/platform/clock";
import type { Db, Trx } from "~db/connection";
import { findPayment } from "./payment-queries.server";

export type Refund = {
  readonly id: string;
  readonly paymentId: string;
  readonly amountRupiah: number;
  readonly source: "allocation" | "suspense";
  readonly reason: string;
  readonly requestedBy: string;
  readonly requestedAt: Date;
  readonly state: "requested" | "sent" | "succeeded" | "failed";
  readonly refundRef?: string;
  readonly failure?: string;
  readonly finishedAt?: Date;
};

export type RefundLine = {
  readonly workerId?: string;
  readonly month?: string;
  readonly amountRupiah: number;
  readonly what: "premium" | "fee_cover" | "suspense";
};

const rows = (db: Db | Trx) => db.selectFrom("refund").selectAll();
type Row = Awaited<ReturnType<ReturnType<typeof rows>["execute"]>>[number];

const toRefund = (row: Row): Refund => ({
  id: row.id,
  paymentId: row.payment_id,
  amountRupiah: row.amount,
  source: row.source,
  reason: row.reason,
  requestedBy: row.requested_by,
  requestedAt: row.requested_at,
  state: row.state,
  ...(row.refund_ref ? { refundRef: row.refund_ref } : {}),
  ...(row.failure ? { failure: row.failure } : {}),
  ...(row.finished_at ? { finishedAt: row.finished_at } : {}),
});

export async function findRefund(db: Db | Trx, id: string): Promise<Refund | undefined> {
  const row = await rows(db).where("id", "=", id).executeTakeFirst();
  return row && toRefund(row);
}

/** Holds the refund the gateway speaks of: by our id, or by its own reference. */
export async function lockRefund(
  trx: Trx,
  clue: { readonly refundId?: string; readonly refundRef?: string },
): Promise<Refund | undefined> {
  const ours = isId(clue.refundId) ? clue.refundId : undefined;
  if (ours) {
    const row = await rows(trx).where("id", "=", ours).forUpdate().executeTakeFirst();
    if (row) return toRefund(row);
  }
  if (!clue.refundRef) return undefined;
  const row = await rows(trx).where("refund_ref", "=", clue.refundRef).forUpdate().executeTakeFirst();
  return row && toRefund(row);
}

export async function listRefundsOfPayments(
  db: Db | Trx,
  paymentIds: readonly string[],
): Promise<readonly Refund[]> {
  if (paymentIds.length === 0) return [];
  return (
    await rows(db)
      .where("payment_id", "in", [...paymentIds])
      .orderBy("requested_at")
      .execute()
  ).map(toRefund);
}

export async function insertRefund(
  trx: Trx,
  refund: Pick<
    Refund,
    "id" | "paymentId" | "amountRupiah" | "source" | "reason" | "requestedBy" | "requestedAt"
  >,
  lines: readonly RefundLine[],
): Promise<void> {
  await trx
    .insertInto("refund")
    .values({
      id: refund.id,
      payment_id: refund.paymentId,
      amount: refund.amountRupiah,
      source: refund.source,
      reason: refund.reason,
      requested_by: refund.requestedBy,
      requested_at: refund.requestedAt,
      state: "requested",
      refund_ref: null,
      failure: null,
      finished_at: null,
    })
    .execute();
  await trx
    .insertInto("refund_line")
    .values(
      lines.map((line, index) => ({
        refund_id: refund.id,
        line_no: index + 1,
        worker_id: line.workerId ?? null,
        month: line.month ?? null,
        amount: line.amountRupiah,
        what: line.what,
      })),
    )
    .execute();
}

export async function saveRefund(
  db: Db | Trx,
  id: string,
  change: {
    readonly state: Refund["state"];
    readonly refundRef?: string;
    readonly failure?: string;
    readonly finishedAt?: Date;
  },
): Promise<void> {
  await db
    .updateTable("refund")
    .set({
      state: change.state,
      ...(change.refundRef ? { refund_ref: change.refundRef } : {}),
      failure: change.failure ?? null,
      finished_at: change.finishedAt ?? null,
    })
    .where("id", "=", id)
    .execute();
}

/** Refunds the gateway took before `before` and has not finished. */
export async function listQuietRefunds(db: Db, before: Date, limit: number) {
  const quiet = await db
    .selectFrom("refund as r")
    .innerJoin("payment as p", "p.id", "r.payment_id")
    .select(["r.id", "r.refund_ref", "p.gateway"])
    .where("r.state", "=", "sent")
    .where("r.refund_ref", "is not", null)
    .where("r.requested_at", "<=", before)
    .orderBy("r.requested_at")
    .limit(limit)
    .execute();
  return quiet.map((row) => ({ id: row.id, refundRef: row.refund_ref!, gateway: row.gateway }));
}

export type Refundable = {
  readonly months: readonly {
    readonly workerId: string;
    readonly workerName: string;
    readonly month: string;
    readonly amountRupiah: number;
  }[];
  readonly feeCoverRupiah: number;
};

/**
 * What of a payment can still be given back: its worker-months not refunded, remitted or lying in a batch that is on
 * its way, and the covered fee.
 */
export async function refundableLines(db: Db | Trx, paymentId: string): Promise<Refundable> {
  const payment = await findPayment(db, paymentId);
  if (payment?.state !== "succeeded") return { months: [], feeCoverRupiah: 0 };
  const onTheirWay = await listMonthsInBatches(db, payment.orderId);
  const owed = (await listOwedMonths(db, payment.orderId, paymentId)).filter(
    ({ workerId, month }) => !onTheirWay.has(`${workerId} ${month}`),
  );
  const names = owed.length
    ? await db
        .selectFrom("order_line as l")
        .innerJoin("worker_statement as s", "s.id", "l.statement_id")
        .select(["l.worker_id", "s.name"])
        .distinct()
        .where("l.order_id", "=", payment.orderId)
        .execute()
    : [];
  const nameOf = new Map(names.map((row) => [row.worker_id, row.name]));
  return {
    months: owed.map((month) => ({ ...month, workerName: nameOf.get(month.workerId) ?? "" })),
    feeCoverRupiah: await findCreditOfPayment(db, paymentId, "fee_contributions"),
  };
}

/** Worker-months of an order that lie in a batch for BPJS: whoever wants their money back takes them out of it first. */
async function listMonthsInBatches(db: Db | Trx, orderId: string): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom("remittance_item")
    .select(["worker_id", "month"])
    .where("order_id", "=", orderId)
    .where("left_out_at", "is", null)
    .where("released_at", "is", null)
    .execute();
  return new Set(rows.map((row) => `${row.worker_id} ${row.month}`));
}
