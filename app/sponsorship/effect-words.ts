/** What a change is and what it does, in sentences: the same on the page that asks and in the letter that confirms. */
import { type Day, firstDayOf, formatDay, type Locale } from "~/calendar/day";
import { formatMonth, formatMonths, type IuranMonth, monthRange } from "~/calendar/iuran-month";
import { BENEFITS } from "~/coverage/benefit-figures";
import { formatRupiah } from "~/rupiah/rupiah";
import type { Words } from "~/words/words";
import type { Effect, OpenMonths } from "./change-effect";
import type { Change } from "./sponsorship-change";

export type CardWords = { readonly brand?: string | undefined; readonly last4?: string | undefined };

/** "Visa berakhiran 4242". */
export function cardInWords(t: Words, card: CardWords | undefined): string {
  if (!card?.brand || !card.last4) return t("promise.way.cardUnknown");
  const brand = card.brand.charAt(0).toUpperCase() + card.brand.slice(1);
  return t("promise.way.cardWords", { brand, last4: card.last4 });
}

/** "setiap 3 bulan", to stand alone or in a sentence. */
export function intervalInWords(t: Words, months: number): string {
  return months === 1 ? t("promise.everyMonth") : t("promise.every", { count: months });
}

/** What is changed, in one sentence. */
export function changeInWords(
  t: Words,
  locale: Locale,
  change: Change,
  card?: CardWords | undefined,
): string {
  switch (change.kind) {
    case "skip":
    case "pause": {
      const months = formatMonths(monthRange(change.fromMonth, change.toMonth), locale);
      return t(`promise.change.${change.kind}`, { months });
    }
    case "unskip":
    case "resume":
      return t(`promise.change.${change.kind}`);
    case "interval": {
      const interval = lowerFirst(intervalInWords(t, change.intervalMonths));
      return t("promise.change.interval", { interval });
    }
    case "programmes":
      return t(`promise.change.programmes.${change.programmes.includes("jht") ? "three" : "two"}`);
    case "until":
      return change.untilMonth
        ? t("promise.change.until", { month: formatMonth(change.untilMonth, locale) })
        : t("promise.change.untilCancelled");
    case "way":
      return change.way === "saved_card"
        ? t("promise.change.way.saved_card", { card: cardInWords(t, card) })
        : t("promise.change.way.pay_link");
    case "end":
      return t(`promise.change.end.${change.how}`);
  }
}

export type EffectLine = { readonly tone: "good" | "plain" | "warning"; readonly text: string };

/** What it does to the worker, from the surest to the farthest. */
export function effectInWords(
  t: Words,
  locale: Locale,
  {
    change,
    effect,
    workerName,
  }: { readonly change: Change; readonly effect: Effect; readonly workerName: string },
): readonly EffectLine[] {
  const day = (of: Day) => formatDay(of, locale);
  const lines: EffectLine[] = [
    effect.paidUntil
      ? { tone: "good", text: t("promise.effect.paidUntil", { day: day(effect.paidUntil) }) }
      : { tone: "plain", text: t("promise.effect.notPaid") },
  ];
  const gaps = effect.gaps.filter((gap) => isOf(gap, effect.lost));
  for (const gap of gaps) lines.push(...gapInWords(t, locale, gap));
  if (effect.gained.length > 0) {
    const months = formatMonths(effect.gained.slice(0, 12), locale);
    lines.push({ tone: "good", text: t("promise.effect.gained", { months }) });
  }
  const isOver = change.kind === "end" && change.how !== "handed_over";
  if (isOver && gaps.length === 0) lines.push({ tone: "plain", text: t("promise.effect.nothingMore") });
  if (!isOver && effect.lost.length === 0 && effect.gained.length === 0)
    lines.push({ tone: "good", text: t("promise.effect.whole") });
  lines.push(...termsInWords(t, locale, change, effect, workerName));
  if (effect.next) {
    const { months, dueOn } = effect.next;
    const words = { months: formatMonths(months, locale), day: day(dueOn) };
    // At the edge of three months the due day would be too late, and an earlier one was just named.
    const isEdge = gaps.some((gap) => gap.payBy && gap.payBy < dueOn);
    lines.push({
      tone: "plain",
      text: t(isEdge ? "promise.effect.nextPlain" : "promise.effect.next", words),
    });
  }
  return lines;
}

function isOf(gap: OpenMonths, lost: readonly IuranMonth[]): boolean {
  return lost.some((month) => gap.firstMonth <= month && (!gap.lastMonth || month <= gap.lastMonth));
}

function gapInWords(t: Words, locale: Locale, gap: OpenMonths): EffectLine[] {
  const warning = (text: string): EffectLine => ({ tone: "warning", text });
  const day = (of: Day) => formatDay(of, locale);
  const lines: EffectLine[] = [];
  if (gap.lastMonth) {
    const months = monthRange(gap.firstMonth, gap.lastMonth);
    const words = { count: months.length, months: formatMonths(months, locale) };
    lines.push(warning(t("promise.effect.gap", words)));
  } else lines.push(warning(t("promise.effect.gapOpen", { day: day(firstDayOf(gap.firstMonth)) })));
  if (gap.endsAfter) lines.push(warning(t("promise.effect.ends", { day: day(gap.endsAfter) })));
  if (gap.payBy) lines.push(warning(t("promise.effect.payBy", { day: day(gap.payBy) })));
  if (gap.resumesOn)
    lines.push({ tone: "plain", text: t("promise.effect.resumes", { day: day(gap.resumesOn) }) });
  if (gap.jkmFullFrom)
    lines.push({
      tone: "plain",
      text: t("promise.effect.jkm", {
        full: formatRupiah(BENEFITS.jkmFull.amount),
        early: formatRupiah(BENEFITS.jkmEarly.amount),
        month: formatMonth(gap.jkmFullFrom, locale),
      }),
    });
  return lines;
}

function termsInWords(
  t: Words,
  locale: Locale,
  change: Change,
  { next }: Effect,
  name: string,
): EffectLine[] {
  if (change.kind === "programmes" && next) {
    const month = formatMonth(next.months[0]!, locale);
    const key = change.programmes.includes("jht") ? "jhtOn" : "jhtOff";
    return [{ tone: "plain", text: t(`promise.effect.${key}`, { month, name }) }];
  }
  if (change.kind === "way")
    return [
      {
        tone: "plain",
        text: t(change.way === "pay_link" ? "promise.effect.byLink" : "promise.effect.byCard"),
      },
    ];
  return [];
}

export function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
