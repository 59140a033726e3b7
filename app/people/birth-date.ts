/** A birth date as people type it: 22-11-1990, 22/11/1990, 22.11.1990, 22 11 1990 or 1990-11-22. */
import { ageOn, type Day, dayFromParts } from "~/calendar/day";

/** Why text is not a birth date. */
export type BirthDateRule = "empty" | "format" | "no_such_day" | "in_future" | "too_long_ago";

export type BirthDateReading =
  | { readonly kind: "birth_date"; readonly bornOn: Day }
  | { readonly kind: "not_a_birth_date"; readonly rule: BirthDateRule };

/** Nobody has been proved to be older, in years. */
const OLDEST_AGE = 122;

/**
 * Reads a birth date; the day stands before the month, the year has four digits. `today` is the day it is in WIB.
 */
export function readBirthDate(text: string, today: Day): BirthDateReading {
  const typed = text.normalize("NFKC").trim();
  if (typed.replace(/[-/. ]/g, "") === "") return broken("empty");
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(typed);
  const usual = /^(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{4})$/.exec(typed);
  const parts = iso?.slice(1) ?? usual?.slice(1).reverse();
  if (!parts) return broken("format");
  const [year, month, date] = parts.map(Number);
  const bornOn = dayFromParts(year!, month!, date!);
  if (!bornOn) return broken("no_such_day");
  if (bornOn > today) return broken("in_future");
  if (ageOn(bornOn, today) > OLDEST_AGE) return broken("too_long_ago");
  return { kind: "birth_date", bornOn };
}

function broken(rule: BirthDateRule): BirthDateReading {
  return { kind: "not_a_birth_date", rule };
}
