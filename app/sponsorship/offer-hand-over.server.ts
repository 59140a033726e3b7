/**
 * A sponsor wants somebody else to go on: offers a worker to a person by e-mail, takes the offer back, or entrusts
 * the worker to the house. Nothing changes for the worker before an offer is accepted.
 */
import { type Actor, recordAct } from "~/audit/audit-queries.server";
import { queueMails } from "~/mail/mail-queries.server";
import { maskEmail } from "~/people/masking";
import type { World } from "~/platform/world.server";
import type { Trx } from "~db/connection";
import { endOffersOf, insertHandOver, listLiveHandOvers } from "./hand-over-queries.server";
import { type Changing, changeSponsorship, type ManageNeeds } from "./manage-sponsorship.server";
import { lockSponsorship, type Sponsorship } from "./sponsorship-queries.server";

/** How long somebody may think about it. */
export const OFFER_DAYS = 14;
const DAY_MS = 86_400_000;

type Whose = { readonly sponsorId: string; readonly sponsorshipId: string; readonly by: Actor };
export type Offering =
  | { readonly kind: "offered" }
  /** The same person has an open offer already: the second click of a double click. */
  | { readonly kind: "stands_already" }
  | { readonly kind: "unknown" }
  | { readonly kind: "over" }
  /** Somebody else has not answered yet. */
  | { readonly kind: "already_offered" };

/** Offers the worker to `toAddress`, an address as `readEmail` gives it. One open offer at a time. */
export async function offerHandOver(
  world: Pick<World, "db" | "clock" | "chance">,
  offer: Whose & { readonly toAddress: string; readonly words?: string | undefined },
): Promise<Offering> {
  const now = world.clock.now();
  return world.db.transaction().execute(async (trx): Promise<Offering> => {
    const sponsorship = await lockOwn(trx, offer);
    if (typeof sponsorship === "string") return { kind: sponsorship };
    await endOffersOf(trx, sponsorship.id, { as: "expired", at: now });
    const [open] = await listLiveHandOvers(trx, [sponsorship.id], now);
    if (open) return { kind: open.toAddress === offer.toAddress ? "stands_already" : "already_offered" };
    const id = world.chance.id();
    await insertHandOver(trx, {
      id,
      sponsorshipId: sponsorship.id,
      toWhom: "sponsor",
      toAddress: offer.toAddress,
      offeredAt: now,
      expiresAt: new Date(now.getTime() + OFFER_DAYS * DAY_MS),
      ...(offer.words ? { words: offer.words } : {}),
    });
    await queueMails(trx, [
      {
        id: world.chance.id(),
        occasion: `hand_over_offer/${id}`,
        kind: "hand_over_offer",
        toAddress: offer.toAddress,
        locale: "id",
        facts: { handOverId: id },
        queuedAt: now,
        dueAt: now,
      },
    ]);
    await record(trx, world, offer, "sponsorship_offered", { to: maskEmail(offer.toAddress) });
    return { kind: "offered" };
  });
}

/** Takes an open offer back; its link says so from then on. */
export async function withdrawOffer(
  world: Pick<World, "db" | "clock">,
  whose: Whose,
): Promise<"withdrawn" | "nothing_open" | "unknown"> {
  return world.db.transaction().execute(async (trx) => {
    const sponsorship = await lockOwn(trx, whose);
    if (sponsorship === "unknown") return "unknown";
    const at = world.clock.now();
    if ((await endOffersOf(trx, whose.sponsorshipId, { as: "withdrawn", at })) === 0) return "nothing_open";
    await record(trx, world, whose, "sponsorship_offer_withdrawn");
    return "withdrawn";
  });
}

/** Entrusts the worker to the house: the sponsorship ends, and the worker waits for somebody to go on. */
export function entrustWorker(
  world: ManageNeeds,
  {
    words,
    seen,
    ...whose
  }: Whose & { readonly words?: string | undefined; readonly seen?: string | undefined },
): Promise<Changing> {
  return changeSponsorship(world, {
    ...whose,
    seen,
    change: { kind: "end", how: "entrusted" },
    ending: words ? { note: words } : {},
    beside: async (trx, [sponsorship]) => {
      await insertHandOver(trx, {
        id: world.chance.id(),
        sponsorshipId: sponsorship!.id,
        toWhom: "pool",
        offeredAt: world.clock.now(),
        ...(words ? { words } : {}),
      });
    },
  });
}

async function lockOwn(
  trx: Trx,
  { sponsorId, sponsorshipId }: Whose,
): Promise<Sponsorship | "unknown" | "over"> {
  const sponsorship = await lockSponsorship(trx, sponsorshipId);
  if (sponsorship?.sponsorId !== sponsorId) return "unknown";
  return sponsorship.endedAt ? "over" : sponsorship;
}

async function record(
  trx: Trx,
  world: Pick<World, "clock">,
  { by, sponsorshipId }: Whose,
  act: string,
  after?: Readonly<Record<string, unknown>>,
): Promise<void> {
  await recordAct(trx, {
    at: world.clock.now(),
    actor: by,
    act,
    subjectKind: "sponsorship",
    subjectId: sponsorshipId,
    ...(after ? { after } : {}),
  });
}
