/**
 * Keeps what the mail service says about a letter, once, and stops further mail to an address that
 * turned it away. A mailbox that was only full for a while (`Transient`) is not held against its owner.
 */
import type { World } from "~/platform/world.server";
import { recordNewsOnce, suppressAddress } from "./mail-news-queries.server";
import type { MailNews } from "./mailer";
import type { SuppressedBecause } from "./suppression";

/** Stores the news and its effect in one transaction; news that was stored before changes nothing. */
export async function recordMailNews(world: World, news: MailNews): Promise<"recorded" | "known"> {
  return world.db.transaction().execute(async (trx) => {
    const isNew = await recordNewsOnce(trx, news, world.clock.now());
    if (!isNew) return "known";
    const because = reasonOf(news);
    const addresses = because ? [...new Set(news.to.map(bareAddress))].sort() : [];
    for (const address of addresses) await suppressAddress(trx, address, because!, news);
    if (because) world.log.warn({ mailRef: news.mailRef, because }, "an address turned a letter away");
    return "recorded";
  });
}

function reasonOf(news: MailNews): SuppressedBecause | undefined {
  switch (news.kind) {
    case "bounced":
      return /^transient\b/i.test(news.detail ?? "") ? undefined : "bounced";
    case "complained":
      return "complained";
    case "suppressed":
      return "suppressed";
    case "sent":
    case "delivered":
    case "delayed":
    case "failed":
    case "other":
      return undefined;
  }
}

/** "Siti <siti@contoh.id>" and "siti@contoh.id" are the same mailbox. */
function bareAddress(address: string): string {
  return (/<([^<>]+)>\s*$/.exec(address)?.[1] ?? address).trim().toLowerCase();
}
