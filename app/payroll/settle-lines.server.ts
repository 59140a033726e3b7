/**
 * Turns the settled lines of a booked transfer into what every payment becomes: an order at the prices of the list,
 * a payment that came by payroll, months as far as they are free, an entry, and a receipt for each civil servant.
 */
import { dayInWib } from "~/calendar/wib";
import { queueChores } from "~/chores/chore-queries.server";
import { coverMonths, listHoldsOf } from "~/coverage/coverage-queries.server";
import type { NewFinding } from "~/findings/finding";
import { openFindings } from "~/findings/finding-queries.server";
import type { JournalEntry } from "~/ledger/journal";
import { postEntries } from "~/ledger/journal-queries.server";
import { paymentReceived } from "~/ledger/postings";
import { type NewMail, queueMails } from "~/mail/mail-queries.server";
import { orderExpiry } from "~/orders/order";
import { insertOrderEnding } from "~/orders/order-queries.server";
import { allocate, lineKey } from "~/payments/allocation";
import { PAYROLL } from "~/payments/payment";
import { settleOrders } from "~/payments/payment-queries.server";
import type { World } from "~/platform/world.server";
import type { Trx } from "~db/connection";
import type { Batch, BatchLine } from "./batch-queries.server";
import { payableItems } from "./deductions";
import { insertPaidLines, listShownAs, type PaidLine } from "./paid-line-queries.server";
import { listSponsorAddresses } from "./payroll-address-queries.server";

type Needs = Pick<World, "clock" | "chance">;
type DeductedLine = BatchLine & { readonly deductedRupiah: number };

/** So many lines are written by one set of statements. */
const AT_ONCE = 500;

/** Runs in the transaction that books the transfer. Every line has a deduction above nothing. */
export async function settleLines(
  trx: Trx,
  world: Needs,
  given: { readonly batch: Batch; readonly bookingId: string; readonly lines: readonly DeductedLine[] },
): Promise<void> {
  for (let from = 0; from < given.lines.length; from += AT_ONCE)
    await settleSome(trx, world, { ...given, lines: given.lines.slice(from, from + AT_ONCE) });
}

type Paid = PaidLine & {
  /** False when the deduction did not reach for a single worker: nothing is settled and all of it waits. */
  readonly reaches: boolean;
  readonly expectedRupiah: number;
};

