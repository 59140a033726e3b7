/** What a gateway says of a dispute, applied in the transaction that stores the message. */
import { dayInWib } from "~/calendar/wib";
import { openFindings } from "~/findings/finding-queries.server";
import { isPosted, postEntries } from "~/ledger/journal-queries.server";
import { disputeMoved } from "~/ledger/postings";
import type { Trx } from "~db/connection";
import type { GatewayNews } from "./gateway";
import type { Payment } from "./payment";
import type { Core } from "./settle-payments.server";

type DisputeNews = Extract<GatewayNews, { kind: "dispute_changed" }>;

/**
 * Every dispute is one finding, whichever message comes first. Withdrawn money becomes a claim on the
 * gateway; reinstated money ends the claim. Returns what was made of it.
 */
export async function applyDisputeNews(
  trx: Trx,
  world: Core,
  gateway: string,
  news: DisputeNews,
  payment: Payment | undefined,
  now: Date,
): Promise<string> {
  const of = payment ? { paymentId: payment.id, orderId: payment.orderId } : {};
  await openFindings(trx, [
    {
      id: world.chance.id(),
      kind: "disputed",
      subject: `${gateway}/${news.disputeRef}`,
      openedAt: now,
      amountRupiah: news.amountRupiah,
      facts: { gateway, disputeRef: news.disputeRef, reason: news.reason },
      ...of,
    },
  ]);
  if (news.stage !== "funds_withdrawn" && news.stage !== "funds_reinstated") return `dispute ${news.stage}`;
  const direction = news.stage === "funds_withdrawn" ? "withdrawn" : "reinstated";
  const entry = disputeMoved({
    gateway,
    disputeRef: news.disputeRef,
    direction,
    onDay: dayInWib(now),
    amountRupiah: news.amountRupiah,
    ...of,
  });
  if (await isPosted(trx, entry.cause)) return "known already";
  await postEntries(trx, world, [entry], now);
  return `dispute ${news.stage}`;
}
