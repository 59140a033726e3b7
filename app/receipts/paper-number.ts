/**
 * Papers carry two names. The number is given in order, without a gap, anew each year of issue in WIB:
 * `SC-2026-000123` for receipts, `NK-2026-000001` for credit notes. The check code is chance, so that
 * who knows one number cannot look up the next.
 */
export type Series = "SC" | "NK";

/** `paperNumber("SC", 2026, 123)` is `SC-2026-000123`; six digits at least. */
export function paperNumber(series: Series, year: number, sequence: number): string {
  return `${series}-${year}-${String(sequence).padStart(6, "0")}`;
}

/** Check codes have this many characters of the readable alphabet (no 0, O, 1, I, L). */
export const CHECK_CODE_LENGTH = 12;

/** What people type, brought to the stored form; `undefined` when it cannot be a check code. */
export function readCheckCode(typed: string): string | undefined {
  const code = typed
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[\s\-–—.]/g, "");
  return /^[2-9A-Z]{12}$/.test(code) ? code : undefined;
}

/** The code in groups of four, as it is printed: `ABCD-EFGH-JKMN`. */
export function showCheckCode(code: string): string {
  return code.replace(/(.{4})(?=.)/g, "$1-");
}

/** The last eight digits of an id, enough to read over the phone: `3F9A01BC`. */
export function shortCode(id: string): string {
  return id.replaceAll("-", "").slice(-8).toUpperCase();
}
