/**
 * Reads one payout of the gateway and everything it holds, page by page, and posts it once.
 *
 *   how does it stand? ─▶ pages of movements (each with its place kept) ─▶ adds up? ─▶ on its way to the bank
 *                                                                    └─ sent back ─▶ at the gateway again
 */
import { dayInWib } from "~/calendar/wib";
import { isPosted, postEntries } from "~/ledger/journal-queries.server";
import type { GatewayPayout } from "~/payments/gateway";
import { gatewayNamed, type World } from "~/platform/world.server";
import type { Trx } from "~db/connection";
import { expectPayout, findMatchOf, withdrawExpectation } from "./expectation-queries.server";
import { nearestRupiah, payoutReturned, payoutSent } from "./payout-postings";
import {
  insertMovements,
  type KnownPayout,
  lockPayout,
  savePayout,
  savePayoutRead,
  saveReadTo,
  sumMovements,
} from "./payout-queries.server";
import { undoMatch } from "./undo-match.server";

type Needs = Pick<World, "db" | "clock" | "chance" | "gateways" | "log">;

/** `subject` is `<gateway>/<payout>/<stage of the news>`. Asks to be called later while the payout is not closed. */
export async function fetchPayout(
  world: Needs,
  subject: string,
): Promise<"done" | { readonly laterMs: number; readonly why: string }> {
  const [gateway = "", payoutRef = "", stage = ""] = subject.split("/");
  const payout = await gatewayNamed(world, gateway).findPayout(payoutRef);
  if (!payout) throw new Error(`The gateway ${gateway} does not know the payout ${payoutRef}.`);
  await readPayout(world, gateway, payout);
  if (stage === "reconciliation_completed" && !payout.itemised)
    return { laterMs: 60_000, why: "the gateway has not closed the payout" };
  return "done";
}

/** Brings our picture of a payout up to the gateway's. Safe to repeat and to cut off at any moment. */
export async function readPayout(world: Needs, gateway: string, payout: GatewayPayout): Promise<void> {
  await savePayout(world.db, gateway, payout, world.clock.now());
  if (payout.itemised) await readMovements(world, gateway, payout.payoutRef);
  if (payout.state !== "failed" && payout.state !== "canceled") return;
  await world.db.transaction().execute((trx) => postReturned(trx, world, gateway, payout.payoutRef));
}

async function readMovements(world: Needs, gateway: string, payoutRef: string): Promise<void> {
  for (;;) {
    const known = await world.db.transaction().execute((trx) => lockPayout(trx, gateway, payoutRef));
    if (!known || known.readAt) return;
    const page = await gatewayNamed(world, gateway).listMovements(payoutRef, known.readTo);
    await world.db.transaction().execute(async (trx) => {
      const now = await lockPayout(trx, gateway, payoutRef);
      // Another worker read this page in between: what it wrote is what we would write.
      if (!now || now.readAt || now.readTo !== known.readTo) return;
      await insertMovements(trx, gateway, payoutRef, page.items);
      if (page.next) await saveReadTo(trx, now, page.next);
      else await closePayout(trx, world, now);
    });
  }
}

/** Everything was read: it must add up to the payout to the sen, or nothing of it is posted. */
async function closePayout(trx: Trx, world: Needs, payout: KnownPayout): Promise<void> {
  const { gateway, payoutRef } = payout;
  const held = await sumMovements(trx, gateway, payoutRef);
  if (held.netMinor !== payout.amountMinor)
    throw new Error(
      `The payout ${payoutRef} is ${payout.amountMinor}, but the ${held.movements} movements it holds come to ${held.netMinor}.`,
    );
  const now = world.clock.now();
  // In another currency nobody knows yet what the bank will make of it: it is worth what it holds.
  const worthRupiah = payout.currency === "idr" ? nearestRupiah(payout.amountMinor) : held.heldRupiah;
  await savePayoutRead(trx, payout, worthRupiah, now);
  if (worthRupiah === 0 && held.heldRupiah === 0) return;
  const entry = payoutSent({
    gateway,
    payoutRef,
    onDay: dayInWib(payout.createdAt),
    worthRupiah,
    heldRupiah: held.heldRupiah,
  });
  if (!(await isPosted(trx, entry.cause))) await postEntries(trx, world, [entry], now);
  await expectPayout(trx, { ...payout, worthRupiah }, now);
}

/** Only what was posted as sent can come back. A bank row that showed it is open again, until its own reversal comes. */
async function postReturned(trx: Trx, world: Needs, gateway: string, payoutRef: string): Promise<void> {
  const payout = await lockPayout(trx, gateway, payoutRef);
  if (!payout?.worthRupiah) return;
  const now = world.clock.now();
  const entry = payoutReturned({
    gateway,
    payoutRef,
    onDay: dayInWib(now),
    worthRupiah: payout.worthRupiah,
  });
  if (await isPosted(trx, entry.cause)) return;
  const matchId = await findMatchOf(trx, "payout", `${gateway}/${payoutRef}`);
  if (matchId)
    await undoMatch(trx, world, { matchId, by: "system", because: "The gateway says it was sent back." });
  await postEntries(trx, world, [entry], now);
  await withdrawExpectation(trx, "payout", `${gateway}/${payoutRef}`, now);
}
