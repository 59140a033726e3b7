/** Gathers what the page of a renewal shows. Reads only: looking at a letter's link changes nothing. */
import { type IuranMonth, monthRange } from "~/calendar/iuran-month";
import { dayInWib, monthInWib } from "~/calendar/wib";
import { listCoveredMonths } from "~/coverage/coverage-queries.server";
import { listHolidayDays } from "~/coverage/holiday-day-queries.server";
import { lapseClock } from "~/coverage/lapse-clock";
import { orderPath } from "~/orders/order-link.server";
import { findOrder } from "~/orders/order-queries.server";
import type { World } from "~/platform/world.server";
import { quoteMonths, type TariffTables } from "~/tariff/tariff";
import { loadTariffTables } from "~/tariff/tariff-queries.server";
import { listNotices, listTries } from "./charge-queries.server";
import { retryDay } from "./renewal-calendar";
import type { CardWords } from "./renewal-letter";
import { renewalPath } from "./renewal-link.server";
import {
  findNewerRenewal,
  listAllItems,
  listOccupationsOf,
  listPayableItems,
} from "./renewal-page-queries.server";
import { findRenewal, type RenewalItem } from "./renewal-queries.server";
import { firstName, maySkip, renewalStanding } from "./renewal-standing";
import { findSavedMethod } from "./saved-method-queries.server";
import { skipEffect } from "./skip-effect";
import { findRenewalSetting, findSponsorship } from "./sponsorship-queries.server";

type Needs = Pick<World, "db" | "clock" | "settings">;

export type RenewalView = NonNullable<Awaited<ReturnType<typeof gatherRenewal>>>;

/** Undefined when there is no such renewal. */
export async function gatherRenewal(world: Needs, id: string) {
  const { db, settings } = world;
  const renewal = await findRenewal(db, id);
  if (!renewal) return undefined;
  const now = world.clock.now();
  const today = dayInWib(now);
  const [notices, tries, setting] = await Promise.all([
    listNotices(db, id),
    listTries(db, id),
    findRenewalSetting(db, today),
  ]);
  const payable = await listPayableItems(db, renewal, monthInWib(now));
  const newerId = payable.length === 0 ? await findNewerRenewal(db, id) : undefined;
  const declined = tries.at(-1)?.outcome === "declined";
  const standing = renewalStanding({
    renewal,
    notices,
    tries,
    retryOn: declined ? retryDay(tries, setting) : undefined,
    payable: payable.length,
    hasNewer: newerId !== undefined,
  });
  const items = payable.length > 0 ? payable : await listAllItems(db, id);
  const workers = await describeWorkers(world, items, await loadTariffTables(db));
  const order = renewal.paidByOrder ? await findOrder(db, renewal.paidByOrder) : undefined;
  const method = renewal.savedMethodId ? await findSavedMethod(db, renewal.savedMethodId) : undefined;
  const total = workers.every((worker) => worker.price !== undefined)
    ? workers.reduce((sum, worker) => sum + (worker.price ?? 0), 0)
    : undefined;
  const card: CardWords | undefined = method && {
    ...(method.brand ? { brand: method.brand } : {}),
    ...(method.last4 ? { last4: method.last4 } : {}),
  };
  return {
    standing,
    dueOn: renewal.dueOn,
    workers,
    total,
    card,
    maySkip: maySkip(standing),
    href: renewalPath(settings.SESSION_SECRET, id),
    sponsorId: renewal.sponsorId,
    orderHref: order && orderPath(settings.SESSION_SECRET, order),
    newerHref: newerId && renewalPath(settings.SESSION_SECRET, newerId),
  };
}

export type RenewedPerson = Awaited<ReturnType<typeof describeWorkers>>[number];

/** Each worker with months, price and clock, and what leaving the months out would do to their protection. */
async function describeWorkers({ db, clock }: Needs, items: readonly RenewalItem[], tariff: TariffTables) {
  const today = dayInWib(clock.now());
  const holidays = await listHolidayDays(db);
  const covered = await listCoveredMonths(
    db,
    items.map((item) => item.workerId),
  );
  const occupations = await listOccupationsOf(
    db,
    items.map((item) => item.statementId),
  );
  return Promise.all(
    items.map(async (item) => {
      const months = monthRange(item.startMonth, item.lastMonth);
      const own: ReadonlySet<IuranMonth> = new Set(
        covered
          .filter(({ workerId, programme }) => workerId === item.workerId && programme === "jkk")
          .map(({ month }) => month),
      );
      const protection = { sector: item.sector, income: item.incomeRupiah, programmes: item.programmes };
      const quote = quoteMonths(protection, months, tariff);
      const sponsorship = await findSponsorship(db, item.sponsorshipId);
      return {
        key: `${item.sponsorshipId} ${item.startMonth}`,
        name: firstName(item.workerName),
        occupation: occupations.get(item.statementId) ?? "",
        programmes: item.programmes,
        months,
        price: quote.kind === "quote" ? quote.total : undefined,
        clock: lapseClock(own, today, holidays),
        skip: skipEffect(own, item, sponsorship?.terms.untilMonth),
      };
    }),
  );
}
