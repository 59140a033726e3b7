import { useTranslation } from "react-i18next";
import { Icon, type IconName } from "./icons";
import { type Tone, toneLooks } from "./state-mark";

/** What a month may be: its tone, its mark and its word. The caller's own, one for each state. */
export type MonthState = { readonly tone: Tone; readonly mark: IconName; readonly word: string };

export type CalendarYear = {
  readonly year: number;
  /** Twelve entries, January first; undefined where there is nothing to say. */
  readonly months: readonly (MonthState | undefined)[];
};

type CalendarGridProps = {
  readonly caption: string;
  readonly years: readonly CalendarYear[];
  /** What an empty square means, read out and shown in the legend, e.g. `Belum dibayar`. */
  readonly emptyWord: string;
};

/**
 * Months as squares, twelve a row, one row a year. Eyes get marks and a legend;
 * a screen reader gets a table: "November 2026, Lunas".
 */
export function CalendarGrid({ caption, years, emptyWord }: CalendarGridProps) {
  const { t } = useTranslation();
  const initials = t("ui.monthInitials").split(" ");
  const short = t("ui.monthsShort").split(" ");
  const full = t("ui.months").split(" ");
  return (
    <div className="max-w-[44rem]">
      <table className="w-full table-fixed border-separate border-spacing-x-0.5 border-spacing-y-1 sm:border-spacing-x-1">
        <caption className="pb-2 text-left font-semibold">{caption}</caption>
        <thead>
          <tr>
            {full.map((month, index) => (
              <th key={month} scope="col" className="p-0 text-center text-small font-medium text-ink-soft">
                <span aria-hidden="true" className="sm:hidden">
                  {initials[index]}
                </span>
                <span aria-hidden="true" className="max-sm:hidden">
                  {short[index]}
                </span>
                <span className="sr-only">{month}</span>
              </th>
            ))}
          </tr>
        </thead>
        {years.map(({ year, months }) => (
          <tbody key={year}>
            <tr>
              <th colSpan={12} scope="rowgroup" className="figures pt-1 text-left font-bold">
                {year}
              </th>
            </tr>
            <tr>
              {full.map((month, index) => (
                <td key={month} className="p-0">
                  <Square state={months[index]} emptyWord={emptyWord} when={`${month} ${year}`} />
                </td>
              ))}
            </tr>
          </tbody>
        ))}
      </table>
      <Legend years={years} emptyWord={emptyWord} title={t("ui.legend")} />
    </div>
  );
}

type SquareProps = {
  readonly state: MonthState | undefined;
  readonly emptyWord: string;
  readonly when?: string;
};

function Square({ state, emptyWord, when }: SquareProps) {
  const word = state?.word ?? emptyWord;
  return (
    <span
      title={when && `${when}: ${word}`}
      className={`grid aspect-square w-full place-items-center rounded-small border sm:aspect-[4/3] ${
        state ? toneLooks[state.tone] : "border-dashed border-line-strong text-ink-soft"
      }`}
    >
      {state && <Icon name={state.mark} size={16} />}
      {when && <span className="sr-only">{`${when}: ${word}`}</span>}
    </span>
  );
}

/** Each state that occurs, once, with its word: the marks explain themselves without colour. */
function Legend({
  years,
  emptyWord,
  title,
}: Omit<CalendarGridProps, "caption"> & { readonly title: string }) {
  const all = years.flatMap(({ months }) => Array.from({ length: 12 }, (_, index) => months[index]));
  const states = new Map(all.map((state) => [state?.word ?? emptyWord, state]));
  return (
    <ul aria-label={title} className="mt-3 flex flex-wrap gap-x-6 gap-y-2 text-small">
      {[...states].map(([word, state]) => (
        <li key={word} className="flex items-center gap-2">
          <span className="w-6 sm:w-8">
            <Square state={state} emptyWord={emptyWord} />
          </span>
          {word}
        </li>
      ))}
    </ul>
  );
}
