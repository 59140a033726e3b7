/**
 * The reference of a month's batch, as it is typed into a bank transfer by hand:
 *
 *   PG-2026-11-K7QM2X-41     month of the iuran │ the unit, from its id │ check of all that stands before
 *
 * The check finds every single wrong sign and every two signs that changed places (mod 97, as in an IBAN).
 */
import { type IuranMonth, isIuranMonth, iuranMonth } from "~/calendar/iuran-month";

/** Signs that are not mistaken for one another on paper. */
const SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
const UNIT_SIGNS = 6;

/** The same unit and month always give the same reference. `unitId` is a UUID. */
export function payrollReference(month: IuranMonth, unitId: string): string {
  const body = `PG-${iuranMonth(month)}-${unitSigns(unitId)}`;
  return `${body}-${checkOf(body)}`;
}

export type ReferenceReading =
  | { readonly kind: "reference"; readonly reference: string }
  /** `check`: it looks like one, with a slip of the pen. */
  | { readonly kind: "not_a_reference"; readonly rule: "shape" | "check" };

/** Reads a reference as typed or as a bank prints it: in any case, with or without the dashes. */
export function readPayrollReference(text: string): ReferenceReading {
  const signs = text
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, "");
  const parts = /^PG(\d{4})(\d{2})([2-9A-Z]{6})(\d{2})$/.exec(signs);
  if (!parts) return { kind: "not_a_reference", rule: "shape" };
  const [, year, month, unit, check] = parts;
  const body = `PG-${year}-${month}-${unit}`;
  if (!isIuranMonth(`${year}-${month}`)) return { kind: "not_a_reference", rule: "shape" };
  if (checkOf(body) !== check) return { kind: "not_a_reference", rule: "check" };
  return { kind: "reference", reference: `${body}-${check}` };
}

/** The last 48 bits of the id, which are chance in every kind of id the house gives. */
function unitSigns(unitId: string): string {
  let rest = BigInt(`0x${unitId.replace(/-/g, "").slice(-12)}`);
  let signs = "";
  for (let count = 0; count < UNIT_SIGNS; count += 1) {
    signs += SIGNS[Number(rest % BigInt(SIGNS.length))];
    rest /= BigInt(SIGNS.length);
  }
  return signs;
}

/** Letters count from 10 as in ISO 7064; 98 minus the rest, in two digits. */
function checkOf(body: string): string {
  const digits = [...body.replace(/-/g, "")].map((sign) => Number.parseInt(sign, 36)).join("");
  return String(98n - (BigInt(`${digits}00`) % 97n)).padStart(2, "0");
}
