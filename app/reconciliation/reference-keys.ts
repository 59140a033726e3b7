/**
 * What in a text may be a reference. Banks print references in any case, with or without their dashes, alone or in
 * the middle of a sentence; so both sides are cut into words, and a word keeps its letters and digits only.
 *
 *   "TRF/PAYOUT po_1QxA-93 JEMBER"  ──▶  PO1QXA93
 */
const SHORTEST = 6;
const LONGEST = 60;
/** A row of a bank has few words; one with very many is a text, and its first words say what it is. */
const MOST = 40;

/** The keys in a text, each once: words of 6 to 60 signs with at least one digit that are not just an amount or day. */
export function referenceKeys(text: string): readonly string[] {
  const words = text
    .normalize("NFKC")
    .toUpperCase()
    .split(/[\s,;:|/()<>"'+*#=]+/)
    .map((word) => word.replace(/[^A-Z0-9]/g, ""));
  return [...new Set(words.filter(isKey))].slice(0, MOST);
}

function isKey(word: string): boolean {
  return word.length >= SHORTEST && word.length <= LONGEST && /\d/.test(word);
}
