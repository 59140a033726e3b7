/**
 * Terbilang: an amount in Indonesian words, as a receipt must carry it.
 *
 *   16.800 → "enam belas ribu delapan ratus rupiah"
 *
 * The number falls into groups of three digits; each group is read alike and followed by its name.
 * Only one thing bends: a lone 1 before ribu becomes "seribu" (never "sejuta": satu juta).
 */

const UNITS = [
  "",
  "satu",
  "dua",
  "tiga",
  "empat",
  "lima",
  "enam",
  "tujuh",
  "delapan",
  "sembilan",
  "sepuluh",
  "sebelas",
];
const GROUPS = ["", "ribu", "juta", "miliar", "triliun"];

/** Largest amount that can be spelled: one below a thousand triliun. */
export const TERBILANG_LIMIT = 999_999_999_999_999;

/**
 * Spells a whole number in Indonesian, ending in "rupiah" unless told otherwise. Below zero it begins
 * with "minus". Throws on a fraction and beyond 999 triliun.
 */
export function terbilang(amount: number, ending: "rupiah" | "" = "rupiah"): string {
  if (!Number.isInteger(amount) || Math.abs(amount) > TERBILANG_LIMIT)
    throw new RangeError(`${amount} cannot be spelled: it must be whole and below a thousand triliun`);
  const words = amount === 0 ? "nol" : spellGroups(Math.abs(amount));
  return [amount < 0 ? "minus" : "", words, ending].filter(Boolean).join(" ");
}

function spellGroups(amount: number): string {
  const words: string[] = [];
  for (let rest = amount, place = 0; rest > 0; rest = Math.floor(rest / 1000), place++) {
    const group = rest % 1000;
    if (group > 0) words.unshift(spellGroup(group, GROUPS[place]!));
  }
  return words.join(" ");
}

function spellGroup(group: number, name: string): string {
  if (group === 1 && name === "ribu") return "seribu";
  return name ? `${spellBelowThousand(group)} ${name}` : spellBelowThousand(group);
}

function spellBelowThousand(number: number): string {
  if (number < 12) return UNITS[number]!;
  if (number < 20) return `${UNITS[number - 10]} belas`;
  if (number < 100) return join(`${UNITS[Math.floor(number / 10)]} puluh`, number % 10);
  if (number < 200) return join("seratus", number - 100);
  return join(`${UNITS[Math.floor(number / 100)]} ratus`, number % 100);
}

function join(head: string, rest: number): string {
  return rest === 0 ? head : `${head} ${spellBelowThousand(rest)}`;
}
