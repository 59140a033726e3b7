/** Announces charges: what will be charged, when, for whom, and how to leave it out. One renewal, one transaction. */
import { addDays, type Day } from "~/calendar/day";
import { dayInWib } from "~/calendar/wib";
import { gatewayNamed, type World } from "~/platform/world.server";
import type { Trx } from "~db/connection";
import { insertNotice, listNotices, listUnannounced } from "./charge-queries.server";
import { priceRenewal } from "./place-renewal-order.server";
import { queueRenewalLetter } from "./queue-renewal-letter.server";
import { chargeDay, type RenewalSetting } from "./renewal-calendar";
import { lockRenewal, type Renewal, sealRenewal } from "./renewal-queries.server";
import { findSavedMethod } from "./saved-method-queries.server";
import { findRenewalSetting } from "./sponsorship-queries.server";

type Needs = Pick<World, "db" | "clock" | "chance" | "gateways" | "log">;

const MOST_AT_ONCE = 1000;

/** Announces every charge whose time has come. A renewal that goes wrong does not stop the others. */
export async function sendChargeNotices(
  world: Needs,
): Promise<{ readonly expected: number; readonly done: number; readonly failed: number }> {
  const today = dayInWib(world.clock.now());
  const setting = await findRenewalSetting(world.db, today);
  const reach = setting.chargeDaysBefore + setting.noticeDays + setting.noticeRestDays;
  const ids = await listUnannounced(world.db, addDays(today, reach), MOST_AT_ONCE);
  let done = 0;
  for (const id of ids) {
    try {
      await world.db.transaction().execute((trx) => announceOne(trx, world, id, setting));
      done += 1;
    } catch (error) {
      world.log.error({ renewal: id, error: (error as Error).message }, "a charge could not be announced");
    }
  }
  return { expected: ids.length, done, failed: ids.length - done };
}

async function announceOne(trx: Trx, world: Needs, id: string, setting: RenewalSetting): Promise<void> {
  const now = world.clock.now();
  await sealRenewal(trx, id, now);
  const renewal = await lockRenewal(trx, id);
  if (!renewal || renewal.closedBecause || renewal.paidByOrder) return;
  if ((await listNotices(trx, id)).length > 0) return;
  const priced = await priceRenewal(trx, renewal, now);
  if (priced.kind === "nothing_left") return;
  if (priced.kind === "no_tariff") throw new Error(`No tariff is recorded for ${priced.months.join(", ")}.`);
  if (await isTooSmall(trx, world, renewal, priced.totalRupiah)) return;
  await announceCharge(trx, world, renewal, priced.totalRupiah, setting);
}

/**
 * Whether the gateway does not take so small a sum, e.g. when only one discounted month is left of a renewal. The
 * sponsor is told once, with the link: together with others or by longer intervals it can be paid. Throws when the
 * sum is too large, because then a person must split it.
 */
export async function isTooSmall(
  trx: Trx,
  world: Needs,
  renewal: Renewal,
  totalRupiah: number,
): Promise<boolean> {
  const method = renewal.savedMethodId && (await findSavedMethod(trx, renewal.savedMethodId));
  const gateway = method ? gatewayNamed(world, method.gateway) : world.gateways[0];
  if (!gateway) throw new Error("No gateway is wired in this installation.");
  const { minimumRupiah, maximumRupiah } = gateway.limits;
  if (totalRupiah > maximumRupiah)
    throw new Error(`Rp${totalRupiah} is more than the gateway takes at once (${maximumRupiah}).`);
  if (totalRupiah >= minimumRupiah) return false;
  await queueRenewalLetter(trx, world, renewal, {
    kind: "renewal_by_link",
    occasion: "too-small",
    facts: { because: "amount_too_small" },
  });
  return true;
}

/** Writes the next notice of a locked renewal and queues its letter. Returns the day it promises. */
export async function announceCharge(
  trx: Trx,
  world: Needs,
  renewal: Renewal,
  amountRupiah: number,
  setting: RenewalSetting,
): Promise<Day> {
  const now = world.clock.now();
  const number = (await listNotices(trx, renewal.id)).length + 1;
  const chargeOn = chargeDay(renewal.dueOn, dayInWib(now), setting);
  const mailId = await queueRenewalLetter(trx, world, renewal, {
    kind: "charge_notice",
    occasion: String(number),
    facts: { amountRupiah, chargeOn },
  });
  await insertNotice(trx, {
    id: world.chance.id(),
    renewalId: renewal.id,
    number,
    amountRupiah,
    chargeOn,
    mailId,
    recordedAt: now,
  });
  return chargeOn;
}
