/**
 * A charge that was announced has become smaller, because somebody dropped out of the renewal. The exact sum is
 * announced again and holds from then on; the day of the charge moves only as far as the notice needs to arrive.
 */
import { addDays } from "~/calendar/day";
import { dayInWib } from "~/calendar/wib";
import type { World } from "~/platform/world.server";
import type { Trx } from "~db/connection";
import { insertNotice, listNotices, listTries } from "./charge-queries.server";
import { priceRenewal } from "./place-renewal-order.server";
import { queueRenewalLetter } from "./queue-renewal-letter.server";
import { findRenewal } from "./renewal-queries.server";
import { findRenewalSetting } from "./sponsorship-queries.server";

/**
 * Looks at a locked renewal again: closes it when nothing is left, announces the new sum when a charge was
 * announced and none was tried. A renewal that waits for a link needs no notice.
 */
export async function correctChargeNotice(
  trx: Trx,
  world: Pick<World, "clock" | "chance">,
  renewalId: string,
): Promise<void> {
  const now = world.clock.now();
  const renewal = await findRenewal(trx, renewalId);
  if (!renewal?.sealedAt || renewal.closedBecause || renewal.paidByOrder) return;
  const priced = await priceRenewal(trx, renewal, now);
  const notices = await listNotices(trx, renewalId);
  const newest = notices.at(-1);
  if (priced.kind !== "priced" || !newest || newest.amountRupiah === priced.totalRupiah) return;
  if ((await listTries(trx, renewalId)).length > 0) return;
  const today = dayInWib(now);
  const earliest = addDays(today, (await findRenewalSetting(trx, today)).noticeRestDays);
  const facts = {
    amountRupiah: priced.totalRupiah,
    chargeOn: newest.chargeOn > earliest ? newest.chargeOn : earliest,
  };
  const number = notices.length + 1;
  const mailId = await queueRenewalLetter(trx, world, renewal, {
    kind: "charge_notice",
    occasion: String(number),
    facts,
  });
  await insertNotice(trx, { id: world.chance.id(), renewalId, number, ...facts, mailId, recordedAt: now });
}
