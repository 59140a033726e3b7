/**
 * Chores: what must still be done because something happened, written in the transaction of that
 * something (issue a receipt, ask for the fee, hand a refund to the gateway). The worker drains them.
 */
import type { Db, Trx } from "~db/connection";

/** What a chore is called, and what its subject is the id of. */
export type ChoreKind =
  /** subject: payment id */
  | "issue_receipt"
  /** subject: payment id */
  | "fetch_fee"
  /** subject: refund id */
  | "send_refund"
  /** subject: refund id */
  | "issue_credit_note"
  /** subject: id of an order whose sponsor wished that it goes on */
  | "begin_sponsorships"
  /** subject: id of an order that was placed for a renewal */
  | "finish_renewal"
  /** subject: `<gateway>/<payout>/<stage of the news>` */
  | "fetch_payout"
  /** subject: id of a saved card its sponsor has removed */
  | "forget_card";

export type NewChore = {
  readonly id: string;
  readonly kind: ChoreKind;
  readonly subject: string;
  readonly facts?: Readonly<Record<string, unknown>>;
  readonly queuedAt: Date;
  readonly dueAt: Date;
};

/** Queues chores; one of the same kind and subject that is there already stays as it is. */
export async function queueChores(trx: Trx | Db, chores: readonly NewChore[]): Promise<void> {
  if (chores.length === 0) return;
  await trx
    .insertInto("chore")
    .values(
      chores.map((chore) => ({
        id: chore.id,
        kind: chore.kind,
        subject: chore.subject,
        facts: JSON.stringify(chore.facts ?? {}),
        queued_at: chore.queuedAt,
        due_at: chore.dueAt,
      })),
    )
    .onConflict((conflict) => conflict.columns(["kind", "subject"]).doNothing())
    .execute();
}
