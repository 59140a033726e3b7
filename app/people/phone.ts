/**
 * Indonesian mobile numbers, kept as "+62812…". People write them as 0812-…, 62812…, +62 812 … and even
 * +62 0812 …; all of these are one number. Landlines are refused, since they receive no message.
 */

/** Why text is not an Indonesian mobile number. */
export type PhoneRule = "empty" | "not_digits" | "foreign" | "not_mobile" | "too_short" | "too_long";

export type PhoneReading =
  | { readonly kind: "phone"; readonly phone: string }
  | { readonly kind: "not_a_phone"; readonly rule: PhoneRule };

/** Reads a mobile number as typed. `phone` is E.164: +628 and 8 to 11 digits more. */
export function readPhone(text: string): PhoneReading {
  const typed = text.normalize("NFKC").replace(/[\s().\-‐‑–]/g, "");
  if (typed === "") return broken("empty");
  if (!/^\+?\d+$/.test(typed)) return broken("not_digits");

  const abroad = typed.replace(/^00(?=[1-9])/, "+");
  if (abroad.startsWith("+") && !abroad.startsWith("+62")) return broken("foreign");
  const national = abroad.replace(/^(?:\+62|62(?=0?8))/, "").replace(/^0/, "");
  if (!national.startsWith("8")) return broken("not_mobile");
  if (national.length < 9) return broken("too_short");
  if (national.length > 12) return broken("too_long");
  return { kind: "phone", phone: `+62${national}` };
}

/** "0812-3456-7890", as people at home write it. */
export function formatPhone(phone: string): string {
  const home = `0${phone.slice(3)}`;
  return [home.slice(0, 4), home.slice(4, 8), home.slice(8)].filter(Boolean).join("-");
}

/** A link that opens WhatsApp with the text filled in; nothing is sent until its reader presses send. */
export function whatsAppLink(phone: string, text?: string): string {
  const query = text ? `?text=${encodeURIComponent(text)}` : "";
  return `https://wa.me/${phone.slice(1)}${query}`;
}

function broken(rule: PhoneRule): PhoneReading {
  return { kind: "not_a_phone", rule };
}
