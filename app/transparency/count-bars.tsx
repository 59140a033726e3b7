/** A table of counts with a bar in every row: the drawing and the figures are one thing. */
import { groupThousands } from "~/rupiah/rupiah";
import { type Column, DataTable } from "~/ui/data-table";
import { useWords } from "~/words/use-words";
import { percent } from "./write-figures";

export type CountedRow = {
  readonly key: string;
  readonly name: string;
  /** `null` is hidden. */
  readonly workers: number | null;
  readonly workerMonths: number | null;
};

type Props = {
  readonly caption: string;
  readonly head: string;
  readonly rows: readonly CountedRow[];
  readonly total: number;
  /** Told beside the count when given: the head of a column with each row's part of `total`. */
  readonly shareHead?: string;
  /** The key of a row that stands beside the others and has no bar. */
  readonly undrawn?: string;
};

export function CountBars({ caption, head, rows, total, shareHead, undrawn }: Props) {
  const t = useWords();
  const drawn = ({ key, workers }: CountedRow) => (key === undrawn ? 0 : (workers ?? 0));
  const most = Math.max(1, ...rows.map(drawn));
  const share: Column<CountedRow> = {
    key: "share",
    head: shareHead,
    cell: ({ workers }) => (workers === null ? "" : percent(workers, total)),
    numeric: true,
    foot: "100%",
  };
  return (
    <DataTable<CountedRow>
      caption={caption}
      quietCaption
      rows={rows}
      rowKey={({ key }) => key}
      columns={[
        { key: "name", head, cell: ({ name }) => name, foot: t("transparency.protected.total") },
        {
          key: "bar",
          head: <span className="sr-only">{t("transparency.protected.workers")}</span>,
          cell: (row) => <CountBar part={drawn(row) / most} />,
          wideOnly: true,
          foot: "",
        },
        {
          key: "workers",
          head: t("transparency.protected.workers"),
          cell: ({ workers }) => <Count>{workers}</Count>,
          numeric: true,
          foot: groupThousands(total),
        },
        ...(shareHead === undefined ? [] : [share]),
      ]}
    />
  );
}

/** A count, or the word for one that is hidden. */
export function Count({ children }: { readonly children: number | null }) {
  const t = useWords();
  if (children === null)
    return <span className="text-small text-ink-soft italic">{t("transparency.protected.hidden")}</span>;
  return <>{groupThousands(children)}</>;
}

function CountBar({ part }: { readonly part: number }) {
  return (
    <svg width="100%" height="14" aria-hidden="true" className="mt-1.5 min-w-40">
      <rect width={`${part * 100}%`} height="14" rx="3" className="fill-leaf" />
    </svg>
  );
}
