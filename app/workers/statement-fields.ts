/**
 * The single fields of the form that names a worker. Each reader returns the value or the broken rule, named
 * `<field>.<rule>`; the sentences for them are in the words.
 */
import { ageOn, type Day, firstDayOf } from "~/calendar/day";
import { readBirthDate } from "~/people/birth-date";
import { type Nik, readNik } from "~/people/nik";
import { readPersonName } from "~/people/person-name";
import { readPhone } from "~/people/phone";
import { type Rupiah, readRupiah } from "~/rupiah/rupiah";
import { INCOME_LIMIT } from "~/tariff/quote-request";
import { bracketFor, bracketsOf, type Sector } from "~/tariff/tariff";
import type { StatementSetting } from "./worker-statement";

/** A `FormData` or `URLSearchParams`. */
export type StatementForm = Pick<FormData | URLSearchParams, "get" | "getAll">;

/** A broken rule, with what its sentence needs. */
export type FieldError = {
  readonly key: string;
  readonly params?: Readonly<Record<string, string | number>>;
};

/** Who the worker is to the sponsor. */
export const RELATIONSHIPS = [
  "household_worker",
  "driver",
  "neighbour",
  "relative",
  "regular_vendor",
  "workplace_helper",
  "community_servant",
  "other",
] as const;
export type Relationship = (typeof RELATIONSHIPS)[number];

/** How the worker told the sponsor that they agree. */
export const CONSENT_MANNERS = ["spoken", "written", "whatsapp"] as const;
export type ConsentManner = (typeof CONSENT_MANNERS)[number];

/** The site takes workers from this age; those of 15 to 17 are sent to the branch, which decides. */
export const YOUNGEST_AGE = 18;
/** One registers as BPU before reaching this age (Brosur BPU 2026 of BPJS Ketenagakerjaan). */
export const AGE_LIMIT = 65;

export function isFieldError(reading: unknown): reading is FieldError {
  return typeof reading === "object" && reading !== null && "key" in reading;
}

export function readNameField(form: StatementForm): string | FieldError {
  const reading = readPersonName(text(form, "name"));
  return reading.kind === "name" ? reading.name : { key: `name.${reading.rule}` };
}

export function readNikField(form: StatementForm): Nik | FieldError {
  const reading = readNik(text(form, "nik"));
  return reading.kind === "nik" ? reading : { key: `nik.${reading.rule}` };
}

export function readPhoneField(form: StatementForm): string | FieldError {
  const reading = readPhone(text(form, "phone"));
  return reading.kind === "phone" ? reading.phone : { key: `phone.${reading.rule}` };
}

/**
 * The birth date, refused for who is under 18 today or will be 65 when protection begins: on the first day of
 * the first month, or today when that month has begun.
 */
export function readBirthDateField(form: StatementForm, setting: StatementSetting): Day | FieldError {
  const parts = ["bornDay", "bornMonth", "bornYear"].map((name) => text(form, name)).join("-");
  const reading = readBirthDate(text(form, "bornOn") || parts, setting.today);
  if (reading.kind !== "birth_date") return { key: `bornOn.${reading.rule}` };

  const { bornOn } = reading;
  const age = ageOn(bornOn, setting.today);
  if (age < YOUNGEST_AGE) return { key: "bornOn.too_young", params: { age, youngest: YOUNGEST_AGE } };
  const firstDay = firstDayOf(setting.firstMonth);
  const begins = firstDay > setting.today ? firstDay : setting.today;
  const ageThen = ageOn(bornOn, begins);
  if (ageThen >= AGE_LIMIT)
    return { key: "bornOn.too_old", params: { age: ageThen, limit: AGE_LIMIT, on: begins } };
  return bornOn;
}

export function readOccupation(
  form: StatementForm,
  { occupations }: StatementSetting,
): { readonly code: string; readonly sector: Sector } | FieldError {
  const code = text(form, "occupation");
  const sector = occupations.get(code);
  if (sector) return { code, sector };
  return { key: code ? "occupation.unknown" : "occupation.empty" };
}

export function readPlace(form: StatementForm, { places }: StatementSetting): string | FieldError {
  const code = text(form, "place");
  if (places.has(code)) return code;
  return { key: code ? "place.unknown" : "place.empty" };
}

/** The income as typed, or the base of the chosen bracket in its place. */
export function readIncome(
  form: StatementForm,
  { tariff, firstMonth }: StatementSetting,
): { readonly rupiah: Rupiah; readonly bracketNumber: number } | FieldError {
  const number = text(form, "bracket");
  const typed = text(form, "income");
  if (!typed && number) {
    const bracket = bracketsOf(firstMonth, tariff).find((each) => String(each.number) === number);
    return bracket
      ? { rupiah: bracket.base, bracketNumber: bracket.number }
      : { key: "income.unknown_bracket", params: { month: firstMonth } };
  }
  const reading = readRupiah(typed);
  if (reading.kind !== "rupiah") return { key: `income.${reading.rule}` };
  if (reading.rupiah > INCOME_LIMIT) return { key: "income.too_large" };
  const bracket = bracketFor(reading.rupiah, firstMonth, tariff);
  return bracket
    ? { rupiah: reading.rupiah, bracketNumber: bracket.number }
    : { key: "income.no_tariff", params: { month: firstMonth } };
}

export function readRelationship(form: StatementForm): Relationship | FieldError {
  return readChoice("relationship", RELATIONSHIPS, form);
}

export function readConsentManner(form: StatementForm): ConsentManner | FieldError {
  return readChoice("consentManner", CONSENT_MANNERS, form);
}

/** The sponsor's own tick: "the worker knows and agrees". It never stands in for the worker's consent. */
export function readConsentStated(form: StatementForm): true | FieldError {
  return text(form, "consentStated") === "on" || { key: "consentStated.empty" };
}

/** Which text the sponsor saw; a version no longer shown has to be read again. */
export function readConsentTextVersion(
  form: StatementForm,
  { consentTextVersions }: StatementSetting,
): string | FieldError {
  const version = text(form, "consentTextVersion");
  return consentTextVersions.has(version) ? version : { key: "consentTextVersion.outdated" };
}

function readChoice<Choice extends string>(
  field: string,
  choices: readonly Choice[],
  form: StatementForm,
): Choice | FieldError {
  const chosen = text(form, field);
  const choice = choices.find((each) => each === chosen);
  return choice ?? { key: chosen ? `${field}.unknown` : `${field}.empty` };
}

/** A text field, trimmed; a file sent in its place counts as nothing. */
function text(form: StatementForm, name: string): string {
  const value: unknown = form.get(name);
  return typeof value === "string" ? value.trim() : "";
}
