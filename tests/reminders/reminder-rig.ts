/** Sponsors and workers for stories of reminders, against the real sandbox; its inbox is read as people read theirs. */
import { addDays } from "~/calendar/day";
import { dueDay } from "~/calendar/due-day";
import { addMonths, monthOf } from "~/calendar/iuran-month";
import { listHolidayDays } from "~/coverage/holiday-day-queries.server";
import { planReminders } from "~/reminders/plan-reminders.server";
import type { Rig } from "../adapters/sandbox-rig";
import { goTo, pay, sendLetters, today } from "../sponsorship/renewal-rig";
import { order, stateWorker } from "../support/story";
import type { TestWorld } from "../support/test-world";

let people = 0;

export type Letter = {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly headers: Readonly<Record<string, string>>;
};

export function remindersOf(world: TestWorld, rig: Rig) {
  const story = {
    /** Months bought without a standing promise, from this one on; each worker has a name of their own. */
    async bought(options: { workers?: number; months?: number; email?: string } = {}) {
      const start = monthOf(today(world));
      const email = options.email ?? `pembeli${++people}@example.org`;
      const workers = [];
      for (let count = 0; count < (options.workers ?? 1); count += 1) {
        people += 1;
        const name = `Pekerja ${String.fromCharCode(65 + count)}${people}`;
        workers.push({ ...(await stateWorker(world, `350917010191${String(1000 + people)}`, name)), name });
      }
      const months = options.months ?? 1;
      const placed = await order(
        world,
        workers.map((worker) => ({ worker, start, months })),
        { email },
      );
      await pay(world, rig, placed.id);
      const next = addMonths(start, months);
      return {
        email,
        sponsorId: placed.sponsorId,
        workers,
        next,
        dueOn: dueDay(next, await listHolidayDays(world.db)),
      };
    },

    /** Goes so many days past (or before) a day and plans there. */
    async planAt(day: string, days: number) {
      await goTo(rig, addDays(day, days));
      return planReminders(world);
    },

    async sent(email: string): Promise<readonly Letter[]> {
      await sendLetters(world);
      const answer = await fetch(`${rig.sandbox.url}/inbox.json?to=${encodeURIComponent(email)}`);
      const { mails } = (await answer.json()) as { mails: (Letter & { tags: { value: string }[] })[] };
      return mails.filter(({ tags }) => tags.some(({ value }) => value === "reminder"));
    },

    async letters(sponsorId: string) {
      return world.db
        .selectFrom("mail")
        .selectAll()
        .where("kind", "=", "reminder")
        .where("sponsor_id", "=", sponsorId)
        .orderBy("queued_at")
        .execute();
    },

    async reminders(sponsorId: string) {
      return world.db
        .selectFrom("reminder")
        .selectAll()
        .where("sponsor_id", "=", sponsorId)
        .orderBy("on_day")
        .execute();
    },
  };
  return story;
}
