import { formatMonth } from "~/calendar/iuran-month";
import { ButtonLink } from "~/ui/button";
import { DataTable } from "~/ui/data-table";
import { EmptyState, PageTitle, Section } from "~/ui/layout";
import { useWords } from "~/words/use-words";

type Props = {
  readonly next?: { readonly month: string; readonly state: string } | undefined;
  readonly closed: readonly {
    readonly month: string;
    readonly said: string;
    readonly entries: number;
    readonly hash: string;
  }[];
};

/** The month that may be closed next, and those that are closed. */
export function PeriodsPage({ next, closed }: Props) {
  const t = useWords();
  return (
    <>
      <PageTitle lead={t("closing.lead")}>{t("closing.title")}</PageTitle>
      <Section title={t("closing.next")}>
        {next ? (
          <div className="flex flex-wrap items-center gap-4">
            <p>
              <span className="block text-lead font-semibold">{formatMonth(next.month, "id")}</span>
              <span className="text-ink-soft">{next.state}</span>
            </p>
            <ButtonLink href={`/admin/tutup-buku/${next.month}`}>{t("closing.open")}</ButtonLink>
          </div>
        ) : (
          <EmptyState title={t("closing.nothing")}>{t("closing.nothingBody")}</EmptyState>
        )}
      </Section>
      <div className="mt-10">
        <DataTable
          caption={t("closing.closedMonths")}
          rows={closed}
          rowKey={(row) => row.month}
          empty={<EmptyState title={t("closing.noneClosed")}>{t("closing.noneClosedBody")}</EmptyState>}
          columns={[
            {
              key: "month",
              head: t("closing.column.month"),
              nowrap: true,
              cell: (row) => (
                <a className="link" href={`/admin/tutup-buku/${row.month}`}>
                  {formatMonth(row.month, "id")}
                </a>
              ),
            },
            { key: "closed", head: t("closing.column.closed"), cell: (row) => row.said },
            { key: "entries", head: t("closing.column.entries"), numeric: true, cell: (row) => row.entries },
            {
              key: "hash",
              head: t("closing.column.hash"),
              nowrap: true,
              wideOnly: true,
              cell: (row) => <code title={row.hash}>{row.hash.slice(0, 12)}</code>,
            },
          ]}
        />
      </div>
    </>
  );
}
