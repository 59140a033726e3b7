/** One standing sponsorship: the worker's protection, what was promised, the coming year, and the ways to change it. */
import { formatDay } from "~/calendar/day";
import { formatMonth } from "~/calendar/iuran-month";
import { dayInWib } from "~/calendar/wib";
import { useClockWords } from "~/coverage/clock-words";
import { Button } from "~/ui/button";
import { Icon, type IconName } from "~/ui/icons";
import { PageTitle, Section } from "~/ui/layout";
import { Notice } from "~/ui/notice";
import { StateMark } from "~/ui/state-mark";
import { SummaryList } from "~/ui/summary-list";
import { useLocale, useWords } from "~/words/use-words";
import { BackLink, StandingMark, WayLong } from "./area-parts";
import type { StandingView } from "./area-view";
import { ComingList, type ListedEntry } from "./coming-list";
import { intervalInWords } from "./effect-words";

type StandingPageProps = {
  readonly view: StandingView;
  readonly place: string;
  readonly entries: readonly ListedEntry[];
};

export function StandingPage({ view, place, entries }: StandingPageProps) {
  const t = useWords();
  const { tone, state, next } = useClockWords(view.clock);
  return (
    <div className="max-w-read">
      <BackLink href="/saya">{t("promise.one.back")}</BackLink>
      <PageTitle kicker={`${view.occupation}, ${place} · ${t("order.cart.nik", { nik: view.nikMasked })}`}>
        {t("promise.one.title", { name: view.name })}
      </PageTitle>
      <div className="mb-8">
        <p className="flex flex-wrap gap-2">
          <StateMark tone={tone}>{state}</StateMark>
          <StandingMark state={view.state} />
        </p>
        {next && <p className="mt-2">{next}</p>}
      </div>
      <div className="flex flex-col">
        <OpenOffer view={view} />
        <Terms view={view} />
        <MoreChanges view={view} />
        {entries.length > 0 && (
          <Section title={t("promise.one.coming")}>
            <ComingList entries={entries} single />
          </Section>
        )}
      </div>
    </div>
  );
}

function OpenOffer({ view: { id, offer } }: { readonly view: StandingView }) {
  const t = useWords();
  const locale = useLocale();
  if (!offer) return null;
  const day = formatDay(dayInWib(new Date(offer.expiresAt)), locale);
  return (
    <div className="mb-8">
      <Notice>
        <p>{t("promise.one.offered", { to: offer.to, day })}</p>
        <form method="post" action={`/saya/perlindungan/${id}/serahkan`} className="mt-3">
          <Button look="secondary" name="aksi" value="tarik">
            {t("promise.one.withdraw")}
          </Button>
        </form>
      </Notice>
    </div>
  );
}

function Terms({ view }: { readonly view: StandingView }) {
  const t = useWords();
  const locale = useLocale();
  const base = `/saya/perlindungan/${view.id}`;
  const isPayroll = view.way === "payroll";
  return (
    <Section title={t("promise.one.terms")}>
      <SummaryList
        lines={[
          {
            term: t("promise.one.interval"),
            value: intervalInWords(t, view.intervalMonths),
            changeHref: `${base}/selang`,
          },
          {
            term: t("promise.one.programmes"),
            value: t(`promise.one.${view.programmes.includes("jht") ? "three" : "two"}`),
            changeHref: `${base}/program`,
          },
          {
            term: t("promise.one.until"),
            value: view.untilMonth
              ? t("promise.one.untilMonth", { month: formatMonth(view.untilMonth, locale) })
              : t("promise.one.untilCancelled"),
            changeHref: `${base}/sampai`,
          },
          {
            term: t("promise.one.way"),
            value: <WayLong way={view.way} card={view.card} />,
            ...(isPayroll ? {} : { changeHref: `${base}/bayar` }),
          },
        ]}
      />
      {isPayroll && <p className="mt-3 text-ink-soft">{t("promise.one.payrollNote")}</p>}
    </Section>
  );
}

type Way = {
  readonly to: string;
  readonly key: "pause" | "resume" | "handOver" | "end";
  readonly icon: IconName;
};

function MoreChanges({ view }: { readonly view: StandingView }) {
  const t = useWords();
  const isQuiet = view.state.kind === "paused" || view.state.kind === "rest";
  const ways: readonly Way[] = [
    isQuiet ? { to: "lanjutkan", key: "resume", icon: "back" } : { to: "jeda", key: "pause", icon: "pause" },
    { to: "serahkan", key: "handOver", icon: "person" },
    { to: "berhenti", key: "end", icon: "cross" },
  ];
  return (
    <Section title={t("promise.one.more")}>
      <ul className="border-t border-line">
        {ways.map(({ to, key, icon }) => (
          <li key={to} className="border-b border-line">
            <a
              href={`/saya/perlindungan/${view.id}/${to}`}
              className="group flex min-h-11 items-center gap-4 py-4 no-underline"
            >
              <span className="text-leaf">
                <Icon name={icon} />
              </span>
              <span className="grow">
                <span className="block font-semibold text-link underline underline-offset-4 group-hover:text-link-deep">
                  {t(`promise.one.${key}`)}
                </span>
                <span className="block text-ink-soft">{t(`promise.one.${key}Hint`)}</span>
              </span>
              <span className="text-ink-soft">
                <Icon name="chevron" size={16} />
              </span>
            </a>
          </li>
        ))}
      </ul>
    </Section>
  );
}
