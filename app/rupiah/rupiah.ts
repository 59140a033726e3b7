/**
 * Rupiah are whole numbers everywhere in this house: no sen, no fractions, no text.
 * What people type is read once with `readRupiah`, what people see is written with `formatRupiah`.
 */

/** Whole rupiah; a plain number, so that it goes through JSON and PostgreSQL unchanged. */
export type Rupiah = number;

/** Why typed text is not an amount of rupiah. */
export type RupiahRule = "empty" | "not_a_number" | "grouping" | "fraction" | "negative" | "too_large";

export type RupiahReading =
  | { readonly kind: "rupiah"; readonly rupiah: Rupiah }
  | { readonly kind: "not_rupiah"; readonly rule: RupiahRule };

/** Takes a number as rupiah; throws when it is not a whole number that arithmetic keeps exact. */
export function rupiah(amount: number): Rupiah {
  if (!Number.isSafeInteger(amount)) throw new RangeError(`${amount} is not a whole amount of rupiah`);
  return amount === 0 ? 0 : amount;
}

/** The sum of the amounts; 0 for none. Throws when it leaves the range of exact numbers. */
export function addRupiah(...amounts: readonly Rupiah[]): Rupiah {
  return amounts.reduce((sum, amount) => rupiah(sum + rupiah(amount)), 0);
}

/** `amount` taken `count` times; `count` is a whole number. */
export function timesRupiah(amount: Rupiah, count: number): Rupiah {
  if (!Number.isSafeInteger(count)) throw new RangeError(`${count} is not a whole number of times`);
  return rupiah(rupiah(amount) * count);
}

/**
 * A part of an amount of 0 or more, in basis points (100 = 1 %), as whole rupiah.
 * This is the only place in the house where money is rounded: half a rupiah goes up.
 */
export function portionOfRupiah(amount: Rupiah, basisPoints: number): Rupiah {
  if (amount < 0 || basisPoints < 0)
    throw new RangeError(`${basisPoints} basis points of ${amount} rupiah: both must be 0 or more`);
  if (!Number.isSafeInteger(basisPoints))
    throw new RangeError(`${basisPoints} is not a whole number of basis points`);
  const rest = rupiah(amount) % 10_000;
  const whole = timesRupiah((amount - rest) / 10_000, basisPoints);
  return addRupiah(whole, Math.floor((rest * basisPoints + 5_000) / 10_000));
}

/** `16800` → `Rp16.800`; below zero `−Rp16.800` with a true minus sign. */
export function formatRupiah(amount: Rupiah): string {
  return `${amount < 0 ? "−" : ""}Rp${groupThousands(Math.abs(rupiah(amount)))}`;
}

/** `16800` → `16.800`, for columns whose head already says rupiah. Takes 0 and more. */
export function groupThousands(amount: number): string {
  return String(amount).replace(/\B(?=(?:\d{3})+$)/g, ".");
}

/**
 * Reads an amount as people type it: `16800`, `16.800`, `Rp16.800`, `Rp 16.800,-`, `Rp16.800,00`.
 * A comma that is not a closing `,-` or `,00` is refused rather than guessed at, and so are dots that
 * do not stand at the thousands.
 */
export function readRupiah(text: string): RupiahReading {
  const typed = text.normalize("NFKC").trim();
  if (typed === "") return broken("empty");
  const parts = /^([-−–])?(?:rp\.?|idr)?\s*([-−–])?([\d.,\s]*?)(,-|,0{1,2})?$/i.exec(typed);
  const digits = parts?.[3]?.trim() ?? "";
  if (!parts || !/\d/.test(digits)) return broken("not_a_number");
  if (parts[1] || parts[2]) return broken("negative");
  if (digits.includes(",")) return broken("fraction");
  if (!/^(?:\d+|\d{1,3}(?:\.\d{3})+|\d{1,3}(?: \d{3})+)$/.test(digits)) return broken("grouping");
  const amount = Number(digits.replace(/[. ]/g, ""));
  if (!Number.isSafeInteger(amount)) return broken("too_large");
  return { kind: "rupiah", rupiah: amount };
}

function broken(rule: RupiahRule): RupiahReading {
  return { kind: "not_rupiah", rule };
}
