/**
 * What a sponsor states of one worker, read from the form that names the worker.
 *
 *   form ──▶ errors, by field                           nothing is kept
 *        ──▶ statement with warnings not yet confirmed  ask "is this right?"
 *        ──▶ statement                                  may be recorded
 *
 * An error is only what cannot be: a number that is no NIK, a worker too young or too old. What merely
 * disagrees is a warning that the sponsor confirms, because such cards lawfully exist.
 */
import type { Day } from "~/calendar/day";
import type { IuranMonth } from "~/calendar/iuran-month";
import { compareNikWithStatement, type NikWarning } from "~/people/nik";
import type { Rupiah } from "~/rupiah/rupiah";
import type { Sector, TariffTables } from "~/tariff/tariff";
import {
  type ConsentManner,
  type FieldError,
  isFieldError,
  type Relationship,
  readBirthDateField,
  readConsentManner,
  readConsentStated,
  readConsentTextVersion,
  readIncome,
  readNameField,
  readNikField,
  readOccupation,
  readPhoneField,
  readPlace,
  readRelationship,
  type StatementForm,
} from "./statement-fields";

export type WorkerStatement = {
  readonly name: string;
  readonly nik: string;
  readonly bornOn: Day;
  /** E.164. */
  readonly phone: string;
  readonly occupationCode: string;
  readonly sector: Sector;
  readonly placeCode: string;
  readonly incomeRupiah: Rupiah;
  /** The bracket of that income in the first month. */
  readonly bracketNumber: number;
  readonly relationship: Relationship;
  readonly consentManner: ConsentManner;
  readonly consentTextVersion: string;
  /** The kinds of warning the sponsor confirmed. */
  readonly confirmedWarnings: readonly NikWarning["kind"][];
};

/** `token` is sent back in `confirmedWarnings`; it stands for this disagreement and no other. */
export type StatementWarning = NikWarning & { readonly token: string };

export type StatementReading =
  | {
      readonly kind: "statement";
      readonly value: WorkerStatement;
      readonly warnings: readonly StatementWarning[];
      /** Those still to be confirmed; the statement may be recorded when there are none. */
      readonly unconfirmed: readonly StatementWarning[];
    }
  | { readonly kind: "errors"; readonly errors: StatementErrors };

/** Errors by the name of the field they stand beside. */
export type StatementErrors = Readonly<Partial<Record<StatementField, FieldError>>>;
export type StatementField = keyof ReturnType<typeof readFields>;

/** What the form is read against. */
export type StatementSetting = {
  readonly today: Day;
  /** The first month to be covered: its tariff decides the bracket, and the age is counted in it. */
  readonly firstMonth: IuranMonth;
  /** Codes that may be chosen, with their sectors. */
  readonly occupations: ReadonlyMap<string, Sector>;
  /** Codes of the desa and kelurahan that may be chosen. */
  readonly places: ReadonlySet<string>;
  readonly tariff: TariffTables;
  /** Versions of the consent text that may still come back from a form left open. */
  readonly consentTextVersions: ReadonlySet<string>;
};

/**
 * Reads the form. Its fields are those of `StatementField`; besides, the birth date may come as `bornDay`,
 * `bornMonth` and `bornYear`, the income as the number of a `bracket`, and `confirmedWarnings` repeats, one token each.
 */
export function readWorkerStatement(form: StatementForm, setting: StatementSetting): StatementReading {
  const fields = readFields(form, setting);
  const wrong = Object.entries(fields).filter(([, reading]) => isFieldError(reading));
  if (wrong.length > 0) return { kind: "errors", errors: Object.fromEntries(wrong) };

  const {
    nik,
    bornOn,
    occupation,
    income,
    consentStated: _,
    place,
    ...rest
  } = fields as Accepted<typeof fields>;
  const warnings = compareNikWithStatement(nik, { bornOn }).map((warning) => ({
    ...warning,
    token: `${warning.kind}:${nik.nik.slice(6, 12)}:${bornOn}`,
  }));
  const confirmed = new Set(form.getAll("confirmedWarnings"));
  const value = {
    ...rest,
    nik: nik.nik,
    bornOn,
    occupationCode: occupation.code,
    sector: occupation.sector,
    placeCode: place,
    incomeRupiah: income.rupiah,
    bracketNumber: income.bracketNumber,
    confirmedWarnings: warnings.filter(({ token }) => confirmed.has(token)).map(({ kind }) => kind),
  };
  const unconfirmed = warnings.filter(({ token }) => !confirmed.has(token));
  return { kind: "statement", value, warnings, unconfirmed };
}

function readFields(form: StatementForm, setting: StatementSetting) {
  return {
    name: readNameField(form),
    nik: readNikField(form),
    bornOn: readBirthDateField(form, setting),
    phone: readPhoneField(form),
    occupation: readOccupation(form, setting),
    place: readPlace(form, setting),
    income: readIncome(form, setting),
    relationship: readRelationship(form),
    consentManner: readConsentManner(form),
    consentStated: readConsentStated(form),
    consentTextVersion: readConsentTextVersion(form, setting),
  };
}

/** The readings once none of them is an error. */
type Accepted<Readings> = { [Field in keyof Readings]: Exclude<Readings[Field], FieldError> };
