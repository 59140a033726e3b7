/** Plans every reminder whose day has come, for all workers in one go, each exactly once. */
import { monthOf } from "~/calendar/iuran-month";
import { dayInWib } from "~/calendar/wib";
import { listHolidayDays } from "~/coverage/holiday-day-queries.server";
import type { World } from "~/platform/world.server";
import {
  findReminderSetting,
  insertDueReminders,
  lockReminderPlanning,
} from "./plan-reminder-queries.server";
import { monthSlots, renewalSlots } from "./reminder-moment";

/** Two letters a second, as the mail service takes them. */
const LETTER_EVERY_MS = 500;

/** Two planners at once take turns. What was missed for longer than the setting allows is not made up for. */
export async function planReminders(
  world: Pick<World, "db" | "clock">,
): Promise<{ readonly expected: number; readonly done: number; readonly failed: number }> {
  const plannedAt = world.clock.now();
  const today = dayInWib(plannedAt);
  return world.db.transaction().execute(async (trx) => {
    await lockReminderPlanning(trx);
    const setting = await findReminderSetting(trx, today);
    const { expected, done } = await insertDueReminders(trx, {
      today,
      thisMonth: monthOf(today),
      months: monthSlots(today, await listHolidayDays(trx), setting),
      ...renewalSlots(today, setting),
      plannedAt,
      letterEveryMs: LETTER_EVERY_MS,
    });
    return { expected, done, failed: expected - done };
  });
}
