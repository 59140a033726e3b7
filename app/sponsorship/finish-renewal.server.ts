/** An order of a renewal has been paid: the renewal closes, a rest is over, and a new card is kept. */
import { findOrder } from "~/orders/order-queries.server";
import { listPaymentsOfOrder } from "~/payments/payment-queries.server";
import type { World } from "~/platform/world.server";
import { findKeptCard, keepCard } from "./begin-sponsorships.server";
import { finishTry, listTries } from "./charge-queries.server";
import {
  closeRenewal,
  findRenewalOfOrder,
  listSponsorshipsOfRenewal,
  lockRenewal,
} from "./renewal-queries.server";
import { findSponsorship, insertTerms, revokeGaps } from "./sponsorship-queries.server";

type Needs = Pick<World, "db" | "clock" | "chance" | "gateways" | "log">;

/** Safe to repeat. Throws when the gateway is away and a card may have been kept there. */
export async function finishRenewal(world: Needs, orderId: string): Promise<"done"> {
  const order = await findOrder(world.db, orderId);
  const renewalId = await findRenewalOfOrder(world.db, orderId);
  if (order?.state !== "settled" || !renewalId) return "done";
  const card = order.renewalWish ? await findKeptCard(world, order) : undefined;
  await world.db.transaction().execute(async (trx) => {
    const now = world.clock.now();
    const recorded = { at: now, by: `order/${order.code}` };
    await lockRenewal(trx, renewalId);
    await closeRenewal(trx, renewalId, "paid", now);
    const last = (await listTries(trx, renewalId)).at(-1);
    const own = (await listPaymentsOfOrder(trx, order.id)).some((payment) => payment.id === last?.paymentId);
    if (own && last && !last.outcome)
      await finishTry(trx, renewalId, last.number, { outcome: "succeeded", finishedAt: now });
    const sponsorshipIds = await listSponsorshipsOfRenewal(trx, renewalId);
    await revokeGaps(trx, sponsorshipIds, ["rest"], recorded);
    if (!card) return;
    const savedMethodId = await keepCard(trx, world, order, card);
    for (const id of sponsorshipIds) {
      const sponsorship = await findSponsorship(trx, id);
      if (!sponsorship || sponsorship.endedAt || sponsorship.terms.way !== "saved_card") continue;
      if (sponsorship.terms.savedMethodId !== savedMethodId)
        await insertTerms(trx, id, { ...sponsorship.terms, savedMethodId }, recorded);
    }
  });
  return "done";
}
