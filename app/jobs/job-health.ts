/**
 * Whether a recurring job does what it should, from its latest run and the clock:
 *
 *   good, running                                      as it should be
 *   never, late      it was due and did not run        ┐
 *   abandoned        its worker died in the middle     ├ red
 *   failed, less     it ran and failed, or did less    ┘
 */
import type { LastRun } from "./job-queries.server";
import { lastTick, type Schedule } from "./schedule";

export type JobHealth =
  | { readonly kind: "good" | "running" | "never" | "abandoned" }
  /** `dueAt` is the tick that went by without a run. */
  | { readonly kind: "late"; readonly dueAt: Date }
  | { readonly kind: "failed"; readonly error: string }
  | {
      readonly kind: "less";
      readonly expected: number;
      readonly done: number;
      readonly failed: number;
    };

/** How long a tick may wait for its run before somebody should look: the worker may be at another job, or restarting. */
const GRACE_MS = 30 * 60_000;

export function jobHealth(schedule: Schedule, last: LastRun | undefined, now: Date): JobHealth {
  if (!last) return { kind: "never" };
  if (last.abandoned) return { kind: "abandoned" };
  if (!last.finished) return { kind: "running" };
  const dueAt = lastTick(schedule, new Date(now.getTime() - GRACE_MS));
  if (last.tick < dueAt) return { kind: "late", dueAt };
  return runHealth(last);
}

/** How a run that has ended went. */
export function runHealth({ expected, done, failed, error }: Outcome): JobHealth {
  if (error !== null) return { kind: "failed", error };
  const report = { expected: expected ?? 0, done: done ?? 0, failed: failed ?? 0 };
  return report.failed > 0 || report.done < report.expected ? { kind: "less", ...report } : { kind: "good" };
}

type Outcome = Pick<LastRun, "expected" | "done" | "failed" | "error">;

/** Whether a person should look. */
export function isRed(health: JobHealth): boolean {
  return health.kind !== "good" && health.kind !== "running";
}
