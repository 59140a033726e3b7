/** The letter that reminds: who, until when protected, how much, one button. Several workers of one day share it. */
import { addDays, type Day, daysBetween, formatDay } from "~/calendar/day";
import { formatMonths } from "~/calendar/iuran-month";
import { type Letter, letter } from "~/mail/letter";
import { letterFooter, type Operator } from "~/mail/letter-footer";
import { formatRupiah } from "~/rupiah/rupiah";
import type { Words } from "~/words/words";
import { groupOffers, type Offer, totalOf } from "./offer";
import { type DatedMoment, isBefore, urgencyOf } from "./reminder-moment";

export type ReminderPlace = {
  readonly t: Words;
  readonly locale: "id" | "en";
  readonly operator: Operator;
  readonly sponsorName: string;
  /** Where the one button leads. */
  readonly url: string;
  /** Where reminders are chosen or stopped. */
  readonly stopUrl: string;
};

export type ReminderFacts = {
  /** Never empty. */
  readonly offers: readonly Offer[];
  /** What speaks today, of each offered worker. */
  readonly moments: readonly (DatedMoment & { readonly workerId: string })[];
  readonly today: Day;
};

/** The most urgent of its workers decides what the letter begins with. */
export function reminderLetter(facts: ReminderFacts, place: ReminderPlace): Letter {
  const { t, locale } = place;
  const { offers } = facts;
  const said = sayOf(facts, place);
  const total = formatRupiah(totalOf(offers));
  return letter({
    locale,
    subject: said.subject,
    preheader: t("reminder.preheader", { amount: total, count: offers.length }),
    greeting: t("reminder.greeting", { name: place.sponsorName }),
    blocks: [
      { kind: "paragraph", text: said.fact },
      {
        kind: "facts",
        facts: [
          ...offers.map((offer) => ({
            label: offer.name,
            detail: lineOf(offer, place),
            value: formatRupiah(offer.amountRupiah),
          })),
          ...(offers.length > 1 ? [{ label: t("reminder.total"), value: total, total: true }] : []),
        ],
      },
      { kind: "paragraph", text: said.next },
      { kind: "button", text: buttonOf(offers, place), url: place.url },
    ],
    footer: letterFooter(t, place.operator, t("reminder.why")),
    footerLink: { text: t("reminder.stop"), url: place.stopUrl },
  });
}

type Said = { readonly subject: string; readonly fact: string; readonly next: string };

function sayOf({ offers, moments, today }: ReminderFacts, { t, locale }: ReminderPlace): Said {
  const urgent = [...moments].sort((a, b) => urgencyOf(b) - urgencyOf(a))[0]!;
  const offer = offers.find(({ workerId }) => workerId === urgent.workerId) ?? offers[0]!;
  const { protectedUntil, ask, endsAfter } = offer;
  const until = protectedUntil ?? addDays(today, -1);
  const words = {
    amount: formatRupiah(totalOf(offers)),
    name: offer.name,
    count: offers.length,
    due: formatDay(ask.dueOn, locale),
    until: formatDay(until, locale),
    from: formatDay(addDays(until, 1), locale),
    days: daysBetween(until, today),
    left: daysBetween(today, ask.dueOn),
    ends: endsAfter ? formatDay(endsAfter, locale) : "",
  };
  const many = offers.length > 1 ? "many" : "one";
  if (isBefore(urgent.moment)) {
    // A renewal after a pause: the months before it went by uncovered, as was wished.
    const kind = until >= addDays(today, -45) ? many : "again";
    return {
      subject:
        words.left > 0
          ? t("reminder.before.subject", { ...words, count: words.left })
          : t("reminder.before.subjectToday", words),
      fact: t(`reminder.before.${kind}`, words),
      next: t("reminder.before.next", words),
    };
  }
  const ends = endsAfter && endsAfter >= today ? "next" : "nextAgain";
  if (urgent.moment === "lapsed")
    return {
      subject: t("reminder.lapsed.subject", words),
      fact: t(`reminder.lapsed.${many}`, words),
      next: t(`reminder.lapsed.${ends}`, words),
    };
  return {
    subject: t("reminder.arrears.subject", words),
    fact: t(`reminder.arrears.${many}`, words),
    next: t(`reminder.lapsed.${ends}`, words),
  };
}

function lineOf({ months, protectedUntil }: Offer, { t, locale }: ReminderPlace): string {
  const line = { months: formatMonths(months, locale) };
  return protectedUntil
    ? t("reminder.line", { ...line, until: formatDay(protectedUntil, locale) })
    : t("reminder.lineNew", line);
}

function buttonOf(offers: readonly Offer[], { t }: ReminderPlace): string {
  const groups = groupOffers(offers);
  return groups.length === 1
    ? t("reminder.pay", { amount: formatRupiah(groups[0]!.totalRupiah) })
    : t("reminder.goOn");
}
