/**
 * The transfer to BPJS was made: its code, day and reference are written down, and the journal follows. Money that the
 * tariff of the day leaves over waits in suspense with a finding, for the sponsor to choose (PP 50/2025).
 */
import { recordAct } from "~/audit/audit-queries.server";
import { addDays, type Day, isDay } from "~/calendar/day";
import { dayInWib } from "~/calendar/wib";
import type { NewFinding } from "~/findings/finding";
import { openFindings } from "~/findings/finding-queries.server";
import { postEntries } from "~/ledger/journal-queries.server";
import { bpjsPaid, bpjsReturned, monthsRemitted, type RemittedMonth } from "~/ledger/remittance-postings";
import type { World } from "~/platform/world.server";
import type { Trx } from "~db/connection";
import {
  findHeldByBpjs,
  insertReturn,
  insertTransfer,
  isReferenceKnown,
  listMonthsToRemit,
} from "./batch-steps-queries.server";
import { type Batch, lockBatch, type Staff } from "./remittance-queries.server";

type Needs = Pick<World, "db" | "clock" | "chance">;

export type TransferRefusal =
  | "unknown"
  | "not_approved"
  | "code"
  | "day"
  | "reference"
  | "reference_known"
  /** The transfer must be the approved total to the rupiah. */
  | "amount"
  /** Money of a month moved after the approval: withdraw the batch and prepare it anew. */
  | "months_changed";

export type TransferAnswer =
  | { readonly kind: "recorded"; readonly surplusRupiah: number }
  | { readonly kind: "refused"; readonly reason: TransferRefusal; readonly orderCodes?: readonly string[] };

export type TransferGiven = {
  readonly batchId: string;
  readonly paymentCode: string;
  readonly paidOn: string;
  readonly bankReference: string;
  readonly amountRupiah: number;
  readonly by: Staff;
};

/** How far back a transfer is believed. */
const OLDEST_DAYS = 120;
const isCode = (text: string) => text.length >= 3 && text.length <= 60;
const isRecentDay = (text: string, today: Day) =>
  isDay(text) && text <= today && text >= addDays(today, -OLDEST_DAYS);

/** Records the transfer of an approved batch and posts it. Nothing is written when it is refused. */
export async function recordRemittance(world: Needs, given: TransferGiven): Promise<TransferAnswer> {
  const at = world.clock.now();
  const paymentCode = given.paymentCode.trim();
  const bankReference = given.bankReference.trim();
  if (!isCode(paymentCode)) return { kind: "refused", reason: "code" };
  if (!isRecentDay(given.paidOn, dayInWib(at))) return { kind: "refused", reason: "day" };
  if (!isCode(bankReference)) return { kind: "refused", reason: "reference" };
  return world.db.transaction().execute(async (trx): Promise<TransferAnswer> => {
    const batch = await lockBatch(trx, given.batchId);
    if (!batch) return { kind: "refused", reason: "unknown" };
    if (batch.state !== "approved") return { kind: "refused", reason: "not_approved" };
    if (await isReferenceKnown(trx, bankReference)) return { kind: "refused", reason: "reference_known" };
    const months = await listMonthsToRemit(trx, batch.id);
    const changed = months.filter((month) => month.owedRupiah !== month.paidRupiah);
    if (changed.length > 0)
      return {
        kind: "refused",
        reason: "months_changed",
        orderCodes: [...new Set(changed.map((month) => month.orderCode))].slice(0, 20),
      };
    const amountRupiah = months.reduce((sum, month) => sum + month.dueRupiah, 0);
    if (amountRupiah !== given.amountRupiah) return { kind: "refused", reason: "amount" };

    const paid = {
      batchId: batch.id,
      number: batch.number,
      onDay: given.paidOn,
      amountRupiah,
      bankReference,
    };
    const entries = [bpjsPaid(paid), ...entriesByOrder(batch, given.paidOn, months)];
    const [entryId] = await postEntries(trx, world, entries, at);
    await insertTransfer(trx, {
      ...paid,
      paymentCode,
      paidOn: given.paidOn,
      at,
      by: given.by.name,
      entryId: entryId!,
    });
    const surpluses = surplusFindings(world, batch, months, at);
    await openFindings(trx, surpluses);
    await recordAct(trx, {
      at,
      actor: { kind: "staff", ...given.by },
      act: "remittance_recorded",
      subjectKind: "remittance_batch",
      subjectId: batch.id,
      after: { number: batch.number, amountRupiah, paymentCode, bankReference, paidOn: given.paidOn },
    });
    return {
      kind: "recorded",
      surplusRupiah: surpluses.reduce((sum, finding) => sum + finding.amountRupiah, 0),
    };
  });
}