async function settleSome(
  trx: Trx,
  world: Needs,
  { batch, bookingId, lines }: Parameters<typeof settleLines>[2],
): Promise<void> {
  const now = world.clock.now();
  const paid = await toPaid(trx, world, batch, lines);
  await insertPaidLines(trx, bookingId, paid, { now, expiresAt: orderExpiry(now) });
  const reaching = paid.filter((line) => line.reaches);
  await settleOrders(trx, reaching, now);
  for (const line of paid.filter((each) => !each.reaches))
    await insertOrderEnding(trx, {
      orderId: line.orderId,
      kind: "cancelled",
      endedAt: now,
      reason: "The deduction did not reach for a worker.",
    });

  const wanted = reaching.flatMap((line) => line.lines.map((own) => ({ ...own, orderId: line.orderId })));
  const workers = [...new Set(wanted.map((line) => line.workerId))];
  const holds = new Set((await listHoldsOf(trx, workers, now)).map(lineKey));
  const covered = new Set(
    (
      await coverMonths(
        trx,
        wanted.filter((line) => !holds.has(lineKey(line))),
        now,
      )
    ).map(lineKey),
  );
  const entries: JournalEntry[] = [];
  const findings: NewFinding[] = [];
  const waiting: { readonly line: Paid; readonly suspenseRupiah: number; readonly because: string }[] = [];
  for (const line of paid) {
    const lines = line.reaches ? line.lines : [];
    const allocation = allocate(
      { feeCoverRupiah: 0, lines },
      new Set(lines.map(lineKey).filter((key) => covered.has(key))),
    );
    const excessRupiah = line.receivedRupiah - (line.reaches ? line.totalRupiah : 0);
    const suspenseRupiah = allocation.suspenseRupiah + excessRupiah;
    entries.push(
      paymentReceived({
        gateway: PAYROLL,
        payrollBatch: batch.reference,
        paymentId: line.paymentId,
        orderId: line.orderId,
        onDay: dayInWib(now),
        receivedRupiah: line.receivedRupiah,
        allocated: allocation.allocated,
        feeCoverRupiah: 0,
        suspenseRupiah,
      }),
    );
    const of = { orderId: line.orderId, paymentId: line.paymentId, openedAt: now };
    const facts = {
      holds: "suspense" as const,
      batch: batch.reference,
      unit: batch.unitName,
      deductedRupiah: line.receivedRupiah,
      expectedRupiah: line.expectedRupiah,
    };
    if (allocation.finding)
      findings.push({
        id: world.chance.id(),
        kind: allocation.finding.kind,
        subject: `payment/${line.paymentId}`,
        amountRupiah: allocation.suspenseRupiah,
        facts: { ...facts, months: allocation.finding.months },
        ...of,
      });
    if (excessRupiah > 0)
      findings.push({
        id: world.chance.id(),
        kind: "payroll_excess",
        subject: `payment/${line.paymentId}`,
        amountRupiah: excessRupiah,
        facts: { ...facts, months: [] },
        ...of,
      });
    if (suspenseRupiah > 0)
      waiting.push({ line, suspenseRupiah, because: allocation.finding?.kind ?? "payroll_excess" });
  }
  await postEntries(trx, world, entries, now);
  await openFindings(trx, findings);
  await queueChores(
    trx,
    reaching.map((line) => ({
      id: world.chance.id(),
      kind: "issue_receipt" as const,
      subject: line.paymentId,
      queuedAt: now,
      dueAt: now,
    })),
  );
  await tellOfWaiting(trx, world, waiting);
}

/** The order and payment of each line: the workers its deduction reaches for, or all of them when it reaches none. */
async function toPaid(
  trx: Trx,
  world: Needs,
  batch: Batch,
  lines: readonly DeductedLine[],
): Promise<readonly Paid[]> {
  const shown = await listShownAs(
    trx,
    lines.map((line) => line.sponsorId),
  );
  return lines.map((line) => {
    const { paid } = payableItems(line.items, line.deductedRupiah);
    const items = paid.length > 0 ? paid : line.items;
    const sponsor = shown.get(line.sponsorId) ?? { shownAs: "name", locale: "id" };
    return {
      lineId: line.id,
      orderId: world.chance.id(),
      orderCode: `P-${world.chance.code(8)}`,
      paymentId: world.chance.id(),
      paymentRef: `${batch.reference}/${line.position}`,
      sponsorId: line.sponsorId,
      payerName: line.name,
      ...sponsor,
      lines: items.flatMap((item) => item.premium),
      totalRupiah: items.reduce((sum, item) => sum + item.amountRupiah, 0),
      receivedRupiah: line.deductedRupiah,
      expectedRupiah: line.expectedRupiah,
      unitName: batch.unitName,
      reaches: paid.length > 0,
    };
  });
}

async function tellOfWaiting(
  trx: Trx,
  world: Needs,
  waiting: readonly { readonly line: Paid; readonly suspenseRupiah: number; readonly because: string }[],
): Promise<void> {
  const at = world.clock.now();
  const addresses = await listSponsorAddresses(
    trx,
    waiting.map(({ line }) => line.sponsorId),
  );
  const letters: NewMail[] = waiting.flatMap(({ line, suspenseRupiah, because }) => {
    const toAddress = addresses.get(line.sponsorId);
    if (!toAddress) return [];
    return {
      id: world.chance.id(),
      occasion: `money-waiting/${line.paymentId}`,
      kind: "money_waiting",
      toAddress,
      sponsorId: line.sponsorId,
      orderId: line.orderId,
      locale: line.locale,
      facts: { orderCode: line.orderCode, amountRupiah: suspenseRupiah, because },
      queuedAt: at,
      dueAt: at,
    };
  });
  await queueMails(trx, letters);
}
