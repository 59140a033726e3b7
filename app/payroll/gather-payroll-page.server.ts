/** What a sponsor's payroll page shows: the mandate that holds, the months so far, and what may be signed. */
import { monthOf } from "~/calendar/iuran-month";
import { dayInWib } from "~/calendar/wib";
import type { World } from "~/platform/world.server";
import { listUnitVersions } from "~/units/work-unit-queries.server";
import { findAsn } from "./asn-queries.server";
import { standingOfUnit } from "./asn-registration";
import { gatherSignable } from "./gather-mandate.server";
import { listCoveredUntil, listOpenMonths } from "./letter-queries.server";
import type { Offer } from "./mandate";
import { findLiveMandate, listClosedMonths, listMandateItems } from "./mandate-queries.server";
import { earliestMonth } from "./payroll-calendar";
import { listPayrollMonths } from "./payroll-month-queries.server";
import { findPayrollSetting } from "./payroll-setting-queries.server";
import { protectedUntil } from "./protected-until";

/** Everything of it belongs to this sponsor. */
export async function gatherPayrollPage(world: Pick<World, "db" | "clock">, sponsorId: string) {
  const { db, clock } = world;
  const today = dayInWib(clock.now());
  const [live, asn, signable, months] = [
    await findLiveMandate(db, sponsorId),
    await findAsn(db, sponsorId),
    await gatherSignable(db, world, sponsorId),
    await listPayrollMonths(db, sponsorId),
  ];
  const standing = live && standingOfUnit(live.unitId, await listUnitVersions(db), today);
  const items = live ? await listMandateItems(db, live.id) : [];
  return {
    ...(live
      ? {
          live: {
            unitName: live.unitName,
            signedOn: live.signedOn,
            fromMonth: live.fromMonth,
            nipMasked: live.nip.masked,
            sentences: live.textShown.split("\n"),
            items: items.map(({ workerId, workerName, monthlyShownRupiah, isLive }) => ({
              workerId,
              workerName,
              monthlyRupiah: monthlyShownRupiah,
              isLive,
            })),
            isOfAnotherUnit: asn?.unit.kind !== "listed" || asn.unit.unitId !== live.unitId,
            ...(standing?.kind === "merged" ? { successorName: standing.successorName } : {}),
            isClosed: standing?.kind === "closed",
          },
        }
      : {}),
    months: months.map((month) => ({ ...month, state: stateOf(month) })),
    ...(signable.kind === "obstacle"
      ? { obstacle: signable.obstacle }
      : {
          signable: {
            name: signable.asn.name,
            unitName: signable.unitName,
            fromMonth: signable.fromMonth,
            offers: signable.offers.map(plainOffer),
          },
        }),
  };
}

type Month = Awaited<ReturnType<typeof listPayrollMonths>>[number];

function stateOf({ isSettled, deductedRupiah }: Month): "settled" | "listed" | "none" | "deducted" {
  if (isSettled) return "settled";
  if (deductedRupiah === undefined) return "listed";
  return deductedRupiah === 0 ? "none" : "deducted";
}

/** An offer as a page may carry it. */
export function plainOffer({ candidate: _, ...offer }: Offer) {
  return offer;
}

/** What withdrawing would mean, said before it is done; nothing when there is nothing to withdraw. */
export async function gatherWithdrawal(world: Pick<World, "db" | "clock">, sponsorId: string) {
  const live = await findLiveMandate(world.db, sponsorId);
  if (!live) return undefined;
  const today = dayInWib(world.clock.now());
  const thisMonth = monthOf(today);
  const items = (await listMandateItems(world.db, live.id)).filter((item) => item.isLive);
  const covered = await listCoveredUntil(
    world.db,
    items.map((item) => item.workerId),
    thisMonth,
  );
  const closedMonths = await listOpenMonths(world.db, live.id);
  const setting = await findPayrollSetting(world.db, today);
  const closed = await listClosedMonths(world.db, live.unitId, thisMonth);
  const nextMonth = earliestMonth(today, setting, new Set([...closed, ...closedMonths]));
  return {
    unitName: live.unitName,
    nextMonth: nextMonth > live.fromMonth ? nextMonth : live.fromMonth,
    closedMonths,
    workers: items.map(({ workerId, workerName }) => {
      const until = protectedUntil(covered.get(workerId) ?? new Set(), thisMonth);
      return { workerName, ...(until ? { protectedUntil: until } : {}) };
    }),
  };
}
