/**
 * Stripe counts Indonesian rupiah in sen: Rp16.800 is 1680000. The house counts whole rupiah.
 * These few lines are the only place where one becomes the other.
 */

/** Whole rupiah to sen. Throws when the amount is not a whole, non-negative number of rupiah. */
export function toSen(rupiah: number): number {
  if (!Number.isSafeInteger(rupiah) || rupiah < 0 || !Number.isSafeInteger(rupiah * 100)) {
    throw new Error(`An amount for the gateway must be whole rupiah, but it is ${rupiah}.`);
  }
  return rupiah * 100;
}

/**
 * Sen to whole rupiah; negative amounts (money going back) are allowed.
 * Throws `NotWholeRupiahError` when sen are left over or the currency is another: such an amount is
 * for a person to look at, never to be rounded.
 */
export function fromSen(sen: unknown, currency: string | null | undefined, what: string): number {
  if (currency !== "idr")
    throw new NotWholeRupiahError(`${what} is in ${currency ?? "no currency"}, not in idr.`);
  if (typeof sen !== "number" || !Number.isSafeInteger(sen)) {
    throw new NotWholeRupiahError(`${what} is ${JSON.stringify(sen)}, which is not a number of sen.`);
  }
  if (sen % 100 !== 0) throw new NotWholeRupiahError(`${what} is ${sen} sen, which is not whole rupiah.`);
  return sen / 100;
}

/** The gateway named an amount the house cannot hold as whole rupiah. */
export class NotWholeRupiahError extends Error {
  override readonly name = "NotWholeRupiahError";
}
