/** Queues a letter about a renewal to its sponsor, at today's address, once per occasion. */
import { queueMails } from "~/mail/mail-queries.server";
import type { World } from "~/platform/world.server";
import type { Trx } from "~db/connection";
import { findRenewalPayer, type Renewal } from "./renewal-queries.server";

export type RenewalLetterKind = "charge_notice" | "renewal_declined" | "renewal_by_link" | "renewal_rested";

/** Returns the id of the letter. `occasion` tells two letters of one kind about one renewal apart. */
export async function queueRenewalLetter(
  trx: Trx,
  world: Pick<World, "clock" | "chance">,
  renewal: Renewal,
  letter: {
    readonly kind: RenewalLetterKind;
    readonly occasion: string;
    readonly facts?: Readonly<Record<string, unknown>>;
  },
): Promise<string> {
  const now = world.clock.now();
  const { email, locale } = await findRenewalPayer(trx, renewal.sponsorId);
  const id = world.chance.id();
  await queueMails(trx, [
    {
      id,
      occasion: `${letter.kind}/${renewal.id}/${letter.occasion}`,
      kind: letter.kind,
      toAddress: email,
      sponsorId: renewal.sponsorId,
      locale,
      facts: { renewalId: renewal.id, ...letter.facts },
      queuedAt: now,
      dueAt: now,
    },
  ]);
  return id;
}
