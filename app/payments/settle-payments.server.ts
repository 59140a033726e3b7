/**
 * Settles orders with payments that succeeded: covers their months as far as they are free, prepares
 * the entries and findings, and queues the receipt, the look for the fee, and a word to the sponsor
 * whose money has to wait.
 */
import { dayInWib } from "~/calendar/wib";
import { type ChoreKind, queueChores } from "~/chores/chore-queries.server";
import { coverMonths, listHoldsOf, releaseHolds } from "~/coverage/coverage-queries.server";
import type { NewFinding } from "~/findings/finding";
import type { JournalEntry } from "~/ledger/journal";
import { paymentReceived } from "~/ledger/postings";
import { queueMails } from "~/mail/mail-queries.server";
import { listOrderAddresses } from "~/orders/order-queries.server";
import type { World } from "~/platform/world.server";
import type { Trx } from "~db/connection";
import { type Allocation, allocate, keepInSuspense, lineKey } from "./allocation";
import type { Payment } from "./payment";
import { suspenseFinding } from "./payment-findings";
import { listAllocatable, settleOrders } from "./payment-queries.server";

export type Core = Pick<World, "db" | "clock" | "chance" | "log">;

/** Runs in the transaction that stores the news; adds to `out` what that transaction still has to post. */
export async function settlePayments(
  trx: Trx,
  world: Core,
  gateway: string,
  successes: readonly Payment[],
  out: { entries: JournalEntry[]; findings: NewFinding[] },
  now: Date,
): Promise<void> {
  if (successes.length === 0) return;
  const exact = successes.filter((payment) => payment.receivedRupiah === payment.amountRupiah);
  const settled = await settleOrders(trx, onePerOrder(exact), now);
  const rows = await listAllocatable(
    trx,
    exact.filter((payment) => settled.has(payment.id)).map((payment) => payment.orderId),
  );
  const wanted = rows.map((row) => ({
    orderId: row.id,
    workerId: row.worker_id,
    month: row.month,
    programme: row.programme,
    amountRupiah: row.amount,
    feeCoverRupiah: row.fee_cover,
  }));
  const holds = await listHoldsOf(trx, [...new Set(wanted.map((line) => line.workerId))], now);
  const heldByOthers = new Map(holds.map((hold) => [lineKey(hold), hold.orderId]));
  const free = wanted.filter((line) => (heldByOthers.get(lineKey(line)) ?? line.orderId) === line.orderId);
  const covered = new Set(
    (await coverMonths(trx, free, now)).map((line) => `${line.orderId} ${lineKey(line)}`),
  );
  // What is covered needs no hold any more, and what could not be covered is somebody else's.
  await releaseHolds(trx, [...new Set(wanted.map((line) => line.orderId))]);

  const letters: { payment: Payment; allocation: Allocation }[] = [];
  for (const payment of successes) {
    const lines = wanted.filter((line) => line.orderId === payment.orderId);
    const allocation = !settled.has(payment.id)
      ? keepInSuspense(
          payment.receivedRupiah === payment.amountRupiah ? "paid_twice" : "wrong_amount",
          payment.receivedRupiah,
        )
      : allocate(
          { feeCoverRupiah: lines[0]?.feeCoverRupiah ?? 0, lines },
          new Set(lines.map(lineKey).filter((key) => covered.has(`${payment.orderId} ${key}`))),
        );
    out.entries.push(
      paymentReceived({
        gateway,
        paymentId: payment.id,
        orderId: payment.orderId,
        onDay: dayInWib(now),
        receivedRupiah: payment.receivedRupiah,
        allocated: allocation.allocated,
        feeCoverRupiah: allocation.feeCoverRupiah,
        suspenseRupiah: allocation.suspenseRupiah,
      }),
    );
    if (allocation.finding) {
      out.findings.push(suspenseFinding({ id: world.chance.id(), now }, payment, allocation));
      letters.push({ payment, allocation });
    }
  }
  const promises = new Map(
    rows
      .filter((row) => row.begins || row.renews)
      .map((row) => [row.id, row.renews ? ("finish_renewal" as const) : ("begin_sponsorships" as const)]),
  );
  await queueChores(
    trx,
    successes.flatMap((payment) => [
      ...(settled.has(payment.id) ? [choreOf(world, "issue_receipt", payment.id, now)] : []),
      ...(promises.has(payment.orderId) && settled.has(payment.id)
        ? [choreOf(world, promises.get(payment.orderId)!, payment.orderId, now)]
        : []),
      choreOf(world, "fetch_fee", payment.id, now),
    ]),
  );
  await tellSponsors(trx, world, letters, now);
}

async function tellSponsors(
  trx: Trx,
  world: Core,
  letters: readonly { payment: Payment; allocation: Allocation }[],
  now: Date,
) {
  if (letters.length === 0) return;
  const addresses = await listOrderAddresses(
    trx,
    letters.map(({ payment }) => payment.orderId),
  );
  await queueMails(
    trx,
    letters.flatMap(({ payment, allocation }) => {
      const order = addresses.get(payment.orderId);
      if (!order) return [];
      return {
        id: world.chance.id(),
        occasion: `money-waiting/${payment.id}`,
        kind: "money_waiting",
        toAddress: order.email,
        sponsorId: order.sponsorId,
        orderId: payment.orderId,
        locale: order.locale,
        facts: {
          orderCode: order.code,
          amountRupiah: allocation.suspenseRupiah,
          because: allocation.finding?.kind,
        },
        queuedAt: now,
        dueAt: now,
      };
    }),
  );
}

/** An order can be settled once, so of two payments of one order in the same batch the first one does. */
function onePerOrder(payments: readonly Payment[]) {
  const first = new Map<string, string>();
  for (const payment of payments) if (!first.has(payment.orderId)) first.set(payment.orderId, payment.id);
  return [...first].map(([orderId, paymentId]) => ({ orderId, paymentId }));
}

const choreOf = (world: Core, kind: ChoreKind, subject: string, now: Date) => ({
  id: world.chance.id(),
  kind,
  subject,
  queuedAt: now,
  dueAt: now,
});
