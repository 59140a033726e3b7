/**
 * One answer for everybody, kept for a minute:
 *
 *   younger than a minute ─▶ given as it is
 *   younger than ten      ─▶ given as it is, while one refresher makes the next
 *   older, or none yet    ─▶ everybody waits for the one that is being made
 *
 * Nothing personal belongs in an answer that is kept.
 */
import type { Clock } from "~/platform/clock";

const FRESH_MS = 60_000;
const STALE_MS = 600_000;

type Kept<Answer> = { readonly answer: Answer; readonly madeAt: number };

/** A function that gives the kept answer, or makes one with `make`. A refresh that fails is told to `complain`. */
export function keepFresh<Answer>(
  clock: Clock,
  make: () => Promise<Answer>,
  complain: (error: unknown) => void,
): () => Promise<Answer> {
  let kept: Kept<Answer> | undefined;
  let making: Promise<Answer> | undefined;
  const refresh = (): Promise<Answer> => {
    making ??= make()
      .then((answer) => {
        kept = { answer, madeAt: clock.now().getTime() };
        return answer;
      })
      .finally(() => {
        making = undefined;
      });
    return making;
  };
  return async () => {
    const ageMs = kept ? Math.abs(clock.now().getTime() - kept.madeAt) : Number.POSITIVE_INFINITY;
    if (!kept || ageMs >= STALE_MS) return refresh();
    if (ageMs >= FRESH_MS) refresh().catch(complain);
    return kept.answer;
  };
}
