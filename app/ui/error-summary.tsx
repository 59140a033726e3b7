import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "./icons";

export type FieldMistake = {
  /** The id of the control to jump to. */
  readonly field: string;
  readonly message: string;
};

type ErrorSummaryProps = {
  readonly mistakes: readonly FieldMistake[];
  readonly title?: string;
};

/**
 * Every mistake of a form at the top of the page, each a link to its field. It takes the focus when it
 * appears, by attribute without JavaScript and by hand with it. Shows nothing when there are no mistakes.
 */
export function ErrorSummary({ mistakes, title }: ErrorSummaryProps) {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (mistakes.length > 0) box.current?.focus();
  }, [mistakes]);
  if (mistakes.length === 0) return null;
  return (
    <div
      ref={box}
      role="alert"
      tabIndex={-1}
      // biome-ignore lint/a11y/noAutofocus: the reader just sent a form and must hear why it came back
      autoFocus
      aria-labelledby="error-summary-title"
      className="mb-8 rounded-box border-2 border-clay bg-surface p-4 sm:p-6"
    >
      <h2 id="error-summary-title" className="flex items-center gap-2 text-h2 font-bold text-clay">
        <Icon name="stop" size={24} />
        {title ?? t("ui.errorSummary")}
      </h2>
      <ul className="mt-2">
        {mistakes.map(({ field, message }) => (
          <li key={`${field} ${message}`}>
            <a
              href={`#${field}`}
              className="inline-flex min-h-11 items-center font-semibold text-clay underline underline-offset-4"
            >
              {message}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
