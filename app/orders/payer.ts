/** Who pays, as stated in the payer's form: name, address for the receipt, how to be shown, a few words. */
import { readEmail } from "~/people/email";
import { readPersonName } from "~/people/person-name";
import { tidyText } from "~/words/tidy-text";

export type Payer = {
  readonly payerName: string;
  readonly payerEmail: string;
  readonly shownAs: "name" | "hamba_allah";
  readonly dedication?: string;
  readonly coverFee: boolean;
};

export type PayerError = {
  readonly key: string;
  readonly params?: Readonly<Record<string, number>>;
};
export type PayerErrors = Readonly<Partial<Record<"name" | "email" | "dedication", PayerError>>>;

export type PayerReading =
  | { readonly kind: "payer"; readonly payer: Payer }
  | { readonly kind: "errors"; readonly errors: PayerErrors };

export const LONGEST_DEDICATION = 280;

export function readPayer(form: Pick<FormData, "get">): PayerReading {
  const name = readPersonName(text(form, "name"));
  const email = readEmail(text(form, "email"));
  const dedication = readDedication(text(form, "dedication"));
  if (name.kind === "name" && email.kind === "email" && dedication.kind === "dedication")
    return {
      kind: "payer",
      payer: {
        payerName: name.name,
        payerEmail: email.email,
        shownAs: text(form, "shownAs") === "hamba_allah" ? "hamba_allah" : "name",
        ...(dedication.text && { dedication: dedication.text }),
        coverFee: text(form, "coverFee") === "on",
      },
    };
  return {
    kind: "errors",
    errors: {
      ...(name.kind !== "name" && { name: { key: `name.${name.rule}` } }),
      ...(email.kind !== "email" && { email: { key: `email.${email.rule}` } }),
      ...(dedication.kind !== "dedication" && { dedication: dedication.error }),
    },
  };
}

type DedicationReading =
  | { readonly kind: "dedication"; readonly text: string }
  | { readonly kind: "error"; readonly error: PayerError };

/** A few words in one line, at most 280 characters; marks that cannot be seen or turn the text around are refused. */
export function readDedication(typed: string): DedicationReading {
  const words = tidyText(typed);
  if (/[\p{Cc}\p{Co}\p{Cn}\p{Cs}]|[\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/u.test(words))
    return { kind: "error", error: { key: "dedication.hidden_characters" } };
  const length = [...words].length;
  if (length > LONGEST_DEDICATION || words.length > 2 * LONGEST_DEDICATION)
    return { kind: "error", error: { key: "dedication.too_long", params: { length } } };
  return { kind: "dedication", text: words };
}

function text(form: Pick<FormData, "get">, name: string): string {
  const value: unknown = form.get(name);
  return typeof value === "string" ? value : "";
}
