/**
 * The day's work on payroll: closes the lists whose day has come, unit by unit, each in its own transaction, and
 * tells sponsors whose unit has not reported in time. Told the day by its tick: a jump over many days closes each
 * month's list in its turn.
 */
import { monthOf } from "~/calendar/iuran-month";
import { dayInWib } from "~/calendar/wib";
import { queueMails } from "~/mail/mail-queries.server";
import type { World } from "~/platform/world.server";
import { successorOn } from "~/units/work-unit";
import { listUnitVersions } from "~/units/work-unit-queries.server";
import { listBatchLines, listUnreported } from "./batch-queries.server";
import { closeList } from "./close-list.server";
import { listMandatedUnits } from "./due-item-queries.server";
import { listLiveMandatesOf } from "./letter-queries.server";
import { isReportOverdue, monthToList } from "./payroll-calendar";
import { findPayrollSetting } from "./payroll-setting-queries.server";
import { tellNotDeducted } from "./tell-not-deducted.server";

type Needs = Pick<World, "db" | "clock" | "chance" | "log">;

/** Safe to repeat: a list is closed once, and a sponsor told once. */
export async function planPayroll(
  world: Needs,
  tick: Date,
): Promise<{ readonly expected: number; readonly done: number; readonly failed: number }> {
  const today = dayInWib(tick);
  const setting = await findPayrollSetting(world.db, today);
  let expected = 0;
  let done = 0;
  const attempt = async (what: Record<string, string>, work: () => Promise<unknown>) => {
    expected += 1;
    try {
      await work();
      done += 1;
    } catch (error) {
      world.log.error({ ...what, error: (error as Error).message }, "payroll could not be planned");
    }
  };
  const month = monthToList(today, setting);
  if (month)
    for (const unitId of await unitsInCharge(world, today))
      await attempt({ unit: unitId, month }, async () => {
        const closing = await closeList(world, {
          unitId,
          month,
          by: { kind: "system", name: "plan-payroll" },
        });
        if (closing.kind === "unit_not_open") await tellUnitClosed(world, unitId, month);
      });
  const reported = monthOf(today);
  if (isReportOverdue(reported, today, setting))
    for (const batch of await listUnreported(world.db, reported))
      await attempt({ batch: batch.id }, () =>
        world.db.transaction().execute(async (trx) =>
          tellNotDeducted(trx, world, {
            occasion: `${batch.id}/not-reported`,
            lines: (await listBatchLines(trx, batch.id)).map((line) => ({
              ...line,
              because: "not_reported",
            })),
          }),
        ),
      );
  return { expected, done, failed: expected - done };
}

/** Nobody deducts for a closed unit: those who signed for it are told, once a month. */
async function tellUnitClosed(world: Needs, unitId: string, month: string): Promise<void> {
  const at = world.clock.now();
  const versions = await listUnitVersions(world.db);
  const units = (await listMandatedUnits(world.db)).filter(
    (id) => successorOn(id, versions, dayInWib(at)) === unitId,
  );
  const mandates = await listLiveMandatesOf(world.db, units);
  await queueMails(
    world.db,
    mandates.map(({ mandateId, sponsorId, email }) => ({
      id: world.chance.id(),
      occasion: `payroll-unit-closed/${mandateId}/${month}`,
      kind: "payroll_unit_closed",
      toAddress: email,
      sponsorId,
      locale: "id" as const,
      facts: { mandateId, month },
      queuedAt: at,
      dueAt: at,
    })),
  );
}

/** The units whose lists hold somebody: those signed for, or those that carry on for them. */
async function unitsInCharge({ db }: Needs, today: string): Promise<readonly string[]> {
  const versions = await listUnitVersions(db);
  return [
    ...new Set((await listMandatedUnits(db)).map((unitId) => successorOn(unitId, versions, today))),
  ].sort();
}
