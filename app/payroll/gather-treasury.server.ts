/** A treasurer's units with their next list as it would be now, and the closed ones. */
import { addMonths, type IuranMonth, monthOf } from "~/calendar/iuran-month";
import { dayInWib } from "~/calendar/wib";
import type { World } from "~/platform/world.server";
import { listUnitVersions } from "~/units/work-unit-queries.server";
import { standingOfUnit } from "./asn-registration";
import { listBatches } from "./batch-record-queries.server";
import { planList } from "./close-list.server";
import { listClosedMonths } from "./mandate-queries.server";
import { listDay } from "./payroll-calendar";
import { findPayrollSetting } from "./payroll-setting-queries.server";
import type { TreasuryUnit } from "./treasurer-home";

type Needs = Pick<World, "db" | "clock">;

/** The first month ahead whose list this unit has not closed. */
export async function nextListMonth({ db, clock }: Needs, unitId: string): Promise<IuranMonth> {
  let month = addMonths(monthOf(dayInWib(clock.now())), 1);
  const closed = await listClosedMonths(db, unitId, month);
  while (closed.has(month)) month = addMonths(month, 1);
  return month;
}

export async function gatherTreasury(
  world: Needs,
  unitIds: readonly string[],
): Promise<readonly TreasuryUnit[]> {
  const { db, clock } = world;
  const today = dayInWib(clock.now());
  const setting = await findPayrollSetting(db, today);
  const versions = await listUnitVersions(db);
  const units: TreasuryUnit[] = [];
  for (const unitId of unitIds) {
    const standing = standingOfUnit(unitId, versions, today);
    const month = await nextListMonth(world, unitId);
    const lines = standing.kind === "open" ? await planList(db, world, unitId, month) : [];
    const closesOn = listDay(month, setting);
    units.push({
      unitId,
      unitName: standing.kind === "unknown" ? "" : standing.name,
      isOpen: standing.kind === "open",
      next: {
        month,
        closesOn: closesOn > today ? closesOn : today,
        people: lines.length,
        totalRupiah: lines.reduce((sum, line) => sum + line.expectedRupiah, 0),
      },
      batches: await listBatches(db, { unitIds: [unitId], limit: 36 }),
    });
  }
  return units;
}
