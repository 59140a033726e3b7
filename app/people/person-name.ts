/**
 * A person's name as on the identity card. Names are many things (one word, initials, "Hj.", "S.Pd.",
 * Ma'ruf, foreign letters), so only what no name has is refused: marks that cannot be seen or that turn
 * the text around, signs of other trades, and names without a letter.
 */

/** Why text is not a name. */
export type PersonNameRule =
  | "empty"
  | "too_short"
  | "too_long"
  | "hidden_characters"
  | "signs"
  | "no_letters";

export type PersonNameReading =
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "not_a_name"; readonly rule: PersonNameRule };

export const SHORTEST_NAME = 2;
export const LONGEST_NAME = 100;

/** Reads a name as typed: NFC, single spaces, 2 to 100 characters; apostrophes, dots and commas stay. */
export function readPersonName(text: string): PersonNameReading {
  const composed = text.normalize("NFC").replace(/^[\s\uFEFF]+|[\s\uFEFF]+$/gu, "");
  if (/[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u.test(composed))
    return broken("hidden_characters");
  const name = composed.replace(/\p{Zs}+/gu, " ");
  if (name === "") return broken("empty");
  const length = [...name].length;
  if (length < SHORTEST_NAME) return broken("too_short");
  if (length > LONGEST_NAME) return broken("too_long");
  if (!/\p{L}/u.test(name)) return broken("no_letters");
  if (!/^[\p{L}\p{M}\p{N} .,'’‘ʼ`/()&-]+$/u.test(name) || /^[-]/.test(name)) return broken("signs");
  return { kind: "name", name };
}

function broken(rule: PersonNameRule): PersonNameReading {
  return { kind: "not_a_name", rule };
}
