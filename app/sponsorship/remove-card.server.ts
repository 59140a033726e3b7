/**
 * A sponsor takes a saved card back: what it would have paid is paid by link from then on, and the gateway forgets
 * it too, by a chore, because the gateway may be away.
 */
import type { Actor } from "~/audit/audit-queries.server";
import { recordAct } from "~/audit/audit-queries.server";
import { queueChores } from "~/chores/chore-queries.server";
import { gatewayNamed, type World } from "~/platform/world.server";
import type { Trx } from "~db/connection";
import { listCardUses } from "./manage-queries.server";
import { type Changing, changeSponsorships, type ManageNeeds } from "./manage-sponsorship.server";
import { findSavedMethod, removeSavedMethod } from "./saved-method-queries.server";

/** Somebody may choose the card for another sponsorship between the two looks. */
const MOST_ROUNDS = 3;
class StillUsed extends Error {}

/** Removes the card and changes every sponsorship it pays for, or does nothing. Safe to repeat. */
export async function removeCard(world: ManageNeeds, request: Removal): Promise<Changing> {
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    try {
      return await removeOnce(world, request);
    } catch (error) {
      if (!(error instanceof StillUsed)) throw error;
    }
  }
  return { kind: "effect_changed" };
}

type Removal = { readonly sponsorId: string; readonly savedMethodId: string; readonly by: Actor };

async function removeOnce(world: ManageNeeds, request: Removal): Promise<Changing> {
  const { sponsorId, savedMethodId } = request;
  const card = await findSavedMethod(world.db, savedMethodId);
  if (card?.sponsorId !== sponsorId) return { kind: "unknown" };
  if (card.removedAt) return { kind: "stands_already" };
  const uses = (await listCardUses(world.db, sponsorId)).filter((use) => use.savedMethodId === savedMethodId);
  if (uses.length === 0) {
    const done = await world.db.transaction().execute((trx) => forget(trx, world, request));
    return done ? { kind: "changed", effects: [] } : { kind: "stands_already" };
  }
  return changeSponsorships(world, {
    sponsorId,
    by: request.by,
    changes: uses.map(({ sponsorshipId }) => ({
      sponsorshipId,
      change: { kind: "way", way: "pay_link" },
    })),
    beside: async (trx) => {
      await forget(trx, world, request);
    },
  });
}

/** False when it was removed before. */
async function forget(trx: Trx, world: Pick<World, "clock" | "chance">, removal: Removal): Promise<boolean> {
  const { sponsorId, savedMethodId, by } = removal;
  const now = world.clock.now();
  if (!(await removeSavedMethod(trx, sponsorId, savedMethodId, now))) return false;
  const uses = await listCardUses(trx, sponsorId);
  if (uses.some((use) => use.savedMethodId === savedMethodId)) throw new StillUsed("the card is used again");
  await queueChores(trx, [
    { id: world.chance.id(), kind: "forget_card", subject: savedMethodId, queuedAt: now, dueAt: now },
  ]);
  await recordAct(trx, {
    at: now,
    actor: by,
    act: "card_removed",
    subjectKind: "saved_method",
    subjectId: savedMethodId,
  });
  return true;
}

/** The chore: takes the card away from the gateway. Throws when the gateway is away, so that it is tried again. */
export async function forgetCard(
  world: Pick<World, "db" | "gateways">,
  savedMethodId: string,
): Promise<"done"> {
  const card = await findSavedMethod(world.db, savedMethodId);
  if (!card?.removedAt) return "done";
  const answer = await gatewayNamed(world, card.gateway).forgetCard(card.methodRef);
  if (answer.kind === "forgotten") return "done";
  throw new Error(`The gateway did not forget the card: ${answer.reason}, ${answer.detail}`);
}
