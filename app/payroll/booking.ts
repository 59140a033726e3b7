/**
 * A unit's bank transfer, booked against what its treasurer reported. The transfer must equal the lines it
 * settles; too much waits in suspense as a finding, and too little settles nobody until somebody has said whose
 * line is left out.
 */
import { addDays, type Day, isDay } from "~/calendar/day";
import { readRupiah } from "~/rupiah/rupiah";
import { tidyText } from "~/words/tidy-text";

export type OpenLine = { readonly lineId: string; readonly deductedRupiah: number };

export type BookingDecision =
  | {
      readonly kind: "book";
      readonly settled: readonly OpenLine[];
      readonly surplusRupiah: number;
      /** Lines that stay unpaid although money was deducted. */
      readonly left: readonly OpenLine[];
    }
  /** The transfer is smaller than the chosen lines by so much. */
  | { readonly kind: "short"; readonly missingRupiah: number }
  | { readonly kind: "nothing_to_settle" };

/** `leaveOut` names the lines that are not settled by this transfer. `lines` are those no transfer has settled yet. */
export function decideBooking(
  lines: readonly OpenLine[],
  amountRupiah: number,
  leaveOut: ReadonlySet<string>,
): BookingDecision {
  const settled = lines.filter((line) => line.deductedRupiah > 0 && !leaveOut.has(line.lineId));
  if (settled.length === 0) return { kind: "nothing_to_settle" };
  const needed = settled.reduce((sum, line) => sum + line.deductedRupiah, 0);
  if (amountRupiah < needed) return { kind: "short", missingRupiah: needed - amountRupiah };
  return {
    kind: "book",
    settled,
    surplusRupiah: amountRupiah - needed,
    left: lines.filter((line) => line.deductedRupiah > 0 && leaveOut.has(line.lineId)),
  };
}

export type Transfer = {
  /** The bank's own number of the transfer: it is booked once. */
  readonly bankReference: string;
  readonly transferredOn: Day;
  readonly amountRupiah: number;
  readonly note: string;
};

export type TransferMistake = {
  readonly field: "tanggal" | "jumlah" | "referensi" | "catatan";
  readonly rule: "day" | "future" | "too_old" | "rupiah" | "reference" | "too_long";
};

export type TransferReading =
  | { readonly kind: "transfer"; readonly transfer: Transfer }
  | { readonly kind: "mistakes"; readonly mistakes: readonly TransferMistake[] };

/** How far back a transfer is believed. */
const OLDEST_DAYS = 120;

/** Fields: `tanggal`, `jumlah`, `referensi`, `catatan`. `today` is the day it is in Jember. */
export function readTransfer(fields: Readonly<Record<string, string>>, today: Day): TransferReading {
  const mistakes: TransferMistake[] = [];
  const transferredOn = (fields.tanggal ?? "").trim();
  if (!isDay(transferredOn)) mistakes.push({ field: "tanggal", rule: "day" });
  else if (transferredOn > today) mistakes.push({ field: "tanggal", rule: "future" });
  else if (transferredOn < addDays(today, -OLDEST_DAYS)) mistakes.push({ field: "tanggal", rule: "too_old" });
  const amount = readRupiah(fields.jumlah ?? "");
  const amountRupiah = amount.kind === "rupiah" ? amount.rupiah : 0;
  if (amountRupiah === 0) mistakes.push({ field: "jumlah", rule: "rupiah" });
  const bankReference = tidyBankReference(fields.referensi ?? "");
  if (!/^[A-Z0-9./-]{4,60}$/.test(bankReference)) mistakes.push({ field: "referensi", rule: "reference" });
  const note = tidyText(fields.catatan);
  if (note.length > 500) mistakes.push({ field: "catatan", rule: "too_long" });
  if (mistakes.length > 0) return { kind: "mistakes", mistakes };
  return { kind: "transfer", transfer: { bankReference, transferredOn, amountRupiah, note } };
}

/** Capital letters without blanks: "ft 26327 abc" and "FT26327ABC" are one transfer. */
export function tidyBankReference(typed: string): string {
  return typed.normalize("NFKC").toUpperCase().replace(/\s+/g, "");
}
