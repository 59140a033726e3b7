/** Everything the sponsor's area shows of one sponsor's living sponsorships, gathered once for all its pages. */
import type { Day } from "~/calendar/day";
import type { IuranMonth } from "~/calendar/iuran-month";
import { dayInWib } from "~/calendar/wib";
import { listHolidayDays } from "~/coverage/holiday-day-queries.server";
import { type LapseClock, lapseClock } from "~/coverage/lapse-clock";
import type { World } from "~/platform/world.server";
import type { TariffTables } from "~/tariff/tariff";
import { loadTariffTables } from "~/tariff/tariff-queries.server";
import type { ListedSponsorship, PlannedRenewal, RenewalProgress } from "./coming-renewals";
import { gatherStandings } from "./gather-standings.server";
import { type LiveHandOver, listLiveHandOvers } from "./hand-over-queries.server";
import { listOpenItems, type OpenItem } from "./manage-queries.server";
import { listSavedMethods, type SavedMethod } from "./saved-method-queries.server";
import { listStatedWorkers, type StatedWorker } from "./sponsor-area-queries.server";
import { listSponsorshipsOf } from "./sponsorship-queries.server";

/** A living sponsorship with all that is known of it. */
export type AreaSponsorship = ListedSponsorship & {
  readonly workerId: string;
  readonly worker: StatedWorker;
  readonly clock: LapseClock;
  /** Months in which JKK is paid, whoever paid. */
  readonly covered: ReadonlySet<IuranMonth>;
  readonly handOver?: LiveHandOver;
};

export type Area = {
  readonly today: Day;
  readonly holidays: ReadonlySet<Day>;
  readonly tables: TariffTables;
  readonly sponsorships: readonly AreaSponsorship[];
  readonly cards: readonly SavedMethod[];
};

/** The area of this sponsor now. */
export async function gatherArea(world: Pick<World, "db" | "clock">, sponsorId: string): Promise<Area> {
  const { db } = world;
  const today = dayInWib(world.clock.now());
  const living = (await listSponsorshipsOf(db, sponsorId)).filter(({ endedAt }) => !endedAt);
  const ids = living.map(({ id }) => id);
  const [holidays, tables, cards, standings, items, offers, workers] = await Promise.all([
    listHolidayDays(db),
    loadTariffTables(db),
    listSavedMethods(db, sponsorId),
    gatherStandings(db, living),
    listOpenItems(db, ids),
    listLiveHandOvers(db, ids, world.clock.now()),
    listStatedWorkers(
      db,
      living.map(({ statementId }) => statementId),
    ),
  ]);
  return {
    today,
    holidays,
    tables,
    cards,
    sponsorships: living.map((each) => {
      const worker = workers.get(each.statementId)!;
      const { standing, covered } = standings.get(each.id)!;
      const handOver = offers.find(({ sponsorshipId }) => sponsorshipId === each.id);
      return {
        id: each.id,
        workerId: each.workerId,
        workerName: each.workerName,
        worker,
        sector: worker.sector,
        incomeRupiah: worker.incomeRupiah,
        standing,
        covered,
        clock: lapseClock(covered, today, holidays),
        planned: items.filter((item) => item.sponsorshipId === each.id).map(plannedOf),
        ...(handOver ? { handOver } : {}),
      };
    }),
  };
}

function plannedOf(item: OpenItem): PlannedRenewal {
  return {
    renewalId: item.renewalId,
    months: item.months,
    dueOn: item.dueOn,
    programmes: item.programmes,
    way: item.way,
    ...(item.savedMethodId ? { savedMethodId: item.savedMethodId } : {}),
    progress: progressOf(item),
  };
}

function progressOf({ lastTry, notice, way, isSealed }: OpenItem): RenewalProgress {
  if (lastTry) {
    const open = lastTry.outcome === undefined || lastTry.outcome === "processing";
    return { kind: open ? "charging" : "declined" };
  }
  if (notice) return { kind: "announced", ...notice };
  return { kind: way === "pay_link" || isSealed ? "to_pay" : "planned" };
}
