/** Posts what matches move, in sets, and says at each match which entry it was. */
import { postEntries } from "~/ledger/journal-queries.server";
import type { World } from "~/platform/world.server";
import type { Trx } from "~db/connection";
import { type ClaimedSides, saveMatchEntries } from "./match-queries.server";
import { bankMatched, type DifferenceAccount } from "./match-rule";

/** Answers the ids of the matches, in their order. Throws when the two sides of one are not the same sum. */
export async function postMatches(
  trx: Trx,
  world: Pick<World, "clock" | "chance">,
  matches: readonly { readonly id: string }[],
  sides: ClaimedSides,
  differenceTo: DifferenceAccount | undefined,
): Promise<readonly string[]> {
  const posted = matches.flatMap(({ id }) => {
    const rows = sides.rows.get(id) ?? [];
    const expectations = sides.expectations.get(id) ?? [];
    const entry = bankMatched({
      matchId: id,
      memo: expectations.map(({ label }) => label).join(", "),
      rows,
      expectations,
      ...(differenceTo ? { differenceTo } : {}),
    });
    return entry ? [{ id, entry }] : [];
  });
  const entryIds = await postEntries(
    trx,
    world,
    posted.map(({ entry }) => entry),
    world.clock.now(),
  );
  await saveMatchEntries(
    trx,
    posted.map(({ id }, index) => ({ matchId: id, entryId: entryIds[index]! })),
  );
  return matches.map(({ id }) => id);
}
