/** Findings in the database: opened once per subject, ended by one resolution. */
import type { Db, Trx } from "~db/connection";
import type { BookDecision } from "./book-finding";
import type { Decision, FindingKind, NewFinding } from "./finding";

/** Opens findings; one of the same kind and subject that is there already stays as it is. */
export async function openFindings(trx: Trx, findings: readonly NewFinding[]): Promise<void> {
  if (findings.length === 0) return;
  await trx
    .insertInto("finding")
    .values(
      findings.map((finding) => ({
        id: finding.id,
        kind: finding.kind,
        subject: finding.subject,
        opened_at: finding.openedAt,
        amount: finding.amountRupiah,
        order_id: finding.orderId ?? null,
        payment_id: finding.paymentId ?? null,
        refund_id: finding.refundId ?? null,
        worker_id: null,
        month: null,
        facts: JSON.stringify(finding.facts),
      })),
    )
    .onConflict((conflict) => conflict.columns(["kind", "subject"]).doNothing())
    .execute();
}

export type Finding = {
  readonly id: string;
  readonly kind: FindingKind;
  readonly subject: string;
  readonly openedAt: Date;
  readonly amountRupiah: number;
  readonly orderId?: string;
  readonly paymentId?: string;
  readonly refundId?: string;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly resolution?: {
    readonly decision: Decision | BookDecision;
    readonly reason: string;
    readonly decidedBy: string;
    readonly decidedAt: Date;
  };
};

const withResolution = (db: Db | Trx) =>
  db
    .selectFrom("finding as f")
    .leftJoin("resolution as r", "r.finding_id", "f.id")
    .selectAll("f")
    .select(["r.decision", "r.reason", "r.decided_by", "r.decided_at"]);

type Row = Awaited<ReturnType<ReturnType<typeof withResolution>["execute"]>>[number];

function toFinding(row: Row): Finding {
  return {
    id: row.id,
    kind: row.kind as FindingKind,
    subject: row.subject,
    openedAt: row.opened_at,
    amountRupiah: row.amount,
    ...(row.order_id ? { orderId: row.order_id } : {}),
    ...(row.payment_id ? { paymentId: row.payment_id } : {}),
    ...(row.refund_id ? { refundId: row.refund_id } : {}),
    facts: row.facts,
    ...(row.decision
      ? {
          resolution: {
            decision: row.decision as Decision | BookDecision,
            reason: row.reason!,
            decidedBy: row.decided_by!,
            decidedAt: row.decided_at!,
          },
        }
      : {}),
  };
}

export async function findFinding(db: Db | Trx, id: string): Promise<Finding | undefined> {
  const row = await withResolution(db).where("f.id", "=", id).executeTakeFirst();
  return row && toFinding(row);
}

/** Holds the finding until the transaction ends, so that two people cannot end it at once. */
export async function lockFinding(trx: Trx, id: string): Promise<Finding | undefined> {
  await trx.selectFrom("finding").select("id").where("id", "=", id).forUpdate().execute();
  return findFinding(trx, id);
}

/** The findings of one order, oldest first. */
export async function listFindingsOfOrder(db: Db, orderId: string): Promise<readonly Finding[]> {
  return (await withResolution(db).where("f.order_id", "=", orderId).orderBy("f.opened_at").execute()).map(
    toFinding,
  );
}

/** Ends a finding. Throws when it was ended before (primary key). */
export async function insertResolution(
  trx: Trx,
  resolution: {
    readonly findingId: string;
    readonly decision: Decision | BookDecision;
    readonly reason: string;
    readonly decidedBy: string;
    readonly decidedAt: Date;
    readonly entryId?: string;
    readonly refundId?: string;
  },
): Promise<void> {
  await trx
    .insertInto("resolution")
    .values({
      finding_id: resolution.findingId,
      decision: resolution.decision,
      reason: resolution.reason,
      decided_by: resolution.decidedBy,
      decided_at: resolution.decidedAt,
      entry_id: resolution.entryId ?? null,
      refund_id: resolution.refundId ?? null,
    })
    .execute();
}
