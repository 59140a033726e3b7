/**
 * A gateway moves a sponsor's money to us and back. This is the only shape the house knows it by:
 * whole rupiah, our own words, none of the vendor's types. An adapter in `app/adapters/<vendor>`
 * fulfils it; adding a gateway is one folder there and one line of wiring in `open-world.server.ts`.
 *
 *   open a checkout ──▶ the sponsor pays on the gateway's page ──▶ a signed event ──▶ we look again
 */

/** Opens a hosted payment page for one attempt of one order. */
export type CheckoutRequest = {
  /** Our payment id; comes back with every event of this attempt. */
  readonly paymentId: string;
  readonly orderCode: string;
  /** Deterministic, `order/<id>/attempt/<n>`: the same key never opens or charges twice. */
  readonly idempotencyKey: string;
  /** What the page lists; the sum of the amounts is what is charged. No personal data of workers. */
  readonly lines: readonly { readonly description: string; readonly amountRupiah: number }[];
  readonly payerEmail: string;
  /** Where the gateway sends the sponsor afterwards. */
  readonly successUrl: string;
  readonly cancelUrl: string;
  readonly expiresAt: Date;
  readonly locale: "id" | "en";
  /** Set when the sponsor asked for automatic renewal: keep the card for later charges. */
  readonly saveCard?: { readonly customerRef?: string };
};

export type CheckoutOpened = {
  readonly kind: "opened";
  readonly checkoutRef: string;
  readonly url: string;
  readonly expiresAt: Date;
};

/** Why a call to the gateway did not do what was asked. `retryable` says whether trying again may help. */
export type GatewayRefusal = {
  readonly kind: "refused";
  readonly reason:
    | "amount_too_small"
    | "amount_too_large"
    | "already_complete"
    | "not_refundable"
    | "declined"
    | "authentication_needed"
    | "misconfigured"
    | "rate_limited"
    | "unreachable"
    | "invalid_request";
  readonly retryable: boolean;
  /** The gateway's own words, for the admin and the log; never shown to a sponsor. */
  readonly detail: string;
  readonly declineCode?: string;
  /** The gateway's payment, when the refused call made one. */
  readonly paymentRef?: string;
};

/** What a payment looks like at the gateway now. Refs are the gateway's ids. */
export type GatewayPayment = {
  readonly checkoutRef?: string;
  readonly paymentRef?: string;
  readonly chargeRef?: string;
  readonly paymentId?: string;
  readonly state: "open" | "processing" | "succeeded" | "failed" | "expired";
  /** Rupiah the gateway has received for it (0 unless succeeded). */
  readonly receivedRupiah: number;
  readonly refundedRupiah: number;
  readonly failure?: string;
  readonly method?: {
    readonly kind: string;
    readonly brand?: string;
    readonly last4?: string;
    /** A card is good to the last day of this month. */
    readonly expMonth?: number;
    readonly expYear?: number;
  };
  readonly customerRef?: string;
  readonly savedMethodRef?: string;
};

/** What the gateway kept for itself on one movement. Absent while the gateway has not said yet. */
export type GatewayFee = {
  readonly transactionRef: string;
  readonly feeRupiah: number;
  readonly taxRupiah: number;
  readonly netRupiah: number;
  /** Sen by which fee and tax together were rounded up (negative: down) to whole rupiah. */
  readonly roundedSen: number;
  readonly currency: string;
  readonly exchangeRate?: number;
  readonly availableAt: Date;
};

/**
 * One transfer of the gateway to our bank. It may hold sen, and be in another currency than rupiah: its amount is
 * counted in hundredths of `currency`, exactly as the gateway says.
 */
export type GatewayPayout = {
  readonly payoutRef: string;
  readonly amountMinor: number;
  /** Lower case, "idr". */
  readonly currency: string;
  readonly state: "pending" | "in_transit" | "paid" | "failed" | "canceled";
  readonly createdAt: Date;
  /** The day it is expected at the bank. */
  readonly arrivesOn: string;
  /** What the bank was given to print beside it. */
  readonly traceRef?: string;
  /** Whether its movements can be listed: only automatic payouts, and only once the gateway has closed them. */
  readonly itemised: boolean;
};

