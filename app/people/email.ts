/**
 * E-mail addresses, kept in one form so that one person is found once: trimmed, NFKC, lower case.
 * Lower-casing the part before the @ is not law but is how every large mail service reads it.
 */
import { z } from "zod";

/** Why text is not an e-mail address we can write to. */
export type EmailRule = "empty" | "control_characters" | "too_long" | "not_an_address";

export type EmailReading =
  | { readonly kind: "email"; readonly email: string }
  | { readonly kind: "not_an_email"; readonly rule: EmailRule };

const LONGEST = 254;
const LONGEST_LOCAL_PART = 64;
const address = z.email();

/**
 * Reads an address as typed. Line breaks and other control characters inside are refused by name: they
 * would add headers of their own to a letter.
 */
export function readEmail(text: string): EmailReading {
  const email = text.normalize("NFKC").trim().toLowerCase();
  if (email === "") return broken("empty");
  if (/\p{C}|\p{Zl}|\p{Zp}/u.test(email)) return broken("control_characters");
  if (email.length > LONGEST || email.indexOf("@") > LONGEST_LOCAL_PART) return broken("too_long");
  if (!address.safeParse(email).success) return broken("not_an_address");
  return { kind: "email", email };
}

function broken(rule: EmailRule): EmailReading {
  return { kind: "not_an_email", rule };
}
