/** Everything once more before money moves, each line with the way to change it. */
import { formatMonths } from "~/calendar/iuran-month";
import { formatRupiah } from "~/rupiah/rupiah";
import { PriceReasons, PriceTable, ProgrammeNames } from "~/tariff/price-table";
import { Disclosure } from "~/ui/disclosure";
import { Money, Section } from "~/ui/layout";
import { type SummaryLine, SummaryList } from "~/ui/summary-list";
import { useLocale, useWords } from "~/words/use-words";
import type { CartView, LineView } from "./cart-view";

export type PayerView = {
  readonly name: string;
  readonly email: string;
  readonly shownAs: "name" | "hamba_allah";
  readonly dedication: string | undefined;
  readonly coverFee: boolean;
};

type CheckAnswersProps = { readonly view: CartView; readonly payer: PayerView };

export function CheckAnswers({ view, payer }: CheckAnswersProps) {
  const t = useWords();
  return (
    <div className="flex flex-col">
      <Section title={t("order.check.workers")}>
        <div className="space-y-8">
          {view.lines.map((line) => (
            <WorkerAnswers key={line.id} line={line} />
          ))}
        </div>
      </Section>
      <Section title={t("order.check.payer")}>
        <SummaryList lines={payerLines()} />
      </Section>
    </div>
  );

  function payerLines(): SummaryLine[] {
    const fee = formatRupiah(view.fee);
    const changeHref = "/pembayar";
    return [
      { term: t("order.check.name"), value: payer.name, changeHref },
      { term: t("order.check.email"), value: payer.email, changeHref },
      {
        term: t("order.check.shownAs"),
        value: payer.shownAs === "name" ? payer.name : t("order.payer.showHamba"),
        changeHref,
      },
      { term: t("order.check.dedication"), value: payer.dedication ?? t("order.check.none"), changeHref },
      {
        term: t("order.check.fee"),
        value: payer.coverFee ? t("order.check.feeCovered", { fee }) : t("order.check.feeNot"),
        changeHref,
      },
    ];
  }
}

function WorkerAnswers({ line }: { readonly line: LineView }) {
  const t = useWords();
  const locale = useLocale();
  const monthsHref = `/keranjang/${line.id}?periksa`;
  const { name, months, price, programmes } = line;
  return (
    <div>
      <h3 className="mb-2 text-h3 font-bold">{name}</h3>
      <SummaryList
        lines={[
          {
            term: t("order.check.worker"),
            value: (
              <>
                {name}
                <span className="figures block text-small font-normal text-ink-soft">
                  {t("order.cart.nik", { nik: line.nikMasked })}
                </span>
              </>
            ),
            changeHref: `/keranjang#${line.id}`,
          },
          {
            term: t("order.check.work"),
            value: t("order.cart.at", {
              occupation: line.occupation,
              place: line.place,
              kecamatan: line.kecamatan,
            }),
            changeHref: `/keranjang#${line.id}`,
          },
          {
            term: t("order.check.months"),
            value: t("order.cart.months", { months: formatMonths(months, locale), count: months.length }),
            changeHref: monthsHref,
          },
          {
            term: t("order.check.programmes"),
            value: <ProgrammeNames programmes={programmes} />,
            changeHref: monthsHref,
          },
          {
            term: t("order.check.premium"),
            value: price && <Money>{formatRupiah(price.total)}</Money>,
          },
        ]}
      />
      {price && (
        <Disclosure summary={t("quote.table")}>
          <PriceTable rows={price.rows} />
          <PriceReasons periods={price.periods} full={price.full} total={price.total} />
        </Disclosure>
      )}
    </div>
  );
}
