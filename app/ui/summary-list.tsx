import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

export type SummaryLine = {
  readonly term: string;
  readonly value: ReactNode;
  /** Where this one answer can be changed. */
  readonly changeHref?: string;
};

/** Facts as pairs: answers to check before paying, or the details of one thing. */
export function SummaryList({ lines }: { readonly lines: readonly SummaryLine[] }) {
  const { t } = useTranslation();
  return (
    <dl className="border-t border-line">
      {lines.map(({ term, value, changeHref }) => (
        <div
          key={term}
          className="grid grid-cols-[1fr_auto] gap-x-4 border-b border-line py-3 sm:grid-cols-[12rem_1fr_auto]"
        >
          <dt className="col-span-2 text-small text-ink-soft sm:col-span-1 sm:text-body">{term}</dt>
          <dd className="min-w-0 font-medium">{value}</dd>
          {changeHref && (
            <dd className="-my-2.5">
              <a href={changeHref} className="link inline-flex min-h-11 items-center">
                {t("ui.change")}
                <span className="sr-only"> {term}</span>
              </a>
            </dd>
          )}
        </div>
      ))}
    </dl>
  );
}
