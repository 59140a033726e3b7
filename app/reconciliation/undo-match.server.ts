/** Takes a match back: its entry is reversed and both sides are open again. What it was and why stays written. */
import { dayInWib } from "~/calendar/wib";
import { reversalOf } from "~/ledger/journal";
import { findEntry, postEntries } from "~/ledger/journal-queries.server";
import type { World } from "~/platform/world.server";
import type { Trx } from "~db/connection";
import { lockMatch, releaseMatch } from "./match-queries.server";

/** Runs in the transaction of what makes it necessary. False when there is no such match, or it was undone. */
export async function undoMatch(
  trx: Trx,
  world: Pick<World, "clock" | "chance">,
  request: { readonly matchId: string; readonly by: string; readonly because: string },
): Promise<boolean> {
  const match = await lockMatch(trx, request.matchId);
  if (!match || match.undone) return false;
  const now = world.clock.now();
  const entry = match.entryId ? await findEntry(trx, match.entryId) : undefined;
  if (entry)
    await postEntries(trx, world, [reversalOf(entry, dayInWib(now), request.because.slice(0, 200))], now);
  await releaseMatch(trx, match.id, { at: now, by: request.by, because: request.because.slice(0, 500) });
  return true;
}
