/** Where the figures of a piece of the page can be had as data. */
import { Icon } from "~/ui/icons";
import { useWords } from "~/words/use-words";
import type { DataSetName } from "./open-data";

type Props = { readonly set: DataSetName; readonly what: string };

export function DataLinks({ set, what }: Props) {
  const t = useWords();
  return (
    <p className="flex flex-wrap items-center gap-x-4 text-small text-ink-soft" data-print="no">
      <span className="inline-flex items-center gap-1.5">
        <Icon name="download" size={16} />
        {t("transparency.download")}
      </span>
      <a
        className="link inline-flex min-h-11 items-center"
        href={`/api/v1/${set}.csv`}
        aria-label={t("transparency.downloadCsv", { what })}
      >
        CSV
      </a>
      <a
        className="link inline-flex min-h-11 items-center"
        href={`/api/v1/${set}`}
        aria-label={t("transparency.downloadJson", { what })}
      >
        JSON
      </a>
    </p>
  );
}
