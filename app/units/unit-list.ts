/** The units of a day in the order of their names, with what people may look for. */
import type { Day } from "~/calendar/day";
import { type UnitKind, type UnitState, type UnitVersion, unitState, versionOn } from "./work-unit";

export type ListedUnit = {
  readonly id: string;
  readonly name: string;
  readonly kind: UnitKind;
  readonly state: UnitState;
  readonly since: Day;
  /** The unit that carries on, when this one was merged. */
  readonly successorName?: string;
};

/** Units that exist on `on`; with `part`, those whose name holds it in any case. Open ones first. */
export function unitsOn(versions: readonly UnitVersion[], on: Day, part = ""): readonly ListedUnit[] {
  const byUnit = new Map<string, UnitVersion[]>();
  for (const version of versions)
    byUnit.set(version.unitId, [...(byUnit.get(version.unitId) ?? []), version]);
  const counting = new Map<string, UnitVersion>();
  for (const [id, own] of byUnit) {
    const version = versionOn(own, on);
    if (version) counting.set(id, version);
  }
  const wanted = part.toLowerCase();
  return [...counting]
    .filter(([, version]) => version.name.toLowerCase().includes(wanted))
    .map(([id, version]) => {
      const successor = version.mergedInto ? counting.get(version.mergedInto) : undefined;
      return {
        id,
        name: version.name,
        kind: version.kind,
        state: unitState(version),
        since: version.fromDay,
        ...(successor ? { successorName: successor.name } : {}),
      };
    })
    .sort(
      (a, b) => Number(a.state !== "open") - Number(b.state !== "open") || a.name.localeCompare(b.name, "id"),
    );
}
