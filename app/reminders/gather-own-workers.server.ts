/**
 * A sponsor's own workers with a WhatsApp message about their protection. The number is the one this sponsor typed;
 * it is opened for this page alone, stands in the link and nowhere else, and the text names nobody.
 */
import { type Day, formatDay } from "~/calendar/day";
import { dayInWib } from "~/calendar/wib";
import { listHolidayDays } from "~/coverage/holiday-day-queries.server";
import { type LapseClock, lapseClock } from "~/coverage/lapse-clock";
import { listCoverageFacts, listSponsoredWorkers } from "~/orders/sponsored-worker-queries.server";
import { maskPhone } from "~/people/masking";
import { whatsAppLink } from "~/people/phone";
import type { World } from "~/platform/world.server";
import { createWords, type Words } from "~/words/words";
import { findStatement } from "~/workers/worker-statement-queries.server";

export type OwnWorker = {
  readonly workerId: string;
  readonly name: string;
  readonly clock: LapseClock;
  readonly phoneMasked: string;
  /** Opens WhatsApp with the text filled in; absent while there is no good news to tell. */
  readonly messageHref?: string;
};

export async function gatherOwnWorkers(
  world: Pick<World, "db" | "clock" | "sealer">,
  sponsorId: string,
): Promise<readonly OwnWorker[]> {
  const now = world.clock.now();
  const today = dayInWib(now);
  const holidays = await listHolidayDays(world.db);
  const workers = await listSponsoredWorkers(world.db, sponsorId);
  const ids = workers.map(({ workerId }) => workerId);
  const facts = await listCoverageFacts(world.db, ids, sponsorId, now);
  const own: OwnWorker[] = [];
  for (const { workerId, statementId, name } of workers) {
    const statement = await findStatement(world.db, statementId);
    if (!statement) continue;
    const phone = world.sealer.open(statement.phoneSealed, "worker.phone");
    const months = (facts.get(workerId) ?? [])
      .filter(({ state, programme }) => state !== "held" && programme === "jkk")
      .map(({ month }) => month);
    const clock = lapseClock(months, today, holidays);
    const text = messageOf(clock, createWords("id").t);
    const shown = { workerId, name, clock, phoneMasked: maskPhone(phone) };
    own.push(text ? { ...shown, messageHref: whatsAppLink(phone, text) } : shown);
  }
  return own;
}

/** What a sponsor tells a worker: only what is paid, and where to ask. */
function messageOf(clock: LapseClock, t: Words): string | undefined {
  const say = (day: Day) => formatDay(day, "id");
  switch (clock.kind) {
    case "waiting":
      return t("reminder.whatsApp.waiting", { day: say(clock.protectedFrom) });
    case "protected":
      return t("reminder.whatsApp.protected", { day: say(clock.protectedUntil) });
    case "never":
    case "due":
    case "arrears":
    case "ended":
      return undefined;
  }
}
