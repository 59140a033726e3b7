/**
 * Somebody answers the invitation to go on with a worker. Accepting ends the giver's sponsorship and begins their
 * own in one transaction, so that no month is renewed by both or by nobody: they pay from the first month that is
 * not paid.
 */
import { recordAct } from "~/audit/audit-queries.server";
import { queueMails } from "~/mail/mail-queries.server";
import { findOrInsertSponsor } from "~/orders/order-queries.server";
import type { World } from "~/platform/world.server";
import type { Trx } from "~db/connection";
import { endHandOver, findHandOver, type HandOver, lockHandOver } from "./hand-over-queries.server";
import { type Changing, changeSponsorship, type ManageNeeds } from "./manage-sponsorship.server";
import type { IntervalMonths } from "./renewal-period";
import { findRenewalPayer } from "./renewal-queries.server";
import {
  findSponsorship,
  insertSponsorship,
  insertTerms,
  type Sponsorship,
} from "./sponsorship-queries.server";

export type Taking =
  | { readonly kind: "taken"; readonly sponsorshipId: string }
  | { readonly kind: "unknown" }
  /** It was answered, taken back or has run out; `over` when the sponsorship itself has ended. */
  | { readonly kind: "gone"; readonly because: NonNullable<HandOver["endedAs"]> | "over" }
  /** A renewal is being paid at this moment, or the gateway is away: try again. */
  | { readonly kind: "busy" };

/** Why an offer can no longer be answered; undefined when it can. */
export function goneBecause(
  offer: HandOver,
  sponsorship: Sponsorship | undefined,
  now: Date,
): NonNullable<HandOver["endedAs"]> | "over" | undefined {
  if (offer.endedAs) return offer.endedAs;
  if (!sponsorship || sponsorship.endedAt) return "over";
  return offer.expiresAt && offer.expiresAt > now ? undefined : "expired";
}

/** Thrown to undo the change when the offer was answered by somebody at the same moment. */
class AnsweredMeanwhile extends Error {}

/** Accepts the offer for the person whose address it was sent to. Safe to repeat. */
export async function takeOver(
  world: ManageNeeds,
  acceptance: {
    readonly handOverId: string;
    readonly name: string;
    readonly intervalMonths: IntervalMonths;
  },
): Promise<Taking> {
  const offer = await findHandOver(world.db, acceptance.handOverId);
  if (offer?.toWhom !== "sponsor") return { kind: "unknown" };
  const old = await findSponsorship(world.db, offer.sponsorshipId);
  const gone = goneBecause(offer, old, world.clock.now());
  if (offer.newSponsorshipId) return { kind: "taken", sponsorshipId: offer.newSponsorshipId };
  if (gone || !old) return { kind: "gone", because: gone ?? "over" };
  const id = world.chance.id();
  const changing = await changeSponsorship(world, {
    sponsorshipId: old.id,
    sponsorId: old.sponsorId,
    by: { kind: "system", name: `hand-over/${offer.id}` },
    change: { kind: "end", how: "handed_over" },
    beside: (trx, [ended]) => begin(trx, world, { offerId: offer.id, id, old: ended!, ...acceptance }),
  }).catch((error): Changing => {
    if (error instanceof AnsweredMeanwhile) return { kind: "over" };
    throw error;
  });
  switch (changing.kind) {
    case "changed":
      return { kind: "taken", sponsorshipId: id };
    case "stands_already":
    case "over":
    case "unknown":
    case "outdated":
    case "effect_changed": {
      const now = await findHandOver(world.db, offer.id);
      if (now?.newSponsorshipId) return { kind: "taken", sponsorshipId: now.newSponsorshipId };
      return { kind: "gone", because: now?.endedAs ?? "over" };
    }
    case "being_charged":
    case "paid":
    case "gateway_away":
      return { kind: "busy" };
  }
}

async function begin(
  trx: Trx,
  world: ManageNeeds,
  given: {
    readonly offerId: string;
    readonly id: string;
    readonly old: Sponsorship;
    readonly name: string;
    readonly intervalMonths: IntervalMonths;
  },
): Promise<void> {
  const now = world.clock.now();
  const { old, id } = given;
  const offer = await lockHandOver(trx, given.offerId);
  if (!offer?.toAddress || offer.endedAs) throw new AnsweredMeanwhile("the offer was answered meanwhile");
  const sponsorId = await findOrInsertSponsor(trx, {
    id: world.chance.id(),
    email: offer.toAddress,
    name: given.name,
    createdAt: now,
  });
  const { workerId, statementId } = old;
  const begun = { id, sponsorId, workerId, statementId, begunAt: now, takenOverFrom: old.id };
  if (!(await insertSponsorship(trx, begun)))
    throw new Error("The worker has a living sponsorship although theirs was just ended.");
  const terms = {
    intervalMonths: given.intervalMonths,
    programmes: old.terms.programmes,
    way: "pay_link" as const,
  };
  await insertTerms(trx, id, terms, { at: now, by: `sponsor/${sponsorId}` });
  await endHandOver(trx, offer.id, { as: "accepted", at: now, newSponsorshipId: id });
  await recordAct(trx, {
    at: now,
    actor: { kind: "sponsor", id: sponsorId, name: given.name },
    act: "sponsorship_taken_over",
    subjectKind: "sponsorship",
    subjectId: id,
    after: { from: old.id, terms },
  });
  await queueMails(trx, [
    {
      id: world.chance.id(),
      occasion: `hand_over_welcome/${offer.id}`,
      kind: "hand_over_welcome",
      toAddress: offer.toAddress,
      sponsorId,
      locale: "id",
      facts: { sponsorshipId: id },
      queuedAt: now,
      dueAt: now,
    },
  ]);
}

/** The invited person would rather not; the giver is told. Safe to repeat. */
export async function declineHandOver(
  world: Pick<World, "db" | "clock" | "chance">,
  handOverId: string,
): Promise<"declined" | "gone" | "unknown"> {
  return world.db.transaction().execute(async (trx) => {
    const offer = await lockHandOver(trx, handOverId);
    if (offer?.toWhom !== "sponsor") return "unknown";
    if (offer.endedAs === "declined") return "declined";
    const now = world.clock.now();
    const sponsorship = await findSponsorship(trx, offer.sponsorshipId);
    if (!sponsorship || goneBecause(offer, sponsorship, now)) return "gone";
    await endHandOver(trx, offer.id, { as: "declined", at: now });
    const giver = await findRenewalPayer(trx, sponsorship.sponsorId);
    await queueMails(trx, [
      {
        id: world.chance.id(),
        occasion: `hand_over_declined/${offer.id}`,
        kind: "hand_over_declined",
        toAddress: giver.email,
        sponsorId: sponsorship.sponsorId,
        locale: "id",
        facts: { sponsorshipId: sponsorship.id },
        queuedAt: now,
        dueAt: now,
      },
    ]);
    return "declined";
  });
}
