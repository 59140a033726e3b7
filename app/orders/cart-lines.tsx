/** The people in the cart, each with their months and price, and what can be done about them. */
import { formatMonths } from "~/calendar/iuran-month";
import { formatRupiah } from "~/rupiah/rupiah";
import { PriceReasons, PriceTable, ProgrammeNames } from "~/tariff/price-table";
import { Disclosure } from "~/ui/disclosure";
import { Money } from "~/ui/layout";
import { useLocale, useWords } from "~/words/use-words";
import type { LineView } from "./cart-view";
import type { MonthClash } from "./find-clashes.server";
import { Clash } from "./month-form";

type CartLinesProps = { readonly lines: readonly LineView[]; readonly clashes: readonly MonthClash[] };

export function CartLines({ lines, clashes }: CartLinesProps) {
  return (
    <ul className="border-t border-line">
      {lines.map((line) => (
        <CartLineItem key={line.id} line={line} clash={clashes.find((clash) => clash.lineId === line.id)} />
      ))}
    </ul>
  );
}

function CartLineItem({ line, clash }: { readonly line: LineView; readonly clash: MonthClash | undefined }) {
  const t = useWords();
  const locale = useLocale();
  const { name, nikMasked, occupation, place, kecamatan, months, programmes, price } = line;
  return (
    <li id={line.id} className="border-b border-line py-5">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6">
        <h2 className="text-h3 font-bold">{name}</h2>
        {price && <Money>{formatRupiah(price.total)}</Money>}
      </div>
      <p className="text-ink-soft">{t("order.cart.at", { occupation, place, kecamatan })}</p>
      <p className="figures text-small text-ink-soft">{t("order.cart.nik", { nik: nikMasked })}</p>
      <p className="mt-2">
        {t("order.cart.months", { months: formatMonths(months, locale), count: months.length })},{" "}
        <ProgrammeNames programmes={programmes} />
      </p>
      {months.length < 3 && <p className="mt-1 text-small text-amber">{t("order.cart.shortRun")}</p>}
      {clash && (
        <form method="post" action={`/keranjang/${line.id}`} className="mt-3 max-w-form">
          <input type="hidden" name="program" value={programmes.includes("jht") ? "tiga" : "dua"} />
          <Clash taken={clash.taken} offers={clash.offers} />
        </form>
      )}
      {price && (
        <Disclosure summary={t("quote.table")}>
          <PriceTable rows={price.rows} />
          <PriceReasons periods={price.periods} full={price.full} total={price.total} />
        </Disclosure>
      )}
      <LineActions id={line.id} name={name} />
    </li>
  );
}

function LineActions({ id, name }: { readonly id: string; readonly name: string }) {
  const t = useWords();
  const of = <span className="sr-only"> {t("order.cart.of", { name })}</span>;
  const look = "link inline-flex min-h-11 cursor-pointer items-center bg-transparent";
  return (
    <form method="post" action="/keranjang" className="flex flex-wrap gap-x-6">
      <input type="hidden" name="baris" value={id} />
      <a className={look} href={`/keranjang/${id}`}>
        {t("order.cart.changeMonths")}
        {of}
      </a>
      <button className={look} type="submit" name="aksi" value="ubah">
        {t("order.cart.changeData")}
        {of}
      </button>
      <button className={look} type="submit" name="aksi" value="keluarkan">
        {t("order.cart.remove")}
        {of}
      </button>
    </form>
  );
}