/** One line of the gateway's own book. The `…Minor` are as told; the `…Rupiah` follow the rule of `GatewayFee`. */
export type GatewayMovement = {
  readonly movementRef: string;
  readonly kind:
    | "payment"
    | "refund"
    | "refund_returned"
    | "dispute"
    | "dispute_returned"
    | "payout"
    | "payout_returned"
    | "fee"
    | "other";
  /** The gateway's own word for it. */
  readonly type: string;
  readonly sourceRef?: string;
  readonly paymentRef?: string;
  /** Our own payment id, when it travelled along. */
  readonly paymentId?: string;
  readonly refundRef?: string;
  readonly disputeRef?: string;
  readonly currency: string;
  readonly exchangeRate?: number;
  readonly amountMinor: number;
  readonly feeMinor: number;
  readonly taxMinor: number;
  readonly netMinor: number;
  readonly amountRupiah: number;
  readonly feeRupiah: number;
  readonly taxRupiah: number;
  readonly happenedAt: Date;
  readonly availableAt: Date;
};

/** A page of a list; `next` leads to the one after it. */
export type GatewayPage<T> = { readonly items: readonly T[]; readonly next?: string };

export type RefundRequest = {
  /** Our refund id; comes back with every event of this refund. */
  readonly refundId: string;
  readonly paymentRef: string;
  readonly amountRupiah: number;
  readonly idempotencyKey: string;
};

export type GatewayRefund = {
  readonly refundRef: string;
  readonly refundId?: string;
  readonly paymentRef?: string;
  readonly amountRupiah: number;
  readonly state: "pending" | "succeeded" | "failed";
  readonly failure?: string;
};

/** Charges a saved card while the sponsor is away (renewals). */
export type SavedCardCharge = {
  readonly paymentId: string;
  readonly orderCode: string;
  readonly idempotencyKey: string;
  readonly amountRupiah: number;
  readonly description: string;
  readonly customerRef: string;
  readonly savedMethodRef: string;
};

/** Opens a hosted page where a sponsor leaves a card for later charges. Nothing is charged there. */
export type CardPageRequest = {
  /** Our id of this wish; comes back with the page. */
  readonly wishId: string;
  /** Deterministic, `card/<id>`: the same key leads to the same page. */
  readonly idempotencyKey: string;
  readonly payerEmail: string;
  /** The gateway's customer an earlier card belongs to, so that all cards of a sponsor are with one. */
  readonly customerRef?: string;
  readonly successUrl: string;
  readonly cancelUrl: string;
  readonly locale: "id" | "en";
};

/** What has become of such a page. */
export type CardPage =
  | { readonly state: "open" | "expired" }
  | {
      readonly state: "kept";
      readonly customerRef: string;
      readonly savedMethodRef: string;
      readonly method: NonNullable<GatewayPayment["method"]>;
    };

/** One signed message of the gateway, in our words. `gatewayEventId` is the gateway's id for it. */
export type GatewayEvent = {
  readonly gatewayEventId: string;
  readonly type: string;
  readonly happenedAt: Date;
  readonly apiVersion: string | null;
  readonly liveMode: boolean;
  /** The raw body as received, kept for the story of the payment. */
  readonly body: string;
  readonly news: GatewayNews;
};

/** What an event says. `nothing` is a signed event we store and need do nothing about. */
export type GatewayNews =
  | { readonly kind: "payment_succeeded"; readonly payment: GatewayPayment }
  | { readonly kind: "payment_processing"; readonly payment: GatewayPayment }
  | { readonly kind: "payment_failed"; readonly payment: GatewayPayment; readonly reason: string }
  | { readonly kind: "checkout_expired"; readonly payment: GatewayPayment }
  | { readonly kind: "refund_changed"; readonly refund: GatewayRefund }
  | {
      readonly kind: "dispute_changed";
      readonly disputeRef: string;
      readonly paymentRef?: string;
      readonly chargeRef: string;
      readonly amountRupiah: number;
      readonly stage: "opened" | "funds_withdrawn" | "won" | "lost" | "funds_reinstated" | "updated";
      readonly reason: string;
    }
  | { readonly kind: "payout_changed"; readonly payoutRef: string; readonly stage: string }
  | { readonly kind: "nothing" };

