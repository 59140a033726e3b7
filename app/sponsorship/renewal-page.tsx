/** The page a renewal's letters lead to: how it stands, who is meant, and the two things a sponsor may do. */
import { formatDay } from "~/calendar/day";
import { formatMonth, formatMonths } from "~/calendar/iuran-month";
import { useClockWords } from "~/coverage/clock-words";
import { formatRupiah } from "~/rupiah/rupiah";
import { ProgrammeNames } from "~/tariff/price-table";
import { Button, ButtonLink, ButtonRow } from "~/ui/button";
import { Money, PageTitle, Section } from "~/ui/layout";
import { Notice } from "~/ui/notice";
import { StateMark } from "~/ui/state-mark";
import { useLocale, useWords } from "~/words/use-words";
import type { RenewalView, RenewedPerson } from "./gather-renewal.server";
import type { RenewalTrouble } from "./renewal-trouble";

type RenewalPageProps = Pick<
  RenewalView,
  "standing" | "dueOn" | "workers" | "total" | "card" | "maySkip" | "href"
> & {
  readonly orderHref?: string | undefined;
  readonly newerHref?: string | undefined;
};

export function RenewalPage({
  trouble,
  ...page
}: RenewalPageProps & { trouble: RenewalTrouble | undefined }) {
  const t = useWords();
  const locale = useLocale();
  const { standing, dueOn, workers, total, card, href } = page;
  const on = "chargeOn" in standing ? standing.chargeOn : "retryOn" in standing ? standing.retryOn : dueOn;
  const words = {
    day: formatDay(on, locale),
    card: card?.brand && card.last4 ? t("renewal.card", named(card)) : t("renewal.cardUnknown"),
  };
  const mayPay = page.maySkip || standing.kind === "rested";
  // Where nothing is to be paid any more a sum would only be misread.
  const isPriced = mayPay || standing.kind === "paid" || standing.kind === "being_charged";
  return (
    <div className="max-w-read">
      {trouble && <RenewalTroubleNotice trouble={trouble} />}
      <PageTitle
        kicker={mayPay ? t("renewal.kicker", { day: formatDay(dueOn, locale) }) : t("renewal.title")}
        lead={t(`renewal.standing.${standing.kind}.lead`, words)}
      >
        {t(`renewal.standing.${standing.kind}.title`, words)}
      </PageTitle>
      <Section title={t("renewal.what")}>
        <ul className="border-t border-line">
          {workers.map((worker) => (
            <RenewedWorker key={worker.key} worker={worker} isPriced={isPriced} />
          ))}
          {isPriced && total !== undefined && (
            <li className="flex flex-wrap items-baseline justify-between gap-x-6 py-3">
              <span className="font-bold">{t("renewal.total")}</span>
              <Money size="large">{formatRupiah(total)}</Money>
            </li>
          )}
        </ul>
        {mayPay && total === undefined && <p className="mt-4 text-ink-soft">{t("renewal.noPrice")}</p>}
      </Section>
      {mayPay && total !== undefined && (
        <form method="post" action={href} className="mt-8">
          <p className="mb-4 text-ink-soft">
            {t("renewal.payNote")} {card && t("renewal.payNoteCard")}
          </p>
          <Button name="aksi" value="bayar">
            {t("renewal.pay", { amount: formatRupiah(total) })}
          </Button>
        </form>
      )}
      <WayOn {...page} />
    </div>
  );
}

function named({ brand = "", last4 = "" }: { readonly brand?: string; readonly last4?: string }) {
  return { brand: brand.charAt(0).toUpperCase() + brand.slice(1), last4 };
}

function RenewedWorker({ worker, isPriced }: { readonly worker: RenewedPerson; readonly isPriced: boolean }) {
  const t = useWords();
  const locale = useLocale();
  const clock = useClockWords(worker.clock);
  return (
    <li className="border-b border-line py-3">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6">
        <h3 className="text-h3 font-bold">{worker.name}</h3>
        {isPriced && worker.price !== undefined && <Money>{formatRupiah(worker.price)}</Money>}
      </div>
      <p className="text-small text-ink-soft">{worker.occupation}</p>
      <p>
        {t("renewal.months", { months: formatMonths(worker.months, locale), count: worker.months.length })},{" "}
        <ProgrammeNames programmes={worker.programmes} />
      </p>
      <p className="mt-2">
        <StateMark tone={clock.tone}>{clock.state}</StateMark>
      </p>
    </li>
  );
}

