/** The whole answer of the calculator: month by month, why, and why three months matter. */
import { formatRupiah, type Rupiah } from "~/rupiah/rupiah";
import { Section } from "~/ui/layout";
import { Notice } from "~/ui/notice";
import { useWords } from "~/words/use-words";
import type { PricePeriod } from "./price-periods";
import { PriceReasons, type PriceRow, PriceTable } from "./price-table";

type PriceDetailProps = {
  readonly rows: readonly PriceRow[];
  readonly periods: readonly PricePeriod[];
  readonly full: Rupiah;
  readonly total: Rupiah;
  readonly jkmFull: Rupiah;
  readonly jkmEarly: Rupiah;
};

export function PriceDetail({ rows, periods, full, total, jkmFull, jkmEarly }: PriceDetailProps) {
  const t = useWords();
  return (
    <Section title={t("quote.table")}>
      <div className="grid gap-8 md:grid-cols-2 md:gap-12">
        <div className="min-w-0">
          <PriceTable rows={rows} />
          <PriceReasons periods={periods} full={full} total={total} />
        </div>
        <div>
          <JkmNotice months={rows.length} full={jkmFull} early={jkmEarly} />
        </div>
      </div>
    </Section>
  );
}

type JkmNoticeProps = { readonly months: number; readonly full: Rupiah; readonly early: Rupiah };

/** What the number of months means for the death benefit. */
export function JkmNotice({ months, full, early }: JkmNoticeProps) {
  const t = useWords();
  if (months >= 3) return <Notice kind="success">{t("quote.enough", { full: formatRupiah(full) })}</Notice>;
  return (
    <Notice kind="warning" title={t("quote.shortTitle")}>
      {t("quote.short", { full: formatRupiah(full), early: formatRupiah(early) })}
    </Notice>
  );
}
