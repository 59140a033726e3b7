/** How many workers the civil servants of each work unit protect: counts and shares, in the order of the alphabet. */
import { formatMonth, type IuranMonth } from "~/calendar/iuran-month";
import { PageTitle } from "~/ui/layout";
import { useWords } from "~/words/use-words";
import { CountBars, type CountedRow } from "./count-bars";
import { DataLinks } from "./data-links";
import { FEWEST_SHOWN } from "./small-counts";
import { NotEnough } from "./transparency-page";
import { OTHER_SPONSORS } from "./unit-rows";

export type UnitsProps = {
  /** Written out. */
  readonly moment: string;
  /** Missing while no month has enough workers to be told. */
  readonly month?: IuranMonth | undefined;
  readonly total: number;
  readonly rows: readonly CountedRow[];
};

export function UnitsProgressPage({ moment, month, total, rows }: UnitsProps) {
  const t = useWords();
  return (
    <>
      <PageTitle kicker={t("transparency.kicker", { moment })} lead={t("transparency.units.lead")}>
        {t("transparency.units.title")}
      </PageTitle>
      {month === undefined ? (
        <NotEnough />
      ) : (
        <>
          <h2 className="mb-4 text-h3 font-bold">
            {t("transparency.units.caption", { month: formatMonth(month, "id") })}
          </h2>
          <CountBars
            caption={t("transparency.units.caption", { month: formatMonth(month, "id") })}
            head={t("transparency.units.unit")}
            rows={rows}
            total={total}
            shareHead={t("transparency.units.share")}
            undrawn={OTHER_SPONSORS}
          />
          <DataLinks set="protection-by-unit" what={t("transparency.data.unit")} />
        </>
      )}
      <div className="mt-6 max-w-read space-y-3 text-ink-soft">
        <p>{t("transparency.units.counted", { fewest: FEWEST_SHOWN })}</p>
        <p>{t("transparency.units.optOut")}</p>
        <p>
          <a href="/transparansi" className="link inline-flex min-h-11 items-center">
            {t("transparency.units.back")}
          </a>
        </p>
      </div>
    </>
  );
}
