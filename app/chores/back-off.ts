/**
 * How long to wait before trying again: twice as long each time, up to an hour. With the counts below
 * a thing is tried for about ten hours before a person is asked to look at it.
 */
const firstMs = 2_000;
const longestMs = 3_600_000;

/** After so many tries a chore or letter is stuck, and shown to the admins with its last error. */
export const MOST_ATTEMPTS = 20;

/** Milliseconds to wait after the given try; the first is 1. */
export function backOffMs(attempt: number): number {
  if (!Number.isInteger(attempt) || attempt < 1)
    throw new RangeError(`${attempt} is not the number of a try`);
  return Math.min(longestMs, firstMs * 2 ** Math.min(attempt - 1, 20));
}
