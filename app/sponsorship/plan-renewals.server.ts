/** Plans every renewal whose time has come, for all sponsorships in one go, each exactly once. */
import { type IuranMonth, monthsFrom } from "~/calendar/iuran-month";
import { dayInWib, monthInWib } from "~/calendar/wib";
import { listHolidayDays } from "~/coverage/holiday-day-queries.server";
import type { World } from "~/platform/world.server";
import { completeSponsorships, insertDueRenewals, lockPlanning, restLeftovers } from "./plan-queries.server";
import { monthsToPlan } from "./renewal-calendar";
import { findRenewalSetting } from "./sponsorship-queries.server";

type Needs = Pick<World, "db" | "clock">;

/** Two planners at once take turns; the second finds nothing left. Sponsorships whose last month is over end first. */
export async function planRenewals(
  world: Needs,
): Promise<{ readonly expected: number; readonly done: number; readonly failed: number }> {
  const now = world.clock.now();
  const today = dayInWib(now);
  return world.db.transaction().execute(async (trx) => {
    await lockPlanning(trx, "alone");
    await completeSponsorships(trx, monthInWib(now), now);
    await restLeftovers(trx, now);
    const setting = await findRenewalSetting(trx, today);
    const dueOn = new Map<IuranMonth, string>(
      monthsToPlan(today, await listHolidayDays(trx), setting).map((due) => [due.month, due.dueOn]),
    );
    const calendar = monthsFrom(monthInWib(now), dueOn.size + 12).map((month) => {
      const due = dueOn.get(month);
      return { month, ...(due ? { dueOn: due } : {}) };
    });
    const { expected, done } = await insertDueRenewals(trx, calendar, now);
    return { expected, done, failed: expected - done };
  });
}
