/** A renewal nobody paid is given up: its sponsorships rest, none is deleted, and the worker's clock goes on. */
import { addDays } from "~/calendar/day";
import { dayInWib } from "~/calendar/wib";
import type { World } from "~/platform/world.server";
import type { Trx } from "~db/connection";
import { listOverdueRenewals, listTries } from "./charge-queries.server";
import { queueRenewalLetter } from "./queue-renewal-letter.server";
import { restDay } from "./renewal-calendar";
import { closeRenewal, dropStaleItems, lockRenewal, type Renewal, restItems } from "./renewal-queries.server";
import { findRenewalSetting, insertGap } from "./sponsorship-queries.server";

type Needs = Pick<World, "db" | "clock" | "chance" | "log">;

const MOST_AT_ONCE = 1000;

/** However long ago its months were: what was not paid rests. */
const EVER = "1000-01";

/**
 * Closes a locked renewal, lets its sponsorships rest from their first unpaid month, and tells the sponsor. Where
 * nothing of it holds any more (all were ended or left out meanwhile) nobody needs to be told.
 */
export async function restRenewal(
  trx: Trx,
  world: Needs,
  renewal: Renewal,
  because: "declined" | "unpaid",
): Promise<void> {
  const now = world.clock.now();
  await dropStaleItems(trx, renewal.id, now, EVER);
  const items = await restItems(trx, renewal.id, now);
  if (items.length === 0) return closeRenewal(trx, renewal.id, "nothing_left", now);
  await queueRenewalLetter(trx, world, renewal, {
    kind: "renewal_rested",
    occasion: dayInWib(now),
    facts: { because },
  });
  for (const item of items)
    await insertGap(trx, {
      id: world.chance.id(),
      sponsorshipId: item.sponsorship_id,
      kind: "rest",
      because,
      fromMonth: item.start_month,
      recordedAt: now,
      recordedBy: `renewal/${renewal.id}`,
    });
  await closeRenewal(trx, renewal.id, because, now);
}

/** Gives up every renewal whose last day is over. One that goes wrong does not stop the others. */
export async function restUnpaidRenewals(
  world: Needs,
): Promise<{ readonly expected: number; readonly done: number; readonly failed: number }> {
  const today = dayInWib(world.clock.now());
  const setting = await findRenewalSetting(world.db, today);
  const ids = await listOverdueRenewals(world.db, addDays(today, -setting.restAfterDays), MOST_AT_ONCE);
  let done = 0;
  for (const id of ids) {
    try {
      await world.db.transaction().execute(async (trx) => {
        const renewal = await lockRenewal(trx, id);
        if (!renewal || renewal.closedBecause || renewal.paidByOrder) return;
        const tries = await listTries(trx, id);
        if (tries.at(-1) && !tries.at(-1)!.outcome) return;
        if (restDay(renewal.dueOn, tries[0]?.onDay, setting) < today)
          await restRenewal(trx, world, renewal, tries.length > 0 ? "declined" : "unpaid");
      });
      done += 1;
    } catch (error) {
      world.log.error({ renewal: id, error: (error as Error).message }, "a renewal could not be given up");
    }
  }
  return { expected: ids.length, done, failed: ids.length - done };
}
