import { useTranslation } from "react-i18next";
import { Icon } from "./icons";

type PagerProps = {
  readonly previousHref?: string | undefined;
  readonly nextHref?: string | undefined;
  /** What is being looked at, e.g. `25 pesanan`. */
  readonly note?: string;
};

/** Onwards and back through a long list, one page at a time; nothing when all of it is in sight. */
export function Pager({ previousHref, nextHref, note }: PagerProps) {
  const { t } = useTranslation();
  if (!previousHref && !nextHref && !note) return null;
  const look =
    "inline-flex min-h-11 items-center gap-2 rounded-box border border-line-strong px-4 font-semibold text-ink no-underline hover:bg-sunk";
  return (
    <nav aria-label={t("ui.pages")} className="mt-4 flex flex-wrap items-center justify-between gap-4">
      <span className="text-small text-ink-soft">{note}</span>
      <span className="flex gap-2">
        {previousHref && (
          <a href={previousHref} rel="prev" className={look}>
            <Icon name="arrowLeft" size={16} />
            {t("ui.previous")}
          </a>
        )}
        {nextHref && (
          <a href={nextHref} rel="next" className={look}>
            {t("ui.next")}
            <Icon name="arrowRight" size={16} />
          </a>
        )}
      </span>
    </nav>
  );
}
