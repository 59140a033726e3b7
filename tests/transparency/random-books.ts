/** Books made up at random from everything the house can post, with the lines they consist of. */
import fc from "fast-check";
import type { JournalEntry } from "~/ledger/journal";
import {
  payrollSurplus,
  payrollTransferReceived,
  refundPaidByHand,
  surplusHandedBack,
} from "~/ledger/payroll-postings";
import * as postings from "~/ledger/postings";
import {
  bpjsPaid,
  bpjsReturned,
  monthsRemitted,
  monthsReturned,
  monthsSetAside,
} from "~/ledger/remittance-postings";
import { gatewayCharged, payoutReturned, payoutSent } from "~/reconciliation/payout-postings";
import { CLAIM_ACCOUNTS, type Movement } from "~/transparency/money-flow";

export type Ids = { readonly orderId: string; readonly paymentId: string; readonly workerId: string };

const aDay = fc
  .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 28 }))
  .map(([month, date]) => `2026-0${month + 3}-${String(date).padStart(2, "0")}`);
const anAmount = fc.integer({ min: 1, max: 5_000_000 });

/** One entry of any kind; `number` makes its cause its own. */
const anEntry = (ids: Ids) =>
  fc
    .record({
      kind: fc.nat(17),
      onDay: aDay,
      one: anAmount,
      two: anAmount,
      three: fc.integer({ min: 0, max: 90_000 }),
      sen: fc.integer({ min: -3, max: 3 }),
    })
    .map(({ kind, onDay, one, two, three, sen }) => (number: number): JournalEntry => {
      const { orderId, paymentId, workerId } = ids;
      const of = { orderId, paymentId };
      const id = String(number);
      const month = { workerId, month: "2026-11", amountRupiah: one };
      const gateway = "stripe";
      const batch = { batchId: id, number: `SS-${number}` };
      const booking = { bookingId: id, batchReference: "PG-1", bankReference: `B${number}`, onDay };
      const payment = {
        paymentId: id,
        orderId,
        onDay,
        gateway,
        receivedRupiah: one + two + three,
        allocated: [month],
        feeCoverRupiah: three,
        suspenseRupiah: two,
      };
      const withOrder = (entry: JournalEntry): JournalEntry => ({
        ...entry,
        lines: entry.lines.map((line) => (line.paymentId ? { ...line, paymentId } : line)),
      });
      const made: readonly (() => JournalEntry)[] = [
        () => withOrder(postings.paymentReceived(payment)),
        () => withOrder(postings.paymentReceived({ ...payment, payrollBatch: "PG-1", suspenseRupiah: 0, receivedRupiah: one + three })),
        () => postings.strayPaymentReceived({ gateway, paymentRef: id, onDay, receivedRupiah: one }),
        () => withOrder(postings.gatewayFeeTaken({ gateway, ...of, paymentId: id, onDay, feeRupiah: one, taxRupiah: three, transactionRef: id })),
        () => postings.refundRequested({ refundId: id, ...of, onDay, months: [month], feeCoverRupiah: three, suspenseRupiah: two }),
        () => postings.refundPaid({ gateway, refundId: id, ...of, onDay, amountRupiah: one }),
        () => postings.refundReturned({ gateway, refundId: id, ...of, onDay, amountRupiah: one }),
        () => refundPaidByHand({ refundId: id, ...of, bankReference: id, onDay, amountRupiah: one }),
        () => postings.suspenseDecided({ findingId: id, ...of, onDay, months: [month], poolRupiah: three }),
        () => postings.disputeMoved({ gateway, disputeRef: id, direction: three % 2 ? "withdrawn" : "reinstated", ...of, onDay, amountRupiah: one }),
        () => payrollTransferReceived({ ...booking, amountRupiah: one }),
        () => payrollSurplus({ ...booking, surplusRupiah: one }),
        () => surplusHandedBack({ findingId: id, onDay, amountRupiah: one }),
        () => monthsRemitted({ ...batch, orderId, onDay, months: [{ ...of, workerId, month: "2026-11", paidRupiah: one + three, dueRupiah: one }] }),
        () => bpjsPaid({ ...batch, onDay, amountRupiah: one, bankReference: id }),
        () => monthsReturned({ importId: id, orderId, onDay, months: [{ ...of, workerId, month: "2026-11", number: batch.number, returnedRupiah: one }] }),
        () => (three % 2 ? bpjsReturned({ ...batch, returnId: id, onDay, amountRupiah: one, bankReference: id }) : monthsSetAside({ findingId: id, ...of, onDay, months: [month] })),
        () =>
          three % 3 === 0
            ? gatewayCharged({ gateway, movementRef: id, onDay, feeRupiah: one, taxRupiah: three, memo: "" })
            : three % 3 === 1
              ? payoutSent({ gateway, payoutRef: id, onDay, worthRupiah: one, heldRupiah: one + sen })
              : payoutReturned({ gateway, payoutRef: id, onDay, worthRupiah: one }),
      ]; // biome-ignore format: one kind of entry a line
      return made[kind]!();
    });

/** Any number of entries in any order, whether or not they make sense together. */
export const someBooks = (ids: Ids): fc.Arbitrary<JournalEntry[]> =>
  fc
    .array(anEntry(ids), { minLength: 1, maxLength: 40 })
    .map((entries) => entries.map((entry, index) => entry(index)));

/** The lines of entries as the database would add them up, counted here one by one. */
export function movementsOf(entries: readonly JournalEntry[]): Movement[] {
  return entries.flatMap((entry) => {
    const claims: readonly string[] = CLAIM_ACCOUNTS;
    const touchesClaims = entry.lines.some((line) => claims.includes(line.account));
    return entry.lines.map(({ account, amountRupiah }) => ({
      month: entry.onDay.slice(0, 7),
      account,
      side: amountRupiah > 0 ? ("debit" as const) : ("credit" as const),
      touchesClaims,
      takesBack: entry.reverses !== undefined,
      amountRupiah,
    }));
  });
}
