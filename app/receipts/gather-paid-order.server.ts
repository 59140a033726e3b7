/** Gathers what the page of a paid order shows: its papers, what went back, what waits, what comes next. */
import { type Day, lastDayOf } from "~/calendar/day";
import { dueDay } from "~/calendar/due-day";
import { addMonths, type IuranMonth, monthOf } from "~/calendar/iuran-month";
import { dayInWib } from "~/calendar/wib";
import { listCoveredMonths } from "~/coverage/coverage-queries.server";
import { listHolidayDays } from "~/coverage/holiday-day-queries.server";
import { listMonthProgress, type MonthProgress } from "~/coverage/month-progress-queries.server";
import { listFindingsOfOrder } from "~/findings/finding-queries.server";
import { listOrderLines, type Order } from "~/orders/order-queries.server";
import type { NextSteps, Paper } from "~/orders/sponsor-order-parts";
import { listPaymentsOfOrder } from "~/payments/payment-queries.server";
import { listRefundsOfPayments } from "~/payments/refund-queries.server";
import type { World } from "~/platform/world.server";
import { listCreditNotes } from "./credit-note-queries.server";
import { listReceiptsOfOrder } from "./receipt-queries.server";

export type PaidOrder = {
  readonly papers: readonly Paper[];
  readonly refunded: number;
  readonly hasFinding: boolean;
  readonly steps: NextSteps;
};

/** `key` is the secret of the order's link, handed on to the papers' addresses; null for a signed-in sponsor. */
export async function gatherPaidOrder(
  world: Pick<World, "db" | "clock">,
  order: Order,
  key: string | null,
): Promise<PaidOrder> {
  const { db, clock } = world;
  const receipts = await listReceiptsOfOrder(db, order.id);
  const notes = await listCreditNotes(
    db,
    receipts.map(({ id }) => id),
  );
  const payments = await listPaymentsOfOrder(db, order.id);
  const refunds = await listRefundsOfPayments(
    db,
    payments.map(({ id }) => id),
  );
  const findings = await listFindingsOfOrder(db, order.id);
  const lines = await listOrderLines(db, [order.id]);
  const covered = await listCoveredMonths(
    db,
    lines.map(({ workerId }) => workerId),
  );
  const isCovered = new Set(covered.map(({ workerId, month }) => `${workerId} ${month}`));
  const kept = lines.filter(({ workerId, month }) => isCovered.has(`${workerId} ${month}`));
  const holidays = await listHolidayDays(db);
  const hrefOf = (number: string) =>
    `/pesanan/${order.code}/berkas/${number}${key ? `?kunci=${encodeURIComponent(key)}` : ""}`;
  return {
    papers: [
      ...receipts.map(({ number }) => ({ number, kind: "receipt" as const, href: hrefOf(number) })),
      ...notes.map(({ number }) => ({ number, kind: "credit_note" as const, href: hrefOf(number) })),
    ],
    refunded: refunds
      .filter(({ state }) => state === "succeeded")
      .reduce((sum, refund) => sum + refund.amountRupiah, 0),
    hasFinding: findings.some(({ kind, resolution }) => kind === "month_already_covered" && !resolution),
    steps: nextSteps(order, kept, await listMonthProgress(db, order.id), {
      holidays,
      today: dayInWib(clock.now()),
      hasReceipt: receipts.length > 0,
    }),
  };
}

type Setting = { readonly holidays: ReadonlySet<Day>; readonly today: Day; readonly hasReceipt: boolean };

/** `lines` are those of the order's months that are still covered: what was given back ends nothing. */
function nextSteps(
  order: Order,
  lines: readonly { readonly workerId: string; readonly workerName: string; readonly month: IuranMonth }[],
  progress: readonly MonthProgress[],
  { holidays, today, hasReceipt }: Setting,
): NextSteps {
  const paidOn = dayInWib(order.settledAt ?? order.placedAt);
  const isSent = new Set(progress.map(({ workerId, month }) => `${workerId} ${month}`));
  const months = lines
    .filter(({ workerId, month }) => !isSent.has(`${workerId} ${month}`))
    .map(({ month }) => month)
    .sort();
  const first = months[0];
  return {
    paidOn,
    isToday: paidOn === today,
    email: order.payerEmail,
    hasReceipt,
    sent: byDay(progress, ({ sentOn }) => sentOn),
    confirmed: byDay(progress, ({ confirmedOn }) => confirmedOn),
    awaitsAnswer: progress.some(({ confirmedOn }) => confirmedOn === undefined),
    ...(first && {
      remittance: {
        before: nextDueDay(first, paidOn, holidays),
        month: first,
        hasMore: months.at(-1) !== first,
      },
    }),
    ends: endings(lines),
  };
}

/** The months that reached a step, by the day they did. */
function byDay(
  progress: readonly MonthProgress[],
  dayOf: (each: MonthProgress) => Day | undefined,
): NextSteps["sent"] {
  const days = [...new Set(progress.map(dayOf))].filter((day) => day !== undefined).sort();
  return days.map((on) => ({
    on,
    months: [...new Set(progress.filter((each) => dayOf(each) === on).map(({ month }) => month))],
  }));
}

/** When each worker's months of this order end, those who end together named together, soonest first. */
function endings(lines: Parameters<typeof nextSteps>[1]): NextSteps["ends"] {
  const lastOf = new Map<string, { name: string; month: IuranMonth }>();
  for (const { workerId, workerName, month } of lines) {
    const known = lastOf.get(workerId);
    if (!known || month > known.month) lastOf.set(workerId, { name: workerName, month });
  }
  const months = [...new Set([...lastOf.values()].map(({ month }) => month))].sort();
  return months.map((month) => ({
    on: lastDayOf(month),
    names: [...lastOf.values()].filter((one) => one.month === month).map(({ name }) => name),
  }));
}

/** The due day of the first month, or, when that had gone by before the money came, the next one. */
function nextDueDay(first: IuranMonth, paidOn: Day, holidays: ReadonlySet<Day>): Day {
  const own = dueDay(first, holidays);
  if (own >= paidOn) return own;
  const thisMonth = dueDay(monthOf(paidOn), holidays);
  return thisMonth >= paidOn ? thisMonth : dueDay(addMonths(monthOf(paidOn), 1), holidays);
}
