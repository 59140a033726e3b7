/** A price, month by month, and why it is what it is. Used wherever money is named before it is paid. */
import { formatMonth, formatMonthShort, formatMonths, type IuranMonth } from "~/calendar/iuran-month";
import { addRupiah, formatRupiah, groupThousands, type Rupiah } from "~/rupiah/rupiah";
import { type Column, DataTable } from "~/ui/data-table";
import { Disclosure } from "~/ui/disclosure";
import { useLocale, useWords } from "~/words/use-words";
import type { PricePeriod } from "./price-periods";
import { PROGRAMMES, type Programme } from "./tariff-tables";

export type PriceRow = {
  readonly month: IuranMonth;
  readonly jkk: Rupiah;
  readonly jkm: Rupiah;
  readonly jht: Rupiah;
  readonly total: Rupiah;
};

type PriceTableProps = {
  readonly rows: readonly PriceRow[];
  /** Stands above the table; left out where a heading says it. */
  readonly caption?: string;
};

/** One row a month, one column a programme. */
export function PriceTable({ rows, caption }: PriceTableProps) {
  const t = useWords();
  const locale = useLocale();
  const programmes = PROGRAMMES.filter((programme) => rows.some((row) => row[programme] > 0));
  const sum = (pick: (row: PriceRow) => Rupiah) => groupThousands(addRupiah(...rows.map(pick)));
  const columns: Column<PriceRow>[] = [
    {
      key: "month",
      head: t("quote.month"),
      nowrap: true,
      cell: (row) => (
        <>
          <span className="sm:hidden">{formatMonthShort(row.month, locale)}</span>
          <span className="max-sm:hidden">{formatMonth(row.month, locale)}</span>
        </>
      ),
      foot: t("quote.sum"),
    },
    ...programmes.map((programme) => ({
      key: programme,
      head: t(`quote.programme.${programme}`),
      numeric: true,
      cell: (row: PriceRow) => groupThousands(row[programme]),
      foot: sum((row) => row[programme]),
    })),
    {
      key: "total",
      head: `${t("quote.sum")} (Rp)`,
      numeric: true,
      cell: (row) => <strong>{groupThousands(row.total)}</strong>,
      foot: sum((row) => row.total),
    },
  ];
  return (
    <DataTable
      caption={caption ?? t("quote.table")}
      quietCaption={caption === undefined}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.month}
    />
  );
}

type PriceReasonsProps = {
  readonly periods: readonly PricePeriod[];
  /** What it would cost without discounts, shown when that is more. */
  readonly full: Rupiah;
  readonly total: Rupiah;
};

/** Behind a "why?": the base, each programme's amount, what was taken off, and by which law. */
export function PriceReasons({ periods, full, total }: PriceReasonsProps) {
  const t = useWords();
  const locale = useLocale();
  const bases = [...new Set(periods.map((period) => period.base))];
  return (
    <Disclosure summary={t("quote.whyPrice")}>
      {bases.map((base) => (
        <p key={base}>{t("quote.whyBase", { base: formatRupiah(base) })}</p>
      ))}
      <dl className="mt-2 space-y-2">
        {periods.map((period) => (
          <div key={period.months[0]}>
            <dt className="font-semibold">{formatMonths(period.months, locale)}</dt>
            {period.lines.map((line) => (
              <dd key={line.programme}>
                {t(line.discountPercent > 0 ? "quote.lineDiscounted" : "quote.linePlain", {
                  programme: t(`quote.programme.${line.programme}`),
                  amount: formatRupiah(line.amount),
                  full: formatRupiah(line.full),
                  percent: line.discountPercent,
                  source: line.legalSource,
                })}
              </dd>
            ))}
          </div>
        ))}
      </dl>
      {full > total && <p className="mt-2">{t("quote.saved", { full: formatRupiah(full) })}</p>}
    </Disclosure>
  );
}

/** "JKK + JKM", in the order the law names them. */
export function ProgrammeNames({ programmes }: { readonly programmes: readonly Programme[] }) {
  const t = useWords();
  const names = PROGRAMMES.filter((programme) => programmes.includes(programme));
  return <>{names.map((programme) => t(`quote.programme.${programme}`)).join(" + ")}</>;
}
