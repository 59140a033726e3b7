/** A worker's protection in words: until when, what is due next, what happens otherwise. */
import { formatDay } from "~/calendar/day";
import { formatMonth } from "~/calendar/iuran-month";
import type { Tone } from "~/ui/state-mark";
import { useLocale, useWords } from "~/words/use-words";
import type { LapseClock } from "./lapse-clock";

export type ClockWords = {
  readonly tone: Tone;
  readonly state: string;
  readonly next: string | undefined;
};

/** The state as a few words with its tone, and one sentence of what to do. */
export function useClockWords(clock: LapseClock): ClockWords {
  const t = useWords();
  const locale = useLocale();
  const resumes =
    "resumesOn" in clock && clock.resumesOn
      ? t("sponsor.clock.resumes", { day: formatDay(clock.resumesOn, locale) })
      : undefined;
  switch (clock.kind) {
    case "never":
      return { tone: "neutral", state: t("sponsor.clock.never"), next: undefined };
    case "waiting": {
      const day = formatDay(clock.protectedFrom, locale);
      return { tone: "info", state: t("sponsor.clock.waiting", { day }), next: undefined };
    }
    case "protected":
      return {
        tone: "good",
        state: t("sponsor.clock.protected", { day: formatDay(clock.protectedUntil, locale) }),
        next: t("sponsor.clock.protectedNext", {
          month: formatMonth(clock.nextDue.month, locale),
          due: formatDay(clock.nextDue.dueOn, locale),
        }),
      };
    case "due":
      return {
        tone: "waiting",
        state: t("sponsor.clock.due", { day: formatDay(clock.protectedUntil, locale) }),
        next:
          resumes ??
          t("sponsor.clock.dueNext", {
            month: formatMonth(clock.nextDue.month, locale),
            due: formatDay(clock.nextDue.dueOn, locale),
          }),
      };
    case "arrears":
      return {
        tone: "bad",
        state: t("sponsor.clock.arrears", { day: formatDay(clock.protectedUntil, locale) }),
        next:
          resumes ??
          t("sponsor.clock.arrearsNext", {
            count: clock.arrearsMonths,
            ends: formatDay(clock.endsAfter, locale),
          }),
      };
    case "ended":
      return {
        tone: "bad",
        state: t("sponsor.clock.ended", { day: formatDay(clock.endedOn, locale) }),
        next: resumes ?? t("sponsor.clock.endedNext"),
      };
  }
}
