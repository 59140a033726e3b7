/** Looks again at what a letter of reminders was planned for: what still holds, what fell away and why. */
import type { Day } from "~/calendar/day";
import { dayInWib } from "~/calendar/wib";
import { listHolidayDays } from "~/coverage/holiday-day-queries.server";
import type { World } from "~/platform/world.server";
import type { AskedWorker } from "./gather-offers.server";
import { findReminderSetting } from "./plan-reminder-queries.server";
import { asksOf, remindersDue } from "./reminder";
import type { DatedMoment } from "./reminder-moment";
import { listRemindersOf, type StoredReminder } from "./reminder-queries.server";
import { findPreference, listWorkerStandings } from "./worker-standing-queries.server";

export type HoldingReminder = AskedWorker & DatedMoment;
export type FallenReminder = { readonly reminder: StoredReminder; readonly because: string };

export type Checked = {
  readonly sponsorId?: string;
  readonly holding: readonly HoldingReminder[];
  readonly fallen: readonly FallenReminder[];
  readonly today: Day;
  readonly holidays: ReadonlySet<Day>;
};

/** Asks the rule about every reminder of the letter, on the day it is now. */
export async function checkReminders(
  { db, clock }: Pick<World, "db" | "clock">,
  mailId: string,
): Promise<Checked> {
  const today = dayInWib(clock.now());
  const holidays = await listHolidayDays(db);
  const setting = await findReminderSetting(db, today);
  const reminders = await listRemindersOf(db, mailId);
  const [first] = reminders;
  const wants = first ? await findPreference(db, first.sponsorId) : "all";
  const standings = await listWorkerStandings(
    db,
    reminders.map(({ workerId }) => workerId),
  );
  const holding: HoldingReminder[] = [];
  const fallen: FallenReminder[] = [];
  for (const reminder of reminders) {
    const standing = standings.get(reminder.workerId)!;
    const isSame = (ask: { readonly sponsorId: string; readonly month: string }) =>
      ask.sponsorId === reminder.sponsorId && ask.month === reminder.month;
    const ask = asksOf(standing, today, holidays).find(isSame);
    const due = remindersDue(standing, () => "all", today, holidays, setting).find(isSame);
    if (!ask)
      fallen.push({ reminder, because: "Nothing is asked any more: paid, left out, ended or declined." });
    else if (due?.moment !== reminder.moment) fallen.push({ reminder, because: "Its moment has gone by." });
    else if (remindersDue(standing, () => wants, today, holidays, setting).find(isSame) === undefined)
      fallen.push({ reminder, because: "The sponsor does not want it." });
    else
      holding.push({
        workerId: reminder.workerId,
        ask,
        standing,
        moment: reminder.moment,
        onDay: reminder.onDay,
      });
  }
  return { ...(first ? { sponsorId: first.sponsorId } : {}), holding, fallen, today, holidays };
}
