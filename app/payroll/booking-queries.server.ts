/** Booked transfers in the database, and refunds that wait for one. */
import type { Db, Trx } from "~db/connection";

/** Whether a transfer of this batch has been booked: from then on its report stands. */
export async function isBooked(db: Db | Trx, batchId: string): Promise<boolean> {
  const row = await db
    .selectFrom("payroll_booking")
    .select("id")
    .where("batch_id", "=", batchId)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

export type Booking = {
  readonly id: string;
  readonly batchId: string;
  readonly number: number;
  readonly bankReference: string;
  readonly transferredOn: string;
  readonly amountRupiah: number;
  readonly surplusRupiah: number;
  readonly note: string;
  readonly bookedAt: Date;
  readonly bookedBy: string;
};

/** The booked transfers of a batch, first to last. */
export async function listBookings(db: Db | Trx, batchId: string): Promise<readonly Booking[]> {
  const rows = await db
    .selectFrom("payroll_booking")
    .selectAll()
    .where("batch_id", "=", batchId)
    .orderBy("number")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    batchId: row.batch_id,
    number: row.number,
    bankReference: row.bank_reference,
    transferredOn: row.transferred_on,
    amountRupiah: row.amount,
    surplusRupiah: row.surplus,
    note: row.note,
    bookedAt: row.booked_at,
    bookedBy: row.booked_by,
  }));
}

/** The batch a bank transfer was booked against, when it was. */
export async function findBatchOfTransfer(db: Db | Trx, bankReference: string): Promise<string | undefined> {
  const row = await db
    .selectFrom("payroll_booking")
    .select("batch_id")
    .where("bank_reference", "=", bankReference)
    .executeTakeFirst();
  return row?.batch_id;
}

export async function insertBooking(trx: Trx, booking: Booking): Promise<void> {
  await trx
    .insertInto("payroll_booking")
    .values({
      id: booking.id,
      batch_id: booking.batchId,
      number: booking.number,
      bank_reference: booking.bankReference,
      transferred_on: booking.transferredOn,
      amount: booking.amountRupiah,
      surplus: booking.surplusRupiah,
      note: booking.note,
      booked_at: booking.bookedAt,
      booked_by: booking.bookedBy,
    })
    .execute();
}

/** Lines of a batch that a transfer has settled, each with its order. */
export async function listSettledLines(
  db: Db | Trx,
  batchId: string,
): Promise<ReadonlyMap<string, { readonly orderCode: string }>> {
  const rows = await db
    .selectFrom("payroll_settlement as s")
    .innerJoin("payroll_line as l", "l.id", "s.line_id")
    .innerJoin("payment as p", "p.id", "s.payment_id")
    .innerJoin("orders as o", "o.id", "p.order_id")
    .select(["s.line_id", "o.code"])
    .where("l.batch_id", "=", batchId)
    .execute();
  return new Map(rows.map((row) => [row.line_id, { orderCode: row.code }]));
}

/** Payments by payroll whose refund waits for somebody to transfer it. */
export async function listHandRefunds(db: Db | Trx) {
  const rows = await db
    .selectFrom("refund as r")
    .innerJoin("payment as p", "p.id", "r.payment_id")
    .innerJoin("orders as o", "o.id", "p.order_id")
    .innerJoin("sponsor as s", "s.id", "o.sponsor_id")
    .select(["r.id", "r.amount", "r.reason", "r.requested_at", "r.requested_by"])
    .select(["o.code", "o.payer_name", "s.email"])
    .where("p.gateway", "=", "payroll")
    .where("r.state", "=", "requested")
    .orderBy("r.requested_at")
    .limit(500)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    amountRupiah: row.amount,
    reason: row.reason,
    requestedAt: row.requested_at,
    requestedBy: row.requested_by,
    orderCode: row.code,
    payerName: row.payer_name,
    email: row.email,
  }));
}
