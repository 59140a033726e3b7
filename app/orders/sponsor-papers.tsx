/** A sponsor's orders and receipts, each with what can be done about it. */
import { type Day, formatDay, formatDayShort } from "~/calendar/day";
import { formatRupiah, type Rupiah } from "~/rupiah/rupiah";
import { DataTable } from "~/ui/data-table";
import { Section } from "~/ui/layout";
import { StateMark, type Tone } from "~/ui/state-mark";
import { useLocale, useWords } from "~/words/use-words";
import type { OrderState } from "./order";

export type SponsorOrderRow = {
  readonly code: string;
  readonly placedOn: Day;
  readonly state: OrderState;
  readonly total: Rupiah;
};

export type SponsorPaperRow = {
  readonly number: string;
  readonly issuedOn: Day;
  readonly amount: Rupiah;
  readonly kind: "receipt" | "credit_note";
  readonly href: string;
  /** For sending it again; receipts only. */
  readonly receiptId: string | undefined;
};

const tones: Readonly<Record<OrderState, Tone>> = {
  open: "waiting",
  settled: "good",
  expired: "neutral",
  replaced: "neutral",
  cancelled: "neutral",
};

export function SponsorOrders({ orders }: { readonly orders: readonly SponsorOrderRow[] }) {
  const t = useWords();
  const locale = useLocale();
  return (
    <Section title={t("sponsor.orders")} id="pesanan">
      <DataTable
        caption={t("sponsor.orders")}
        quietCaption
        rows={orders}
        rowKey={(row) => row.code}
        empty={<p className="text-ink-soft">{t("sponsor.noOrders")}</p>}
        columns={[
          {
            key: "code",
            head: t("sponsor.orderCode"),
            nowrap: true,
            cell: (row) => (
              <a className="link figures inline-flex min-h-11 items-center" href={`/pesanan/${row.code}`}>
                {row.code}
              </a>
            ),
          },
          {
            key: "day",
            head: t("sponsor.orderDay"),
            nowrap: true,
            wideOnly: true,
            cell: (row) => formatDay(row.placedOn, locale),
          },
          {
            key: "state",
            head: t("sponsor.orderState"),
            cell: (row) => (
              <StateMark tone={tones[row.state]}>{t(`sponsor.orderStates.${row.state}`)}</StateMark>
            ),
          },
          {
            key: "amount",
            head: t("sponsor.orderAmount"),
            numeric: true,
            cell: (row) => formatRupiah(row.total),
          },
        ]}
      />
    </Section>
  );
}

export function SponsorPapers({ papers }: { readonly papers: readonly SponsorPaperRow[] }) {
  const t = useWords();
  const locale = useLocale();
  const action = "link inline-flex min-h-11 cursor-pointer items-center bg-transparent";
  return (
    <Section title={t("sponsor.receipts")} id="tanda-terima">
      {papers.length === 0 && <p className="text-ink-soft">{t("sponsor.noReceipts")}</p>}
      <ul>
        {papers.map(({ number, issuedOn, amount, kind, href, receiptId }) => {
          const of = (
            <span className="sr-only">
              {" "}
              {t(kind === "receipt" ? "sponsor.ofReceipt" : "sponsor.ofCredit", { number })}
            </span>
          );
          return (
            <li
              key={number}
              className="flex flex-wrap items-center justify-between gap-x-6 border-b border-line py-2"
            >
              <div>
                <p className="figures font-semibold">{number}</p>
                <p className="figures text-small text-ink-soft">
                  {kind === "credit_note" && `${t("sponsor.creditNote")}, `}
                  {formatDayShort(issuedOn, locale)}, {formatRupiah(amount)}
                </p>
              </div>
              <form method="post" action="/saya#tanda-terima" className="flex gap-x-6">
                <a className={action} href={href}>
                  {t("sponsor.download")}
                  {of}
                </a>
                {receiptId && (
                  <>
                    <input type="hidden" name="tanda-terima" value={receiptId} />
                    <button type="submit" name="aksi" value="kirim" className={action}>
                      {t("sponsor.resend")}
                      {of}
                    </button>
                  </>
                )}
              </form>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
