/**
 * The rows a table by work unit has. A merged unit counts with the one that carries on; a unit that is closed, or that
 * asked not to be shown, counts in one row together with sponsors of no unit, so that no sum gives it away.
 */
import type { Day } from "~/calendar/day";
import { successorOn, type UnitVersion, unitState, versionOn } from "~/units/work-unit";

/** The row of everybody who is in no unit that is shown. */
export const OTHER_SPONSORS = "lainnya";

export type UnitRows = {
  /** For every unit ever recorded, the key of its row. */
  readonly rowOf: ReadonlyMap<string, string>;
  /** The names of the rows by key, in the order of the alphabet; without the row of the others. */
  readonly names: ReadonlyMap<string, string>;
};

export function unitRows(
  versions: readonly UnitVersion[],
  hiddenUnits: ReadonlySet<string>,
  today: Day,
): UnitRows {
  const byUnit = new Map<string, UnitVersion[]>();
  for (const version of versions)
    byUnit.set(version.unitId, [...(byUnit.get(version.unitId) ?? []), version]);
  const nameOf = (unitId: string) => {
    const now = versionOn(byUnit.get(unitId) ?? [], today);
    return now && unitState(now) === "open" && !hiddenUnits.has(unitId) ? now.name : undefined;
  };
  const rowOf = new Map<string, string>();
  const names = new Map<string, string>();
  for (const unitId of byUnit.keys()) {
    const carriesOn = successorOn(unitId, versions, today);
    // A unit that asked not to be shown takes that wish along when it merges.
    const name = hiddenUnits.has(unitId) ? undefined : nameOf(carriesOn);
    rowOf.set(unitId, name === undefined ? OTHER_SPONSORS : carriesOn);
    if (name !== undefined) names.set(carriesOn, name);
  }
  return { rowOf, names: new Map([...names].sort(([, a], [, b]) => a.localeCompare(b, "id"))) };
}
