/**
 * What the gateway's transfers to our bank look like in the journal.
 *
 *   gateway_clearing ──payout──▶ payouts_in_transit ──the bank shows it──▶ bank
 *          ▲                            │
 *          └─────── sent back ──────────┘
 *
 * Sen. The gateway counts in sen, the journal in whole rupiah. Each movement was posted as whole rupiah (a payment is
 * whole, its fee and the tax on it go to the nearest rupiah). So the sum of what was posted and the payout, to the
 * nearest rupiah, may differ by a few: exactly that goes to the account `rounding` with every payout. Gateway
 * clearing then holds nothing of what was paid out, and whatever it still holds is a real difference.
 */
import { type JournalEntry, journalEntry } from "~/ledger/journal";

/** Hundredths to the nearest whole rupiah. */
export const nearestRupiah = (sen: number) => Math.round(sen / 100) + 0;

/** The gateway has sent a payout. `heldRupiah` is what its movements come to as they are posted. */
export function payoutSent(posting: {
  readonly gateway: string;
  readonly payoutRef: string;
  readonly onDay: string;
  readonly worthRupiah: number;
  readonly heldRupiah: number;
}): JournalEntry {
  const { gateway, payoutRef, onDay, worthRupiah, heldRupiah } = posting;
  return journalEntry({
    kind: "payout_sent",
    cause: { kind: "payout", id: `${gateway}/${payoutRef}` },
    onDay,
    memo: payoutRef,
    lines: [
      { account: "payouts_in_transit", party: gateway, amountRupiah: worthRupiah },
      { account: "gateway_clearing", party: gateway, amountRupiah: -heldRupiah },
      { account: "rounding", party: gateway, amountRupiah: heldRupiah - worthRupiah },
    ],
  });
}

/** The bank sent a payout back: the gateway holds the money again. */
export function payoutReturned(posting: {
  readonly gateway: string;
  readonly payoutRef: string;
  readonly onDay: string;
  readonly worthRupiah: number;
}): JournalEntry {
  const { gateway, payoutRef, onDay, worthRupiah } = posting;
  return journalEntry({
    kind: "payout_returned",
    cause: { kind: "payout_returned", id: `${gateway}/${payoutRef}` },
    onDay,
    memo: payoutRef,
    lines: [
      { account: "gateway_clearing", party: gateway, amountRupiah: worthRupiah },
      { account: "payouts_in_transit", party: gateway, amountRupiah: -worthRupiah },
    ],
  });
}

/** A fee of the gateway that belongs to no payment: on a dispute, or for the account itself. */
export function gatewayCharged(posting: {
  readonly gateway: string;
  readonly movementRef: string;
  readonly onDay: string;
  readonly feeRupiah: number;
  readonly taxRupiah: number;
  readonly memo: string;
}): JournalEntry {
  const { gateway, movementRef, onDay, feeRupiah, taxRupiah, memo } = posting;
  return journalEntry({
    kind: "gateway_fee",
    cause: { kind: "gateway_movement", id: `${gateway}/${movementRef}` },
    onDay,
    memo,
    lines: [
      { account: "gateway_fees", party: gateway, amountRupiah: feeRupiah },
      { account: "gateway_fees", party: `${gateway} tax`, amountRupiah: taxRupiah },
      { account: "gateway_clearing", party: gateway, amountRupiah: -(feeRupiah + taxRupiah) },
    ],
  });
}