function WayOn({ standing, maySkip, href, orderHref, newerHref }: RenewalPageProps) {
  const t = useWords();
  if (orderHref)
    return (
      <ButtonRow>
        <ButtonLink href={orderHref}>{t("renewal.toOrder")}</ButtonLink>
      </ButtonRow>
    );
  if (newerHref)
    return (
      <ButtonRow>
        <ButtonLink href={newerHref}>{t("renewal.toNewer")}</ButtonLink>
      </ButtonRow>
    );
  return (
    <ButtonRow>
      {maySkip && (
        <ButtonLink look="secondary" href={`${href}&lewati=ya`}>
          {t("renewal.skip.offer")}
        </ButtonLink>
      )}
      <ButtonLink look={standing.kind === "over" ? "secondary" : "quiet"} href="/saya">
        {t("renewal.toMine")}
      </ButtonLink>
    </ButtonRow>
  );
}

/** Before a renewal is left out: what it does to each worker's protection, in dates. */
export function SkipPage({ workers, href }: Pick<RenewalView, "workers" | "href">) {
  const t = useWords();
  const locale = useLocale();
  return (
    <div className="max-w-read">
      <PageTitle kicker={t("renewal.title")} lead={t("renewal.skip.lead")}>
        {t("renewal.skip.title")}
      </PageTitle>
      <ul className="border-t border-line">
        {workers.map(({ key, name, months, skip }) => (
          <li key={key} className="border-b border-line py-3">
            <h2 className="text-h3 font-bold">{name}</h2>
            <p className="text-small text-ink-soft">{formatMonths(months, locale)}</p>
            <p>
              {skip.unprotectedUntil
                ? t("renewal.skip.unprotected", {
                    from: formatDay(skip.unprotectedFrom, locale),
                    until: formatDay(skip.unprotectedUntil, locale),
                  })
                : t("renewal.skip.unprotectedOpen", { from: formatDay(skip.unprotectedFrom, locale) })}{" "}
              {skip.nextMonth
                ? t("renewal.skip.next", { month: formatMonth(skip.nextMonth, locale) })
                : t(skip.unprotectedUntil ? "renewal.skip.resumes" : "renewal.skip.noNext")}
            </p>
            {skip.membershipEndsOn && (
              <p className="font-semibold text-clay">
                {t("renewal.skip.ends", { day: formatDay(skip.membershipEndsOn, locale) })}
              </p>
            )}
          </li>
        ))}
      </ul>
      <div className="mt-6 flex flex-col gap-4">
        <p>{t("renewal.skip.run")}</p>
        <p>{t("renewal.skip.money")}</p>
      </div>
      <form method="post" action={href}>
        <ButtonRow>
          <Button look="danger" name="aksi" value="lewati">
            {t("renewal.skip.confirm")}
          </Button>
          <ButtonLink look="secondary" href={href}>
            {t("renewal.skip.keep")}
          </ButtonLink>
        </ButtonRow>
      </form>
    </div>
  );
}

function RenewalTroubleNotice({ trouble }: { readonly trouble: RenewalTrouble }) {
  const t = useWords();
  const locale = useLocale();
  const words = {
    months: "months" in trouble ? formatMonths(trouble.months, locale) : "",
    minimum: "minimum" in trouble ? formatRupiah(trouble.minimum) : "",
    maximum: "maximum" in trouble ? formatRupiah(trouble.maximum) : "",
  };
  const bad = trouble.kind === "away" || trouble.kind === "refused";
  return (
    <div className="mb-6">
      <Notice kind={bad ? "danger" : "warning"} title={t(`renewal.trouble.${trouble.kind}Title`)} live>
        {t(`renewal.trouble.${trouble.kind}`, words)}
      </Notice>
    </div>
  );
}
