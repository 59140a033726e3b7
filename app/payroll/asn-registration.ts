/**
 * What a civil servant says of themselves: name, unit, and, only if they like, their NIP. The unit is one of the
 * list or, where the list does not have it, a few words. A unit that was merged leads to the one that carries on.
 */
import type { Day } from "~/calendar/day";
import { readNip } from "~/people/nip";
import { type PersonNameRule, readPersonName } from "~/people/person-name";
import { successorOn, type UnitVersion, unitState, versionOn } from "~/units/work-unit";
import { tidyText } from "~/words/tidy-text";

export type AsnUnit =
  | { readonly kind: "listed"; readonly unitId: string }
  | { readonly kind: "other"; readonly text: string };

export type AsnStatement = {
  readonly name: string;
  readonly unit: AsnUnit;
  /** Eighteen digits; absent when it was left empty. */
  readonly nip?: string;
  /** The NIP given before is to be forgotten. */
  readonly forgetNip: boolean;
};

export type NipMistake = Extract<ReturnType<typeof readNip>, { kind: "not_a_nip" }>["rule"];
export type AsnMistake =
  | { readonly field: "nama"; readonly rule: PersonNameRule }
  | { readonly field: "unit"; readonly rule: "missing" | "unknown" | "merged" | "closed" }
  | { readonly field: "unitLain"; readonly rule: "missing" | "too_long" | "hidden_characters" }
  | { readonly field: "nip"; readonly rule: Exclude<NipMistake, "empty"> };

export type AsnReading =
  | { readonly kind: "asn"; readonly asn: AsnStatement }
  | { readonly kind: "mistakes"; readonly mistakes: readonly AsnMistake[] };

/** The form's value for a unit that is not on the list. */
export const OTHER_UNIT = "lainnya";

/** Fields: `nama`, `unit` (an id or `lainnya`), `unitLain`, `nip`, `hapusNip`. `versions` are all rows of all units. */
export function readAsn(
  fields: Readonly<Record<string, string>>,
  versions: readonly UnitVersion[],
  today: Day,
): AsnReading {
  const mistakes: AsnMistake[] = [];
  const name = readPersonName(fields.nama ?? "");
  if (name.kind !== "name") mistakes.push({ field: "nama", rule: name.rule });
  const unit = readUnit(fields, versions, today);
  if ("field" in unit) mistakes.push(unit);
  const nip = readNip(fields.nip ?? "");
  if (nip.kind === "not_a_nip" && nip.rule !== "empty") mistakes.push({ field: "nip", rule: nip.rule });
  if (mistakes.length > 0 || name.kind !== "name" || "field" in unit) return { kind: "mistakes", mistakes };
  return {
    kind: "asn",
    asn: {
      name: name.name,
      unit,
      ...(nip.kind === "not_a_nip" ? {} : { nip: nip.nip }),
      forgetNip: fields.hapusNip === "ya",
    },
  };
}

function readUnit(
  fields: Readonly<Record<string, string>>,
  versions: readonly UnitVersion[],
  today: Day,
): AsnUnit | AsnMistake {
  const chosen = fields.unit ?? "";
  if (chosen === "") return { field: "unit", rule: "missing" };
  if (chosen === OTHER_UNIT) return readOtherUnit(fields.unitLain ?? "");
  const standing = standingOfUnit(chosen, versions, today);
  return standing.kind === "open"
    ? { kind: "listed", unitId: chosen }
    : { field: "unit", rule: standing.kind };
}

function readOtherUnit(typed: string): AsnUnit | AsnMistake {
  const text = tidyText(typed);
  if (text.length < 3) return { field: "unitLain", rule: "missing" };
  if (text.length > 200) return { field: "unitLain", rule: "too_long" };
  if (/[\p{C}\p{Zl}\p{Zp}]/u.test(text)) return { field: "unitLain", rule: "hidden_characters" };
  return { kind: "other", text };
}

export type UnitStanding =
  | { readonly kind: "open"; readonly name: string }
  /** It was merged; `successorId` carries on and is open. */
  | {
      readonly kind: "merged";
      readonly name: string;
      readonly successorId: string;
      readonly successorName: string;
    }
  | { readonly kind: "closed"; readonly name: string }
  | { readonly kind: "unknown" };

/** How a unit stands on a day, and who carries on when it was merged. */
export function standingOfUnit(unitId: string, versions: readonly UnitVersion[], on: Day): UnitStanding {
  const rowOf = (id: string) =>
    versionOn(
      versions.filter((version) => version.unitId === id),
      on,
    );
  const own = rowOf(unitId);
  if (!own) return { kind: "unknown" };
  if (unitState(own) === "open") return { kind: "open", name: own.name };
  const successorId = successorOn(unitId, versions, on);
  const successor = rowOf(successorId);
  return successorId !== unitId && successor && unitState(successor) === "open"
    ? { kind: "merged", name: own.name, successorId, successorName: successor.name }
    : { kind: "closed", name: own.name };
}
