/** Puts what a reminder offers into a new cart with its payer, so that only checking and paying is left. */
import { insertCart, saveCartLine, saveCartPayer, saveCartRenewalWish } from "~/orders/cart-queries.server";
import { hashCartToken } from "~/orders/cart-visit.server";
import type { World } from "~/platform/world.server";
import { findRenewalPayer } from "~/sponsorship/renewal-queries.server";
import type { OfferGroup } from "./offer";
import { revokeRefusals } from "./reminder-queries.server";

/** Returns the new cart's secret, for the sponsor's cookie. */
export async function goOnWithWorkers(
  world: Pick<World, "db" | "clock" | "chance">,
  sponsorId: string,
  group: Extract<OfferGroup, { kind: "cart" }>,
): Promise<string> {
  const token = world.chance.token();
  const now = world.clock.now();
  await world.db.transaction().execute(async (trx) => {
    const payer = await findRenewalPayer(trx, sponsorId);
    const cartId = world.chance.id();
    await insertCart(trx, { id: cartId, tokenHash: hashCartToken(token), openedAt: now });
    for (const offer of group.offers)
      await saveCartLine(trx, {
        id: world.chance.id(),
        cartId,
        statementId: offer.statementId,
        workerId: offer.workerId,
        programmes: offer.programmes,
        startMonth: offer.months[0]!,
        months: offer.months.length,
        addedAt: now,
      });
    await saveCartPayer(trx, cartId, {
      payerName: payer.name,
      payerEmail: payer.email,
      shownAs: payer.shownAs,
      coverFee: false,
      touchedAt: now,
    });
    if (group.wish) await saveCartRenewalWish(trx, cartId, group.wish);
    const workerIds = group.offers.map(({ workerId }) => workerId);
    await revokeRefusals(trx, sponsorId, workerIds, now);
  });
  return token;
}
