/**
 * Writers of the letters around renewals. They look again before a letter leaves: what was paid, left out or
 * ended meanwhile is not written about, and a charge whose notice was dropped does not happen.
 */
import { z } from "zod";
import type { LetterWriter, LetterWriters, Writing } from "~/mail/deliver-mails.server";
import type { ClaimedMail } from "~/mail/delivery-queries.server";
import { operatorOf } from "~/mail/operator.server";
import type { World } from "~/platform/world.server";
import { createWords } from "~/words/words";
import { listNotices } from "./charge-queries.server";
import {
  byLinkLetter,
  cardExpiringLetter,
  chargeNoticeLetter,
  declinedLetter,
  type RenewalPlace,
  restedLetter,
} from "./renewal-letter";
import { renewalPath } from "./renewal-link.server";
import {
  findRenewal,
  findRenewalPayer,
  listRenewalItems,
  listRestedItems,
  type Renewal,
  type RenewalItem,
} from "./renewal-queries.server";
import { findSavedMethod } from "./saved-method-queries.server";

const about = z.object({ renewalId: z.string() });
const noticeFacts = about.extend({ amountRupiah: z.number().int().positive(), chargeOn: z.string() });
const declinedFacts = about.extend({ retryOn: z.string() });
const linkFacts = about.extend({ because: z.string() });
const cardFacts = z.object({ methodId: z.string(), month: z.string() });

/** All of them are essential: they are about money that moves, or does not, by itself. */
export const renewalLetterWriters: LetterWriters = {
  charge_notice: essential(async (world, mail) => {
    const facts = noticeFacts.parse(mail.facts);
    const found = await openRenewal(world, facts.renewalId);
    if ("drop" in found) return found;
    const newest = (await listNotices(world.db, facts.renewalId)).at(-1);
    if (newest && newest.amountRupiah !== facts.amountRupiah)
      return { drop: "A newer notice names another sum." };
    const card =
      found.renewal.savedMethodId && (await findSavedMethod(world.db, found.renewal.savedMethodId));
    return { letter: chargeNoticeLetter({ ...facts, ...found, card: card || {} }, found.place) };
  }),
  renewal_declined: essential(async (world, mail) => {
    const facts = declinedFacts.parse(mail.facts);
    const found = await openRenewal(world, facts.renewalId);
    return "drop" in found ? found : { letter: declinedLetter({ ...facts, ...found }, found.place) };
  }),
  renewal_by_link: essential(async (world, mail) => {
    const facts = linkFacts.parse(mail.facts);
    const found = await openRenewal(world, facts.renewalId);
    return "drop" in found ? found : { letter: byLinkLetter({ ...facts, ...found }, found.place) };
  }),
  renewal_rested: essential(async (world, mail) => {
    const { renewalId } = about.parse(mail.facts);
    const renewal = await findRenewal(world.db, renewalId);
    if (!renewal || renewal.paidByOrder) return { drop: "The renewal has been paid meanwhile." };
    const workers = await listRestedItems(world.db, renewalId);
    if (workers.length === 0) return { drop: "Nothing of the renewal rests any more." };
    return { letter: restedLetter({ workers }, await placeOf(world, renewal)) };
  }),
  card_expiring: essential(async (world, mail) => {
    const { methodId, month } = cardFacts.parse(mail.facts);
    const card = await findSavedMethod(world.db, methodId);
    if (!card || card.removedAt) return { drop: "The card was removed meanwhile." };
    const { name } = await findRenewalPayer(world.db, card.sponsorId);
    const place = { ...houseOf(world), sponsorName: name, url: `${world.settings.publicUrl}/saya` };
    return { letter: cardExpiringLetter({ month, card }, place) };
  }),
};

function essential(write: (world: World, mail: ClaimedMail) => Promise<Writing>): LetterWriter {
  return { essential: true, write };
}

type Found =
  | { readonly drop: string }
  | {
      readonly renewal: Renewal;
      readonly workers: readonly RenewalItem[];
      readonly place: RenewalPlace;
    };

/** The renewal a letter asks something about, as long as there is something to ask. */
async function openRenewal(world: World, renewalId: string): Promise<Found> {
  const renewal = await findRenewal(world.db, renewalId);
  if (!renewal || renewal.closedBecause || renewal.paidByOrder)
    return { drop: "The renewal is paid or closed." };
  const workers = await listRenewalItems(world.db, renewalId);
  if (workers.length === 0) return { drop: "Nothing is left in the renewal." };
  return { renewal, workers, place: await placeOf(world, renewal) };
}

async function placeOf(world: World, renewal: Renewal): Promise<RenewalPlace> {
  const { name } = await findRenewalPayer(world.db, renewal.sponsorId);
  const { publicUrl, SESSION_SECRET } = world.settings;
  return {
    ...houseOf(world),
    sponsorName: name,
    url: `${publicUrl}${renewalPath(SESSION_SECRET, renewal.id)}`,
  };
}

function houseOf(world: World) {
  return { t: createWords("id").t, locale: "id" as const, operator: operatorOf(world) };
}
