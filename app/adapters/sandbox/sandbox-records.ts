/** The records the sandbox keeps beside the objects its APIs show. Plain data, written to the log as JSON. */
import type { StripeEventType, StripeLine } from "../stripe/stripe-shapes";

/** What a Checkout session was asked for but does not show. */
export type SessionNotes = {
  readonly lines: readonly StripeLine[];
  readonly intent: {
    readonly metadata: Readonly<Record<string, string>>;
    readonly description: string | null;
    readonly setupFutureUsage: "off_session" | "on_session" | null;
    readonly receiptEmail: string | null;
  };
  readonly setup: {
    readonly metadata: Readonly<Record<string, string>>;
    readonly description: string | null;
  };
};

/** How a card takes what is asked of it. `answer` is what the issuer says to a charge. */
export type CardKept = {
  readonly number: string;
  readonly answer: CardAnswer;
  /** Whether the issuer wants the holder's confirmation: never, on the page only, or at every charge. */
  readonly confirmation: "never" | "on_page" | "always";
  readonly refunds: "at_once" | "later" | "fail_later";
  readonly disputed: boolean;
};

export type CardAnswer =
  | "ok"
  | "generic_decline"
  | "insufficient_funds"
  | "expired_card"
  | "incorrect_cvc"
  | "processing_error";

export type StripeEventKept = {
  readonly id: string;
  readonly object: "event";
  readonly api_version: string;
  readonly created: number;
  readonly data: { readonly object: object; readonly previous_attributes?: object };
  readonly livemode: boolean;
  readonly pending_webhooks: number;
  readonly request: { readonly id: string | null; readonly idempotency_key: string | null };
  readonly type: StripeEventType;
};

/** One webhook call that is to be made, or was. Times of trying are the machine's, in ms. */
export type Delivery = {
  readonly id: string;
  readonly to: "stripe" | "resend";
  readonly subject: string;
  readonly type: string;
  /** The body as it will be sent. */
  readonly body: string;
  readonly alteration: Alteration;
  readonly state: "waiting" | "held" | "delivered" | "dropped" | "given_up";
  readonly attempts: number;
  readonly tryAt: number;
  readonly outcome: string;
};

/** How a delivery departs from an honest one. */
export type Alteration = {
  readonly signature?: "wrong";
  /** How old the timestamp says it is, in seconds; negative lies in the future. */
  readonly ageSeconds?: number;
};

/** The clock on its way to a later day, one day after the other. */
export type WalkKept = {
  /** Sandbox time, ISO. */
  readonly from: string;
  readonly to: string;
  readonly state: "walking" | "arrived" | "stopped" | "stuck";
};

/** Something that happens by itself at a moment of sandbox time. */
export type Due = {
  readonly id: string;
  readonly at: number;
  readonly kind: "session_expires" | "night" | "payout_arrives" | "refund_turns" | "dispute_lapses";
  readonly ref: string;
};

export type IdempotentAnswer = {
  readonly key: string;
  readonly fingerprint: string;
  readonly status: number;
  readonly body: string;
  readonly requestId: string;
  /** Sandbox time, ms. */
  readonly at: number;
};

export type MailKept = {
  readonly id: string;
  readonly messageId: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly bcc: readonly string[];
  readonly replyTo: readonly string[];
  readonly subject: string;
  readonly html: string | null;
  readonly text: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly tags: readonly { readonly name: string; readonly value: string }[];
  readonly attachments: readonly {
    readonly filename: string;
    readonly contentType: string;
    readonly contentId?: string;
    /** Base64. */
    readonly content: string;
  }[];
  readonly idempotencyKey: string | null;
  readonly createdAt: string;
  readonly lastEvent: MailEvent;
};

export type MailEvent =
  | "sent"
  | "delivered"
  | "delivery_delayed"
  | "bounced"
  | "complained"
  | "suppressed"
  | "failed";

/** The switches a person or a test has set; each lives under its own id in the `setting` table. */
export type SettingKept = FaultSetting | SwitchSetting | HoldSetting | SettlementSetting | LimitSetting;

export type FaultSetting = {
  readonly kind: "fault";
  readonly service: "stripe" | "resend";
  readonly fault: "error" | "slow" | "nonsense" | "reset" | "rate_limit";
  readonly times: number;
  /** `after` does what was asked and then loses the answer. */
  readonly when: "before" | "after";
  readonly delayMs: number;
  /** Only requests whose `METHOD /path` begins so. */
  readonly match?: string;
};
export type SwitchSetting = {
  readonly kind: "switch";
  readonly to: "stripe" | "resend";
  readonly type?: string;
  readonly times: number;
  readonly duplicate: number;
  readonly twin: boolean;
  readonly delayMs: number;
  readonly drop: boolean;
  readonly beforeAnswer: boolean;
  readonly apiVersion?: string;
  readonly livemode?: boolean;
  readonly alteration: Alteration;
};
export type HoldSetting = { readonly kind: "hold"; readonly on: boolean };
export type SettlementSetting = {
  readonly kind: "settlement";
  readonly currency: string;
  /** Units of the settlement currency for one rupiah; null when they are the same. */
  readonly exchangeRate: number | null;
  /** Real fees may have sen; the house counts whole rupiah. Off: fees are rounded to whole rupiah. */
  readonly senFees: boolean;
};
export type LimitSetting = { readonly kind: "limit"; readonly perSecond: number };
