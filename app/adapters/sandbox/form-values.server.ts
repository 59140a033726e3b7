/**
 * Form-encoded bodies and queries as Stripe reads them: `a[b][0][c]=1` is nesting, `expand[]=x` a list.
 * Everything arrives as text; the shapes below say what text may mean.
 */
import { z } from "zod";
import { invalidRequest, StripeFault } from "./stripe-fault.server";

export type FormValue = string | FormValue[] | { [key: string]: FormValue };

/** Reads a form body or a query into nested values. Throws a fault for names that contradict each other. */
export function readForm(text: string): { [key: string]: FormValue } {
  const root: Branch = new Map();
  for (const [name, value] of new URLSearchParams(text)) {
    const path = [name.split("[", 1)[0] ?? "", ...[...name.matchAll(/\[([^\]]*)\]/g)].map((m) => m[1] ?? "")];
    plant(root, path, value, name);
  }
  return ripen(root) as { [key: string]: FormValue };
}

type Branch = Map<string, Branch | string>;

function plant(branch: Branch, path: readonly string[], value: string, name: string): void {
  const [head = "", ...rest] = path;
  const key = head === "" ? String(branch.size) : head;
  if (rest.length === 0) {
    branch.set(key, value);
    return;
  }
  const next = branch.get(key) ?? new Map();
  if (typeof next === "string") throw invalidRequest(`Invalid request: ${name} is used twice.`, name);
  branch.set(key, next);
  plant(next, rest, value, name);
}

function ripen(branch: Branch): FormValue {
  const entries = [...branch].map(
    ([key, value]) => [key, typeof value === "string" ? value : ripen(value)] as const,
  );
  const isList = entries.length > 0 && entries.every(([key], index) => key === String(index));
  if (isList) return entries.map(([, value]) => value);
  return Object.assign(Object.create(null), Object.fromEntries(entries));
}

/** Parses values by a shape, or throws the fault Stripe would answer for the first thing wrong. */
export function checkParams<T>(shape: z.ZodType<T>, values: unknown): T {
  const parsed = shape.safeParse(values, { reportInput: true });
  if (parsed.success) return parsed.data;
  const fault = faultOf(parsed.error.issues[0]!);
  throw new StripeFault(fault.status, fault.body, false);
}

function faultOf(issue: z.core.$ZodIssue): StripeFault {
  if (issue.code === "invalid_union") {
    const inner = issue.errors.flat()[0];
    if (inner) return faultOf({ ...inner, path: [...issue.path, ...inner.path] });
  }
  const param = nameOf(issue.path);
  if (issue.code === "unrecognized_keys") {
    const unknown = nameOf([...issue.path, issue.keys[0] ?? ""]);
    if (unknown === "payment_method_types")
      return invalidRequest(
        "payment_method_types can no longer be given; see allowed_payment_method_types.",
        unknown,
        "payment_method_types_no_longer_supported",
      );
    return invalidRequest(`Received unknown parameter: ${unknown}`, unknown, "parameter_unknown");
  }
  if (issue.input === undefined)
    return invalidRequest(`Missing required param: ${param}.`, param, "parameter_missing");
  if (issue.input === "")
    return invalidRequest(`The value of ${param} is empty.`, param, "parameter_invalid_empty");
  if (issue.message === notInteger)
    return invalidRequest(`Invalid integer: ${String(issue.input)}`, param, "parameter_invalid_integer");
  return invalidRequest(`Invalid ${param}: ${issue.message}`, param);
}

function nameOf(path: readonly PropertyKey[]): string {
  const [head = "", ...rest] = path.map(String);
  return head + rest.map((part) => `[${part}]`).join("");
}

const notInteger = "not an integer";

export const text = z.string().min(1).max(5000);
export const integer = z
  .string()
  .regex(/^-?\d{1,15}$/, notInteger)
  .transform(Number);
export const whole = integer.pipe(z.number().min(0, "must be zero or more"));
export const flag = z.enum(["true", "false"]).transform((value) => value === "true");
export const address = z.url({ protocol: /^https?$/, error: "must be an address that begins with http" });
export const expand = z.array(text).optional();
/** At most 50 keys of 40 characters with 500 each; an empty value takes a key away. */
export const metadata = z
  .record(z.string().min(1).max(40), z.string().max(500))
  .refine((entries) => Object.keys(entries).length <= 50, "may have 50 keys at most")
  .or(z.literal("").transform(() => ({}) as Record<string, string>))
  .optional();
/** A moment, or a range of moments, in seconds. */
export const period = integer
  .transform((at): Range => ({ gte: at, lte: at }))
  .or(z.strictObject({ gt: integer, gte: integer, lt: integer, lte: integer }).partial())
  .optional();
type Range = { gt?: number; gte?: number; lt?: number; lte?: number };

export const paging = {
  limit: integer.pipe(z.number().min(1).max(100)).optional(),
  starting_after: text.optional(),
  ending_before: text.optional(),
  expand,
};
export type Paging = { limit?: number; starting_after?: string; ending_before?: string };

export function within(at: number, range: Range | undefined): boolean {
  if (!range) return true;
  const { gt = -Infinity, gte = -Infinity, lt = Infinity, lte = Infinity } = range;
  return at > gt && at >= gte && at < lt && at <= lte;
}

/** What metadata become when they are written over what was there. */
export function withMetadata(
  before: Readonly<Record<string, string>> | null,
  given: Readonly<Record<string, string>> | undefined,
): Record<string, string> {
  if (!given) return { ...before };
  const merged = { ...before, ...given };
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== ""));
}
