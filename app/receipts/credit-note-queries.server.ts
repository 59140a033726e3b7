/** Credit notes in the database: what one is made of, and the papers as they were issued. */
import type { Db, Trx } from "~db/connection";
import type { CreditNoteTable } from "~db/tables";
import type { CreditLine, CreditNoteContent, CreditNoteFacts } from "./credit-note-content";

export type CreditNote = {
  readonly id: string;
  readonly number: string;
  readonly receiptId: string;
  readonly refundId: string;
  readonly amountRupiah: number;
  readonly issuedAt: Date;
  readonly content: CreditNoteContent;
  readonly sha256: string;
  readonly checkCode: string;
};

export type NewCreditNote = CreditNote & {
  readonly year: number;
  readonly sequence: number;
  readonly pdf: Buffer;
};

const columns = [
  "id",
  "number",
  "receipt_id",
  "refund_id",
  "amount",
  "issued_at",
  "content",
  "sha256",
  "check_code",
] as const;

type Row = { [K in (typeof columns)[number]]: K extends "content" ? unknown : CreditNoteTable[K] };

function toCreditNote(row: Row): CreditNote {
  return {
    id: row.id,
    number: row.number,
    receiptId: row.receipt_id,
    refundId: row.refund_id,
    amountRupiah: row.amount,
    issuedAt: row.issued_at,
    content: row.content as CreditNoteContent,
    sha256: row.sha256,
    checkCode: row.check_code,
  };
}

export async function findCreditNote(db: Db | Trx, id: string): Promise<CreditNote | undefined> {
  const row = await db.selectFrom("credit_note").select(columns).where("id", "=", id).executeTakeFirst();
  return row && toCreditNote(row);
}

export async function findCreditNoteOfRefund(
  db: Db | Trx,
  refundId: string,
): Promise<CreditNote | undefined> {
  const row = await db
    .selectFrom("credit_note")
    .select(columns)
    .where("refund_id", "=", refundId)
    .executeTakeFirst();
  return row && toCreditNote(row);
}

/** The credit notes that refer to these receipts, first to last. */
export async function listCreditNotes(
  db: Db | Trx,
  receiptIds: readonly string[],
): Promise<readonly CreditNote[]> {
  if (receiptIds.length === 0) return [];
  const rows = await db
    .selectFrom("credit_note")
    .select(columns)
    .where("receipt_id", "in", [...receiptIds])
    .orderBy("issued_at")
    .orderBy("sequence")
    .execute();
  return rows.map(toCreditNote);
}

export async function insertCreditNote(trx: Trx, note: NewCreditNote): Promise<void> {
  await trx
    .insertInto("credit_note")
    .values({
      id: note.id,
      number: note.number,
      year: note.year,
      sequence: note.sequence,
      receipt_id: note.receiptId,
      refund_id: note.refundId,
      amount: note.amountRupiah,
      issued_at: note.issuedAt,
      content: JSON.stringify(note.content),
      pdf: note.pdf,
      sha256: note.sha256,
      check_code: note.checkCode,
    })
    .execute();
}

export type PaidRefund = {
  readonly id: string;
  readonly amountRupiah: number;
  readonly finishedAt: Date;
  readonly paymentId: string;
  readonly orderId: string;
  readonly settledItsOrder: boolean;
};

/** Holds the payment a refund belongs to until the transaction ends. */
export async function holdPaymentOfRefund(trx: Trx, refundId: string): Promise<void> {
  await trx
    .selectFrom("payment")
    .select("id")
    .where("id", "=", (eb) => eb.selectFrom("refund").select("payment_id").where("id", "=", refundId))
    .forUpdate()
    .execute();
}

/** A refund whose money has gone back; `undefined` while it has not. Holds it until the transaction ends. */
export async function lockPaidRefund(trx: Trx, refundId: string): Promise<PaidRefund | undefined> {
  const row = await trx
    .selectFrom("refund as r")
    .innerJoin("payment as p", "p.id", "r.payment_id")
    .leftJoin("order_settlement as s", "s.payment_id", "p.id")
    .select(["r.id", "r.amount", "r.payment_id", "r.finished_at", "p.order_id", "s.payment_id as settled_by"])
    .where("r.id", "=", refundId)
    .where("r.state", "=", "succeeded")
    .forUpdate("r")
    .executeTakeFirst();
  if (!row?.finished_at) return undefined;
  return {
    id: row.id,
    amountRupiah: row.amount,
    finishedAt: row.finished_at,
    paymentId: row.payment_id,
    orderId: row.order_id,
    settledItsOrder: row.settled_by !== null,
  };
}

/** Everything the credit note of this refund says besides its receipt. */
export async function findCreditNoteFacts(
  trx: Trx,
  refund: PaidRefund,
  receiptId: string,
): Promise<CreditNoteFacts> {
  const { earlier } = await trx
    .selectFrom("credit_note")
    .select(({ fn }) => fn.sum<string | null>("amount").as("earlier"))
    .where("receipt_id", "=", receiptId)
    .executeTakeFirstOrThrow();
  return {
    refundId: refund.id,
    amountRupiah: refund.amountRupiah,
    refundedAt: refund.finishedAt,
    lines: await listCreditLines(trx, refund.id, refund.orderId),
    earlierRupiah: Number(earlier ?? 0),
  };
}

async function listCreditLines(trx: Trx, refundId: string, orderId: string): Promise<readonly CreditLine[]> {
  const rows = await trx
    .selectFrom("refund_line as l")
    .select(["l.what", "l.month", "l.amount"])
    .select((eb) =>
      eb
        .selectFrom("order_line as o")
        .select("o.statement_id")
        .where("o.order_id", "=", orderId)
        .whereRef("o.worker_id", "=", "l.worker_id")
        .limit(1)
        .as("statement_id"),
    )
    .where("l.refund_id", "=", refundId)
    .orderBy("l.line_no")
    .execute();
  const ids = rows.flatMap((row) => row.statement_id ?? []);
  const statements =
    ids.length === 0
      ? []
      : await trx
          .selectFrom("worker_statement")
          .select(["id", "name", "nik_masked"])
          .where("id", "in", ids)
          .execute();
  return rows.map((row): CreditLine => {
    if (row.what !== "premium") return { what: row.what, amountRupiah: row.amount };
    const worker = statements.find((statement) => statement.id === row.statement_id);
    if (!worker || !row.month)
      throw new Error(`A line of refund ${refundId} names a worker who is not in order ${orderId}.`);
    return {
      what: "premium",
      workerName: worker.name,
      nikMasked: worker.nik_masked,
      month: row.month,
      amountRupiah: row.amount,
    };
  });
}
