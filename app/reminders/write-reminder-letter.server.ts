/**
 * Writes a letter of reminders. Everything is looked at again first: what was paid, left out, declined or ended since
 * it was planned falls out of the letter, and a letter with nothing left is not sent.
 */
import type { LetterWriter, LetterWriters, Writing } from "~/mail/deliver-mails.server";
import type { ClaimedMail } from "~/mail/delivery-queries.server";
import { operatorOf } from "~/mail/operator.server";
import type { World } from "~/platform/world.server";
import { renewalPath } from "~/sponsorship/renewal-link.server";
import { findRenewalPayer } from "~/sponsorship/renewal-queries.server";
import { createWords } from "~/words/words";
import { checkReminders } from "./check-reminders.server";
import { gatherOffers } from "./gather-offers.server";
import { groupOffers } from "./offer";
import { reminderLetter } from "./reminder-letter";
import { reminderPath } from "./reminder-link.server";
import { dropReminder } from "./reminder-queries.server";

/** Not essential: who marked our mail as unwanted gets no reminders, and anybody may stop them. */
const reminder: LetterWriter = { essential: false, write };

export const reminderLetterWriters: LetterWriters = { reminder };

async function write(world: World, mail: ClaimedMail): Promise<Writing> {
  const { sponsorId, holding, fallen, today, holidays } = await checkReminders(world, mail.id);
  // The words of the first try cannot be changed any more; they may name somebody who was paid for since.
  if (mail.written && fallen.length > 0) return { drop: fallen[0]!.because };
  const offers = await gatherOffers(world, holding, { today, holidays });
  const told = holding.filter(({ workerId, ask }) =>
    offers.some((offer) => offer.workerId === workerId && offer.ask.month === ask.month),
  );
  await dropAll(world, mail.id, fallen, holding.length - told.length);
  if (!sponsorId || told.length === 0) return { drop: fallen[0]?.because ?? "Nothing is left to remind of." };

  const { publicUrl, SESSION_SECRET } = world.settings;
  const [group, ...others] = groupOffers(offers);
  const path =
    group?.kind === "renewal" && others.length === 0
      ? renewalPath(SESSION_SECRET, group.renewalId)
      : reminderPath(SESSION_SECRET, "go-on", mail.id);
  const stopUrl = `${publicUrl}${reminderPath(SESSION_SECRET, "stop", sponsorId)}`;
  const { name } = await findRenewalPayer(world.db, sponsorId);
  return {
    letter: reminderLetter(
      { offers, moments: told, today },
      {
        t: createWords("id").t,
        locale: "id",
        operator: operatorOf(world),
        sponsorName: name,
        url: `${publicUrl}${path}`,
        stopUrl,
      },
    ),
    // RFC 8058: the mailbox's own "unsubscribe" button posts there, without anybody signing in.
    headers: { "List-Unsubscribe": `<${stopUrl}>`, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" },
  };
}

async function dropAll(
  world: World,
  mailId: string,
  fallen: Awaited<ReturnType<typeof checkReminders>>["fallen"],
  withoutMonths: number,
): Promise<void> {
  if (withoutMonths > 0) world.log.warn({ mail: mailId, withoutMonths }, "reminded months are not for sale");
  if (fallen.length === 0) return;
  const at = world.clock.now();
  await world.db.transaction().execute(async (trx) => {
    for (const { reminder, because } of fallen) await dropReminder(trx, reminder, because, at);
  });
}
