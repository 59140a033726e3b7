/**
 * Who is asked for a worker's next month, if anybody, from what is known of the worker today:
 *
 *   a renewal is open, paid by link              its sponsor, for the renewal's first month
 *   a sponsorship rests, or its mandate ended    its sponsor, by the worker's clock
 *   months bought without a standing promise     who paid the last month, by the worker's clock
 *   anything else                                nobody: paid, on its way, charged, deducted, paused, ended, declined
 *
 * SQL says the same for everybody at once (`plan-reminder-queries.server.ts`), and a test holds the two against
 * each other; before a letter leaves, this rule is asked again.
 */
import type { Day } from "~/calendar/day";
import { dueDay } from "~/calendar/due-day";
import { addMonths, type IuranMonth } from "~/calendar/iuran-month";
import { lapseClock } from "~/coverage/lapse-clock";
import type { Gap, Way } from "~/sponsorship/renewal-period";
import {
  type AskedMonth,
  type DatedMoment,
  isBefore,
  momentNow,
  type ReminderSetting,
} from "./reminder-moment";

export type WorkerStanding = {
  /** Months covered by JKK, each once. */
  readonly covered: readonly {
    readonly month: IuranMonth;
    /** Who paid it and when; none for the government. */
    readonly paid?: { readonly sponsorId: string; readonly at: Date };
  }[];
  /** The living sponsorship. */
  readonly living?: {
    readonly sponsorId: string;
    readonly begunAt: Date;
    readonly way: Way;
    /** A live mandate: the months are deducted from pay. */
    readonly onPayroll: boolean;
    readonly untilMonth?: IuranMonth;
    readonly gaps: readonly Gap[];
    readonly renewals: readonly OpenRenewal[];
  };
  /** Why sponsors stopped, those who ended a sponsorship and those who declined to go on. */
  readonly stops: readonly { readonly sponsorId: string; readonly because: StopReason; readonly at: Date }[];
  /** The last month for which money is on its way. */
  readonly movingUntil?: IuranMonth;
};

/** An item of a renewal that is neither closed nor paid. */
export type OpenRenewal = {
  readonly renewalId: string;
  readonly dueOn: Day;
  readonly startMonth: IuranMonth;
  /** Paid by link; false while its card will be charged. */
  readonly byLink: boolean;
};

export type StopReason =
  | "cancelled"
  | "completed"
  | "handed_over"
  | "not_now"
  | "worker_died"
  | "worker_withdrew"
  | "government";
export type Preference = "all" | "lapse_only" | "none";

/** What ends it for everybody, whoever said so. */
const GONE: ReadonlySet<StopReason> = new Set(["worker_died", "worker_withdrew", "government"]);
/** What ends it for the sponsor who said so. */
const DECLINED: ReadonlySet<StopReason> = new Set(["cancelled", "handed_over", "not_now"]);

export type Ask = AskedMonth & {
  readonly sponsorId: string;
  readonly of: "renewal" | "resting" | "bought";
  readonly renewalId?: string;
};

/** Who is asked, and for what; usually one, none when there is nothing to ask. */
export function asksOf(standing: WorkerStanding, today: Day, holidays: ReadonlySet<Day>): readonly Ask[] {
  const { living, movingUntil } = standing;
  const renewals = (living?.renewals ?? []).filter((renewal) => mayAsk(standing, renewal));
  const byRenewal = renewals.map(({ renewalId, startMonth, dueOn }) => ({
    sponsorId: living!.sponsorId,
    of: "renewal" as const,
    renewalId,
    month: startMonth,
    dueOn,
  }));
  const byClock = askByClock(standing, today, holidays);
  return [...byRenewal, ...(byClock ? [byClock] : [])].filter(
    ({ month }) => !movingUntil || movingUntil < month,
  );
}

function mayAsk(standing: WorkerStanding, { byLink, startMonth }: OpenRenewal): boolean {
  const { living, covered } = standing;
  if (!living || !byLink || living.onPayroll) return false;
  if (covered.some(({ month, paid }) => month === startMonth || (!paid && month > startMonth))) return false;
  return !isLeftOut(living.gaps, startMonth) && !hasStopped(standing, living.sponsorId, living.begunAt);
}

/** The first uncovered month by the worker's clock, asked of who answers for it when no renewal does. */
function askByClock(standing: WorkerStanding, today: Day, holidays: ReadonlySet<Day>): Ask | undefined {
  const { covered, living } = standing;
  const clock = lapseClock(
    covered.map(({ month }) => month),
    today,
    holidays,
  );
  if (clock.kind === "never" || clock.kind === "waiting" || clock.kind === "ended") return undefined;
  const { month } = clock.nextDue;
  const last = covered.find((each) => each.month === addMonths(month, -1))?.paid;
  if (!last || covered.some((each) => !each.paid && each.month > month)) return undefined;
  const asked = { month, dueOn: dueDay(month, holidays) };
  const goesOn = living && (!living.untilMonth || month <= living.untilMonth);
  const sponsorId = goesOn ? living.sponsorId : last.sponsorId;
  const since = goesOn && living.begunAt > last.at ? living.begunAt : last.at;
  if (hasStopped(standing, sponsorId, since)) return undefined;
  if (!goesOn) return { sponsorId, of: "bought", ...asked };
  // An open renewal speaks for its own month.
  if (living.renewals.some(({ startMonth }) => startMonth === month)) return undefined;
  const answersByLink = isResting(living.gaps, month) || (living.way === "payroll" && !living.onPayroll);
  if (!answersByLink || living.onPayroll || isLeftOut(living.gaps, month)) return undefined;
  return { sponsorId, of: "resting", ...asked };
}

/** Whether somebody said after `since` that this worker is gone, or this sponsor that they do not go on. */
function hasStopped({ stops }: WorkerStanding, sponsorId: string, since: Date): boolean {
  return stops.some(
    (stop) =>
      stop.at >= since &&
      (GONE.has(stop.because) || (DECLINED.has(stop.because) && stop.sponsorId === sponsorId)),
  );
}

function isLeftOut(gaps: readonly Gap[], month: IuranMonth): boolean {
  return gaps.some((gap) => gap.kind !== "rest" && holds(gap, month));
}

function isResting(gaps: readonly Gap[], month: IuranMonth): boolean {
  return gaps.some((gap) => gap.kind === "rest" && holds(gap, month));
}

function holds(gap: Gap, month: IuranMonth): boolean {
  return gap.fromMonth <= month && (!gap.toMonth || month <= gap.toMonth);
}

export type DueReminder = Ask & DatedMoment;

/** The reminders that may go out today about one worker. `wants` answers for sponsors who chose nothing with "all". */
export function remindersDue(
  standing: WorkerStanding,
  wants: (sponsorId: string) => Preference,
  today: Day,
  holidays: ReadonlySet<Day>,
  setting: ReminderSetting,
): readonly DueReminder[] {
  return asksOf(standing, today, holidays).flatMap((ask) => {
    const now = momentNow(ask, today, setting);
    return now && wantsIt(wants(ask.sponsorId), now) ? [{ ...ask, ...now }] : [];
  });
}

function wantsIt(preference: Preference, { moment }: DatedMoment): boolean {
  switch (preference) {
    case "all":
      return true;
    case "lapse_only":
      return !isBefore(moment);
    case "none":
      return false;
  }
}
