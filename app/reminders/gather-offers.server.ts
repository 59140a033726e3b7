/** Works out, as things stand now, what a sponsor may pay to go on with these workers, and for how much. */
import type { Day } from "~/calendar/day";
import { monthOf, monthRange, monthsFrom } from "~/calendar/iuran-month";
import { nextFreePeriod } from "~/coverage/free-period";
import { lapseClock } from "~/coverage/lapse-clock";
import { lastMonthSold } from "~/orders/month-choice";
import { listOrdersOfSponsor } from "~/orders/order-queries.server";
import { listSponsoredWorkers } from "~/orders/sponsored-worker-queries.server";
import { findTakenMonths, NOTHING_TAKEN } from "~/orders/taken-months.server";
import type { World } from "~/platform/world.server";
import { listRenewalItems } from "~/sponsorship/renewal-queries.server";
import { listLiveSponsorships } from "~/sponsorship/sponsorship-queries.server";
import { type Programme, quoteMonths, type TariffTables } from "~/tariff/tariff";
import { loadTariffTables } from "~/tariff/tariff-queries.server";
import { findStatement } from "~/workers/worker-statement-queries.server";
import type { Offer } from "./offer";
import type { Ask, WorkerStanding } from "./reminder";

/** Three, so that the whole JKM benefit is not lost to a gap. */
const USUAL_MONTHS = 3;

export type AskedWorker = { readonly workerId: string; readonly ask: Ask; readonly standing: WorkerStanding };

type Needs = Pick<World, "db" | "clock">;
type Setting = {
  readonly today: Day;
  readonly holidays: ReadonlySet<Day>;
  readonly tariff: TariffTables;
};
/** Whom an offer is for, and what it consists of. */
type Wanted = Pick<Offer, "statementId" | "months" | "programmes" | "wish">;

/**
 * Offers by the worker's name. A worker for whom no month is free any more is left out. Throws when a month has
 * no tariff: then no price may be told.
 */
export async function gatherOffers(
  world: Needs,
  asked: readonly AskedWorker[],
  { today, holidays }: Pick<Setting, "today" | "holidays">,
): Promise<readonly Offer[]> {
  const setting = { today, holidays, tariff: await loadTariffTables(world.db) };
  const offers: Offer[] = [];
  for (const worker of asked) {
    const wanted = worker.ask.renewalId
      ? await renewedMonths(world, worker)
      : await freeMonths(world, worker, today);
    if (wanted) offers.push(await offerOf(world, worker, wanted, setting));
  }
  return offers.sort((a, b) => a.name.localeCompare(b.name, "id"));
}

async function renewedMonths({ db }: Needs, { workerId, ask }: AskedWorker): Promise<Wanted | undefined> {
  const items = await listRenewalItems(db, ask.renewalId!);
  const item = items.find((each) => each.workerId === workerId && each.startMonth === ask.month);
  return (
    item && {
      statementId: item.statementId,
      months: monthRange(item.startMonth, item.lastMonth),
      programmes: item.programmes,
    }
  );
}

async function freeMonths(
  world: Needs,
  { workerId, ask }: AskedWorker,
  today: Day,
): Promise<Wanted | undefined> {
  const promise =
    ask.of === "resting" ? await restingTerms(world, workerId) : await boughtTerms(world, workerId, ask);
  if (!promise) return undefined;
  const open = (await listOrdersOfSponsor(world.db, ask.sponsorId)).filter(({ state }) => state === "open");
  const taken = await findTakenMonths(
    world,
    [workerId],
    open.map(({ id }) => id),
  );
  const thisMonth = monthOf(today);
  const period = nextFreePeriod((taken.get(workerId) ?? NOTHING_TAKEN).all, {
    start: ask.month > thisMonth ? ask.month : thisMonth,
    months: promise.months,
    programmes: promise.programmes,
    lastMonth: lastMonthSold(thisMonth),
  });
  return period && { ...promise, months: monthsFrom(period.start, period.months) };
}

type Terms = Omit<Wanted, "months"> & { readonly months: number };

async function restingTerms({ db }: Needs, workerId: string): Promise<Terms | undefined> {
  const [resting] = await listLiveSponsorships(db, [workerId]);
  if (!resting) return undefined;
  const { programmes, intervalMonths, untilMonth, way } = resting.terms;
  return {
    statementId: resting.statementId,
    programmes,
    months: intervalMonths,
    wish: {
      intervalMonths,
      way: way === "saved_card" ? "saved_card" : "pay_link",
      ...(untilMonth ? { untilMonth } : {}),
    },
  };
}

async function boughtTerms({ db }: Needs, workerId: string, { sponsorId }: Ask): Promise<Terms | undefined> {
  const workers = await listSponsoredWorkers(db, sponsorId);
  const worker = workers.find((each) => each.workerId === workerId);
  return worker && { statementId: worker.statementId, programmes: worker.programmes, months: USUAL_MONTHS };
}

async function offerOf(
  { db }: Needs,
  { workerId, ask, standing }: AskedWorker,
  wanted: Wanted,
  { today, holidays, tariff }: Setting,
): Promise<Offer> {
  const statement = await findStatement(db, wanted.statementId);
  if (!statement) throw new Error(`The statement ${wanted.statementId} is missing.`);
  const { name, sector, incomeRupiah } = statement;
  const programmes: readonly Programme[] = wanted.programmes;
  const priced = quoteMonths({ sector, income: incomeRupiah, programmes }, wanted.months, tariff);
  if (priced.kind === "no_tariff")
    throw new Error(`No tariff is recorded for ${priced.gaps.map(({ month }) => month).join(", ")}.`);
  const clock = lapseClock(
    standing.covered.map(({ month }) => month),
    today,
    holidays,
  );
  const endsAfter = "endsAfter" in clock ? clock.endsAfter : undefined;
  return {
    workerId,
    name,
    ask,
    ...wanted,
    amountRupiah: priced.total,
    ...("protectedUntil" in clock ? { protectedUntil: clock.protectedUntil } : {}),
    ...(endsAfter ? { endsAfter } : {}),
  };
}
