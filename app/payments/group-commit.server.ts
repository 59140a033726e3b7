/**
 * Group commit without a timer: while two transactions are under way, arrivals join the next one.
 * Each caller waits for its own commit; with nothing under way there is no delay at all.
 *
 *   arrivals ─▶ waiting ─▶ [ run(batch) ] × at most 2 ─▶ each caller its own answer
 */
export type GroupCommit<Item, Answer> = (item: Item) => Promise<Answer>;

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

  function next(): void {
    while (running < limits.atOnce && waiting.length > 0) {
      const batch = waiting.slice(0, limits.batch);
      waiting = waiting.slice(limits.batch);
      running += 1;
      void settle(batch).finally(() => {
        running -= 1;
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
