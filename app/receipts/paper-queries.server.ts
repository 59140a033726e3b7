/** What receipts and credit notes have in common in the database: numbers, check codes, stored bytes. */
import { sql } from "kysely";
import type { Db, Trx } from "~db/connection";
import type { Series } from "./paper-number";

/**
 * Takes the next number of a series and year. The row stays locked until the transaction ends, so that
 * numbers are given one after the other, and a transaction that fails gives its number back.
 */
export async function takeNumber(trx: Trx, series: Series, year: number): Promise<number> {
  const { last } = await trx
    .insertInto("number_series")
    .values({ series, year, last: 1 })
    .onConflict((conflict) =>
      conflict.columns(["series", "year"]).doUpdateSet({ last: sql<number>`number_series.last + 1` }),
    )
    .returning("last")
    .executeTakeFirstOrThrow();
  return last;
}

/** Holds a payment until the transaction ends, so that one of two issuers waits for the other. */
export async function holdPayment(trx: Trx, paymentId: string): Promise<void> {
  await trx.selectFrom("payment").select("id").where("id", "=", paymentId).forUpdate().execute();
}

export type StoredPdf = {
  readonly number: string;
  readonly pdf: Buffer;
  readonly sha256: string;
  readonly issuedAt: Date;
};

/** A receipt's bytes as they were issued. */
export async function findReceiptPdf(db: Db | Trx, receiptId: string): Promise<StoredPdf | undefined> {
  const row = await db
    .selectFrom("receipt")
    .select(["number", "pdf", "sha256", "issued_at"])
    .where("id", "=", receiptId)
    .executeTakeFirst();
  return row && { number: row.number, pdf: row.pdf, sha256: row.sha256, issuedAt: row.issued_at };
}

/** A credit note's bytes as they were issued. */
export async function findCreditNotePdf(db: Db | Trx, noteId: string): Promise<StoredPdf | undefined> {
  const row = await db
    .selectFrom("credit_note")
    .select(["number", "pdf", "sha256", "issued_at"])
    .where("id", "=", noteId)
    .executeTakeFirst();
  return row && { number: row.number, pdf: row.pdf, sha256: row.sha256, issuedAt: row.issued_at };
}

/** Where a paper's mail goes: the sponsor's address of today, not of the day it was paid. */
export async function findReceiver(db: Db | Trx, orderId: string) {
  const row = await db
    .selectFrom("orders as o")
    .innerJoin("sponsor as s", "s.id", "o.sponsor_id")
    .select(["o.id", "o.code", "o.sponsor_id", "o.locale", "o.payer_name", "s.email"])
    .where("o.id", "=", orderId)
    .executeTakeFirstOrThrow();
  return {
    orderId: row.id,
    orderCode: row.code,
    sponsorId: row.sponsor_id,
    locale: row.locale,
    payerName: row.payer_name,
    email: row.email,
  };
}
