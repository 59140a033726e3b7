/** The tariff of one month, and the rows recorded for months ahead. */
import { formatMonth, type IuranMonth } from "~/calendar/iuran-month";
import { formatRupiah } from "~/rupiah/rupiah";
import { Button, ButtonLink } from "~/ui/button";
import { DataTable } from "~/ui/data-table";
import { Disclosure } from "~/ui/disclosure";
import { SelectField } from "~/ui/field";
import { PageTitle, Section } from "~/ui/layout";
import { Notice } from "~/ui/notice";
import { useWords } from "~/words/use-words";
import { periodInWords, rateInWords, upcomingInWords } from "./row-words";
import type { TariffOn } from "./tariff-view";

type Props = TariffOn & {
  readonly month: IuranMonth;
  readonly choices: readonly IuranMonth[];
  readonly mayAct: boolean;
  readonly recordedMonth?: string | undefined;
};

export function TariffPage(props: Props) {
  const t = useWords();
  const { month, choices, mayAct, recordedMonth } = props;
  const name = formatMonth(month, "id");
  return (
    <>
      <PageTitle lead={t("keeping.tariff.lead")}>{t("keeping.tariff.title")}</PageTitle>
      {recordedMonth && (
        <div className="mb-6">
          <Notice kind="success" live>
            {t("keeping.tariff.recorded", { month: formatMonth(recordedMonth, "id") })}
          </Notice>
        </div>
      )}
      <div className="mb-8 flex flex-wrap items-end justify-between gap-4">
        <form
          method="get"
          action="/admin/tarif"
          className="grid grid-cols-[minmax(0,12rem)_auto] items-end gap-3"
        >
          <SelectField
            name="bulan"
            width="16"
            label={t("keeping.tariff.month")}
            defaultValue={month}
            choices={[...new Set([...choices, month])]
              .sort()
              .map((value) => ({ value, label: formatMonth(value, "id") }))}
          />
          <Button look="secondary">{t("keeping.tariff.show")}</Button>
        </form>
        {mayAct && (
          <ButtonLink icon="plus" href="/admin/tarif/baru">
            {t("keeping.tariff.add")}
          </ButtonLink>
        )}
      </div>
      <div>
        <Section title={t("keeping.tariff.upcoming")}>
          <Upcoming rows={props.upcoming} />
        </Section>
        <Section title={t("keeping.tariff.rates", { month: name })}>
          <Rates rates={props.rates} month={name} />
        </Section>
        <Section title={t("keeping.tariff.discounts", { month: name })}>
          <Discounts discounts={props.discounts} month={name} />
        </Section>
        <Section title={t("keeping.tariff.brackets", { month: name })}>
          <Brackets brackets={props.brackets} month={name} />
        </Section>
      </div>
    </>
  );
}

function Upcoming({ rows }: { readonly rows: TariffOn["upcoming"] }) {
  const t = useWords();
  return (
    <DataTable
      caption={t("keeping.tariff.upcoming")}
      quietCaption
      rows={rows}
      rowKey={(upcoming) => `${upcoming.inMonth} ${upcomingInWords(t, upcoming)}`}
      empty={<p className="text-ink-soft">{t("keeping.tariff.noUpcoming")}</p>}
      columns={[
        { key: "from", head: t("keeping.tariff.from"), cell: ({ inMonth }) => formatMonth(inMonth, "id") },
        { key: "what", head: t("keeping.tariff.what"), cell: (upcoming) => upcomingInWords(t, upcoming) },
        { key: "source", head: t("keeping.tariff.source"), cell: ({ row }) => row.legalSource },
      ]}
    />
  );
}

function Rates({ rates, month }: { readonly rates: TariffOn["rates"]; readonly month: string }) {
  const t = useWords();
  return (
    <DataTable
      caption={t("keeping.tariff.rates", { month })}
      quietCaption
      rows={rates}
      rowKey={(rate) => rate.programme}
      columns={[
        {
          key: "programme",
          head: t("keeping.tariff.programme"),
          cell: (rate) => t(`keeping.tariff.programmes.${rate.programme}`),
        },
        { key: "amount", head: t("keeping.tariff.amount"), cell: (rate) => rateInWords(t, rate) },
        { key: "from", head: t("keeping.tariff.from"), cell: (rate) => formatMonth(rate.fromMonth, "id") },
        { key: "source", head: t("keeping.tariff.source"), cell: (rate) => rate.legalSource },
      ]}
    />
  );
}

function Discounts({
  discounts,
  month,
}: {
  readonly discounts: TariffOn["discounts"];
  readonly month: string;
}) {
  const t = useWords();
  return (
    <DataTable
      caption={t("keeping.tariff.discounts", { month })}
      quietCaption
      rows={discounts}
      rowKey={(discount) => `${discount.programme} ${discount.sector}`}
      empty={<p className="text-ink-soft">{t("keeping.tariff.noDiscounts")}</p>}
      columns={[
        {
          key: "programme",
          head: t("keeping.tariff.programme"),
          cell: (discount) => t(`keeping.tariff.programmes.${discount.programme}`),
        },
        {
          key: "sector",
          head: t("keeping.tariff.sector"),
          cell: (discount) => t(`keeping.tariff.sectors.${discount.sector}`),
        },
        {
          key: "amount",
          head: t("keeping.tariff.amount"),
          cell: (discount) => t("keeping.tariff.off", { percent: discount.percent }),
        },
        { key: "from", head: t("keeping.tariff.from"), cell: (discount) => periodInWords(t, discount) },
        { key: "source", head: t("keeping.tariff.source"), cell: (discount) => discount.legalSource },
      ]}
    />
  );
}

/** Long and rarely looked at: folded. */
function Brackets({ brackets, month }: { readonly brackets: TariffOn["brackets"]; readonly month: string }) {
  const t = useWords();
  const caption = t("keeping.tariff.brackets", { month });
  return (
    <Disclosure summary={t("keeping.tariff.showBrackets", { count: brackets.length })}>
      <DataTable
        caption={caption}
        quietCaption
        rows={brackets}
        rowKey={(bracket) => String(bracket.number)}
        columns={[
          {
            key: "number",
            head: t("keeping.tariff.number"),
            numeric: true,
            rowHead: true,
            cell: (bracket) => bracket.number,
          },
          {
            key: "income",
            head: t("keeping.tariff.income"),
            numeric: true,
            cell: (bracket) => formatRupiah(bracket.incomeFrom),
          },
          {
            key: "base",
            head: t("keeping.tariff.base"),
            numeric: true,
            cell: (bracket) => formatRupiah(bracket.base),
          },
          { key: "source", head: t("keeping.tariff.source"), cell: (bracket) => bracket.legalSource },
        ]}
      />
    </Disclosure>
  );
}
