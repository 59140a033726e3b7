/** The parts of an order's story that leave the house or come back to a person: papers, letters, refunds, findings. */
import { listFindingsOfOrder } from "~/findings/finding-queries.server";
import type { Db } from "~db/connection";
import type { Happening } from "./order-story";

/** Receipts and credit notes as they were issued. */
export async function tellPapers(db: Db, orderId: string): Promise<readonly Happening[]> {
  const [receipts, notes] = await Promise.all([
    db
      .selectFrom("receipt")
      .select(["id", "number", "amount", "issued_at"])
      .where("order_id", "=", orderId)
      .execute(),
    db
      .selectFrom("credit_note as c")
      .innerJoin("receipt as r", "r.id", "c.receipt_id")
      .select(["c.id", "c.number", "c.amount", "c.issued_at"])
      .where("r.order_id", "=", orderId)
      .execute(),
  ]);
  return [
    ...receipts.map((row) => ({
      kind: "receipt" as const,
      key: row.id,
      at: row.issued_at,
      receiptId: row.id,
      number: row.number,
      amountRupiah: row.amount,
    })),
    ...notes.map((row) => ({
      kind: "credit_note" as const,
      key: row.id,
      at: row.issued_at,
      number: row.number,
      amountRupiah: row.amount,
    })),
  ];
}

/** Letters about the order, and what the mail service told of them. */
export async function tellLetters(db: Db, orderId: string): Promise<readonly Happening[]> {
  const [letters, news] = await Promise.all([
    db
      .selectFrom("mail")
      .select(["id", "kind", "to_address", "subject", "state", "queued_at", "sent_at", "last_error"])
      .where("order_id", "=", orderId)
      .execute(),
    db
      .selectFrom("mail_event as e")
      .innerJoin("mail as m", "m.mail_ref", "e.mail_ref")
      .select(["e.event_id", "e.kind", "e.happened_at", "e.detail", "m.kind as letter"])
      .where("m.order_id", "=", orderId)
      .execute(),
  ]);
  return [
    ...letters.map((row) => ({
      kind: "letter" as const,
      key: row.id,
      at: row.queued_at,
      letter: row.kind,
      toAddress: row.to_address,
      subject: row.subject,
      state: row.state,
      sentAt: row.sent_at,
      lastError: row.last_error,
    })),
    ...news.map((row) => ({
      kind: "letter_news" as const,
      key: row.event_id,
      at: row.happened_at,
      news: row.kind,
      letter: row.letter,
      detail: row.detail,
    })),
  ];
}

/** Refunds of these payments, asked for and finished. */
export async function tellRefunds(db: Db, paymentIds: readonly string[]): Promise<readonly Happening[]> {
  if (paymentIds.length === 0) return [];
  const rows = await db
    .selectFrom("refund")
    .selectAll()
    .where("payment_id", "in", [...paymentIds])
    .execute();
  return rows.flatMap((row): Happening[] => [
    {
      kind: "refund_requested",
      key: row.id,
      at: row.requested_at,
      amountRupiah: row.amount,
      reason: row.reason,
      by: row.requested_by,
      state: row.state,
    },
    ...(row.finished_at
      ? [
          {
            kind: "refund_finished" as const,
            key: row.id,
            at: row.finished_at,
            amountRupiah: row.amount,
            refundRef: row.refund_ref,
            failure: row.state === "failed" ? (row.failure ?? "") : null,
          },
        ]
      : []),
  ]);
}

/** Findings about the order, opened and ended. */
export async function tellFindings(db: Db, orderId: string): Promise<readonly Happening[]> {
  const findings = await listFindingsOfOrder(db, orderId);
  return findings.flatMap((finding): Happening[] => [
    {
      kind: "finding",
      key: finding.id,
      at: finding.openedAt,
      findingId: finding.id,
      finding: finding.kind,
      amountRupiah: finding.amountRupiah,
      resolved: finding.resolution !== undefined,
    },
    ...(finding.resolution
      ? [
          {
            kind: "decided" as const,
            key: finding.id,
            at: finding.resolution.decidedAt,
            decision: finding.resolution.decision,
            by: finding.resolution.decidedBy,
            reason: finding.resolution.reason,
          },
        ]
      : []),
  ]);
}

/** What BPJS answered about the order's months, one happening per import, worker and outcome. */
export async function tellAnswers(db: Db, orderId: string): Promise<readonly Happening[]> {
  const rows = await db
    .selectFrom("remittance_answer as a")
    .innerJoin("remittance_item as i", "i.id", "a.item_id")
    .innerJoin("remittance_batch as b", "b.id", "i.batch_id")
    .innerJoin("answer_import as n", "n.id", "a.import_id")
    .innerJoin("worker_statement as s", "s.id", "i.statement_id")
    .select(["a.import_id", "a.outcome", "a.reason", "a.undone_at", "n.imported_at", "b.number"])
    .select(["i.worker_id", "i.month", "s.name"])
    .where("i.order_id", "=", orderId)
    .orderBy("i.month")
    .execute();
  const groups = new Map<string, Happening & { readonly kind: "answered"; months: string[] }>();
  for (const row of rows) {
    const key = [row.import_id, row.worker_id, row.outcome, row.number].join("/");
    const known = groups.get(key);
    if (known) known.months.push(row.month);
    else
      groups.set(key, {
        kind: "answered",
        key,
        at: row.imported_at,
        outcome: row.outcome,
        workerName: row.name,
        months: [row.month],
        batch: row.number,
        reason: row.reason,
        undone: row.undone_at !== null,
      });
  }
  return [...groups.values()];
}
