/** An invitation to take over, as its page and letters show it: the worker masked, the giver by name. */
import type { Day } from "~/calendar/day";
import type { IuranMonth } from "~/calendar/iuran-month";
import { dayInWib } from "~/calendar/wib";
import { listHolidayDays } from "~/coverage/holiday-day-queries.server";
import { maskName } from "~/people/masking";
import type { World } from "~/platform/world.server";
import { quoteMonths } from "~/tariff/tariff";
import { loadTariffTables } from "~/tariff/tariff-queries.server";
import { changeEffect } from "./change-effect";
import { gatherStandings } from "./gather-standings.server";
import { findHandOver, type HandOver } from "./hand-over-queries.server";
import { INTERVALS, type IntervalMonths, nextPeriod, type Period } from "./renewal-period";
import { findRenewalPayer } from "./renewal-queries.server";
import { listStatedWorkers } from "./sponsor-area-queries.server";
import { findSponsorship } from "./sponsorship-queries.server";
import { goneBecause } from "./take-over.server";

export type OfferView = {
  readonly id: string;
  readonly toAddress: string;
  readonly words?: string;
  readonly expiresOn: Day;
  readonly giverName: string;
  readonly workerName: string;
  readonly nikMasked: string;
  readonly occupation: string;
  readonly place: string;
  readonly paidUntil?: Day;
  /** What each way of renewing would cost first, and when. */
  readonly choices: readonly {
    readonly intervalMonths: IntervalMonths;
    readonly months: readonly IuranMonth[];
    readonly dueOn: Day;
    readonly amountRupiah?: number;
  }[];
  readonly gone?: NonNullable<HandOver["endedAs"]> | "over";
};

/** Undefined when there is no such invitation. */
export async function gatherOffer(
  { db, clock }: Pick<World, "db" | "clock">,
  handOverId: string,
): Promise<OfferView | undefined> {
  const offer = await findHandOver(db, handOverId);
  const sponsorship = offer && (await findSponsorship(db, offer.sponsorshipId));
  if (!offer?.toAddress || !offer.expiresAt || !sponsorship) return undefined;
  const now = clock.now();
  const today = dayInWib(now);
  const holidays = await listHolidayDays(db);
  const tables = await loadTariffTables(db);
  const worker = (await listStatedWorkers(db, [sponsorship.statementId])).get(sponsorship.statementId)!;
  const { standing, covered } = (await gatherStandings(db, [sponsorship])).get(sponsorship.id)!;
  const { terms, taken } = standing;
  const { programmes } = terms;
  const choices = INTERVALS.flatMap((intervalMonths) => {
    const period: Period | undefined = nextPeriod(
      { terms: { intervalMonths, programmes, way: "pay_link" }, gaps: [], taken },
      today,
      holidays,
    );
    if (!period) return [];
    const protection = { sector: worker.sector, income: worker.incomeRupiah, programmes };
    const quote = quoteMonths(protection, period.months, tables);
    return [
      {
        intervalMonths,
        months: period.months,
        dueOn: period.dueOn,
        ...(quote.kind === "quote" ? { amountRupiah: quote.total } : {}),
      },
    ];
  });
  const { paidUntil } = changeEffect("ended", "ended", covered, today, holidays);
  const gone = goneBecause(offer, sponsorship, now);
  const giver = await findRenewalPayer(db, sponsorship.sponsorId);
  return {
    id: offer.id,
    toAddress: offer.toAddress,
    expiresOn: dayInWib(offer.expiresAt),
    giverName: giver.name,
    workerName: maskName(worker.name),
    nikMasked: worker.nikMasked,
    occupation: worker.occupation,
    place: worker.place,
    choices,
    ...(offer.words ? { words: offer.words } : {}),
    ...(paidUntil ? { paidUntil } : {}),
    ...(gone ? { gone } : {}),
  };
}
