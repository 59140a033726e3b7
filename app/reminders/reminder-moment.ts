/**
 * The moments at which a sponsor is reminded of a month's iuran:
 *
 *   before/14 ── before/7 ── before/3 ── before/1 ── due day ── lapsed ── arrears/30 ── arrears/60 ── arrears/80
 *   days ahead of the due day                                   the day after     days without protection
 *
 * Which days they are is data (`reminder_setting`). A moment that has gone by for longer than `lateDays` is not
 * made up for: after a jump of the clock people hear of what is true today, not of a week's worth at once.
 */
import { addDays, type Day, firstDayOf } from "~/calendar/day";
import { dueDay } from "~/calendar/due-day";
import { addMonths, type IuranMonth, monthOf, monthsFrom } from "~/calendar/iuran-month";

export type ReminderSetting = {
  /** Days before the due day. */
  readonly beforeDays: readonly number[];
  /** Days after the due day on which it is said that protection was interrupted. */
  readonly lapseAfterDays: number;
  /** Days without protection, counted from its last day; at most 89, so that membership has not ended yet. */
  readonly arrearsDays: readonly number[];
  /** For how many days a moment may still be made up for. */
  readonly lateDays: number;
};

export type Moment = "lapsed" | `before/${number}` | `arrears/${number}`;

/** What is asked of a sponsor: the month whose iuran is due, and the last day on which it is in time. */
export type AskedMonth = { readonly month: IuranMonth; readonly dueOn: Day };
export type DatedMoment = { readonly moment: Moment; readonly onDay: Day };

/** Every moment of an asked month, in order of its day; of two on one day the more urgent comes last. */
export function momentsOf({ month, dueOn }: AskedMonth, setting: ReminderSetting): readonly DatedMoment[] {
  const moments = [
    ...setting.beforeDays.map((days) => ({
      moment: `before/${days}` as const,
      onDay: addDays(dueOn, -days),
    })),
    { moment: "lapsed" as const, onDay: addDays(dueOn, setting.lapseAfterDays) },
    ...setting.arrearsDays.map((days) => ({
      moment: `arrears/${days}` as const,
      onDay: addDays(firstDayOf(month), days - 1),
    })),
  ];
  return moments.sort((a, b) =>
    a.onDay < b.onDay ? -1 : a.onDay > b.onDay ? 1 : urgencyOf(a) - urgencyOf(b),
  );
}

/** The moment that speaks today: the newest that has come, unless it has gone by for too long. */
export function momentNow(asked: AskedMonth, today: Day, setting: ReminderSetting): DatedMoment | undefined {
  const newest = momentsOf(asked, setting).findLast(({ onDay }) => onDay <= today);
  return newest && newest.onDay >= addDays(today, -setting.lateDays) ? newest : undefined;
}

/** Whether a month is spoken of already: its first moment has come. */
export function isSpokenOf(asked: AskedMonth, today: Day, setting: ReminderSetting): boolean {
  return (momentsOf(asked, setting)[0]?.onDay ?? asked.dueOn) <= today;
}

/** Larger is more urgent: days before the due day count down, days without protection count up. */
export function urgencyOf({ moment }: Pick<DatedMoment, "moment">): number {
  if (moment === "lapsed") return 0;
  const [kind, days] = moment.split("/");
  return kind === "before" ? -Number(days) : Number(days);
}

export function isBefore(moment: Moment): boolean {
  return moment.startsWith("before/");
}

/** The months in which iuran may be asked today by the worker's clock alone: three of arrears, this one, the next. */
export function askableMonths(today: Day): readonly IuranMonth[] {
  return monthsFrom(addMonths(monthOf(today), -2), 4);
}

export type MonthSlot = AskedMonth & DatedMoment;

/** What speaks today for workers whose months run out, month by month; a month of which nothing is said is left out. */
export function monthSlots(
  today: Day,
  holidays: ReadonlySet<Day>,
  setting: ReminderSetting,
): readonly MonthSlot[] {
  return askableMonths(today).flatMap((month) => {
    const asked = { month, dueOn: dueDay(month, holidays) };
    const now = momentNow(asked, today, setting);
    return now ? [{ ...asked, ...now }] : [];
  });
}

export type DueDaySlot = DatedMoment & { readonly dueOn: Day };
export type ArrearsSlot = DatedMoment & { readonly month: IuranMonth };

/**
 * The same for renewals, whose due day is their own: the due days of which `before` or `lapsed` speaks today, and
 * the months of which `arrears` does. For one renewal the later of the two speaks.
 */
export function renewalSlots(
  today: Day,
  setting: ReminderSetting,
): { readonly dueDays: readonly DueDaySlot[]; readonly arrears: readonly ArrearsSlot[] } {
  const dueDays: DueDaySlot[] = [];
  const onlyDue = { ...setting, arrearsDays: [] };
  const first = addDays(today, -setting.lapseAfterDays - setting.lateDays);
  const last = addDays(today, Math.max(...setting.beforeDays));
  for (let dueOn = first; dueOn <= last; dueOn = addDays(dueOn, 1)) {
    const now = momentNow({ month: monthOf(dueOn), dueOn }, today, onlyDue);
    if (now) dueDays.push({ dueOn, ...now });
  }
  const arrears = monthsFrom(addMonths(monthOf(today), -3), 4).flatMap((month) => {
    const moments = momentsOf({ month, dueOn: today }, setting).filter(({ moment }) =>
      moment.startsWith("arrears/"),
    );
    const newest = moments.findLast(({ onDay }) => onDay <= today);
    return newest && newest.onDay >= addDays(today, -setting.lateDays) ? [{ month, ...newest }] : [];
  });
  return { dueDays, arrears };
}
