/** The standing sponsorships of a sponsor: until when each worker is protected, what comes next, how it is paid. */
import { formatDay } from "~/calendar/day";
import { formatMonths } from "~/calendar/iuran-month";
import { useClockWords } from "~/coverage/clock-words";
import type { CalendarRow } from "~/coverage/coverage-calendar";
import { WorkerCalendar } from "~/coverage/worker-calendar";
import { formatRupiah } from "~/rupiah/rupiah";
import { ButtonLink } from "~/ui/button";
import { Section } from "~/ui/layout";
import { StateMark } from "~/ui/state-mark";
import { useLocale, useWords } from "~/words/use-words";
import { StandingMark, WayShort } from "./area-parts";
import type { StandingView } from "./area-view";
import { intervalInWords } from "./effect-words";

export type StandingItem = StandingView & { readonly rows: readonly CalendarRow[] };

export function StandingList({ items }: { readonly items: readonly StandingItem[] }) {
  const t = useWords();
  if (items.length === 0) return null;
  return (
    <Section title={t("promise.standing")}>
      <ul className="space-y-8">
        {items.map((item) => (
          <StandingCard key={item.id} item={item} />
        ))}
      </ul>
    </Section>
  );
}

function StandingCard({ item }: { readonly item: StandingItem }) {
  const t = useWords();
  const { tone, state, next } = useClockWords(item.clock);
  return (
    <li className="grid gap-4 border-t border-line pt-6 first:border-0 first:pt-0 md:grid-cols-[20rem_minmax(0,1fr)] md:gap-10">
      <div>
        <h3 className="text-h3 font-bold">{item.name}</h3>
        <p className="text-ink-soft">{item.occupation}</p>
        <p className="figures text-small text-ink-soft">{t("order.cart.nik", { nik: item.nikMasked })}</p>
        <p className="mt-3 flex flex-wrap gap-2">
          <StateMark tone={tone}>{state}</StateMark>
          <StandingMark state={item.state} />
          {item.offer && (
            <StateMark tone="waiting">{t("promise.state.offered", { to: item.offer.to })}</StateMark>
          )}
        </p>
        {next && item.clock.kind !== "protected" && <p className="mt-2">{next}</p>}
        <NextRenewal item={item} />
        <p className="mt-4">
          <ButtonLink look="secondary" href={`/saya/perlindungan/${item.id}`}>
            {t("promise.manage")}
            <span className="sr-only"> {t("promise.manageOf", { name: item.name })}</span>
          </ButtonLink>
        </p>
      </div>
      <WorkerCalendar caption={t("sponsor.calendar", { name: item.name })} rows={item.rows} />
    </li>
  );
}

/** The next renewal as one calm block: day, sum, months, way. */
export function NextRenewal({ item }: { readonly item: StandingView }) {
  const t = useWords();
  const locale = useLocale();
  const { next } = item;
  return (
    <dl className="mt-4 border-l-4 border-leaf-line pl-4">
      <dt className="text-small font-semibold text-ink-soft">{t("promise.next")}</dt>
      {next ? (
        <>
          <dd className="font-semibold">
            <time dateTime={next.on}>{formatDay(next.on, locale)}</time>
          </dd>
          <dd>
            {next.amountRupiah === undefined
              ? t("promise.months", { months: formatMonths(next.months, locale) })
              : t("promise.about", {
                  amount: formatRupiah(next.amountRupiah),
                  months: formatMonths(next.months, locale),
                })}
          </dd>
          <dd className="text-ink-soft">
            {intervalInWords(t, item.intervalMonths)}
            {" · "}
            <WayShort way={item.way} card={item.card} />
          </dd>
        </>
      ) : (
        <dd>{t("promise.nextNone")}</dd>
      )}
    </dl>
  );
}
