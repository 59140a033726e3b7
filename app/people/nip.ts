/**
 * The number of a civil servant, 18 digits, in two forms:
 *
 *   PNS    19860926 │ 201505 │ 1 │ 001   birth │ year and month of appointment │ sex │ serial
 *   PPPK   19860926 │ 2021 21 │ 2 │ 001  birth │ year of first appointment, count of contracts │ sex │ serial
 *
 * (Perka BKN 22/2007 for PNS.) The two are told apart by digits 13 and 14: 01 to 12 is a month, all else a
 * count. It is asked of no one: a sponsor may always leave it out.
 */
import { type Day, dayFromParts } from "~/calendar/day";
import type { IuranMonth } from "~/calendar/iuran-month";
import type { Sex } from "./nik";

/** Why text can never be a NIP. */
export type NipRule =
  | "empty"
  | "not_digits"
  | "not_18_digits"
  | "birth_date"
  | "appointment"
  | "sex"
  | "serial";

type NipParts = { readonly nip: string; readonly bornOn: Day; readonly sex: Sex };

export type Nip =
  | ({ readonly kind: "pns"; readonly appointedMonth: IuranMonth } & NipParts)
  | ({ readonly kind: "pppk"; readonly appointedYear: number; readonly contractCount: number } & NipParts);

export type NipReading = Nip | { readonly kind: "not_a_nip"; readonly rule: NipRule };

/** Reads a NIP as typed, with or without spaces, dots or dashes between the digits. */
export function readNip(text: string): NipReading {
  const nip = text.normalize("NFKC").replace(/[\s.\-‐‑–]/g, "");
  if (nip === "") return broken("empty");
  if (!/^\d+$/.test(nip)) return broken("not_digits");
  if (nip.length !== 18) return broken("not_18_digits");

  const number = (from: number, to: number) => Number(nip.slice(from, to));
  const bornOn = dayFromParts(number(0, 4), number(4, 6), number(6, 8));
  const appointedYear = number(8, 12);
  const monthOrCount = number(12, 14);
  if (!bornOn || bornOn < "1900") return broken("birth_date");
  if (appointedYear <= number(0, 4) || appointedYear > 2099 || monthOrCount === 0)
    return broken("appointment");
  if (nip[14] !== "1" && nip[14] !== "2") return broken("sex");
  if (nip.endsWith("000")) return broken("serial");

  const parts = { nip, bornOn, sex: nip[14] === "1" ? "male" : "female" } as const;
  if (monthOrCount <= 12)
    return { kind: "pns", ...parts, appointedMonth: `${nip.slice(8, 12)}-${nip.slice(12, 14)}` };
  return { kind: "pppk", ...parts, appointedYear, contractCount: monthOrCount };
}

/** "19860926 201505 1 001", as it is printed on letters. */
export function formatNip(nip: string): string {
  return nip.replace(/^(\d{8})(\d{6})(\d)(\d{3})$/, "$1 $2 $3 $4");
}

function broken(rule: NipRule): NipReading {
  return { kind: "not_a_nip", rule };
}
