/**
 * The journal: double entry in whole rupiah. A debit is positive, a credit negative, and the lines of
 * an entry sum to nothing. What was posted stays; a mistake is put right by its reversal.
 *
 *   money at the gateway ──▶ premiums payable (per worker and month) ──▶ BPJS Ketenagakerjaan
 *            │         └───▶ suspense ──▶ later months, refund or pool
 *            └──▶ fees of the gateway
 */
import type { AccountCode } from "~db/tables";

export type JournalLine = {
  readonly account: AccountCode;
  /** Whole rupiah: debit positive, credit negative, never 0. */
  readonly amountRupiah: number;
  /** Whose clearing account: the gateway's or the unit's name. */
  readonly party?: string;
  readonly orderId?: string;
  readonly paymentId?: string;
  readonly workerId?: string;
  readonly month?: string;
};

export type JournalEntry = {
  readonly kind: string;
  /** What made it necessary; one cause posts once. */
  readonly cause: { readonly kind: string; readonly id: string };
  /** The WIB day it counts for. */
  readonly onDay: string;
  readonly memo?: string;
  readonly reverses?: string;
  readonly lines: readonly JournalLine[];
};

/** Leaves out lines of nothing and makes sure the rest is whole rupiah that sum to nothing. Throws otherwise. */
export function journalEntry(entry: JournalEntry): JournalEntry {
  const lines = entry.lines.filter((line) => line.amountRupiah !== 0);
  const off = lines.reduce((sum, line) => sum + line.amountRupiah, 0);
  if (lines.some((line) => !Number.isSafeInteger(line.amountRupiah)))
    throw new Error(`The entry ${entry.kind} of ${entry.cause.id} holds an amount that is not whole rupiah.`);
  if (lines.length < 2 || off !== 0)
    throw new Error(`The entry ${entry.kind} of ${entry.cause.id} does not balance: it is off by ${off}.`);
  return { ...entry, lines };
}

/** The entry that takes another back, line by line. */
export function reversalOf(
  entry: JournalEntry & { readonly id: string },
  onDay: string,
  memo: string,
): JournalEntry {
  return journalEntry({
    kind: `${entry.kind}_reversed`,
    cause: { kind: "reversal", id: entry.id },
    onDay,
    memo,
    reverses: entry.id,
    lines: entry.lines.map((line) => ({ ...line, amountRupiah: -line.amountRupiah })),
  });
}
