/**
 * Sends a receipt again, to the address the sponsor has today. Asked twice within the same minute (a
 * double click, two tabs) one letter goes out.
 */
import { queueMails } from "~/mail/mail-queries.server";
import type { World } from "~/platform/world.server";
import { findReceiver } from "./paper-queries.server";
import { findReceipt } from "./receipt-queries.server";

/** `askedBy` names the person for the story of the order, e.g. `sponsor` or a member of staff. False: no such receipt. */
export async function resendReceipt(world: World, receiptId: string, askedBy: string): Promise<boolean> {
  const receipt = await findReceipt(world.db, receiptId);
  if (!receipt) return false;
  const receiver = await findReceiver(world.db, receipt.orderId);
  const now = world.clock.now();
  await queueMails(world.db, [
    {
      id: world.chance.id(),
      occasion: `receipt/${receipt.number}/resend/${now.toISOString().slice(0, 16)}`,
      kind: "receipt",
      toAddress: receiver.email,
      sponsorId: receiver.sponsorId,
      orderId: receiver.orderId,
      locale: receiver.locale,
      facts: { receiptId, again: true, askedBy },
      queuedAt: now,
      dueAt: now,
    },
  ]);
  return true;
}
