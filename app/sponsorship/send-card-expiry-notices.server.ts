/** Tells owners of saved cards that expire this month or the next, once per date of the setting. */
import { dayInWib } from "~/calendar/wib";
import { queueMails } from "~/mail/mail-queries.server";
import type { World } from "~/platform/world.server";
import { cardExpirySlot } from "./renewal-calendar";
import { listExpiringMethods } from "./saved-method-queries.server";
import { findRenewalSetting } from "./sponsorship-queries.server";

/** Only cards that pay for a living sponsorship are meant. */
export async function sendCardExpiryNotices(
  world: Pick<World, "db" | "clock" | "chance">,
): Promise<{ readonly expected: number; readonly done: number; readonly failed: number }> {
  const now = world.clock.now();
  const slot = cardExpirySlot(dayInWib(now), await findRenewalSetting(world.db, dayInWib(now)));
  if (!slot) return { expected: 0, done: 0, failed: 0 };
  let expected = 0;
  for (const month of slot.months) {
    const cards = await listExpiringMethods(world.db, [month]);
    expected += cards.length;
    await queueMails(
      world.db,
      cards.map((card) => ({
        id: world.chance.id(),
        occasion: `card-expiring/${card.id}/${slot.day}`,
        kind: "card_expiring",
        toAddress: card.email,
        sponsorId: card.sponsorId,
        locale: "id" as const,
        facts: { methodId: card.id, month },
        queuedAt: now,
        dueAt: now,
      })),
    );
  }
  return { expected, done: expected, failed: 0 };
}
