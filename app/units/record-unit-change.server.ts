/** Adds, renames, merges or closes a work unit from a day on, with who did it. */
import { type Actor, recordAct } from "~/audit/audit-queries.server";
import { dayInWib } from "~/calendar/wib";
import type { World } from "~/platform/world.server";
import { decideUnitChange, type UnitChange, type UnitRefusal, versionOn } from "./work-unit";
import { insertUnit, insertUnitVersion, listUnitVersions, lockUnits } from "./work-unit-queries.server";

export type UnitRecorded =
  | { readonly kind: "recorded"; readonly unitId: string }
  | { readonly kind: "refused"; readonly reason: UnitRefusal };

const acts = {
  add: "unit_added",
  rename: "unit_renamed",
  merge: "unit_merged",
  close: "unit_closed",
} as const;

/** Decides the change under a lock on the list, so that two mergers cannot form a ring. */
export async function recordUnitChange(
  world: Pick<World, "db" | "clock" | "chance">,
  { change, actor }: { readonly change: UnitChange; readonly actor: Actor },
): Promise<UnitRecorded> {
  const at = world.clock.now();
  const today = dayInWib(at);
  return world.db.transaction().execute(async (trx) => {
    await lockUnits(trx);
    const versions = await listUnitVersions(trx);
    const decision = decideUnitChange(change, versions, today);
    if (decision.kind === "refused") return decision;
    const unitId = change.kind === "add" ? world.chance.id() : change.unitId;
    if (change.kind === "add") await insertUnit(trx, unitId, at);
    await insertUnitVersion(trx, { unitId, ...decision.version }, { at, onDay: today, by: actor.name });
    const before = versionOn(
      versions.filter((version) => version.unitId === unitId),
      change.fromDay,
    );
    await recordAct(trx, {
      at,
      actor,
      act: acts[change.kind],
      subjectKind: "work_unit",
      subjectId: unitId,
      ...(before ? { before: { name: before.name, kind: before.kind } } : {}),
      after: decision.version,
    });
    return { kind: "recorded" as const, unitId };
  });
}
