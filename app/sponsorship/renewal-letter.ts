/** The letters around a renewal by saved card: announced, declined, to be paid by link, resting, a card that expires. */
import { type Day, formatDay } from "~/calendar/day";
import { formatMonth, formatMonths, type IuranMonth, monthRange } from "~/calendar/iuran-month";
import { type Letter, type LetterBlock, letter } from "~/mail/letter";
import { letterFooter, type Operator } from "~/mail/letter-footer";
import { formatRupiah } from "~/rupiah/rupiah";
import type { Words } from "~/words/words";

export type RenewalPlace = {
  readonly t: Words;
  readonly locale: "id" | "en";
  readonly operator: Operator;
  readonly sponsorName: string;
  /** Where the one button leads: the renewal's own page, or the sponsor's. */
  readonly url: string;
};

export type CardWords = { readonly brand?: string; readonly last4?: string };
export type RenewedWorker = {
  readonly workerName: string;
  readonly startMonth: IuranMonth;
  readonly lastMonth: IuranMonth;
};

/** Announces a charge: exact sum, day, months by worker, card, and how to leave it out. */
export function chargeNoticeLetter(
  facts: {
    readonly amountRupiah: number;
    readonly chargeOn: Day;
    readonly workers: readonly RenewedWorker[];
    readonly card: CardWords;
  },
  place: RenewalPlace,
): Letter {
  const { t, locale } = place;
  const words = { amount: formatRupiah(facts.amountRupiah), day: formatDay(facts.chargeOn, locale) };
  return compose(place, {
    subject: t("sponsorship.notice.subject", words),
    preheader: t("sponsorship.notice.preheader"),
    blocks: [
      { kind: "paragraph", text: t("sponsorship.notice.fact", words) },
      {
        kind: "facts",
        facts: [
          ...workerFacts(facts.workers, locale),
          { label: t("sponsorship.card"), value: cardWords(t, facts.card) },
          { label: t("sponsorship.total"), value: words.amount, total: true },
        ],
      },
      { kind: "paragraph", text: t("sponsorship.notice.skip", words) },
      { kind: "button", text: t("sponsorship.notice.button"), url: place.url },
    ],
  });
}

/** Says that the bank declined, that nothing moved, and when the card is tried again. */
export function declinedLetter(
  facts: { readonly retryOn: Day; readonly workers: readonly RenewedWorker[] },
  place: RenewalPlace,
): Letter {
  const { t, locale } = place;
  const day = formatDay(facts.retryOn, locale);
  return compose(place, {
    subject: t("sponsorship.declined.subject"),
    preheader: t("sponsorship.declined.preheader", { day }),
    blocks: [
      { kind: "paragraph", text: t("sponsorship.declined.fact") },
      { kind: "facts", facts: workerFacts(facts.workers, locale) },
      { kind: "paragraph", text: t("sponsorship.declined.next", { day }) },
      { kind: "button", text: t("sponsorship.declined.button"), url: place.url },
    ],
  });
}

/** Asks the sponsor to pay by hand: the bank wants to see them, or the card cannot be charged. */
export function byLinkLetter(
  facts: { readonly because: string; readonly workers: readonly RenewedWorker[] },
  place: RenewalPlace,
): Letter {
  const { t, locale } = place;
  const reason =
    facts.because === "authentication_needed" || facts.because === "amount_too_small"
      ? facts.because
      : "other";
  return compose(place, {
    subject: t("sponsorship.byLink.subject"),
    preheader: t("sponsorship.byLink.preheader"),
    blocks: [
      { kind: "paragraph", text: t(`sponsorship.byLink.fact.${reason}`) },
      { kind: "facts", facts: workerFacts(facts.workers, locale) },
      {
        kind: "paragraph",
        text: t(
          reason === "amount_too_small" ? "sponsorship.byLink.nextTooSmall" : "sponsorship.byLink.next",
        ),
      },
      { kind: "button", text: t("sponsorship.byLink.button"), url: place.url },
    ],
  });
}

/** Says that the renewal rests and that nothing was deleted. */
export function restedLetter(
  facts: { readonly workers: readonly RenewedWorker[] },
  place: RenewalPlace,
): Letter {
  const { t, locale } = place;
  return compose(place, {
    subject: t("sponsorship.rested.subject"),
    preheader: t("sponsorship.rested.preheader"),
    blocks: [
      { kind: "paragraph", text: t("sponsorship.rested.fact") },
      { kind: "facts", facts: workerFacts(facts.workers, locale) },
      { kind: "paragraph", text: t("sponsorship.rested.next") },
      { kind: "button", text: t("sponsorship.rested.button"), url: place.url },
    ],
  });
}

/** Warns that a card expires at the end of `month`. */
export function cardExpiringLetter(
  facts: { readonly month: IuranMonth; readonly card: CardWords },
  place: RenewalPlace,
): Letter {
  const { t, locale } = place;
  const month = formatMonth(facts.month, locale);
  return compose(place, {
    subject: t("sponsorship.expiring.subject"),
    preheader: t("sponsorship.expiring.preheader", { month }),
    blocks: [
      { kind: "paragraph", text: t("sponsorship.expiring.fact", { month, card: cardWords(t, facts.card) }) },
      { kind: "paragraph", text: t("sponsorship.expiring.next") },
      { kind: "button", text: t("sponsorship.expiring.button"), url: place.url },
    ],
  });
}

function compose(
  { t, locale, operator, sponsorName }: RenewalPlace,
  parts: { readonly subject: string; readonly preheader: string; readonly blocks: readonly LetterBlock[] },
): Letter {
  return letter({
    locale,
    ...parts,
    greeting: t("sponsorship.greeting", { name: sponsorName }),
    footer: letterFooter(t, operator, t("sponsorship.why")),
  });
}

function workerFacts(workers: readonly RenewedWorker[], locale: "id" | "en") {
  return workers.map((worker) => ({
    label: worker.workerName,
    value: formatMonths(monthRange(worker.startMonth, worker.lastMonth), locale),
  }));
}

function cardWords(t: Words, { brand, last4 }: CardWords): string {
  return brand && last4
    ? t("sponsorship.cardWords", { brand: brand.charAt(0).toUpperCase() + brand.slice(1), last4 })
    : t("sponsorship.cardUnknown");
}
