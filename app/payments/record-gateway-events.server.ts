/**
 * Stores what a gateway told us together with its effect, many messages in one transaction.
 *
 *   lock the payments ─▶ leave out known events ─▶ decide one by one ─▶ settle, cover, post, queue ─▶ commit
 *
 * Everything is written in sets, rows in the order of their ids, so that batches of several processes
 * never deadlock and a batch costs little more than one message.
 */
import { type NewChore, queueChores } from "~/chores/chore-queries.server";
import type { NewFinding } from "~/findings/finding";
import { openFindings } from "~/findings/finding-queries.server";
import type { JournalEntry } from "~/ledger/journal";
import { isPosted, postEntries } from "~/ledger/journal-queries.server";
import { isPassing, type Trx } from "~db/connection";
import { applyDisputeNews } from "./apply-dispute-news.server";
import { applyRefundNews } from "./apply-refund-news.server";
import type { GatewayEvent, GatewayNews } from "./gateway";
import { decide, type Outcome, type Payment } from "./payment";
import { contradiction, foreignFinding, strayEntry, strayFinding } from "./payment-findings";
import {
  type EventRecord,
  insertGatewayEvents,
  listKnownEvents,
  lockPaymentsByClues,
  type PaymentChange,
  savePayments,
} from "./payment-queries.server";
import { type Core, settlePayments } from "./settle-payments.server";

/** A message, or (without `event`) something we saw when we looked ourselves. */
export type Told = { readonly news: GatewayNews; readonly event?: GatewayEvent; readonly foreign?: string };

/**
 * Records messages of one gateway, each exactly once, and says for each what became of it.
 * Throws when the database is away: nothing is stored then and the gateway will tell us again.
 */
export async function recordGatewayEvents(
  world: Core,
  gateway: string,
  told: readonly Told[],
): Promise<readonly string[]> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await world.db.transaction().execute((trx) => recordAll(trx, world, gateway, told));
    } catch (error) {
      // Two processes were told the same thing at once, or the transaction lost a race: look again, a few times.
      const raced = isPassing(error) || /duplicate key/.test(String((error as Error)?.message));
      if (!raced || attempt >= 4) throw error;
    }
  }
}