/** What came in at the webhook's door. */
export type EventReading =
  /** The signature does not match, or is too old: answer 400, keep nothing. */
  | { readonly kind: "forged"; readonly detail: string }
  /** Signed, but of another API version or mode than ours: keep it, tell the admin, move no money. */
  | { readonly kind: "foreign"; readonly event: GatewayEvent; readonly detail: string }
  | { readonly kind: "event"; readonly event: GatewayEvent };

export interface Gateway {
  /** Our name for it, as stored with payments: lower case, e.g. the adapter's folder name. */
  readonly name: string;
  /** The smallest and largest amount it takes, in rupiah. */
  readonly limits: { readonly minimumRupiah: number; readonly maximumRupiah: number };
  /** What it charges, for the offer to cover the fee; what it really took is read from `findFee`. */
  readonly feePlan: {
    readonly shareBasisPoints: number;
    readonly fixedRupiah: number;
    readonly taxBasisPoints: number;
  };
  openCheckout(request: CheckoutRequest): Promise<CheckoutOpened | GatewayRefusal>;
  /** Closes an unpaid checkout so that it can no longer be paid; `already_complete` when it has been paid. */
  expireCheckout(checkoutRef: string): Promise<{ readonly kind: "expired" } | GatewayRefusal>;
  /** Looks at an attempt again; `undefined` when the gateway does not know it. Throws when out of reach. */
  findCheckout(checkoutRef: string): Promise<GatewayPayment | undefined>;
  findPayment(paymentRef: string): Promise<GatewayPayment | undefined>;
  /** The fee of a succeeded payment; `undefined` while the gateway has not settled it. */
  findFee(paymentRef: string): Promise<GatewayFee | undefined>;
  refund(
    request: RefundRequest,
  ): Promise<{ readonly kind: "refund"; readonly refund: GatewayRefund } | GatewayRefusal>;
  findRefund(refundRef: string): Promise<GatewayRefund | undefined>;
  /** Every refund of this payment that the gateway knows, failed ones too. Throws when out of reach. */
  findRefundsOf(paymentRef: string): Promise<readonly GatewayRefund[]>;
  chargeSavedCard(
    charge: SavedCardCharge,
  ): Promise<{ readonly kind: "charged"; readonly payment: GatewayPayment } | GatewayRefusal>;
  /** What became of a charge whose answer was lost, found by our own id; `undefined` when it never came to be. Throws when out of reach. */
  findSavedCardCharge(
    charge: Pick<SavedCardCharge, "paymentId" | "customerRef">,
  ): Promise<GatewayPayment | undefined>;
  openCardPage(request: CardPageRequest): Promise<CheckoutOpened | GatewayRefusal>;
  /** What became of a card page; `undefined` when the gateway does not know it. Throws when out of reach. */
  findCardPage(checkoutRef: string): Promise<CardPage | undefined>;
  /** Takes a saved card away from the gateway; one that is gone already is forgotten. */
  forgetCard(savedMethodRef: string): Promise<{ readonly kind: "forgotten" } | GatewayRefusal>;
  /** One payout as it is now; `undefined` when the gateway does not know it. Throws when out of reach. */
  findPayout(payoutRef: string): Promise<GatewayPayout | undefined>;
  /** The payouts made since a moment, the newest first. */
  listPayouts(since: Date, after?: string): Promise<GatewayPage<GatewayPayout>>;
  /** Everything a payout holds, its own line included. Throws while it is not `itemised`. */
  listMovements(payoutRef: string, after?: string): Promise<GatewayPage<GatewayMovement>>;
  /** Checks the signature on the raw body; `now` is the house's clock. */
  readEvent(request: Request, now: Date): Promise<EventReading>;
}
