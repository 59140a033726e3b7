/**
 * One answer for everybody, kept for a minute:
 *
 *   younger than a minute ─▶ given as it is
 *   younger than ten      ─▶ given as it is, while one refresher makes the next
 *   older, or none yet    ─▶ everybody waits for the one that is being made
 *
 * An answer that took long to make is kept longer: no more than a twentieth of the time goes into making it.
 * Nothing personal belongs in an answer that is kept.
 */
import type { Clock } from "~/platform/clock";

const FRESH_MS = 60_000;
/** How many times as long as it is fresh an answer may still be given. */
const STALE_TIMES = 10;
const MAKING_SHARE = 20;

type Kept<Answer> = { readonly answer: Answer; readonly madeAt: number; readonly freshMs: number };

/** A function that gives the kept answer, or makes one with `make`. A refresh that fails is told to `complain`. */
export function keepFresh<Answer>(
  clock: Clock,
  make: () => Promise<Answer>,
  complain: (error: unknown) => void,
): () => Promise<Answer> {
  let kept: Kept<Answer> | undefined;
  let making: Promise<Answer> | undefined;
  const refresh = (): Promise<Answer> => {
    const begunAt = clock.now().getTime();
    making ??= make()
      .then((answer) => {
        const madeAt = clock.now().getTime();
        kept = { answer, madeAt, freshMs: Math.max(FRESH_MS, (madeAt - begunAt) * MAKING_SHARE) };
        return answer;
      })
      .finally(() => {
        making = undefined;
      });
    return making;
  };
  return async () => {
    if (!kept) return refresh();
    const ageMs = Math.abs(clock.now().getTime() - kept.madeAt);
    if (ageMs >= kept.freshMs * STALE_TIMES) return refresh();
    if (ageMs >= kept.freshMs) refresh().catch(complain);
    return kept.answer;
  };
}
