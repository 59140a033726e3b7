/** Reads what somebody typed about a work unit. */
import { isDay } from "~/calendar/day";
import { isId } from "~/platform/clock";
import { type UnitChange, unitKinds } from "./work-unit";

export type UnitField = "mulai" | "nama" | "jenis" | "tujuan" | "apa";

export type UnitChangeReading =
  | { readonly kind: "change"; readonly change: UnitChange }
  | {
      readonly kind: "mistake";
      readonly field: UnitField;
      readonly mistake: "day" | "into" | "name_missing";
    };

/** Fields: `apa` (add, rename, merge, close), `mulai` (a day), `nama`, `jenis`, `tujuan` (a unit's id). */
export function readUnitChange(
  fields: Readonly<Record<string, string>>,
  unitId: string | undefined,
): UnitChangeReading {
  const fromDay = (fields.mulai ?? "").trim();
  if (!isDay(fromDay)) return { kind: "mistake", field: "mulai", mistake: "day" };
  const name = fields.nama ?? "";
  const unitKind = unitKinds.find((kind) => kind === fields.jenis) ?? "lainnya";
  if (fields.apa === "add") return { kind: "change", change: { kind: "add", fromDay, name, unitKind } };
  if (unitId === undefined) return { kind: "mistake", field: "apa", mistake: "name_missing" };
  switch (fields.apa) {
    case "merge": {
      const into = fields.tujuan ?? "";
      if (!isId(into)) return { kind: "mistake", field: "tujuan", mistake: "into" };
      return { kind: "change", change: { kind: "merge", unitId, fromDay, into } };
    }
    case "close":
      return { kind: "change", change: { kind: "close", unitId, fromDay } };
    default:
      return { kind: "change", change: { kind: "rename", unitId, fromDay, name, unitKind } };
  }
}
