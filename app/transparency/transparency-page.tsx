/** The public page in the order a reader asks: how much, where is it, when, who is protected, doing what, by whose help. */
import { formatMonth, formatMonthShort, type IuranMonth } from "~/calendar/iuran-month";
import { formatRupiah, groupThousands } from "~/rupiah/rupiah";
import { ButtonLink } from "~/ui/button";
import { DataTable } from "~/ui/data-table";
import { Disclosure } from "~/ui/disclosure";
import { EmptyState, PageTitle, Section } from "~/ui/layout";
import { useWords } from "~/words/use-words";
import { CountBars, type CountedRow } from "./count-bars";
import { DataLinks } from "./data-links";
import type { MoneyFlow } from "./money-flow";
import { MoneyMonths } from "./money-months";
import { MoneyNow } from "./money-now";
import { MonthColumns } from "./month-columns";
import { OpenData } from "./open-data-list";
import { ProtectionPlaces } from "./protection-places";
import { FEWEST_SHOWN } from "./small-counts";

export type Protection = {
  readonly month: IuranMonth;
  readonly months: readonly IuranMonth[];
  /** Workers of each of `months`. */
  readonly monthTotals: readonly number[];
  readonly total: number;
  readonly workerMonths: number;
  readonly kecamatan: readonly CountedRow[];
  readonly occupations: readonly CountedRow[];
};

export type TransparencyProps = {
  /** Written out. */
  readonly moment: string;
  readonly money: MoneyFlow;
  /** Missing while no month has enough workers to be told. */
  readonly protection?: Protection | undefined;
};

export function TransparencyPage({ moment, money, protection }: TransparencyProps) {
  const t = useWords();
  return (
    <>
      <PageTitle kicker={t("transparency.kicker", { moment })} lead={t("transparency.lead")}>
        {t("transparency.title")}
      </PageTitle>
      <Headline money={money} protection={protection} />
      <MoneyNow total={money.total} />
      <MoneyMonths money={money} />
      <Section title={t("transparency.protected.title")} id="terlindungi">
        {protection ? (
          <>
            <p className="mb-6 max-w-read text-ink-soft">{t("transparency.protected.lead")}</p>
            <ProtectionPlaces {...protection} rows={protection.kecamatan} />
          </>
        ) : (
          <NotEnough />
        )}
      </Section>
      {protection && protection.months.length > 1 && <WorkersByMonth {...protection} />}
      {protection && <Occupations {...protection} />}
      <Section title={t("transparency.units.title")}>
        <p className="mb-4 max-w-read text-ink-soft">{t("transparency.units.teaser")}</p>
        <ButtonLink look="secondary" href="/transparansi/unit">
          {t("transparency.units.open")}
        </ButtonLink>
      </Section>
      <OpenData />
    </>
  );
}

/** Four figures that answer before anything is read. */
function Headline({ money, protection }: Pick<TransparencyProps, "money" | "protection">) {
  const t = useWords();
  const month = protection && formatMonth(protection.month, "id");
  const figures = [
    [formatRupiah(money.total.received), t("transparency.headline.received")],
    [formatRupiah(money.total.remitted), t("transparency.headline.remitted")],
    ...(protection
      ? [
          [groupThousands(protection.total), t("transparency.headline.workers", { month })],
          [
            groupThousands(protection.workerMonths),
            t("transparency.headline.workerMonths", { month: formatMonth(protection.months.at(-1)!, "id") }),
          ],
        ]
      : []),
  ] as const;
  return (
    <dl
      aria-label={t("transparency.headline.label")}
      className="grid gap-x-8 gap-y-6 border-t border-line pt-6 sm:grid-cols-2 lg:grid-cols-4"
    >
      {figures.map(([figure, what]) => (
        <div key={what} className="flex flex-col-reverse justify-end">
          <dt className="text-ink-soft">{what}</dt>
          <dd className="figures text-h1 font-bold text-leaf">{figure}</dd>
        </div>
      ))}
    </dl>
  );
}

export function NotEnough() {
  const t = useWords();
  return (
    <EmptyState
      title={t("transparency.protected.none")}
      action={<ButtonLink href="/lindungi">{t("transparency.protected.door")}</ButtonLink>}
    >
      {t("transparency.protected.noneNext", { fewest: FEWEST_SHOWN })}
    </EmptyState>
  );
}

/** The newest two years are drawn; the table has every month. */
function WorkersByMonth({ months, monthTotals }: Protection) {
  const t = useWords();
  const rows = months.map((month, at) => ({ month, workers: monthTotals[at] ?? 0 }));
  const drawn = rows.slice(-24);
  return (
    <Section title={t("transparency.byMonth.title")}>
      <MonthColumns
        label={t("transparency.byMonth.chart")}
        months={drawn.map(({ month }) => month)}
        series={[
          {
            name: t("transparency.protected.workers"),
            className: "fill-leaf",
            values: drawn.map(({ workers }) => workers),
          },
        ]}
        write={groupThousands}
        writeShort={groupThousands}
      />
      <Disclosure summary={t("transparency.byMonth.open")}>
        <DataTable
          caption={t("transparency.byMonth.tableCaption")}
          quietCaption
          rows={rows}
          rowKey={({ month }) => month}
          columns={[
            {
              key: "month",
              head: t("transparency.months.month"),
              cell: ({ month }) => formatMonthShort(month, "id"),
            },
            {
              key: "workers",
              head: t("transparency.protected.workers"),
              cell: ({ workers }) => groupThousands(workers),
              numeric: true,
            },
          ]}
        />
      </Disclosure>
    </Section>
  );
}

function Occupations({ month, total, occupations }: Protection) {
  const t = useWords();
  const spoken = formatMonth(month, "id");
  return (
    <Section title={t("transparency.occupations.title")}>
      <p className="mb-4 max-w-read text-ink-soft">{t("transparency.occupations.lead", { month: spoken })}</p>
      <CountBars
        caption={t("transparency.occupations.caption", { month: spoken })}
        head={t("transparency.occupations.occupation")}
        rows={occupations}
        total={total}
        shareHead={t("transparency.units.share")}
      />
      <DataLinks set="protection-by-occupation" what={t("transparency.data.occupation")} />
    </Section>
  );
}
