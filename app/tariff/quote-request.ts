/**
 * The question of `GET /api/v1/quote`, read once:
 *
 *   ?sector=other&income=1000000&programmes=jkk,jkm&start=2026-11&months=3
 *
 * Every parameter is needed, each once. What is wrong is told by parameter: `errors` in a sentence for whoever
 * calls the interface, `keys` for pages that have words of their own.
 */
import { z } from "zod";
import { addMonths, type IuranMonth, isIuranMonth } from "~/calendar/iuran-month";
import type { Rupiah } from "~/rupiah/rupiah";
import type { MonthlyPremium, Programme, Quote, Sector } from "./tariff";

export type QuoteRequest = {
  readonly sector: Sector;
  readonly income: Rupiah;
  readonly programmes: readonly Programme[];
  readonly start: IuranMonth;
  readonly months: PeriodMonths;
};

/** The periods BPJS Ketenagakerjaan takes a BPU contribution for, in months. */
export const PERIODS = [1, 3, 6, 12] as const;
export type PeriodMonths = (typeof PERIODS)[number];

/** How far ahead a period may begin, in months. */
export const START_LIMIT_MONTHS = 24;

/** Highest monthly income taken, in rupiah; far above the last bracket, far below what breaks arithmetic. */
export const INCOME_LIMIT = 1_000_000_000;

const sentences = {
  missing: () => "is missing",
  repeated: () => "is given more than once",
  unknown: () => "is not a parameter; they are sector, income, programmes, start and months",
  sector: () => "must be transport or other",
  income: () => "must be a whole number of rupiah a month, digits only, 0 or more",
  income_too_high: () => `must be at most ${INCOME_LIMIT}`,
  programmes: () => "must be jkk,jkm or jkk,jkm,jht: JKK and JKM go together, JHT may be added",
  start: () => "must be a month like 2026-11",
  start_out_of_range: (thisMonth: IuranMonth) =>
    `must lie between ${thisMonth} and ${addMonths(thisMonth, START_LIMIT_MONTHS)}`,
  months: () => "must be 1, 3, 6 or 12",
};
export type QuoteErrorKey = keyof typeof sentences;

export type QuoteRequestReading =
  | { readonly kind: "quote_request"; readonly value: QuoteRequest }
  | {
      readonly kind: "errors";
      readonly errors: Readonly<Record<string, string>>;
      readonly keys: Readonly<Record<string, QuoteErrorKey>>;
    };

/** Reads the parameters; `thisMonth` is the iuran month it is now in WIB. */
export function readQuoteRequest(parameters: URLSearchParams, thisMonth: IuranMonth): QuoteRequestReading {
  const names = [...new Set(parameters.keys())];
  const repeated = names.filter((name) => parameters.getAll(name).length > 1);
  const parsed = question.safeParse(Object.fromEntries(parameters));

  const keys = new Map<string, QuoteErrorKey>();
  for (const issue of parsed.error?.issues ?? []) {
    const parameter = String(issue.path[0]);
    if (!keys.has(parameter)) keys.set(parameter, issue.message as QuoteErrorKey);
  }
  for (const name of repeated) keys.set(name, "repeated");
  for (const name of names) if (!Object.hasOwn(fields, name)) keys.set(name, "unknown");
  const start = parameters.get("start") ?? "";
  if (!keys.has("start") && !mayStart(start, thisMonth)) keys.set("start", "start_out_of_range");

  if (parsed.success && keys.size === 0) return { kind: "quote_request", value: parsed.data };
  const errors = [...keys].map(([name, key]) => [name, `${name} ${sentences[key](thisMonth)}`] as const);
  return { kind: "errors", errors: Object.fromEntries(errors), keys: Object.fromEntries(keys) };
}

/** The answer in the shape callers rely on: whole rupiah, one entry per month with the law it follows. */
export function quoteAnswer(quote: Quote) {
  const monthAnswer = ({ month, jkk, jkm, jht, total, source }: MonthlyPremium) => ({
    month,
    jkk,
    jkm,
    jht,
    total,
    source,
  });
  return { total: quote.total, months: quote.months.map(monthAnswer) };
}

const text = (wrong: QuoteErrorKey) =>
  z.string({ error: (issue) => (issue.input === undefined ? "missing" : wrong) }).min(1, "missing");

const choices: Readonly<Record<string, readonly Programme[]>> = {
  "jkk,jkm": ["jkk", "jkm"],
  "jht,jkk,jkm": ["jkk", "jkm", "jht"],
};

const fields = {
  sector: text("sector").pipe(z.enum(["transport", "other"], "sector")),
  income: text("income")
    .regex(/^\d{1,15}$/, { error: "income", abort: true })
    .transform(Number)
    .refine((income) => income <= INCOME_LIMIT, "income_too_high"),
  programmes: text("programmes").transform((list, context) => {
    const sorted = list.split(",").sort().join(",");
    const choice = Object.hasOwn(choices, sorted) ? choices[sorted] : undefined;
    if (choice) return choice;
    context.addIssue("programmes");
    return z.NEVER;
  }),
  start: text("start").refine(isIuranMonth, { error: "start", abort: true }),
  months: text("months")
    .pipe(z.enum(["1", "3", "6", "12"], "months"))
    .transform((months) => Number(months) as PeriodMonths),
};

const question = z.object(fields);

const mayStart = (month: IuranMonth, thisMonth: IuranMonth) =>
  month >= thisMonth && month <= addMonths(thisMonth, START_LIMIT_MONTHS);
