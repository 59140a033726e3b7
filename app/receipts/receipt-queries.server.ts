/** Receipts in the database: what one is made of, and the papers as they were issued. */
import type { Db, Trx } from "~db/connection";
import type { ReceiptTable } from "~db/tables";
import type { ReceiptContent, ReceiptFacts } from "./receipt-content";

export type Receipt = {
  readonly id: string;
  readonly number: string;
  readonly paymentId: string;
  readonly orderId: string;
  readonly amountRupiah: number;
  readonly issuedAt: Date;
  readonly content: ReceiptContent;
  readonly sha256: string;
  readonly checkCode: string;
};

export type NewReceipt = Receipt & { readonly year: number; readonly sequence: number; readonly pdf: Buffer };

const columns = [
  "id",
  "number",
  "payment_id",
  "order_id",
  "amount",
  "issued_at",
  "content",
  "sha256",
  "check_code",
] as const;

type Row = { [K in (typeof columns)[number]]: K extends "content" ? unknown : ReceiptTable[K] };

function toReceipt(row: Row): Receipt {
  return {
    id: row.id,
    number: row.number,
    paymentId: row.payment_id,
    orderId: row.order_id,
    amountRupiah: row.amount,
    issuedAt: row.issued_at,
    content: row.content as ReceiptContent,
    sha256: row.sha256,
    checkCode: row.check_code,
  };
}

export async function findReceipt(db: Db | Trx, id: string): Promise<Receipt | undefined> {
  const row = await db.selectFrom("receipt").select(columns).where("id", "=", id).executeTakeFirst();
  return row && toReceipt(row);
}

export async function findReceiptOfPayment(db: Db | Trx, paymentId: string): Promise<Receipt | undefined> {
  const row = await db
    .selectFrom("receipt")
    .select(columns)
    .where("payment_id", "=", paymentId)
    .executeTakeFirst();
  return row && toReceipt(row);
}

/** The receipts of an order, first to last. */
export async function listReceiptsOfOrder(db: Db | Trx, orderId: string): Promise<readonly Receipt[]> {
  const rows = await db
    .selectFrom("receipt")
    .select(columns)
    .where("order_id", "=", orderId)
    .orderBy("issued_at")
    .execute();
  return rows.map(toReceipt);
}

/** The receipts of a sponsor, the newest first. */
export async function listReceiptsOfSponsor(db: Db | Trx, sponsorId: string): Promise<readonly Receipt[]> {
  const rows = await db
    .selectFrom("receipt")
    .select(columns)
    .where("order_id", "in", (eb) => eb.selectFrom("orders").select("id").where("sponsor_id", "=", sponsorId))
    .orderBy("issued_at", "desc")
    .orderBy("sequence", "desc")
    .execute();
  return rows.map(toReceipt);
}

export async function insertReceipt(trx: Trx, receipt: NewReceipt): Promise<void> {
  await trx
    .insertInto("receipt")
    .values({
      id: receipt.id,
      number: receipt.number,
      year: receipt.year,
      sequence: receipt.sequence,
      payment_id: receipt.paymentId,
      order_id: receipt.orderId,
      amount: receipt.amountRupiah,
      issued_at: receipt.issuedAt,
      content: JSON.stringify(receipt.content),
      pdf: receipt.pdf,
      sha256: receipt.sha256,
      check_code: receipt.checkCode,
    })
    .execute();
}

/** Everything a receipt of this payment says; `undefined` when the payment did not settle its order. */
export async function findReceiptFacts(trx: Trx, paymentId: string): Promise<ReceiptFacts | undefined> {
  const payment = await trx
    .selectFrom("payment as p")
    .innerJoin("order_settlement as s", (join) =>
      join.onRef("s.payment_id", "=", "p.id").onRef("s.order_id", "=", "p.order_id"),
    )
    .innerJoin("orders as o", "o.id", "p.order_id")
    .select([
      "p.order_id",
      "p.succeeded_at",
      "p.received",
      "p.method",
      "o.code",
      "o.payer_name",
      "o.shown_as",
    ])
    .where("p.id", "=", paymentId)
    .where("p.state", "=", "succeeded")
    .executeTakeFirst();
  if (!payment?.succeeded_at) return undefined;
  return {
    paymentId,
    orderId: payment.order_id,
    orderCode: payment.code,
    payerName: payment.payer_name,
    shownAs: payment.shown_as,
    ...(payment.method ? { method: payment.method } : {}),
    paidAt: payment.succeeded_at,
    receivedRupiah: payment.received,
    lines: await listReceiptLines(trx, payment.order_id),
    posted: await findPosted(trx, paymentId),
  };
}

async function listReceiptLines(trx: Trx, orderId: string): Promise<ReceiptFacts["lines"]> {
  const rows = await trx
    .selectFrom("order_line as l")
    .innerJoin("worker_statement as w", "w.id", "l.statement_id")
    .select(["l.worker_id", "l.month", "l.programme", "l.amount", "l.discount_percent", "l.legal_source"])
    .select(["w.name", "w.nik_masked"])
    .select((eb) =>
      eb
        .exists(
          eb
            .selectFrom("coverage as c")
            .select("c.id")
            .whereRef("c.order_id", "=", "l.order_id")
            .whereRef("c.worker_id", "=", "l.worker_id")
            .whereRef("c.month", "=", "l.month")
            .whereRef("c.programme", "=", "l.programme"),
        )
        .as("covered"),
    )
    .where("l.order_id", "=", orderId)
    .orderBy("l.worker_id")
    .orderBy("l.month")
    .execute();
  return rows.map((row) => ({
    workerId: row.worker_id,
    workerName: row.name,
    nikMasked: row.nik_masked,
    month: row.month,
    programme: row.programme,
    amountRupiah: row.amount,
    discountPercent: row.discount_percent,
    legalSource: row.legal_source,
    covered: Boolean(row.covered),
  }));
}

/** How the payment itself was posted; what an admin decided later about its suspense is another entry. */
async function findPosted(trx: Trx, paymentId: string): Promise<ReceiptFacts["posted"]> {
  const rows = await trx
    .selectFrom("journal_entry as e")
    .innerJoin("journal_line as l", "l.entry_id", "e.id")
    .select(({ fn }) => ["l.account", fn.sum<string>("l.amount").as("amount")])
    .where("e.cause_kind", "=", "payment")
    .where("e.cause_id", "=", paymentId)
    .groupBy("l.account")
    .execute();
  const creditOf = (account: string) => 0 - Number(rows.find((row) => row.account === account)?.amount ?? 0);
  return {
    premiumRupiah: creditOf("premiums_payable"),
    feeCoverRupiah: creditOf("fee_contributions"),
    suspenseRupiah: creditOf("suspense"),
  };
}
