import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "./icons";

export type Moment = {
  readonly key?: string;
  /** As people say it: `Hari ini`, `Sebelum 15 Desember 2026`, `22 November 2026 pukul 10.15`. */
  readonly when: string;
  /** The same for machines: a day or an instant in ISO form. */
  readonly dateTime?: string;
  readonly title: ReactNode;
  readonly children?: ReactNode;
  readonly state: "done" | "now" | "ahead" | "failed";
};

const dots = {
  done: "border-leaf bg-leaf text-on-leaf",
  now: "border-leaf bg-surface text-leaf",
  ahead: "border-line-strong bg-surface text-ink-soft",
  failed: "border-clay bg-clay text-on-clay",
} as const;

/** What happened and what comes next, in time order. */
export function Timeline({ moments }: { readonly moments: readonly Moment[] }) {
  const { t } = useTranslation();
  return (
    <ol>
      {moments.map(({ key, when, dateTime, title, children, state }) => (
        <li key={key ?? `${when} ${String(title)}`} className="group relative flex gap-4 pb-6 last:pb-0">
          <span
            className="absolute top-6 bottom-0 left-3 w-px bg-line-strong group-last:hidden"
            aria-hidden="true"
          />
          <span
            className={`z-10 mt-0.5 grid size-6 shrink-0 place-items-center [print-color-adjust:exact] rounded-full border-2 ${dots[state]}`}
          >
            {state === "done" && <Icon name="check" size={14} />}
            {state === "now" && <Icon name="full" size={10} />}
            {state === "failed" && <Icon name="cross" size={14} />}
          </span>
          <div className="min-w-0">
            <p className="text-small font-semibold text-ink-soft">
              <time dateTime={dateTime}>{when}</time>
              {(state === "done" || state === "now" || state === "ahead") && (
                <span className="sr-only"> ({t(`ui.${state}`)})</span>
              )}
            </p>
            <p className={state === "ahead" ? undefined : "font-semibold"}>{title}</p>
            {children && <div className="mt-1 text-ink-soft">{children}</div>}
          </div>
        </li>
      ))}
    </ol>
  );
}
