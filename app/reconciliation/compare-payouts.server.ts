/**
 * Compares the gateway's book with ours, many payouts in one transaction each: findings opened, late fees and disputes
 * posted, the payouts marked as compared. Cut off at any moment, it goes on with what is not marked; run again, it
 * finds nothing to do.
 */
import { openFindings } from "~/findings/finding-queries.server";
import type { JournalEntry } from "~/ledger/journal";
import { isPosted, postEntries } from "~/ledger/journal-queries.server";
import { strayEntry, strayFinding } from "~/payments/payment-findings";
import type { World } from "~/platform/world.server";
import type { Trx } from "~db/connection";
import {
  claimUncompared,
  findBookEnd,
  listMissingPayments,
  listMissingRefunds,
  listOddPayments,
  listOddRefunds,
  listOtherMovements,
  listReadGateways,
  type PayoutBatch,
  saveCompared,
} from "./comparison-queries.server";
import {
  type Found,
  type Outcome,
  onMissingPayment,
  onMissingRefund,
  onOddPayment,
  onOddRefund,
  onOtherMovement,
} from "./gateway-differences";

type Needs = Pick<World, "db" | "clock" | "chance">;

/** How many payouts are compared in one transaction, and how many missing things are written at once. */
const BATCH = 10_000;

export type Compared = { readonly payouts: number };

/** Compares every payout that was read and not compared, then asks what the gateway's book should hold and does not. */
export async function comparePayouts(
  world: Needs,
  onProgress: (payouts: number) => void = () => {},
  batchSize = BATCH,
): Promise<Compared> {
  let payouts = 0;
  for (;;) {
    const done = await world.db.transaction().execute(async (trx) => {
      const batch = await claimUncompared(trx, batchSize);
      if (!batch) return 0;
      await compareBatch(trx, world, batch);
      return batch.payouts.length;
    });
    if (done === 0) break;
    payouts += done;
    onProgress(payouts);
  }
  for (const gateway of await listReadGateways(world.db)) await findMissing(world, gateway);
  return { payouts };
}

async function compareBatch(trx: Trx, world: Needs, batch: PayoutBatch): Promise<void> {
  const { gateway } = batch;
  const outcomes: Outcome[] = [];
  for (const row of await listOddPayments(trx, batch))
    outcomes.push(onOddPayment(gateway, row, (ref, amount) => strayOutcome(world, gateway, ref, amount)));
  for (const row of await listOddRefunds(trx, batch))
    outcomes.push({ findings: [onOddRefund(gateway, row)], entries: [] });
  for (const row of await listOtherMovements(trx, batch)) outcomes.push(onOtherMovement(gateway, row));
  await open(
    trx,
    world,
    outcomes.flatMap((outcome) => outcome.findings),
  );
  await postOnce(
    trx,
    world,
    outcomes.flatMap((outcome) => outcome.entries),
  );
  await saveCompared(trx, batch, world.clock.now());
}

/** Money nobody asked for, exactly as a message about it would have been taken. */
function strayOutcome(world: Needs, gateway: string, paymentRef: string, amountRupiah: number): Outcome {
  const seen = { paymentRef, state: "succeeded" as const, receivedRupiah: amountRupiah, refundedRupiah: 0 };
  const now = world.clock.now();
  const { id: _, openedAt: __, ...finding } = strayFinding({ id: "", now }, gateway, seen);
  return { findings: [finding], entries: [strayEntry(gateway, seen, now)] };
}

async function findMissing(world: Needs, gateway: string): Promise<void> {
  const bookEnd = await findBookEnd(world.db, gateway);
  if (!bookEnd) return;
  for (const [list, toFinding] of [
    [listMissingPayments, onMissingPayment],
    [listMissingRefunds, onMissingRefund],
  ] as const)
    for (let more = true; more; )
      more = await world.db.transaction().execute(async (trx) => {
        const rows = await list(trx, gateway, bookEnd, BATCH);
        await open(
          trx,
          world,
          rows.map((row) => toFinding(gateway, row)),
        );
        return rows.length === BATCH;
      });
}

/** Opens findings in the order of their subjects, so that two runs at once wait for each other and never cross. */
export async function open(
  trx: Trx,
  world: Pick<Needs, "chance" | "clock">,
  found: readonly Found[],
): Promise<void> {
  const openedAt = world.clock.now();
  const sorted = [...found].sort((a, b) => (`${a.kind} ${a.subject}` < `${b.kind} ${b.subject}` ? -1 : 1));
  for (let at = 0; at < sorted.length; at += 1_000)
    await openFindings(
      trx,
      sorted.slice(at, at + 1_000).map((one) => ({ ...one, id: world.chance.id(), openedAt })),
    );
}

async function postOnce(trx: Trx, world: Needs, entries: readonly JournalEntry[]): Promise<void> {
  const fresh: JournalEntry[] = [];
  for (const entry of entries) if (!(await isPosted(trx, entry.cause))) fresh.push(entry);
  await postEntries(trx, world, fresh, world.clock.now());
}
