/** The short letter that confirms a change: what changed, and what that means for each worker. */
import { type Letter, type LetterBlock, letter } from "~/mail/letter";
import { letterFooter } from "~/mail/letter-footer";
import type { Effect } from "./change-effect";
import { type CardWords, changeInWords, effectInWords } from "./effect-words";
import type { RenewalPlace } from "./renewal-letter";
import type { Change } from "./sponsorship-change";

export type ConfirmedChange = {
  readonly workerName: string;
  readonly change: Change;
  readonly effect: Effect;
  readonly card?: CardWords | undefined;
};

/** All of the changes were made at once, by one sponsor. */
export function changeLetter(changes: readonly ConfirmedChange[], place: RenewalPlace): Letter {
  const { t, locale, operator, sponsorName, url } = place;
  const first = changes[0]!;
  return letter({
    locale,
    subject: t("promise.letter.subject"),
    preheader: t("promise.letter.preheader"),
    greeting: t("promise.letter.greeting", { name: sponsorName }),
    blocks: [
      {
        kind: "paragraph",
        text:
          changes.length === 1
            ? t("promise.letter.fact", { name: first.workerName })
            : t("promise.letter.factMany", { count: changes.length }),
      },
      ...changes.flatMap((each): LetterBlock[] => [
        {
          kind: "facts",
          facts: [{ label: each.workerName, value: changeInWords(t, locale, each.change, each.card) }],
        },
        ...effectInWords(t, locale, each).map(({ text }): LetterBlock => ({ kind: "paragraph", text })),
      ]),
      { kind: "button", text: t("promise.letter.button"), url },
      { kind: "note", text: t("promise.letter.notYou") },
    ],
    footer: letterFooter(t, operator, t("promise.letter.why")),
  });
}
