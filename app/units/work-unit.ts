/**
 * A work unit is a place where civil servants work: a dinas, a school, a kecamatan office. Its name and
 * fate are dated rows, so that what was signed under an old name stays readable.
 *
 *   open ──▶ renamed (still open) ──▶ merged into another
 *     └─────────────────────────────▶ closed
 *
 * `decideUnitChange` is the only place that says which row may be added.
 */
import type { Day } from "~/calendar/day";
import { tidyText } from "~/words/tidy-text";

export const unitKinds = [
  "dinas",
  "badan",
  "rsd",
  "satuan",
  "sekretariat",
  "inspektorat",
  "kecamatan",
  "sekolah",
  "puskesmas",
  "vertikal",
  "bagian-setda",
  "lainnya",
] as const;
export type UnitKind = (typeof unitKinds)[number];

export type UnitVersion = {
  readonly unitId: string;
  readonly fromDay: Day;
  readonly name: string;
  readonly kind: UnitKind;
  readonly note: string | null;
  readonly mergedInto: string | null;
  readonly closed: boolean;
};

export type UnitState = "open" | "merged" | "closed";

/** What somebody wants to happen to a unit from a day on. `add` makes a new one. */
export type UnitChange =
  | { readonly kind: "add"; readonly fromDay: Day; readonly name: string; readonly unitKind: UnitKind }
  | {
      readonly kind: "rename";
      readonly unitId: string;
      readonly fromDay: Day;
      readonly name: string;
      readonly unitKind: UnitKind;
    }
  | { readonly kind: "merge"; readonly unitId: string; readonly fromDay: Day; readonly into: string }
  | { readonly kind: "close"; readonly unitId: string; readonly fromDay: Day };

export type UnitRefusal =
  /** The day has passed: what was true then stays as it was. */
  | "day_past"
  | "unknown_unit"
  /** A row for a later day is recorded already; the new one would be overtaken by it. */
  | "later_change_recorded"
  /** The unit is merged or closed on that day. */
  | "not_open"
  | "name_missing"
  | "name_taken"
  | "into_itself"
  /** The unit it should merge into is not open on that day or later. */
  | "target_not_open";

export type UnitDecision =
  | { readonly kind: "record"; readonly version: Omit<UnitVersion, "unitId"> }
  | { readonly kind: "refused"; readonly reason: UnitRefusal };

/** The row that counts on a day: of those begun by then the latest, among equals the one recorded last. */
export function versionOn(versions: readonly UnitVersion[], on: Day): UnitVersion | undefined {
  return versions
    .filter((version) => version.fromDay <= on)
    .reduce<UnitVersion | undefined>(
      (best, version) => (best && best.fromDay > version.fromDay ? best : version),
      undefined,
    );
}

export function unitState(version: UnitVersion): UnitState {
  if (version.mergedInto) return "merged";
  return version.closed ? "closed" : "open";
}

/**
 * Decides a change against every recorded row (`versions`, in the order they were recorded). `today` is the
 * day it is in Jember. A name is free when no other open unit bears it from that day on.
 */
export function decideUnitChange(
  change: UnitChange,
  versions: readonly UnitVersion[],
  today: Day,
): UnitDecision {
  if (change.fromDay < today) return refused("day_past");
  if (change.kind === "add") {
    const name = tidyText(change.name);
    const problem = nameProblem(name, undefined, versions, change.fromDay);
    return problem ? refused(problem) : record({ ...fresh(change.fromDay), name, kind: change.unitKind });
  }
  const own = versions.filter((version) => version.unitId === change.unitId);
  if (own.length === 0) return refused("unknown_unit");
  if (own.some((version) => version.fromDay > change.fromDay)) return refused("later_change_recorded");
  const current = versionOn(own, change.fromDay);
  if (!current || unitState(current) !== "open") return refused("not_open");
  const kept = { ...fresh(change.fromDay), name: current.name, kind: current.kind, note: current.note };
  switch (change.kind) {
    case "rename": {
      const name = tidyText(change.name);
      const problem = nameProblem(name, change.unitId, versions, change.fromDay);
      return problem ? refused(problem) : record({ ...kept, name, kind: change.unitKind });
    }
    case "merge":
      if (change.into === change.unitId) return refused("into_itself");
      return staysOpen(change.into, versions, change.fromDay)
        ? record({ ...kept, mergedInto: change.into })
        : refused("target_not_open");
    case "close":
      return record({ ...kept, closed: true });
  }
}

/** Follows mergers to the unit that carries on; the unit itself when it was not merged by that day. */
export function successorOn(unitId: string, versions: readonly UnitVersion[], on: Day): string {
  const seen = new Set<string>();
  let id = unitId;
  while (!seen.has(id)) {
    seen.add(id);
    const next = versionOn(
      versions.filter((version) => version.unitId === id),
      on,
    )?.mergedInto;
    if (!next) return id;
    id = next;
  }
  return unitId;
}

const LONGEST_NAME = 200;

function nameProblem(
  name: string,
  ownId: string | undefined,
  versions: readonly UnitVersion[],
  from: Day,
): UnitRefusal | undefined {
  if (name.length < 3 || name.length > LONGEST_NAME || /\p{Cc}|\p{Cf}/u.test(name)) return "name_missing";
  const others = new Set(versions.map((version) => version.unitId).filter((id) => id !== ownId));
  const taken = [...others].some((id) => bearsNameFrom(name, id, versions, from));
  return taken ? "name_taken" : undefined;
}

function bearsNameFrom(name: string, unitId: string, versions: readonly UnitVersion[], from: Day): boolean {
  const own = versions.filter((version) => version.unitId === unitId);
  const counting = [versionOn(own, from), ...own.filter((version) => version.fromDay > from)];
  return counting.some(
    (version) =>
      version && unitState(version) === "open" && version.name.toLowerCase() === name.toLowerCase(),
  );
}

function staysOpen(unitId: string, versions: readonly UnitVersion[], from: Day): boolean {
  const own = versions.filter((version) => version.unitId === unitId);
  const current = versionOn(own, from);
  const counting = [current, ...own.filter((version) => version.fromDay > from)];
  return current !== undefined && counting.every((version) => version && unitState(version) === "open");
}

const fresh = (fromDay: Day) => ({ fromDay, note: null, mergedInto: null, closed: false });
const record = (version: Omit<UnitVersion, "unitId">): UnitDecision => ({ kind: "record", version });
const refused = (reason: UnitRefusal): UnitDecision => ({ kind: "refused", reason });
