/** The money month by month: received and remitted as columns, everything to the rupiah in the table below. */
import { formatMonthShort } from "~/calendar/iuran-month";
import { formatRupiah } from "~/rupiah/rupiah";
import { type Column, DataTable } from "~/ui/data-table";
import { Disclosure } from "~/ui/disclosure";
import { Section } from "~/ui/layout";
import { useWords } from "~/words/use-words";
import { DataLinks } from "./data-links";
import type { FlowFigures, MoneyFlow } from "./money-flow";
import { MonthColumns } from "./month-columns";
import { plainRupiah, shortRupiah } from "./write-figures";

const COLUMNS = [
  "received",
  "allocated",
  "remitted",
  "confirmed",
  "refunded",
  "fees",
  "pool",
  "suspense",
  "operator",
] as const satisfies readonly (keyof FlowFigures)[];
/** The newest months have columns of their own in the drawing; the table has all. */
const DRAWN_MONTHS = 24;

export function MoneyMonths({ money }: { readonly money: MoneyFlow }) {
  const t = useWords();
  if (money.months.length === 0) return null;
  const drawn = money.months.slice(-DRAWN_MONTHS);
  return (
    <Section title={t("transparency.months.title")} id="bulan-demi-bulan">
      <MonthColumns
        label={t("transparency.months.chart")}
        months={drawn.map(({ month }) => month)}
        series={[
          {
            name: t("transparency.months.received"),
            className: "fill-[color-mix(in_oklab,var(--leaf)_34%,var(--surface))]",
            values: drawn.map(({ received }) => received),
          },
          {
            name: t("transparency.months.remitted"),
            className: "fill-leaf",
            values: drawn.map(({ remitted }) => remitted),
          },
        ]}
        write={formatRupiah}
        writeShort={shortRupiah}
      />
      <div className="mt-6">
        <MonthsTable money={money} />
      </div>
      <div className="mt-3">
        <Disclosure summary={t("transparency.months.how")}>
          <p>{t("transparency.months.howSum")}</p>
          <p className="mt-3">{t("transparency.months.howParts")}</p>
          <p className="mt-3">{t("transparency.months.howNegative")}</p>
        </Disclosure>
        <DataLinks set="money-flow" what={t("transparency.data.money")} />
      </div>
    </Section>
  );
}

function MonthsTable({ money }: { readonly money: MoneyFlow }) {
  const t = useWords();
  type Row = MoneyFlow["months"][number];
  // Nothing of what the house posts stands with the operator; should it ever, it is not kept quiet.
  const told = COLUMNS.filter(
    (column) => column !== "operator" || money.months.some((figures) => figures[column] !== 0),
  );
  return (
    <DataTable<Row>
      caption={t("transparency.months.tableCaption")}
      rows={money.months}
      rowKey={({ month }) => month}
      columns={[
        {
          key: "month",
          head: t("transparency.months.month"),
          cell: ({ month }) => formatMonthShort(month, "id"),
          nowrap: true,
          foot: t("transparency.months.total"),
        },
        ...told.map(
          (column): Column<Row> => ({
            key: column,
            head: t(`transparency.months.${column}`),
            cell: (figures) =>
              figures[column] === 0 ? <span className="text-ink-soft">0</span> : plainRupiah(figures[column]),
            numeric: true,
            foot: plainRupiah(money.total[column]),
          }),
        ),
      ]}
    />
  );
}
