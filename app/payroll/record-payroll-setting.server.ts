/** Adds a row of payroll's dates and account that holds from today on, with who did it. */
import { type Actor, recordAct } from "~/audit/audit-queries.server";
import { dayInWib } from "~/calendar/wib";
import type { World } from "~/platform/world.server";
import type { PayrollSetting } from "./payroll-calendar";
import { findPayrollSetting, insertPayrollSetting } from "./payroll-setting-queries.server";

export async function recordPayrollSetting(
  world: Pick<World, "db" | "clock">,
  setting: PayrollSetting,
  by: Actor,
): Promise<void> {
  const at = world.clock.now();
  const today = dayInWib(at);
  await world.db.transaction().execute(async (trx) => {
    const before = await findPayrollSetting(trx, today);
    await insertPayrollSetting(trx, setting, { fromDay: today, at, by: by.name });
    await recordAct(trx, {
      at,
      actor: by,
      act: "payroll_setting_recorded",
      subjectKind: "payroll_setting",
      subjectId: today,
      before,
      after: setting,
    });
  });
}
