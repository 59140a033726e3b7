/**
 * The NIK is the 16-digit number on every Indonesian identity card:
 *
 *   35 09 21 │ 62 11 90 │ 0001
 *   province, kabupaten, kecamatan of first registration │ day month year of birth (women: day + 40) │ serial
 *
 * There is no check digit. It is kept for life, also when people move or a birth date is corrected, so
 * only what can never be a NIK is refused; anything that merely disagrees is a warning a person may
 * confirm. (Dukcapil, structure of the NIK; UU 24/2013.)
 */
import { ageOn, type Day, dayFromParts } from "~/calendar/day";

export type Sex = "male" | "female";

/** Why text can never be a NIK. */
export type NikRule =
  | "empty"
  | "not_digits"
  | "not_16_digits"
  | "province"
  | "birth_day"
  | "birth_month"
  | "birth_date"
  | "serial";

export type Nik = {
  readonly kind: "nik";
  /** 16 digits without spaces. */
  readonly nik: string;
  readonly sex: Sex;
  /** Where it was first registered, as Kemendagri writes the kecamatan: "35.09.21". */
  readonly region: string;
  /** The days of 19YY and 20YY it can mean, earlier first: two, or one when only one exists. */
  readonly possibleBirthDays: readonly Day[];
};

export type NikReading = Nik | { readonly kind: "not_a_nik"; readonly rule: NikRule };

export type NikWarning =
  | { readonly kind: "birth_date_differs"; readonly possibleBirthDays: readonly Day[] }
  | { readonly kind: "sex_differs"; readonly nikSex: Sex };

/** Reads a NIK as typed, with or without spaces, dots or dashes between the digits. */
export function readNik(text: string): NikReading {
  const nik = text.normalize("NFKC").replace(/[\s.\-‐‑–]/g, "");
  if (nik === "") return broken("empty");
  if (!/^\d+$/.test(nik)) return broken("not_digits");
  if (nik.length !== 16) return broken("not_16_digits");

  const [province, dayCode, month, year] = [0, 6, 8, 10].map((at) => Number(nik.slice(at, at + 2)));
  const date = dayCode! > 40 ? dayCode! - 40 : dayCode!;
  if (province! < 11 || province! > 96) return broken("province");
  if (date < 1 || date > 31) return broken("birth_day");
  if (month! < 1 || month! > 12) return broken("birth_month");
  const possibleBirthDays = [1900, 2000]
    .map((century) => dayFromParts(century + year!, month!, date))
    .filter((day) => day !== undefined);
  if (possibleBirthDays.length === 0) return broken("birth_date");
  if (nik.endsWith("0000")) return broken("serial");

  return {
    kind: "nik",
    nik,
    sex: dayCode! > 40 ? "female" : "male",
    region: `${nik.slice(0, 2)}.${nik.slice(2, 4)}.${nik.slice(4, 6)}`,
    possibleBirthDays,
  };
}

/**
 * What disagrees between a NIK and what was stated of its holder. Such NIKs lawfully exist, so the
 * answer is a list of warnings and never a refusal; empty when all agrees.
 */
export function compareNikWithStatement(
  nik: Nik,
  stated: { readonly bornOn: Day; readonly sex?: Sex },
): NikWarning[] {
  const warnings: NikWarning[] = [];
  if (!nik.possibleBirthDays.includes(stated.bornOn))
    warnings.push({ kind: "birth_date_differs", possibleBirthDays: nik.possibleBirthDays });
  if (stated.sex && stated.sex !== nik.sex) warnings.push({ kind: "sex_differs", nikSex: nik.sex });
  return warnings;
}

/**
 * The likelier birth day on a given day: the latest one already past. The two lie a hundred years apart, so no
 * other can belong to someone of working age. `undefined` when all lie ahead. A typed birth date always counts for more.
 */
export function guessBirthDay(nik: Nik, today: Day): Day | undefined {
  return nik.possibleBirthDays.findLast((day) => day <= today);
}

/** Whole years by the likelier birth day; `undefined` when there is none in the past. */
export function nikAgeOn(nik: Nik, today: Day): number | undefined {
  const bornOn = guessBirthDay(nik, today);
  return bornOn === undefined ? undefined : ageOn(bornOn, today);
}

/** "3509 2162 1190 0001": four groups, for comparing with a card at arm's length. */
export function formatNikGroups(nik: string): string {
  return nik.replace(/(\d{4})(?=\d)/g, "$1 ");
}

function broken(rule: NikRule): NikReading {
  return { kind: "not_a_nik", rule };
}
