/** Dated rows as they are shown: the one that holds today, those to come, and what a month looks like under it. */
import type { Day } from "~/calendar/day";
import { dueDay } from "~/calendar/due-day";
import { addMonths, type IuranMonth, monthOf } from "~/calendar/iuran-month";
import { type DatedMoment, momentsOf, type ReminderSetting } from "./reminder-moment";
import type { Figures } from "./setting-form";

type Dated = { readonly fromDay: Day };

/** Rows come with the newest first; the first whose day has come holds. */
export function holdingRow<Row extends Dated>(rows: readonly Row[], today: Day): Row | undefined {
  return rows.find(({ fromDay }) => fromDay <= today);
}

/** Rows whose day lies ahead, the nearest first. */
export function comingRows<Row extends Dated>(rows: readonly Row[], today: Day): readonly Row[] {
  return rows.filter(({ fromDay }) => fromDay > today).reverse();
}

/** "14, 7, 3, 1". */
export function figureWords(values: readonly number[] | undefined): string {
  return (values ?? []).join(", ");
}

export type ExampleMonth = {
  readonly month: IuranMonth;
  readonly dueOn: Day;
  readonly moments: readonly DatedMoment[];
};

/** When reminders of the next month go out under these figures. */
export function exampleMonth(figures: Figures, today: Day, holidays: ReadonlySet<Day>): ExampleMonth {
  const month = addMonths(monthOf(today), 1);
  const dueOn = dueDay(month, holidays);
  const setting: ReminderSetting = {
    beforeDays: figures.sebelum ?? [],
    lapseAfterDays: figures.terputus?.[0] ?? 1,
    arrearsDays: figures.tunggakan ?? [],
    lateDays: 0,
  };
  return { month, dueOn, moments: momentsOf({ month, dueOn }, setting) };
}
