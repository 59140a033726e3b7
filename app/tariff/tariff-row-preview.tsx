/** What a new row does to prices, before it is recorded for good. */
import { formatMonth } from "~/calendar/iuran-month";
import { formatRupiah } from "~/rupiah/rupiah";
import { Button, ButtonRow } from "~/ui/button";
import { DataTable } from "~/ui/data-table";
import { PageTitle, Section } from "~/ui/layout";
import { SummaryList } from "~/ui/summary-list";
import { useWords } from "~/words/use-words";
import type { NewTariffRow } from "./new-tariff-row";
import { rowInWords } from "./row-words";
import type { PriceExample } from "./tariff-view";

type Props = {
  readonly row: NewTariffRow;
  readonly examples: readonly PriceExample[];
  readonly typed: Readonly<Record<string, string>>;
};

export function TariffRowPreview({ row, examples, typed }: Props) {
  const t = useWords();
  const month = formatMonth(row.row.fromMonth, "id");
  const price = (amount: number | undefined) =>
    amount === undefined ? t("keeping.tariff.noPrice") : formatRupiah(amount);
  return (
    <>
      <PageTitle lead={t("keeping.newRow.confirmLead")}>{t("keeping.newRow.confirmTitle")}</PageTitle>
      <div className="max-w-read">
        <SummaryList
          lines={[
            { term: t("keeping.tariff.what"), value: rowInWords(t, row) },
            { term: t("keeping.tariff.from"), value: month },
            { term: t("keeping.tariff.source"), value: row.row.legalSource },
          ]}
        />
      </div>
      <div className="mt-8">
        <Section title={t("keeping.tariff.example", { month })}>
          <DataTable
            caption={t("keeping.tariff.example", { month })}
            quietCaption
            rows={examples}
            rowKey={(example) => `${example.sector} ${example.incomeRupiah} ${example.programmes.join()}`}
            columns={[
              {
                key: "who",
                head: t("keeping.tariff.exampleWho"),
                cell: (example) =>
                  t("keeping.tariff.exampleRow", {
                    sector: t(`keeping.tariff.sectors.${example.sector}`),
                    income: formatRupiah(example.incomeRupiah),
                    programmes: example.programmes
                      .map((programme) => t(`keeping.tariff.programmes.${programme}`))
                      .join("+"),
                  }),
              },
              {
                key: "before",
                head: t("keeping.tariff.before"),
                numeric: true,
                cell: (example) => price(example.beforeRupiah),
              },
              {
                key: "after",
                head: t("keeping.tariff.after"),
                numeric: true,
                cell: (example) =>
                  example.afterRupiah === example.beforeRupiah ? (
                    <span className="text-ink-soft">{price(example.afterRupiah)}</span>
                  ) : (
                    <strong>{price(example.afterRupiah)}</strong>
                  ),
              },
            ]}
          />
        </Section>
      </div>
      <form method="post" action="/admin/tarif/baru">
        {Object.entries(typed)
          .filter(([name]) => name !== "langkah")
          .map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
        <ButtonRow>
          <Button name="langkah" value="catat">
            {t("keeping.newRow.confirm")}
          </Button>
          <Button look="secondary" name="langkah" value="ubah">
            {t("keeping.newRow.change")}
          </Button>
        </ButtonRow>
      </form>
    </>
  );
}
