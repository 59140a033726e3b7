/** Says what is wrong with a field of the worker's form, and which days a NIK speaks of. */
import { type Day, formatDay, isDay } from "~/calendar/day";
import type { Locale, Words } from "~/words/words";
import type { FieldError } from "./statement-fields";

/** The sentence for a broken rule; days among its values are written out. */
export function sayFieldError(t: Words, locale: Locale, { key, params = {} }: FieldError): string {
  const values = Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === "string" && isDay(value) ? formatDay(value, locale) : value,
    ]),
  );
  const say = t as (key: string, values: Readonly<Record<string, unknown>>) => string;
  return say(`worker.errors.${key}`, values);
}

/** "22 November 1990 atau 22 November 2090". */
export function sayDays(t: Words, locale: Locale, days: readonly Day[]): string {
  return days.map((day) => formatDay(day, locale)).join(` ${t("worker.warning.or")} `);
}

/** Every error of a step in words, by its field. */
export function sayFieldErrors(
  t: Words,
  locale: Locale,
  errors: Readonly<Partial<Record<string, FieldError>>>,
): Record<string, string> {
  const said = Object.entries(errors).flatMap(([field, error]) =>
    error ? [[field, sayFieldError(t, locale, error)]] : [],
  );
  return Object.fromEntries(said);
}
