/** What a check code is answered with: nothing in it names a person. */
import type { Db } from "~db/connection";
import type { CheckedPaper } from "./checked-paper";
import { contentFingerprint } from "./content-fingerprint.server";

/** The paper with this check code; `undefined` when we issued none. */
export async function findPaperByCheckCode(db: Db, code: string): Promise<CheckedPaper | undefined> {
  return (await findCheckedReceipt(db, code)) ?? (await findCheckedNote(db, code));
}

async function findCheckedReceipt(db: Db, code: string): Promise<CheckedPaper | undefined> {
  const row = await db
    .selectFrom("receipt")
    .select(["id", "number", "issued_at", "amount", "sha256", "content"])
    .where("check_code", "=", code)
    .executeTakeFirst();
  if (!row) return undefined;
  const credits = await db
    .selectFrom("credit_note")
    .select(["number", "issued_at", "amount"])
    .where("receipt_id", "=", row.id)
    .orderBy("issued_at")
    .orderBy("sequence")
    .execute();
  return {
    kind: "receipt",
    ...printed(row),
    credits: credits.map((note) => ({
      number: note.number,
      issuedAt: note.issued_at,
      amountRupiah: note.amount,
    })),
  };
}

async function findCheckedNote(db: Db, code: string): Promise<CheckedPaper | undefined> {
  const row = await db
    .selectFrom("credit_note as n")
    .innerJoin("receipt as r", "r.id", "n.receipt_id")
    .select(["n.number", "n.issued_at", "n.amount", "n.sha256", "n.content", "r.number as receipt_number"])
    .where("n.check_code", "=", code)
    .executeTakeFirst();
  return row && { kind: "credit_note", ...printed(row), receiptNumber: row.receipt_number, credits: [] };
}

type Printed = { number: string; issued_at: Date; amount: number; sha256: string; content: unknown };

function printed({ number, issued_at, amount, sha256, content }: Printed) {
  const { operator } = content as { readonly operator: { readonly name: string } };
  return {
    number,
    issuedAt: issued_at,
    amountRupiah: amount,
    operatorName: operator.name,
    sha256,
    fingerprint: contentFingerprint(content),
  };
}
