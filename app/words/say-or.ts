import type { Words } from "./words";

/** Says a sentence whose key ends in a value of the database, e.g. `admin.act.<act>`; `fallback` when there is none. */
export function sayOr(t: Words, key: string, fallback: string): string {
  return String(t(key as never, { defaultValue: fallback }));
}
