/**
 * What the payroll office really deducted, held against the list: line by line, before anything is posted.
 *
 *   as listed ─▶ fine          more, less, nothing, not in the file ─▶ shown, and confirmed by the treasurer
 *   a NIP twice, or money of somebody who is not on the list ─▶ must be put right first
 */

export type ListedLine = {
  readonly lineId: string;
  readonly name: string;
  readonly nipIndex: string;
  readonly nipMasked: string;
  readonly expectedRupiah: number;
};

/** One row of the treasurer's file; the NIP as its blind index and mask. */
export type DeductedRow = {
  /** As a spreadsheet numbers it; absent when no file was sent. */
  readonly row?: number;
  readonly nipIndex: string;
  readonly nipMasked: string;
  readonly deductedRupiah: number;
};

export type Difference =
  | {
      readonly kind: "more" | "less";
      readonly line: ListedLine;
      readonly row?: number;
      readonly deductedRupiah: number;
    }
  | { readonly kind: "nothing"; readonly line: ListedLine; readonly row?: number }
  | { readonly kind: "missing"; readonly line: ListedLine }
  | { readonly kind: "twice"; readonly nipMasked: string; readonly rows: readonly number[] }
  | {
      readonly kind: "unknown";
      readonly nipMasked: string;
      readonly row?: number;
      readonly deductedRupiah: number;
    };

export type Comparison = {
  /** What each listed line gave, 0 included; every line of the list is named. */
  readonly deducted: readonly { readonly lineId: string; readonly deductedRupiah: number }[];
  readonly totalRupiah: number;
  /** In the order of the list, strangers at the end. */
  readonly differences: readonly Difference[];
  /** Something must be put right in the file before it can be confirmed. */
  readonly isBlocked: boolean;
};

/** Holds the rows of a file against the list of the month. A stranger from whom nothing was taken is left out. */
export function compareDeductions(list: readonly ListedLine[], rows: readonly DeductedRow[]): Comparison {
  const byNip = new Map<string, DeductedRow[]>();
  for (const row of rows) byNip.set(row.nipIndex, [...(byNip.get(row.nipIndex) ?? []), row]);
  const listed = new Set(list.map((line) => line.nipIndex));
  const deducted = list.map((line) => ({
    lineId: line.lineId,
    deductedRupiah: byNip.get(line.nipIndex)?.[0]?.deductedRupiah ?? 0,
  }));
  const differences = [
    ...list.flatMap((line) => differencesOf(line, byNip.get(line.nipIndex) ?? [])),
    ...rows
      .filter((row) => !listed.has(row.nipIndex) && row.deductedRupiah > 0)
      .map(({ nipMasked, row, deductedRupiah }) => ({
        kind: "unknown" as const,
        nipMasked,
        deductedRupiah,
        ...(row === undefined ? {} : { row }),
      })),
  ];
  return {
    deducted,
    totalRupiah: deducted.reduce((sum, line) => sum + line.deductedRupiah, 0),
    differences,
    isBlocked: differences.some(({ kind }) => kind === "twice" || kind === "unknown"),
  };
}

function differencesOf(line: ListedLine, rows: readonly DeductedRow[]): readonly Difference[] {
  const [first] = rows;
  if (!first) return [{ kind: "missing", line }];
  if (rows.length > 1)
    return [{ kind: "twice", nipMasked: line.nipMasked, rows: rows.flatMap(({ row }) => row ?? []) }];
  const at = first.row === undefined ? {} : { row: first.row };
  const { deductedRupiah } = first;
  if (deductedRupiah === 0) return [{ kind: "nothing", line, ...at }];
  if (deductedRupiah === line.expectedRupiah) return [];
  return [{ kind: deductedRupiah > line.expectedRupiah ? "more" : "less", line, deductedRupiah, ...at }];
}

/**
 * Whose month a deduction pays for: the workers in the order the sponsor signed for them, each whole or not at
 * all. What is left over waits for a decision. `items` are in that order.
 */
export function payableItems<Item extends { readonly amountRupiah: number }>(
  items: readonly Item[],
  deductedRupiah: number,
): { readonly paid: readonly Item[]; readonly unpaid: readonly Item[]; readonly leftRupiah: number } {
  const paid: Item[] = [];
  const unpaid: Item[] = [];
  let left = deductedRupiah;
  for (const item of items) {
    if (item.amountRupiah > left) {
      unpaid.push(item);
      continue;
    }
    paid.push(item);
    left -= item.amountRupiah;
  }
  return { paid, unpaid, leftRupiah: left };
}