function entriesByOrder(batch: Batch, onDay: Day, months: readonly RemittedMonth[]) {
  return [...groupedBy(months, (month) => month.orderId)].map(([orderId, own]) =>
    monthsRemitted({ batchId: batch.id, number: batch.number, orderId, onDay, months: own }),
  );
}

/** One finding per payment whose months became cheaper. */
function surplusFindings(
  world: Needs,
  batch: Batch,
  months: readonly RemittedMonth[],
  openedAt: Date,
): readonly NewFinding[] {
  const dearer = months.filter((month) => month.paidRupiah > month.dueRupiah);
  return [...groupedBy(dearer, (month) => `${month.orderId}/${month.paymentId ?? ""}`)].map(([key, own]) => ({
    id: world.chance.id(),
    kind: "premium_surplus",
    subject: `${batch.id}/${key}`,
    openedAt,
    amountRupiah: own.reduce((sum, month) => sum + month.paidRupiah - month.dueRupiah, 0),
    orderId: own[0]!.orderId,
    ...(own[0]!.paymentId ? { paymentId: own[0]!.paymentId } : {}),
    facts: { holds: "suspense", remittance: batch.number, months: [] },
  }));
}

/** The values by their key, in the order the keys first come. */
export function groupedBy<T>(values: readonly T[], keyOf: (value: T) => string): ReadonlyMap<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) {
    const own = groups.get(keyOf(value));
    if (own) own.push(value);
    else groups.set(keyOf(value), [value]);
  }
  return groups;
}

export type ReturnRefusal = "unknown" | "day" | "reference" | "reference_known" | "more_than_held";
export type ReturnAnswer =
  | { readonly kind: "recorded" }
  | { readonly kind: "refused"; readonly reason: ReturnRefusal };

/** BPJS gave money of a batch back into the bank: no more than it still holds of it. */
export async function recordReturn(
  world: Needs,
  given: Omit<TransferGiven, "paymentCode" | "paidOn"> & { readonly returnedOn: string },
): Promise<ReturnAnswer> {
  const at = world.clock.now();
  const bankReference = given.bankReference.trim();
  if (!isRecentDay(given.returnedOn, dayInWib(at))) return { kind: "refused", reason: "day" };
  if (!isCode(bankReference)) return { kind: "refused", reason: "reference" };
  return world.db.transaction().execute(async (trx): Promise<ReturnAnswer> => {
    const batch = await lockBatch(trx, given.batchId);
    if (batch?.state !== "remitted") return { kind: "refused", reason: "unknown" };
    if (await isReferenceKnown(trx, bankReference)) return { kind: "refused", reason: "reference_known" };
    const held = await findHeldByBpjs(trx, batch.number);
    if (given.amountRupiah <= 0 || given.amountRupiah > held)
      return { kind: "refused", reason: "more_than_held" };
    await writeReturn(trx, world, batch, { ...given, bankReference }, at);
    return { kind: "recorded" };
  });
}

async function writeReturn(
  trx: Trx,
  world: Needs,
  batch: Batch,
  given: Parameters<typeof recordReturn>[1],
  at: Date,
): Promise<void> {
  const id = world.chance.id();
  const { amountRupiah, returnedOn, bankReference } = given;
  const entry = bpjsReturned({
    returnId: id,
    number: batch.number,
    onDay: returnedOn,
    amountRupiah,
    bankReference,
  });
  const [entryId] = await postEntries(trx, world, [entry], at);
  await insertReturn(trx, {
    id,
    batchId: batch.id,
    amountRupiah,
    returnedOn,
    bankReference,
    at,
    by: given.by.name,
    entryId: entryId!,
  });
  await recordAct(trx, {
    at,
    actor: { kind: "staff", ...given.by },
    act: "remittance_returned",
    subjectKind: "remittance_batch",
    subjectId: batch.id,
    after: { number: batch.number, amountRupiah, bankReference },
  });
}
