/**
 * A letter is what one mail says, as a value: rendered by `letter-html.tsx` for the eye and by
 * `letter-text.ts` for readers without pictures, with the same content.
 *
 *   subject · preheader        the fact itself: number, amount, date
 *   greeting
 *   blocks                     the first one is the fact in one sentence
 *   exactly one button         a letter asks for one thing
 *   footer                     who writes, why, how to answer; at most one quiet link
 */
export type LetterFact = {
  readonly label: string;
  readonly value: string;
  /** What belongs under the label in smaller letters, e.g. the months of a worker. */
  readonly detail?: string;
  /** The sum at the foot of a table, set apart from the rest. */
  readonly total?: boolean;
};

export type LetterBlock =
  | { readonly kind: "paragraph"; readonly text: string }
  | { readonly kind: "facts"; readonly title?: string; readonly facts: readonly LetterFact[] }
  | { readonly kind: "button"; readonly text: string; readonly url: string }
  | { readonly kind: "note"; readonly text: string };

export type Letter = {
  readonly locale: "id" | "en";
  readonly subject: string;
  /** What an inbox shows beside the subject. */
  readonly preheader: string;
  readonly greeting: string;
  readonly blocks: readonly LetterBlock[];
  readonly footer: readonly string[];
  /** A quiet link under everything, e.g. to stop letters of this kind; it is no second button. */
  readonly footerLink?: { readonly text: string; readonly url: string };
};

/** Longer subjects are cut by the inboxes people have on their phones. */
const longestSubject = 120;

/** Returns the letter when it keeps the rules of a letter; throws a sentence that names the broken one. */
export function letter(draft: Letter): Letter {
  const broken = brokenLetterRule(draft);
  if (broken) throw new Error(`The letter "${draft.subject}" ${broken}.`);
  return draft;
}

function brokenLetterRule(draft: Letter): string | undefined {
  const buttons = draft.blocks.filter((block) => block.kind === "button");
  if (draft.subject.trim() === "") return "has no subject";
  if (/[\r\n]/.test(draft.subject)) return "has a line break in its subject";
  if (draft.subject.length > longestSubject) return `has a subject of ${draft.subject.length} characters`;
  if (buttons.length !== 1) return `has ${buttons.length} buttons instead of one`;
  if (buttons.some((button) => !/^https?:\/\//.test(button.url))) return "has a button that leads nowhere";
  if (draft.blocks[0]?.kind !== "paragraph") return "does not begin with a sentence";
  return undefined;
}
