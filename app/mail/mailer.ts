/**
 * A mailer hands one finished letter to the mail service. The worker calls it with the letter's
 * own key, so that a letter handed over twice is delivered once.
 */
export type OutgoingMail = {
  /** The occasion the letter is written for, e.g. `receipt/SC-2026-000001`; at most 256 characters. */
  readonly idempotencyKey: string;
  readonly from: string;
  readonly replyTo?: string;
  readonly to: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly tags?: readonly { readonly name: string; readonly value: string }[];
  readonly attachments?: readonly {
    readonly filename: string;
    readonly contentType: string;
    readonly content: Buffer;
  }[];
};

export type MailHandover =
  | { readonly kind: "accepted"; readonly mailRef: string }
  /** Try again later; `waitMs` when the service said how long. */
  | { readonly kind: "later"; readonly detail: string; readonly waitMs?: number }
  /** Trying again will not help: the address, the letter or our settings are wrong. */
  | { readonly kind: "refused"; readonly detail: string };

/** What the mail service told us about a letter afterwards. */
export type MailNews = {
  readonly mailEventId: string;
  readonly happenedAt: Date;
  readonly mailRef: string;
  readonly to: readonly string[];
  readonly kind:
    | "sent"
    | "delivered"
    | "delayed"
    | "bounced"
    | "complained"
    | "suppressed"
    | "failed"
    | "other";
  readonly detail?: string;
};

export type MailNewsReading =
  | { readonly kind: "forged"; readonly detail: string }
  | { readonly kind: "news"; readonly news: MailNews };

export interface Mailer {
  send(mail: OutgoingMail): Promise<MailHandover>;
  /** Checks the signature on the raw body; `now` is the house's clock. */
  readNews(request: Request, now: Date): Promise<MailNewsReading>;
}
