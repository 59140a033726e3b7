/** What a reminder's page shows, however old the letter: what can be paid for its workers now, and who needs nothing. */
import { dayInWib } from "~/calendar/wib";
import { listHolidayDays } from "~/coverage/holiday-day-queries.server";
import { type LapseClock, lapseClock } from "~/coverage/lapse-clock";
import { listSponsoredWorkers } from "~/orders/sponsored-worker-queries.server";
import type { World } from "~/platform/world.server";
import { listSponsorshipsOf } from "~/sponsorship/sponsorship-queries.server";
import { gatherOffers } from "./gather-offers.server";
import { groupOffers, type OfferGroup } from "./offer";
import { findReminderSetting } from "./plan-reminder-queries.server";
import { asksOf } from "./reminder";
import { isSpokenOf } from "./reminder-moment";
import { findReminderLetter } from "./reminder-queries.server";
import { listWorkerStandings } from "./worker-standing-queries.server";

export type LetterPage = {
  readonly sponsorId: string;
  readonly groups: readonly OfferGroup[];
  /** Workers of the letter for whom nothing is to be paid. */
  readonly quiet: readonly { readonly workerId: string; readonly name: string; readonly clock: LapseClock }[];
};

/** None when it is no letter of reminders. */
export async function gatherLetterPage(
  world: Pick<World, "db" | "clock">,
  mailId: string,
): Promise<LetterPage | undefined> {
  const letter = await findReminderLetter(world.db, mailId);
  if (!letter) return undefined;
  const { sponsorId, workerIds } = letter;
  const today = dayInWib(world.clock.now());
  const holidays = await listHolidayDays(world.db);
  const setting = await findReminderSetting(world.db, today);
  const standings = [...(await listWorkerStandings(world.db, workerIds))];
  const asked = standings.flatMap(([workerId, standing]) =>
    asksOf(standing, today, holidays)
      // What was paid for is not asked for the months behind it before their own time.
      .filter((ask) => ask.sponsorId === sponsorId && isSpokenOf(ask, today, setting))
      .map((ask) => ({ workerId, standing, ask })),
  );
  const offers = await gatherOffers(world, asked, { today, holidays });
  const names = await namesOf(world, sponsorId);
  const quiet = standings
    .filter(([workerId]) => !offers.some((offer) => offer.workerId === workerId))
    .map(([workerId, { covered }]) => {
      const months = covered.map(({ month }) => month);
      return { workerId, name: names.get(workerId) ?? "", clock: lapseClock(months, today, holidays) };
    })
    .filter(({ name }) => name !== "");
  return { sponsorId, groups: groupOffers(offers), quiet };
}

/** What this sponsor calls their workers; names others gave are not theirs to see. */
async function namesOf({ db }: Pick<World, "db">, sponsorId: string): Promise<ReadonlyMap<string, string>> {
  const promised = (await listSponsorshipsOf(db, sponsorId)).map(
    ({ workerId, workerName }) => [workerId, workerName] as const,
  );
  const ordered = (await listSponsoredWorkers(db, sponsorId)).map(
    ({ workerId, name }) => [workerId, name] as const,
  );
  return new Map([...promised, ...ordered]);
}
