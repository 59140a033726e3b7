/**
 * Personal data as it may be shown: enough to recognise what one already knows, too little to learn
 * anything. Masks have a fixed length, so that not even a length is told, and text of an unexpected
 * shape is hidden whole.
 */
import type { Day } from "~/calendar/day";

const DOTS = "•••";

/** "3509••••••••0001": province, kabupaten and serial; neither kecamatan nor birth date. */
export function maskNik(nik: string): string {
  return /^\d{16}$/.test(nik) ? `${nik.slice(0, 4)}${"•".repeat(8)}${nik.slice(12)}` : "•".repeat(16);
}

/** "1986•••••••••••001": year of birth and serial; neither the day of birth nor the appointment. */
export function maskNip(nip: string): string {
  return /^\d{18}$/.test(nip) ? `${nip.slice(0, 4)}${"•".repeat(11)}${nip.slice(15)}` : "•".repeat(18);
}

/** "+62812••••890". */
export function maskPhone(phone: string): string {
  return /^\+\d{9,15}$/.test(phone) ? `${phone.slice(0, 6)}••••${phone.slice(-3)}` : "•".repeat(8);
}

/** "S••• A•••", for pages anyone can open: the first letter of the first three words. */
export function maskName(name: string): string {
  const words = name.trim().split(/\s+/).slice(0, 3);
  return words.map((word) => `${[...word].find((sign) => /\p{L}/u.test(sign)) ?? ""}${DOTS}`).join(" ");
}

/** "s•••@contoh.id". */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf("@");
  return at > 0 ? `${[...email][0]}${DOTS}${email.slice(at)}` : DOTS;
}

/** "••-••-1990": the year alone. */
export function maskBirthDate(bornOn: Day): string {
  return `••-••-${/^\d{4}-/.test(bornOn) ? bornOn.slice(0, 4) : "••••"}`;
}
