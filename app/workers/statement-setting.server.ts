/** What the form of a worker is read against, gathered from the tables: choices, tariff, today. */
import type { IuranMonth } from "~/calendar/iuran-month";
import { dayInWib, monthInWib } from "~/calendar/wib";
import type { World } from "~/platform/world.server";
import { loadTariffTables } from "~/tariff/tariff-queries.server";
import { CONSENT_TEXT_VERSIONS } from "./consent-text";
import { listOccupations, listPlaces } from "./worker-choice-queries.server";
import type { StatementSetting } from "./worker-statement";

/** The setting for a first month; without one, or with one gone by, for the month it is now. */
export async function loadStatementSetting(
  { db, clock }: Pick<World, "db" | "clock">,
  firstMonth?: IuranMonth,
) {
  const [occupations, places, tariff] = await Promise.all([
    listOccupations(db),
    listPlaces(db),
    loadTariffTables(db),
  ]);
  const now = clock.now();
  const thisMonth = monthInWib(now);
  const villages = places.filter((place) => place.level === "desa" || place.level === "kelurahan");
  const setting: StatementSetting = {
    today: dayInWib(now),
    firstMonth: firstMonth && firstMonth > thisMonth ? firstMonth : thisMonth,
    occupations: new Map(occupations.map(({ code, sector }) => [code, sector])),
    places: new Set(villages.map(({ code }) => code)),
    tariff,
    consentTextVersions: CONSENT_TEXT_VERSIONS,
  };
  return { setting, thisMonth, occupations, places };
}
