/** The findings and entries that payment news gives rise to, as values. */
import { dayInWib } from "~/calendar/wib";
import type { NewFinding } from "~/findings/finding";
import type { JournalEntry } from "~/ledger/journal";
import { strayPaymentReceived } from "~/ledger/postings";
import type { Allocation } from "./allocation";
import type { GatewayPayment } from "./gateway";
import type { Payment } from "./payment";

type Make = { readonly id: string; readonly now: Date };

export function strayEntry(gateway: string, seen: GatewayPayment, now: Date): JournalEntry {
  return strayPaymentReceived({
    gateway,
    paymentRef: refOf(seen),
    onDay: dayInWib(now),
    receivedRupiah: seen.receivedRupiah,
  });
}

/** A stray payment is known by the gateway's payment, so that two messages about it are one finding. */
const refOf = (seen: GatewayPayment) => seen.paymentRef ?? seen.checkoutRef ?? "unnamed";

export const strayFinding = ({ id, now }: Make, gateway: string, seen: GatewayPayment): NewFinding => ({
  id,
  kind: "received_without_order",
  subject: `${gateway}/${refOf(seen)}`,
  openedAt: now,
  amountRupiah: seen.receivedRupiah,
  facts: { holds: "suspense", gateway, paymentRef: refOf(seen) },
});

/** Money of a payment that waits in suspense, and why. */
export const suspenseFinding = ({ id, now }: Make, payment: Payment, allocation: Allocation): NewFinding => ({
  id,
  kind: allocation.finding!.kind,
  subject: `payment/${payment.id}`,
  openedAt: now,
  amountRupiah: allocation.suspenseRupiah,
  orderId: payment.orderId,
  paymentId: payment.id,
  facts: {
    holds: "suspense",
    months: allocation.finding!.months,
    askedRupiah: payment.amountRupiah,
    receivedRupiah: payment.receivedRupiah,
  },
});

/** The gateway named two amounts for one payment; the first is in the books. */
export const contradiction = ({ id, now }: Make, payment: Payment, seen: GatewayPayment): NewFinding => ({
  id,
  kind: "amounts_contradict",
  subject: `payment/${payment.id}/${seen.receivedRupiah}`,
  openedAt: now,
  amountRupiah: seen.receivedRupiah - payment.receivedRupiah,
  orderId: payment.orderId,
  paymentId: payment.id,
  facts: { firstRupiah: payment.receivedRupiah, thenRupiah: seen.receivedRupiah },
});

export const foreignFinding = (
  { id, now }: Make,
  event: {
    readonly subject: string;
    readonly type: string;
    readonly apiVersion: string | null;
    readonly liveMode: boolean;
  },
  why: string,
): NewFinding => ({
  id,
  kind: "foreign_event",
  subject: event.subject,
  openedAt: now,
  amountRupiah: 0,
  facts: { type: event.type, apiVersion: event.apiVersion, liveMode: event.liveMode, why },
});
