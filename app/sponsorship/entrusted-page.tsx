/** Workers entrusted to the house, for admins: until when they are protected, and by whom they were entrusted. */
import { type Day, formatDayShort, lastDayOf } from "~/calendar/day";
import { DataTable } from "~/ui/data-table";
import { EmptyState, PageTitle } from "~/ui/layout";
import { useLocale, useWords } from "~/words/use-words";
import type { EntrustedWorker } from "./hand-over-queries.server";

export type EntrustedRow = Omit<EntrustedWorker, "entrustedAt"> & { readonly since: Day };

export function EntrustedPage({ workers }: { readonly workers: readonly EntrustedRow[] }) {
  const t = useWords();
  const locale = useLocale();
  const say = "promise.entrusted" as const;
  return (
    <>
      <PageTitle lead={t(`${say}.lead`)}>{t(`${say}.title`)}</PageTitle>
      <DataTable
        caption={t(`${say}.caption`)}
        quietCaption
        rows={workers}
        rowKey={(worker) => worker.handOverId}
        empty={<EmptyState title={t(`${say}.none`)}>{t(`${say}.noneBody`)}</EmptyState>}
        columns={[
          {
            key: "until",
            head: t(`${say}.until`),
            nowrap: true,
            cell: ({ lastMonth }) =>
              lastMonth ? formatDayShort(lastDayOf(lastMonth), locale) : t(`${say}.notPaid`),
          },
          {
            key: "worker",
            head: t(`${say}.worker`),
            rowHead: true,
            cell: ({ name, nikMasked, occupation, kecamatan }) => (
              <>
                <span className="block">{name}</span>
                <span className="block text-small font-normal text-ink-soft">
                  {[occupation, kecamatan].filter(Boolean).join(", ")}
                </span>
                <span className="figures block text-small font-normal text-ink-soft">{nikMasked}</span>
              </>
            ),
          },
          {
            key: "giver",
            head: t(`${say}.giver`),
            cell: ({ giverName, words }) => (
              <>
                <span className="block">{giverName}</span>
                {words && <span className="block text-small text-ink-soft">{words}</span>}
              </>
            ),
          },
          {
            key: "since",
            head: t(`${say}.since`),
            nowrap: true,
            wideOnly: true,
            cell: ({ since }) => formatDayShort(since, locale),
          },
        ]}
      />
    </>
  );
}
