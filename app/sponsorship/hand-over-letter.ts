/** The letters around a hand-over: the invitation, its answer to the giver, and the welcome to whoever took over. */
import { type Day, formatDay } from "~/calendar/day";
import { formatMonth, type IuranMonth } from "~/calendar/iuran-month";
import { type Letter, letter } from "~/mail/letter";
import { letterFooter, type Operator } from "~/mail/letter-footer";
import type { Words } from "~/words/words";

export type HandOverPlace = {
  readonly t: Words;
  readonly locale: "id" | "en";
  readonly operator: Operator;
  readonly url: string;
};

/** To somebody we may not know: who asks, what for, and that nothing has to be done. The worker's name is masked. */
export function offerLetter(
  facts: {
    readonly giverName: string;
    readonly workerName: string;
    readonly occupation: string;
    readonly month: IuranMonth;
    readonly expiresOn: Day;
    readonly words?: string | undefined;
  },
  { t, locale, operator, url }: HandOverPlace,
): Letter {
  const giver = facts.giverName;
  const say = "promise.offerLetter" as const;
  return letter({
    locale,
    subject: t(`${say}.subject`),
    preheader: t(`${say}.preheader`, { giver }),
    greeting: t(`${say}.greeting`),
    blocks: [
      {
        kind: "paragraph",
        text: t(`${say}.fact`, {
          giver,
          name: facts.workerName,
          work: facts.occupation,
          month: formatMonth(facts.month, locale),
        }),
      },
      ...(facts.words ? [{ kind: "note" as const, text: t(`${say}.words`, { words: facts.words }) }] : []),
      { kind: "paragraph", text: t(`${say}.next`, { day: formatDay(facts.expiresOn, locale) }) },
      { kind: "button", text: t(`${say}.button`), url },
    ],
    footer: letterFooter(t, operator, t(`${say}.why`, { giver })),
  });
}

/** To the giver: nobody goes on, and nothing has changed. */
export function declinedOfferLetter(
  facts: { readonly sponsorName: string; readonly workerName: string },
  { t, locale, operator, url }: HandOverPlace,
): Letter {
  const say = "promise.answerLetter" as const;
  return letter({
    locale,
    subject: t(`${say}.declinedSubject`),
    preheader: t(`${say}.declinedPreheader`),
    greeting: t("promise.letter.greeting", { name: facts.sponsorName }),
    blocks: [
      { kind: "paragraph", text: t(`${say}.declined`, { name: facts.workerName }) },
      { kind: "button", text: t(`${say}.button`), url },
    ],
    footer: letterFooter(t, operator, t("promise.letter.why")),
  });
}

/** To whoever took over: from which month, and by when. */
export function welcomeLetter(
  facts: {
    readonly sponsorName: string;
    readonly workerName: string;
    readonly month: IuranMonth;
    readonly dueOn: Day;
  },
  { t, locale, operator, url }: HandOverPlace,
): Letter {
  const say = "promise.answerLetter" as const;
  const words = {
    name: facts.workerName,
    month: formatMonth(facts.month, locale),
    day: formatDay(facts.dueOn, locale),
  };
  return letter({
    locale,
    subject: t(`${say}.welcomeSubject`),
    preheader: t(`${say}.welcomePreheader`, words),
    greeting: t("promise.letter.greeting", { name: facts.sponsorName }),
    blocks: [
      { kind: "paragraph", text: t(`${say}.welcome`, words) },
      { kind: "button", text: t(`${say}.button`), url },
    ],
    footer: letterFooter(t, operator, t("promise.letter.why")),
  });
}
