/**
 * Group commit without a timer: while two transactions are under way, arrivals join the next one.
 * Each caller waits for its own commit; with nothing under way there is no delay at all.
 *
 *   arrivals ─▶ waiting ─▶ [ run(batch) ] × at most 2 ─▶ each caller its own answer
 */
export type GroupCommit<Item, Answer> = (item: Item) => Promise<Answer>;

/** So few are not worth two transactions. */
const NOT_SPLIT = 8;

/**
 * `run` answers a batch in the order given. When it throws, its items are run one by one, so that a bad
 * one fails alone.
 */
export function createGroupCommit<Item, Answer>(
  run: (items: readonly Item[]) => Promise<readonly Answer[]>,
  limits: { readonly batch: number; readonly atOnce: number } = { batch: 64, atOnce: 2 },
): GroupCommit<Item, Answer> {
  type Waiting = { readonly item: Item; resolve(answer: Answer): void; reject(error: unknown): void };
  let waiting: Waiting[] = [];
  let running = 0;
  let underWay = 0;

  async function settle(batch: readonly Waiting[]): Promise<void> {
    try {
      const answers = await run(batch.map(({ item }) => item));
      batch.forEach((caller, index) => {
        caller.resolve(answers[index]!);
      });
    } catch (error) {
      if (batch.length === 1) batch[0]!.reject(error);
      else for (const caller of batch) await settle([caller]);
    }
  }

  /** An even share of all there is: whoever took everything would leave the others a transaction for each newcomer. */
  function share(): number {
    const even = Math.ceil((waiting.length + underWay) / limits.atOnce);
    return Math.min(limits.batch, Math.max(even, NOT_SPLIT));
  }

  function next(): void {
    while (running < limits.atOnce && waiting.length > 0) {
      const batch = waiting.slice(0, share());
      waiting = waiting.slice(batch.length);
      running += 1;
      underWay += batch.length;
      void settle(batch).finally(() => {
        running -= 1;
        underWay -= batch.length;
        next();
      });
    }
  }

  return (item) =>
    new Promise<Answer>((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      next();
    });
}
