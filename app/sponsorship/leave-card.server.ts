/**
 * A sponsor leaves a card without paying, on the gateway's page. Whether it was left is looked up when they come
 * back, and at the next visit when they never did: nothing depends on a message.
 */
import type { World } from "~/platform/world.server";
import { gatewayNamed } from "~/platform/world.server";
import {
  type CardWish,
  endCardWish,
  insertCardWish,
  listOpenCardWishes,
  saveCardPage,
} from "./card-wish-queries.server";
import { keepSavedMethod, listSavedMethods } from "./saved-method-queries.server";

type Needs = Pick<World, "db" | "clock" | "chance" | "gateways" | "log">;

export type CardPageOpening =
  | { readonly kind: "page"; readonly url: string }
  /** The gateway is away or would not; nothing was kept. */
  | { readonly kind: "gateway_away" };

/** Opens the page. `links` say where the gateway sends the sponsor afterwards, for the id of the wish. */
export async function openCardPage(
  world: Needs,
  request: {
    readonly sponsorId: string;
    readonly email: string;
    readonly links: (wishId: string) => { readonly successUrl: string; readonly cancelUrl: string };
  },
): Promise<CardPageOpening> {
  const gateway = world.gateways[0];
  if (!gateway) throw new Error("No gateway is wired in this installation.");
  const id = world.chance.id();
  const { sponsorId } = request;
  await insertCardWish(world.db, { id, sponsorId, gateway: gateway.name, openedAt: world.clock.now() });
  const known = (await listSavedMethods(world.db, sponsorId)).find((each) => each.gateway === gateway.name);
  const opened = await gateway.openCardPage({
    wishId: id,
    idempotencyKey: `card/${id}`,
    payerEmail: request.email,
    locale: "id",
    ...(known ? { customerRef: known.customerRef } : {}),
    ...request.links(id),
  });
  if (opened.kind === "refused") {
    world.log.warn({ wish: id, reason: opened.reason, detail: opened.detail }, "no page for a card");
    await endCardWish(world.db, id, { as: "refused", at: world.clock.now() });
    return { kind: "gateway_away" };
  }
  await saveCardPage(world.db, id, opened.checkoutRef);
  return { kind: "page", url: opened.url };
}

/** Looks what became of a sponsor's open wishes, and keeps the cards. Safe to repeat; quiet when the gateway is away. */
export async function keepLeftCards(world: Needs, sponsorId: string): Promise<void> {
  for (const wish of await listOpenCardWishes(world.db, sponsorId)) {
    try {
      await keepLeftCard(world, wish);
    } catch (error) {
      world.log.warn(
        { wish: wish.id, error: (error as Error).message },
        "a card page could not be looked at",
      );
    }
  }
}

async function keepLeftCard(world: Needs, wish: CardWish): Promise<void> {
  const at = world.clock.now();
  if (!wish.checkoutRef) return endCardWish(world.db, wish.id, { as: "refused", at });
  const page = await gatewayNamed(world, wish.gateway).findCardPage(wish.checkoutRef);
  if (page?.state === "open") return;
  if (page?.state !== "kept") return endCardWish(world.db, wish.id, { as: "expired", at });
  const { method, customerRef, savedMethodRef } = page;
  await world.db.transaction().execute(async (trx) => {
    const savedMethodId = await keepSavedMethod(trx, {
      id: world.chance.id(),
      sponsorId: wish.sponsorId,
      gateway: wish.gateway,
      customerRef,
      methodRef: savedMethodRef,
      savedAt: at,
      ...(method.brand ? { brand: method.brand } : {}),
      ...(method.last4 ? { last4: method.last4 } : {}),
      ...(method.expMonth ? { expMonth: method.expMonth } : {}),
      ...(method.expYear ? { expYear: method.expYear } : {}),
    });
    await endCardWish(trx, wish.id, { as: "kept", at, savedMethodId });
  });
}
