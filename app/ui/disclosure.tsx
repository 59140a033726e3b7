import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "./icons";

type DisclosureProps = {
  /** What opens it; `Mengapa?` when left out. */
  readonly summary?: ReactNode;
  readonly open?: boolean;
  readonly children: ReactNode;
};

/** An explanation for those who want it, one touch away, without JavaScript. */
export function Disclosure({ summary, open, children }: DisclosureProps) {
  const { t } = useTranslation();
  return (
    <details open={open}>
      <summary className="inline-flex min-h-11 items-center gap-1 font-semibold text-link hover:text-link-deep">
        <span className="turn">
          <Icon name="chevron" size={16} />
        </span>
        <span className="underline underline-offset-4">{summary ?? t("ui.why")}</span>
      </summary>
      <div className="mb-2 max-w-read border-l-4 border-line py-1 pl-4 text-ink">{children}</div>
    </details>
  );
}
