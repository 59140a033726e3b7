/**
 * Where the money of a payment goes: to the worker-months it was meant for, as far as nobody else has
 * covered them; the rest waits in suspense with a finding that says why.
 */
import type { FindingKind } from "~/findings/finding";
import type { WorkerMonthAmount } from "~/ledger/postings";

export type AllocatableLine = {
  readonly workerId: string;
  readonly month: string;
  readonly programme: "jkk" | "jkm" | "jht";
  readonly amountRupiah: number;
};

export type Allocation = {
  readonly allocated: readonly WorkerMonthAmount[];
  readonly feeCoverRupiah: number;
  readonly suspenseRupiah: number;
  readonly finding?: { readonly kind: FindingKind; readonly months: readonly WorkerMonthAmount[] };
};

/**
 * Allocates a payment that settles its order. `covered` are the lines that could be covered just now.
 * When nothing could be, the covered fee waits in suspense with the rest: it served no one.
 */
export function allocate(
  order: { readonly feeCoverRupiah: number; readonly lines: readonly AllocatableLine[] },
  covered: ReadonlySet<string>,
): Allocation {
  const mine = order.lines.filter((line) => covered.has(lineKey(line)));
  const taken = order.lines.filter((line) => !covered.has(lineKey(line)));
  const nothingCovered = mine.length === 0;
  const feeCoverRupiah = nothingCovered ? 0 : order.feeCoverRupiah;
  const suspenseRupiah = sumOf(taken) + (order.feeCoverRupiah - feeCoverRupiah);
  return {
    allocated: byWorkerMonth(mine),
    feeCoverRupiah,
    suspenseRupiah,
    ...(suspenseRupiah > 0
      ? { finding: { kind: "month_already_covered" as const, months: byWorkerMonth(taken) } }
      : {}),
  };
}

/** Keeps all of a payment in suspense. */
export function keepInSuspense(kind: FindingKind, receivedRupiah: number): Allocation {
  return { allocated: [], feeCoverRupiah: 0, suspenseRupiah: receivedRupiah, finding: { kind, months: [] } };
}

export function lineKey(line: {
  readonly workerId: string;
  readonly month: string;
  readonly programme: string;
}): string {
  return `${line.workerId} ${line.month} ${line.programme}`;
}

/** Adds the programmes of each worker and month together. */
export function byWorkerMonth(lines: readonly AllocatableLine[]): WorkerMonthAmount[] {
  const sums = new Map<string, WorkerMonthAmount>();
  for (const { workerId, month, amountRupiah } of lines) {
    const key = `${workerId} ${month}`;
    const before = sums.get(key)?.amountRupiah ?? 0;
    sums.set(key, { workerId, month, amountRupiah: before + amountRupiah });
  }
  return [...sums.values()].filter((sum) => sum.amountRupiah > 0);
}

const sumOf = (lines: readonly AllocatableLine[]) => lines.reduce((sum, line) => sum + line.amountRupiah, 0);
