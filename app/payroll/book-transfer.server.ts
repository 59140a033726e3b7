/**
 * An admin books a unit's bank transfer against its batch:
 *
 *   lock the batch ─▶ decide ─▶ bank ─▶ orders, payments, months, entries of every settled line ─▶ surplus ─▶ commit
 *
 * All of it is one transaction, however many civil servants the list has: rows are written in sets, a few statements
 * for a thousand lines, so that a resumable run with states of its own would buy nothing but states to explain. A
 * transfer is booked wholly or not at all, and the batch's lock with the unique number of the transfer lets it be
 * booked once. Orders are placed here and not with the list: nobody's month is kept from others while a unit takes
 * its time, and a month bought meanwhile is found by the same rule as any late payment.
 */
import { type Actor, recordAct } from "~/audit/audit-queries.server";
import { dayInWib } from "~/calendar/wib";
import { openFindings } from "~/findings/finding-queries.server";
import { postEntries } from "~/ledger/journal-queries.server";
import { payrollSurplus, payrollTransferReceived } from "~/ledger/payroll-postings";
import type { World } from "~/platform/world.server";
import { brokenConstraint, type Trx } from "~db/connection";
import { type Batch, type BatchLine, listBatchLines, lockBatch } from "./batch-queries.server";
import { decideBooking, type Transfer } from "./booking";
import {
  type Booking,
  findBatchOfTransfer,
  insertBooking,
  listBookings,
  listSettledLines,
} from "./booking-queries.server";
import { findReport } from "./report-queries.server";
import { settleLines } from "./settle-lines.server";
import { tellNotDeducted } from "./tell-not-deducted.server";

type Needs = Pick<World, "db" | "clock" | "chance" | "log">;

export type BookingAnswer =
  | { readonly kind: "booked"; readonly settled: number; readonly surplusRupiah: number }
  | { readonly kind: "refused"; readonly reason: "unknown_batch" | "not_reported" | "nothing_to_settle" }
  /** This transfer is in the books already, for this batch or another. */
  | { readonly kind: "refused"; readonly reason: "transfer_known" }
  /** The transfer does not reach: say whose line is left out, so that the rest can be settled. */
  | { readonly kind: "refused"; readonly reason: "short"; readonly missingRupiah: number };

export type BookingRequest = {
  readonly batchId: string;
  readonly transfer: Transfer;
  /** Lines that this transfer does not settle. */
  readonly leaveOut: readonly string[];
  readonly by: Actor;
};

/** Books it, or says why not; nothing is written then. */
export async function bookTransfer(world: Needs, request: BookingRequest): Promise<BookingAnswer> {
  try {
    return await world.db.transaction().execute((trx) => book(trx, world, request));
  } catch (error) {
    if (brokenConstraint(error) === "payroll_booking_bank_reference_key")
      return { kind: "refused", reason: "transfer_known" };
    throw error;
  }
}

async function book(trx: Trx, world: Needs, { batchId, transfer, leaveOut, by }: BookingRequest) {
  const refused = (reason: "unknown_batch" | "not_reported" | "nothing_to_settle" | "transfer_known") =>
    ({ kind: "refused", reason }) as const;
  const batch = await lockBatch(trx, batchId);
  if (!batch) return refused("unknown_batch");
  if (await findBatchOfTransfer(trx, transfer.bankReference)) return refused("transfer_known");
  const report = await findReport(trx, batchId);
  if (!report) return refused("not_reported");
  const settledBefore = await listSettledLines(trx, batchId);
  const lines = (await listBatchLines(trx, batchId)).filter((line) => !settledBefore.has(line.id));
  const deducted = (line: BatchLine) => report.deducted.get(line.id) ?? 0;
  const decision = decideBooking(
    lines.map((line) => ({ lineId: line.id, deductedRupiah: deducted(line) })),
    transfer.amountRupiah,
    new Set(leaveOut),
  );
  if (decision.kind === "nothing_to_settle") return refused("nothing_to_settle");
  if (decision.kind === "short")
    return { kind: "refused", reason: "short", missingRupiah: decision.missingRupiah } as const;

  const now = world.clock.now();
  const booking: Booking = {
    id: world.chance.id(),
    batchId,
    number: (await listBookings(trx, batchId)).length + 1,
    ...transfer,
    surplusRupiah: decision.surplusRupiah,
    bookedAt: now,
    bookedBy: by.name,
  };
  await insertBooking(trx, booking);
  const entry = payrollTransferReceived({
    bookingId: booking.id,
    batchReference: batch.reference,
    bankReference: transfer.bankReference,
    onDay: transfer.transferredOn,
    amountRupiah: transfer.amountRupiah,
  });
  await postEntries(trx, world, [entry], now);
  const settled = new Set(decision.settled.map((line) => line.lineId));
  await settleLines(trx, world, {
    batch,
    bookingId: booking.id,
    lines: lines
      .filter((line) => settled.has(line.id))
      .map((line) => ({ ...line, deductedRupiah: deducted(line) })),
  });
  if (decision.surplusRupiah > 0) await keepSurplus(trx, world, batch, booking);
  const left = new Set(decision.left.map((line) => line.lineId));
  if (left.size > 0) {
    const missing = decision.left.reduce((sum, line) => sum + line.deductedRupiah, 0);
    await nameShortfall(trx, world, batch, booking, missing);
    await tellNotDeducted(trx, world, {
      occasion: booking.id,
      lines: lines
        .filter((line) => left.has(line.id))
        .map((line) => ({ id: line.id, sponsorId: line.sponsorId, because: "not_received" })),
    });
  }
  await recordAct(trx, {
    at: now,
    actor: by,
    act: "payroll_booked",
    subjectKind: "payroll_batch",
    subjectId: batchId,
    after: {
      reference: batch.reference,
      bankReference: transfer.bankReference,
      transferredOn: transfer.transferredOn,
      amountRupiah: transfer.amountRupiah,
      settled: decision.settled.length,
      left: decision.left.length,
      surplusRupiah: decision.surplusRupiah,
    },
  });
  return {
    kind: "booked",
    settled: decision.settled.length,
    surplusRupiah: decision.surplusRupiah,
  } as const;
}

async function keepSurplus(trx: Trx, world: Needs, batch: Batch, booking: Booking): Promise<void> {
  const now = world.clock.now();
  const entry = payrollSurplus({
    bookingId: booking.id,
    batchReference: batch.reference,
    onDay: dayInWib(now),
    surplusRupiah: booking.surplusRupiah,
  });
  await postEntries(trx, world, [entry], now);
  await openFindings(trx, [
    {
      id: world.chance.id(),
      kind: "payroll_surplus",
      subject: `payroll/${booking.id}`,
      openedAt: now,
      amountRupiah: booking.surplusRupiah,
      facts: {
        holds: "suspense",
        batch: batch.reference,
        unit: batch.unitName,
        transferRupiah: booking.amountRupiah,
        bankReference: booking.bankReference,
      },
    },
  ]);
}

async function nameShortfall(trx: Trx, world: Needs, batch: Batch, booking: Booking, missingRupiah: number) {
  await openFindings(trx, [
    {
      id: world.chance.id(),
      kind: "payroll_short",
      subject: `payroll/${booking.id}`,
      openedAt: world.clock.now(),
      amountRupiah: missingRupiah,
      facts: {
        batch: batch.reference,
        unit: batch.unitName,
        transferRupiah: booking.amountRupiah,
        bankReference: booking.bankReference,
      },
    },
  ]);
}
