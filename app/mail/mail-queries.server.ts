/** The outbox of letters: written in the transaction that caused them, keyed by occasion, sent by the worker. */
import type { Db, Trx } from "~db/connection";

export type NewMail = {
  readonly id: string;
  /** What the letter is for, e.g. `receipt/<payment id>`: the same occasion is never mailed twice. */
  readonly occasion: string;
  /** Which writer finishes the letter, e.g. `receipt`. */
  readonly kind: string;
  readonly toAddress: string;
  readonly sponsorId?: string;
  readonly orderId?: string;
  readonly locale: "id" | "en";
  /** What the writer needs: ids and plain values, never identity numbers. */
  readonly facts: Readonly<Record<string, unknown>>;
  readonly queuedAt: Date;
  readonly dueAt: Date;
};

/** Queues letters; an occasion that was queued before stays as it is. */
export async function queueMails(trx: Trx | Db, mails: readonly NewMail[]): Promise<void> {
  if (mails.length === 0) return;
  await trx
    .insertInto("mail")
    .values(
      mails.map((mail) => ({
        id: mail.id,
        occasion: mail.occasion,
        kind: mail.kind,
        to_address: mail.toAddress,
        sponsor_id: mail.sponsorId ?? null,
        order_id: mail.orderId ?? null,
        locale: mail.locale,
        facts: JSON.stringify(mail.facts),
        queued_at: mail.queuedAt,
        due_at: mail.dueAt,
        leased_until: null,
        subject: null,
        html: null,
        body: null,
        sent_at: null,
        mail_ref: null,
        last_error: null,
      })),
    )
    .onConflict((conflict) => conflict.column("occasion").doNothing())
    .execute();
}
