/**
 * Every recurring job of the house, on one page, and when it is due. Times are WIB.
 *
 * A tick is the moment a job was due. Each tick is a row in `job_run`, claimed by one worker. A table
 * and a pure rule do this instead of a job library's cron, because the house's time is an argument: the
 * sandbox's clock jumps a day or a year, and a cron that asks the machine what time it is would sleep
 * through the jump. (What must be retried per item are chores and letters, which have their own relay.)
 *
 * Time may pass without a worker, or jump. What then happens to the missed ticks depends on the job:
 *
 *   each     it plans for a day: every missed tick is run, in order, and told which day it is
 *   latest   it looks at how things are now: one run catches up with all that were missed
 */
export type Times =
  /** A divisor of a day's 1,440 minutes; ticks are counted from midnight. */
  | { readonly kind: "every"; readonly minutes: number }
  /** `at` as "06:00". */
  | { readonly kind: "daily"; readonly at: string };

export type Schedule = {
  readonly times: Times;
  readonly missed: "each" | "latest";
  /** What it does, for the page that shows its runs. */
  readonly what: string;
};

export const schedules = {
  "expire-orders": {
    times: { kind: "every", minutes: 5 },
    missed: "latest",
    what: "Lets go of the months and prices of orders nobody paid within their 24 hours.",
  },
  "look-again-at-payments": {
    times: { kind: "every", minutes: 5 },
    missed: "latest",
    what: "Asks the gateway about payments and refunds it has been silent about, in case its message was lost.",
  },
  "plan-renewals": {
    times: { kind: "daily", at: "01:15" },
    missed: "latest",
    what: "Plans the renewals whose time has come, and ends sponsorships whose last month is over.",
  },
  "rest-unpaid-renewals": {
    times: { kind: "daily", at: "02:15" },
    missed: "latest",
    what: "Gives up renewals nobody paid: their sponsorships rest, and the sponsor is told.",
  },
  "send-charge-notices": {
    times: { kind: "daily", at: "06:00" },
    missed: "latest",
    what: "Announces charges of saved cards, at least seven days before they happen.",
  },
  "send-card-expiry-notices": {
    times: { kind: "daily", at: "06:30" },
    missed: "latest",
    what: "Tells sponsors on set dates that a saved card expires this month or the next.",
  },
  "charge-renewals": {
    times: { kind: "every", minutes: 60 },
    missed: "latest",
    what: "Charges saved cards for renewals that were announced, and tries declined ones again on their days.",
  },
  "plan-reminders": {
    times: { kind: "daily", at: "07:00" },
    missed: "latest",
    what: "Plans the reminders of the day; what was missed for longer than the schedule allows stays unsaid.",
  },
  "plan-payroll": {
    times: { kind: "daily", at: "05:00" },
    missed: "each",
    what: "Closes the payroll lists whose day has come, and tells sponsors whose unit has not reported in time.",
  },
  "check-invariants": {
    times: { kind: "every", minutes: 60 },
    missed: "latest",
    what: "Asks the questions about the books whose answer must be empty.",
  },
  "look-again-at-payouts": {
    times: { kind: "daily", at: "05:30" },
    missed: "latest",
    what: "Reads payouts of the gateway whose messages were lost.",
  },
  reconcile: {
    times: { kind: "daily", at: "06:10" },
    missed: "latest",
    what: "Compares our books with the gateway's and the bank's, and opens a finding for every difference.",
  },
  "forget-carts": {
    times: { kind: "daily", at: "03:30" },
    missed: "latest",
    what: "Deletes carts nobody has touched for a long time, with the personal data in them.",
  },
  "forget-uploads": {
    times: { kind: "daily", at: "03:35" },
    missed: "latest",
    what: "Deletes uploaded lists nobody confirmed in 48 hours, with the identity numbers in them.",
  },
  "sweep-access": {
    times: { kind: "daily", at: "03:45" },
    missed: "latest",
    what: "Forgets sessions, sign-in links and counts of tries that are over.",
  },
  // The last of all: of jobs that are due at the same time it sees the others' runs.
  "watch-jobs": {
    times: { kind: "every", minutes: 30 },
    missed: "latest",
    what: "Tells the administrators of jobs that did not run, died, failed or did less than expected.",
  },
} as const satisfies Record<string, Schedule>;

export type JobName = keyof typeof schedules;
export const jobNames = Object.keys(schedules) as readonly JobName[];

const MINUTE_MS = 60_000;
const DAY_MS = 1_440 * MINUTE_MS;
const WIB_MS = 7 * 60 * MINUTE_MS;

/** The ticks after `from`, up to and including `to`, in order. */
export function ticksBetween({ times }: Pick<Schedule, "times">, from: Date, to: Date): readonly Date[] {
  const { stepMs, offsetMs } = gridOf(times);
  const ticks: Date[] = [];
  let tick = Math.floor((from.getTime() - offsetMs) / stepMs) * stepMs + offsetMs + stepMs;
  for (; tick <= to.getTime(); tick += stepMs) ticks.push(new Date(tick));
  return ticks;
}

/** The latest tick at or before `now`. */
export function lastTick({ times }: Pick<Schedule, "times">, now: Date): Date {
  const { stepMs, offsetMs } = gridOf(times);
  return new Date(Math.floor((now.getTime() - offsetMs) / stepMs) * stepMs + offsetMs);
}

/**
 * The tick to run next, `undefined` when none is due. A job that never ran begins with its latest tick:
 * nothing was promised for the days before the house was opened.
 */
export function nextTick(schedule: Schedule, lastRun: Date | undefined, now: Date): Date | undefined {
  const latest = lastTick(schedule, now);
  if (!lastRun) return latest;
  if (latest <= lastRun) return undefined;
  if (schedule.missed === "latest") return latest;
  const { stepMs } = gridOf(schedule.times);
  return ticksBetween(schedule, lastRun, new Date(lastRun.getTime() + stepMs))[0];
}

/** Ticks stand on a grid, because WIB has no summer time: every `stepMs`, `offsetMs` after the epoch. */
function gridOf(times: Times): { readonly stepMs: number; readonly offsetMs: number } {
  switch (times.kind) {
    case "every":
      if (!Number.isInteger(times.minutes) || times.minutes < 1 || 1_440 % times.minutes !== 0)
        throw new RangeError(
          `A job cannot run every ${times.minutes} minutes: a day does not divide by that.`,
        );
      return { stepMs: times.minutes * MINUTE_MS, offsetMs: -WIB_MS };
    case "daily":
      return { stepMs: DAY_MS, offsetMs: minutesOf(times.at) * MINUTE_MS - WIB_MS };
  }
}

function minutesOf(at: string): number {
  const parts = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(at);
  if (!parts) throw new RangeError(`"${at}" is not a time of day; they look like 06:00`);
  return Number(parts[1]) * 60 + Number(parts[2]);
}
