/**
 * The worker's form in steps, one subject each. A step accepts its own answers or says what is wrong with them;
 * the whole statement is read once more, by `worker-statement.ts`, when the last step is done.
 *
 *   who ─▶ work ─▶ consent ─▶ (months)
 */
import { compareNikWithStatement, type NikWarning, readNik } from "~/people/nik";
import {
  type FieldError,
  isFieldError,
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
import type { StatementSetting, StatementWarning } from "./worker-statement";

export const STATEMENT_STEPS = ["who", "work", "consent"] as const;
export type StatementStep = (typeof STATEMENT_STEPS)[number];

/** What each step asks, by the names in the form. */
export const STEP_FIELDS = {
  who: ["name", "nik", "bornOn", "phone", "relationship"],
  work: ["occupation", "place", "bracket"],
  consent: ["consentManner", "consentStated", "consentTextVersion"],
} as const satisfies Record<StatementStep, readonly string[]>;

type Answers = Readonly<Record<string, string>>;
export type StepErrors = Readonly<Partial<Record<string, FieldError>>>;

export type StepReading =
  | { readonly kind: "accepted"; readonly answers: Answers; readonly confirmedWarnings?: readonly string[] }
  | { readonly kind: "errors"; readonly errors: StepErrors }
  | { readonly kind: "unconfirmed"; readonly warnings: readonly StatementWarning[] };

/**
 * Reads the first step. The birth date comes as `bornOn-day`, `bornOn-month` and `bornOn-year`; boxes of NIK, birth date and
 * phone left empty keep what an earlier visit to the step had accepted.
 */
export function readWhoStep(form: StatementForm, kept: Answers, setting: StatementSetting): StepReading {
  const typed = {
    name: text(form, "name"),
    nik: text(form, "nik") || (kept.nik ?? ""),
    bornOn: typedDay(form) || (kept.bornOn ?? ""),
    phone: text(form, "phone") || (kept.phone ?? ""),
    relationship: text(form, "relationship"),
  };
  const answers = new URLSearchParams(typed);
  const nik = readNikField(answers);
  const bornOn = readBirthDateField(answers, setting);
  const errors = errorsOf({
    name: readNameField(answers),
    nik,
    bornOn,
    phone: readPhoneField(answers),
    relationship: readRelationship(answers),
  });
  if (errors || isFieldError(nik) || isFieldError(bornOn)) return { kind: "errors", errors: errors ?? {} };

  const confirmed = form.getAll("confirmedWarnings").map(String);
  const warnings = compareNikWithStatement(nik, { bornOn }).map((warning) =>
    withToken(warning, nik.nik, bornOn),
  );
  const unconfirmed = warnings.filter(({ token }) => !confirmed.includes(token));
  if (unconfirmed.length > 0) return { kind: "unconfirmed", warnings: unconfirmed };
  return {
    kind: "accepted",
    answers: { ...typed, nik: nik.nik, bornOn },
    confirmedWarnings: warnings.map(({ token }) => token),
  };
}

export function readWorkStep(form: StatementForm, setting: StatementSetting): StepReading {
  const errors = errorsOf({
    occupation: readOccupation(form, setting),
    place: readPlace(form, setting),
    income: readIncome(form, setting),
  });
  return errors ? { kind: "errors", errors } : accepted("work", form);
}

export function readConsentStep(form: StatementForm, setting: StatementSetting): StepReading {
  const errors = errorsOf({
    consentManner: readConsentManner(form),
    consentStated: readConsentStated(form),
    consentTextVersion: readConsentTextVersion(form, setting),
  });
  return errors ? { kind: "errors", errors } : accepted("consent", form);
}

/** The first step not answered yet, or undefined when all are. */
export function missingStep(answers: Answers): StatementStep | undefined {
  return STATEMENT_STEPS.find((step) => STEP_FIELDS[step].some((field) => !answers[field]));
}

/** What was typed into the NIK box, in groups of four when it is one. */
export function formatTypedNik(typed: string): string {
  const reading = readNik(typed);
  return reading.kind === "nik" ? reading.nik.replace(/(\d{4})(?=\d)/g, "$1 ") : typed;
}

function accepted(step: StatementStep, form: StatementForm): StepReading {
  const answers = Object.fromEntries(STEP_FIELDS[step].map((field) => [field, text(form, field)]));
  return { kind: "accepted", answers };
}

function errorsOf(readings: Readonly<Record<string, unknown>>): StepErrors | undefined {
  const wrong = Object.entries(readings).filter((entry): entry is [string, FieldError] =>
    isFieldError(entry[1]),
  );
  return wrong.length > 0 ? Object.fromEntries(wrong) : undefined;
}

/** The same token `worker-statement.ts` makes: it stands for this disagreement and no other. */
function withToken(warning: NikWarning, nik: string, bornOn: string): StatementWarning {
  return { ...warning, token: `${warning.kind}:${nik.slice(6, 12)}:${bornOn}` };
}

function typedDay(form: StatementForm): string {
  const parts = ["day", "month", "year"].map((part) => text(form, `bornOn-${part}`));
  return parts.some((part) => part !== "") ? parts.join("-") : "";
}

function text(form: StatementForm, name: string): string {
  const value: unknown = form.get(name);
  return typeof value === "string" ? value.trim() : "";
}
