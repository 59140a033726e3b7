/**
 * What is chosen in the calculator of the home page, kept in the page's address:
 *
 *   ?program=dua&pekerjaan=household-helper&penghasilan=1&mulai=2026-11&bulan=3
 *
 * Nothing is required: what is missing takes the usual answer, what is wrong takes it too and is named, so that
 * a page can always show a price.
 */
import { addMonths, type IuranMonth, isIuranMonth } from "~/calendar/iuran-month";
import { PERIODS, type PeriodMonths, START_LIMIT_MONTHS } from "./quote-request";
import { bracketsOf, type Programme, type Sector, type TariffTables } from "./tariff";

/** JKK and JKM, or these with JHT. */
export const PACKAGES = { dua: ["jkk", "jkm"], tiga: ["jkk", "jkm", "jht"] } as const satisfies Record<
  string,
  readonly Programme[]
>;
export type PackageName = keyof typeof PACKAGES;

export type PriceChoice = {
  readonly programmes: PackageName;
  readonly occupation: string;
  /** The number of an income bracket. */
  readonly bracket: number;
  readonly start: IuranMonth;
  readonly months: PeriodMonths;
};

export type PriceField = keyof PriceChoice;
/** The names the fields have in an address and in a form. */
export const PRICE_FIELDS = {
  programmes: "program",
  occupation: "pekerjaan",
  bracket: "penghasilan",
  start: "mulai",
  months: "bulan",
} as const satisfies Record<PriceField, string>;

export type PriceSetting = {
  readonly thisMonth: IuranMonth;
  readonly occupations: ReadonlyMap<string, Sector>;
  readonly tariff: TariffTables;
};

export type PriceChoiceReading = { readonly choice: PriceChoice; readonly wrong: readonly PriceField[] };

const USUAL_OCCUPATION = "household-helper";
/** Three months, because the whole JKM benefit needs three in a row. */
const USUAL_MONTHS = 3;

/** Reads the choice; `wrong` names the fields whose given answer cannot be. */
export function readPriceChoice(
  given: Pick<URLSearchParams, "get">,
  setting: PriceSetting,
): PriceChoiceReading {
  const wrong: PriceField[] = [];
  const take = <Value>(field: PriceField, read: (text: string) => Value | undefined, usual: Value): Value => {
    const text = given.get(PRICE_FIELDS[field])?.trim();
    const value = text ? read(text) : usual;
    if (value === undefined) wrong.push(field);
    return value ?? usual;
  };
  const start = take("start", (text) => readStart(text, setting.thisMonth), setting.thisMonth);
  const numbers = bracketsOf(start, setting.tariff).map((bracket) => bracket.number);
  const occupations = setting.occupations;
  const choice = {
    programmes: take("programmes", readPackage, "dua"),
    occupation: take("occupation", (text) => (occupations.has(text) ? text : undefined), USUAL_OCCUPATION),
    bracket: take("bracket", (text) => numbers.find((number) => String(number) === text), numbers[0] ?? 1),
    start,
    months: take("months", readPeriod, USUAL_MONTHS),
  };
  return { choice, wrong };
}

/** The choice as an address carries it. */
export function priceChoiceQuery(choice: PriceChoice): string {
  const pairs = Object.entries(PRICE_FIELDS).map(([field, name]) => [
    name,
    String(choice[field as PriceField]),
  ]);
  return new URLSearchParams(pairs).toString();
}

export function readPackage(text: string): PackageName | undefined {
  return Object.hasOwn(PACKAGES, text) ? (text as PackageName) : undefined;
}

/** Which of the two a list of programmes is. */
export function packageOf(programmes: readonly Programme[]): PackageName {
  return programmes.includes("jht") ? "tiga" : "dua";
}

export function readPeriod(text: string): PeriodMonths | undefined {
  return PERIODS.find((months) => String(months) === text);
}

/** A month from this one to `START_LIMIT_MONTHS` ahead. */
export function readStart(text: string, thisMonth: IuranMonth): IuranMonth | undefined {
  if (!isIuranMonth(text)) return undefined;
  return text >= thisMonth && text <= addMonths(thisMonth, START_LIMIT_MONTHS) ? text : undefined;
}
