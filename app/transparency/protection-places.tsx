/** The map of a month and, beside it, the same figures as a table. */
import { formatMonth, formatMonthShort, type IuranMonth } from "~/calendar/iuran-month";
import { groupThousands } from "~/rupiah/rupiah";
import { Button } from "~/ui/button";
import { DataTable } from "~/ui/data-table";
import { Disclosure } from "~/ui/disclosure";
import { SelectField } from "~/ui/field";
import { useWords } from "~/words/use-words";
import { Count, type CountedRow } from "./count-bars";
import { DataLinks } from "./data-links";
import { KecamatanMap, rowAnchor } from "./kecamatan-map-figure";
import { FEWEST_SHOWN } from "./small-counts";

export type PlacesProps = {
  readonly month: IuranMonth;
  /** The published months, the newest last. */
  readonly months: readonly IuranMonth[];
  readonly total: number;
  readonly workerMonths: number;
  readonly rows: readonly CountedRow[];
};

export function ProtectionPlaces({ month, months, total, workerMonths, rows }: PlacesProps) {
  const t = useWords();
  const title = t("transparency.protected.mapTitle", {
    count: total,
    month: formatMonth(month, "id"),
  });
  return (
    <>
      {months.length > 1 && <MonthChoice month={month} months={months} />}
      <div className="grid gap-8 md:grid-cols-[minmax(0,1fr)_24rem] md:gap-12">
        <div className="min-w-0 md:sticky md:top-6 md:self-start">
          <a
            href="#tabel-kecamatan"
            className="sr-only focus:not-sr-only focus:mb-2 focus:inline-block focus:underline"
          >
            {t("transparency.protected.skipMap")}
          </a>
          <KecamatanMap places={rows} title={title} />
          <WhyHidden />
        </div>
        <div className="min-w-0" id="tabel-kecamatan">
          <PlacesTable month={month} months={months} total={total} workerMonths={workerMonths} rows={rows} />
          <DataLinks set="protection-by-kecamatan" what={t("transparency.data.kecamatan")} />
        </div>
      </div>
    </>
  );
}

function MonthChoice({ month, months }: Pick<PlacesProps, "month" | "months">) {
  const t = useWords();
  return (
    <form method="get" action="/transparansi#terlindungi" className="mb-6 flex flex-wrap items-end gap-3">
      <div className="w-56">
        <SelectField
          name="bulan"
          label={t("transparency.protected.chooseMonth")}
          defaultValue={month}
          choices={[...months].reverse().map((value) => ({ value, label: formatMonth(value, "id") }))}
        />
      </div>
      <Button look="secondary">{t("transparency.protected.show")}</Button>
    </form>
  );
}

function PlacesTable({ month, months, total, workerMonths, rows }: PlacesProps) {
  const t = useWords();
  const last = formatMonthShort(months.at(-1) ?? month, "id");
  return (
    <DataTable<CountedRow>
      caption={t("transparency.protected.tableCaption", { month: formatMonth(month, "id") })}
      rows={rows}
      rowKey={({ key }) => key}
      columns={[
        {
          key: "name",
          head: t("transparency.protected.kecamatan"),
          cell: ({ key, name }) => (
            <span
              id={rowAnchor(key)}
              className="-mx-1 rounded-small px-1 target:bg-leaf-wash target:font-bold target:text-leaf"
            >
              {name}
            </span>
          ),
          foot: t("transparency.protected.total"),
        },
        {
          key: "workers",
          head: t("transparency.protected.workers"),
          cell: ({ workers }) => <Count>{workers}</Count>,
          numeric: true,
          foot: groupThousands(total),
        },
        {
          key: "workerMonths",
          head: (
            <>
              {t("transparency.protected.workerMonths")}
              <span className="block font-normal max-sm:hidden">
                {t("transparency.protected.workerMonthsNote", { month: last })}
              </span>
            </>
          ),
          cell: (row) => <Count>{row.workerMonths}</Count>,
          numeric: true,
          foot: groupThousands(workerMonths),
        },
      ]}
    />
  );
}

function WhyHidden() {
  const t = useWords();
  return (
    <div className="mt-2">
      <Disclosure summary={t("transparency.protected.why")}>
        <p>{t("transparency.protected.whyText", { fewest: FEWEST_SHOWN })}</p>
        <p className="mt-3">{t("transparency.protected.whyMonths", { fewest: FEWEST_SHOWN })}</p>
      </Disclosure>
    </div>
  );
}
