import { useTranslation } from "react-i18next";
import { Icon } from "./icons";

type StepsProps = {
  readonly steps: readonly string[];
  /** Which one is being done, from 1. */
  readonly current: number;
};

/** Where one is in a form: in words on phones, with every step's name where there is room. */
export function Steps({ steps, current }: StepsProps) {
  const { t } = useTranslation();
  return (
    <div className="mb-6">
      <p className="text-small font-semibold text-ink-soft sm:sr-only">
        {t("ui.step", { current, total: steps.length })}
        {`: ${steps[current - 1]}`}
      </p>
      <ol aria-label={t("ui.steps")} className="mt-2 flex gap-1 sm:gap-3">
        {steps.map((step, index) => {
          const done = index + 1 < current;
          const now = index + 1 === current;
          const state = done ? t("ui.stepDone") : now ? t("ui.stepNow") : "";
          return (
            <li
              key={step}
              aria-current={now ? "step" : undefined}
              className={`grow basis-0 border-t-4 pt-2 text-small ${
                done || now ? "border-leaf text-leaf" : "border-line text-ink-soft"
              } ${now ? "font-bold" : "font-medium"}`}
            >
              <span className="sr-only sm:not-sr-only sm:flex sm:items-center sm:gap-1.5">
                {done && <Icon name="check" size={14} />}
                {step}
                {state && <span className="sr-only"> ({state})</span>}
              </span>
            </li>
          );
        })}
      </ol>
    </div>
  );
}
