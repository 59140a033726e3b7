import { formatDayShort } from "~/calendar/day";
import { formatRupiah } from "~/rupiah/rupiah";
import { DataTable } from "~/ui/data-table";
import { sayOr } from "~/words/say-or";
import { useWords } from "~/words/use-words";
import { differenceOf, moneyPlaces, type PeriodContent } from "./period";

const shown = (amount: number | undefined) => (amount === undefined ? "–" : formatRupiah(amount));

/** The places of the money, the four books side by side, the balances, and what is carried on. */
export function PeriodFigures({ content }: { readonly content: PeriodContent }) {
  const t = useWords();
  const { begin, end } = content;
  return (
    <div className="space-y-10">
      <div>
        <DataTable
          caption={t("closing.section.money")}
          rows={["received", ...moneyPlaces] as const}
          rowKey={(place) => place}
          columns={[
            {
              key: "what",
              head: t("closing.column.what"),
              cell: (place) =>
                place === "received" ? <b>{t("closing.place.received")}</b> : t(`closing.place.${place}`),
            },
            {
              key: "begin",
              head: t("closing.column.begin"),
              numeric: true,
              wideOnly: true,
              cell: (place) => shown(begin[place]),
            },
            {
              key: "end",
              head: t("closing.column.end"),
              numeric: true,
              cell: (place) => (place === "received" ? <b>{shown(end[place])}</b> : shown(end[place])),
            },
          ]}
        />
        <p className="mt-2 text-small text-ink-soft">{t("closing.moneyLead")}</p>
      </div>
      <div>
        <DataTable
          caption={t("closing.section.books")}
          rows={content.books}
          rowKey={(line) => line.what}
          columns={[
            { key: "what", head: t("closing.column.what"), cell: (line) => t(`closing.book.${line.what}`) },
            ...(["gateway", "bank", "journal", "bpjs"] as const).map((book) => ({
              key: book,
              head: t(`closing.column.${book}`),
              numeric: true,
              cell: (line: PeriodContent["books"][number]) => shown(line[book]),
            })),
            {
              key: "difference",
              head: t("closing.column.difference"),
              numeric: true,
              cell: (line) => {
                const difference = differenceOf(line);
                return difference ? <b>{shown(difference)}</b> : shown(difference);
              },
            },
          ]}
        />
        <p className="mt-2 max-w-prose text-small text-ink-soft">{t("closing.booksLead")}</p>
      </div>
      <DataTable
        caption={t("closing.section.accounts")}
        rows={content.accounts}
        rowKey={(row) => row.account}
        columns={[
          {
            key: "account",
            head: t("closing.column.what"),
            cell: (row) => sayOr(t, `story.accounts.${row.account}`, row.account),
          },
          {
            key: "balance",
            head: t("closing.column.end"),
            numeric: true,
            cell: (row) => shown(row.balanceRupiah),
          },
        ]}
      />
      {content.carried.length > 0 && (
        <DataTable
          caption={t("closing.section.carried")}
          rows={content.carried}
          rowKey={(row) => row.id}
          columns={[
            {
              key: "finding",
              head: t("closing.column.finding"),
              cell: (row) => (
                <a className="link" href={`/admin/temuan/${row.id}`}>
                  {sayOr(t, `admin.findingKind.${row.kind}`, row.kind)}
                </a>
              ),
            },
            {
              key: "since",
              head: t("closing.column.since"),
              nowrap: true,
              wideOnly: true,
              cell: (row) => formatDayShort(row.openedOn, "id"),
            },
            {
              key: "amount",
              head: t("closing.column.amount"),
              numeric: true,
              cell: (row) => shown(row.amountRupiah),
            },
            {
              key: "person",
              head: t("closing.column.person"),
              cell: (row) => (
                <>
                  {row.carriedBy}
                  <span className="block text-small text-ink-soft">{row.reason}</span>
                </>
              ),
            },
          ]}
        />
      )}
    </div>
  );
}
