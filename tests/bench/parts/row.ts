/** What a row tells the runner, and how rounds are taken: in alternation, so that a busy moment hits both sides. */

export type Comparison = {
  readonly what: string;
  readonly baseline: string;
  readonly ours: string;
  readonly ratio?: number;
  /** From `atLeast` or `atMost`. */
  readonly goal?: string;
};

/** Puts one line into the table. */
export function report({ what, baseline, ours, ratio, goal }: Comparison): void {
  const line = { what, baseline, ours, ratio: ratio?.toFixed(2) ?? "–", goal: goal ?? "–" };
  if (process.send) process.send(line);
  else console.log(line);
}

export const atLeast = (goal: number, value: number) =>
  `at least ${goal}: ${value >= goal ? "met" : "missed"}`;
export const atMost = (goal: number, value: number, unit = "") =>
  `at most ${goal}${unit}: ${value <= goal ? "met" : "missed"}`;

/** Runs each of `sides` once per round, first to last and then last to first; answers each side's results. */
export async function alternate<Name extends string, Result>(
  rounds: number,
  sides: Readonly<Record<Name, () => Promise<Result>>>,
): Promise<Record<Name, Result[]>> {
  const names = Object.keys(sides) as Name[];
  const results = Object.fromEntries(names.map((name) => [name, [] as Result[]])) as Record<Name, Result[]>;
  for (let round = 0; round < rounds; round += 1)
    for (const name of round % 2 === 0 ? names : [...names].reverse())
      results[name].push(await sides[name]());
  return results;
}

/** The middle of an odd number of values; the mean of the two middle ones otherwise. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  if (sorted.length === 0) throw new Error("There is no median of nothing: no round was taken.");
  return sorted.length % 2 === 1 ? sorted[Math.floor(middle)]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** The value below which 99 of 100 lie. */
export function p99(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.ceil(values.length * 0.99) - 1] ?? 0;
}

/** A rate as people read it: `8,400/s`. */
export function perSecond(rate: number): string {
  return `${new Intl.NumberFormat("en", { maximumSignificantDigits: 3 }).format(rate)}/s`;
}

/** A round is over after so long, however slow the machine is today. */
const LONGEST_ROUND_MS = 1_500;

export type Round = {
  /** Items per second. */
  readonly rate: number;
  /** How many were taken, first to last; all of them unless the round grew too long. */
  readonly taken: number;
};

/**
 * Keeps `atOnce` calls of `work` under way until every item was taken or the round is over; those begun are
 * waited for. `work` is told which of the `atOnce` it is.
 */
export async function takeRound<Item>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item, which: number) => Promise<unknown>,
): Promise<Round> {
  let taken = 0;
  const begun = performance.now();
  await Promise.all(
    Array.from({ length: atOnce }, async (_, which) => {
      while (taken < items.length && performance.now() - begun < LONGEST_ROUND_MS) {
        taken += 1;
        await work(items[taken - 1]!, which);
      }
    }),
  );
  return { rate: (taken * 1000) / (performance.now() - begun), taken };
}

/** Whoever began us is gone: nobody reads the table any more. */
process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));
process.channel?.unref();