async function recordAll(
  trx: Trx,
  world: Core,
  gateway: string,
  told: readonly Told[],
): Promise<readonly string[]> {
  const now = world.clock.now();
  const payments = await lockPaymentsByClues(
    trx,
    gateway,
    told.flatMap(({ news }) => clueOf(news) ?? []),
  );
  const known = new Set(
    await listKnownEvents(
      trx,
      gateway,
      told.flatMap(({ event }) => event?.gatewayEventId ?? []),
    ),
  );
  const book = new Map(payments.map((payment) => [payment.id, payment]));

  const outcomes: string[] = [];
  const records: EventRecord[] = [];
  const changes = new Map<string, PaymentChange>();
  const successes: Payment[] = [];
  const findings: NewFinding[] = [];
  const entries: JournalEntry[] = [];
  const chores: NewChore[] = [];
  for (const item of told) {
    if (item.event && known.has(item.event.gatewayEventId)) {
      outcomes.push("known already");
      continue;
    }
    if (item.event) known.add(item.event.gatewayEventId);
    const payment = findByClue(book, clueOf(item.news));
    const note = { outcome: "" };
    const { event } = item;
    if (item.foreign && event) {
      note.outcome = `foreign: ${item.foreign}`;
      findings.push(
        foreignFinding(
          { id: world.chance.id(), now },
          { ...event, subject: `${gateway}/${event.gatewayEventId}` },
          item.foreign,
        ),
      );
    } else if (item.news.kind === "refund_changed") {
      note.outcome = await applyRefundNews(trx, world, gateway, item.news.refund, now);
    } else if (item.news.kind === "payout_changed") {
      const { payoutRef, stage } = item.news;
      const subject = `${gateway}/${payoutRef}/${stage}`;
      chores.push({ id: world.chance.id(), kind: "fetch_payout", subject, queuedAt: now, dueAt: now });
      note.outcome = `payout ${stage}`;
    } else if (item.news.kind === "dispute_changed") {
      note.outcome = await applyDisputeNews(trx, world, gateway, item.news, payment, now);
    } else {
      const outcome = decide(payment, item.news);
      note.outcome = outcome.kind === "nothing" ? outcome.why : outcome.kind;
      const changed = changeOf(payment, outcome, now);
      if (changed && payment) {
        book.set(payment.id, { ...payment, ...changed.payment });
        changes.set(payment.id, { ...changes.get(payment.id), ...changed.change });
        if (outcome.kind === "succeed") successes.push(book.get(payment.id)!);
      }
      if (outcome.kind === "stray") {
        const entry = strayEntry(gateway, outcome.seen, now);
        findings.push(strayFinding({ id: world.chance.id(), now }, gateway, outcome.seen));
        if (
          !(await isPosted(trx, entry.cause)) &&
          !entries.some((other) => other.cause.id === entry.cause.id)
        )
          entries.push(entry);
      }
      if (outcome.kind === "contradict")
        findings.push(contradiction({ id: world.chance.id(), now }, payment!, outcome.seen));
    }
    if (item.event)
      records.push({
        event: item.event,
        outcome: note.outcome,
        ...(payment ? { paymentId: payment.id } : {}),
      });
    outcomes.push(note.outcome);
  }

  await savePayments(trx, [...changes.values()]);
  await settlePayments(trx, world, gateway, successes, { entries, findings }, now);
  await postEntries(trx, world, entries, now);
  await openFindings(trx, findings);
  await queueChores(trx, chores);
  await insertGatewayEvents(trx, gateway, records, now);
  return outcomes;
}

function clueOf(news: GatewayNews) {
  switch (news.kind) {
    case "payment_succeeded":
    case "payment_processing":
    case "payment_failed":
    case "checkout_expired":
      return news.payment;
    case "dispute_changed":
      return news.paymentRef ? { paymentRef: news.paymentRef } : undefined;
    case "refund_changed":
    case "payout_changed":
    case "nothing":
      return undefined;
  }
}

function findByClue(
  book: ReadonlyMap<string, Payment>,
  clue: ReturnType<typeof clueOf>,
): Payment | undefined {
  if (!clue) return undefined;
  const own = "paymentId" in clue && clue.paymentId ? book.get(clue.paymentId) : undefined;
  if (own) return own;
  return [...book.values()].find(
    (payment) =>
      ("checkoutRef" in clue && clue.checkoutRef !== undefined && payment.checkoutRef === clue.checkoutRef) ||
      (clue.paymentRef !== undefined && payment.paymentRef === clue.paymentRef),
  );
}

/** What an outcome changes of the attempt, as a value and as it is written. */
function changeOf(payment: Payment | undefined, outcome: Outcome, now: Date) {
  if (!payment || !("seen" in outcome) || outcome.kind === "stray" || outcome.kind === "contradict")
    return undefined;
  const { seen } = outcome;
  const refs = {
    ...(seen.checkoutRef ? { checkoutRef: seen.checkoutRef } : {}),
    ...(seen.paymentRef ? { paymentRef: seen.paymentRef } : {}),
    ...(seen.method ? { method: seen.method } : {}),
    ...("reason" in outcome ? { failure: outcome.reason.slice(0, 500) } : {}),
  };
  const next = {
    succeed: "succeeded",
    wait: "processing",
    note_failure: payment.state,
    fail: "failed",
    expire: "expired",
  } as const;
  const success =
    outcome.kind === "succeed"
      ? { receivedRupiah: seen.receivedRupiah, succeededAt: now }
      : { receivedRupiah: 0 };
  const changed = { ...refs, ...success, state: next[outcome.kind] };
  return { payment: changed, change: { ...changed, id: payment.id } };
}
