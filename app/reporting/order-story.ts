/**
 * Everything that happened to an order, in time order: what was asked for, tried, told, posted, sent
 * and decided. Each happening is one record of the database, as a value a page can show.
 */
import type { AccountCode } from "~db/tables";

export type EntryLine = {
  readonly account: AccountCode;
  /** Debit positive, credit negative. */
  readonly amountRupiah: number;
  /** Whose clearing account. */
  readonly party?: string;
  readonly workerName?: string;
  readonly month?: string;
};

export type Happening = { readonly at: Date; readonly key: string } & (
  | { readonly kind: "placed"; readonly totalRupiah: number; readonly expiresAt: Date }
  | { readonly kind: "held"; readonly months: number; readonly until: Date }
  | {
      readonly kind: "ended";
      readonly ending: "expired" | "replaced" | "cancelled";
      readonly reason: string | null;
    }
  | {
      readonly kind: "attempt";
      readonly number: number;
      readonly gateway: string;
      readonly amountRupiah: number;
      readonly state: "pending" | "processing" | "succeeded" | "failed" | "expired";
      readonly checkoutRef: string | null;
      readonly paymentRef: string | null;
      readonly failure: string | null;
    }
  | {
      readonly kind: "told";
      readonly type: string;
      readonly eventId: string;
      readonly outcome: string;
      readonly receivedAt: Date;
    }
  | { readonly kind: "settled"; readonly receivedRupiah: number }
  | {
      readonly kind: "posted";
      readonly number: number;
      readonly entry: string;
      readonly reversal: boolean;
      readonly lines: readonly EntryLine[];
    }
  | {
      readonly kind: "receipt";
      readonly receiptId: string;
      readonly number: string;
      readonly amountRupiah: number;
    }
  | { readonly kind: "credit_note"; readonly number: string; readonly amountRupiah: number }
  | {
      readonly kind: "answered";
      readonly outcome: "accepted" | "refused";
      readonly workerName: string;
      readonly months: readonly string[];
      readonly batch: string;
      readonly reason: string | null;
      readonly undone: boolean;
    }
  | {
      readonly kind: "letter";
      readonly letter: string;
      readonly toAddress: string;
      readonly subject: string | null;
      readonly state: "waiting" | "sent" | "stuck" | "dropped";
      readonly sentAt: Date | null;
      readonly lastError: string | null;
    }
  | {
      readonly kind: "letter_news";
      readonly news: string;
      readonly letter: string;
      readonly detail: string | null;
    }
  | {
      readonly kind: "refund_requested";
      readonly amountRupiah: number;
      readonly reason: string;
      readonly by: string;
      readonly state: "requested" | "sent" | "succeeded" | "failed";
    }
  | {
      readonly kind: "refund_finished";
      readonly amountRupiah: number;
      readonly refundRef: string | null;
      readonly failure: string | null;
    }
  | {
      readonly kind: "finding";
      readonly findingId: string;
      readonly finding: string;
      readonly amountRupiah: number;
      readonly resolved: boolean;
    }
  | { readonly kind: "decided"; readonly decision: string; readonly by: string; readonly reason: string }
  | { readonly kind: "act"; readonly act: string; readonly by: string; readonly reason: string | null }
);

/** What comes first among things of the same instant: cause before effect. */
const rank: Record<Happening["kind"], number> = {
  placed: 0,
  held: 1,
  attempt: 2,
  told: 3,
  settled: 4,
  ended: 4,
  finding: 5,
  act: 6,
  decided: 7,
  refund_requested: 8,
  posted: 9,
  refund_finished: 10,
  receipt: 11,
  credit_note: 12,
  answered: 4,
  letter: 13,
  letter_news: 14,
};

/** The happenings in time order; of those at one instant the cause first. */
export function inTimeOrder(happenings: readonly Happening[]): readonly Happening[] {
  return [...happenings].sort(
    (a, b) => a.at.getTime() - b.at.getTime() || rank[a.kind] - rank[b.kind] || (a.key < b.key ? -1 : 1),
  );
}
