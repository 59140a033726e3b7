/** The months of one worker as squares, with a mark and a word for each state. */
import { CalendarGrid, type MonthState } from "~/ui/calendar-grid";
import { useWords } from "~/words/use-words";
import type { CalendarRow, SquareState } from "./coverage-calendar";

type WorkerCalendarProps = { readonly caption: string; readonly rows: readonly CalendarRow[] };

export function WorkerCalendar({ caption, rows }: WorkerCalendarProps) {
  const t = useWords();
  const looks: Readonly<Record<SquareState, MonthState | undefined>> = {
    held: { tone: "waiting", mark: "clock", word: t("sponsor.states.held") },
    paid: { tone: "good", mark: "half", word: t("sponsor.states.paid") },
    remitted: { tone: "good", mark: "full", word: t("sponsor.states.remitted") },
    confirmed: { tone: "good", mark: "check", word: t("sponsor.states.confirmed") },
    government: { tone: "info", mark: "building", word: t("sponsor.states.government") },
    lapsed: { tone: "bad", mark: "cross", word: t("sponsor.states.lapsed") },
    free: undefined,
    before: undefined,
  };
  return (
    <CalendarGrid
      caption={caption}
      emptyWord={t("sponsor.emptyMonth")}
      years={rows.map(({ year, squares }) => ({ year, months: squares.map(({ state }) => looks[state]) }))}
    />
  );
}
