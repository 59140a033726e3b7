/** The door of a closed list: it opens for the treasurers of its unit, and to nobody else does it exist. */

import { isId } from "~/platform/clock";
import type { World } from "~/platform/world.server";
import { type Batch, findBatch } from "./batch-queries.server";

/** Throws 404 for an unknown list as for another unit's. `unitIds` are those the asker acts for. */
export async function requireBatchOf(
  { db }: Pick<World, "db">,
  unitIds: readonly string[],
  id: string | undefined,
): Promise<{ readonly batch: Batch }> {
  const batch = isId(id) ? await findBatch(db, id!) : undefined;
  if (!batch || !unitIds.includes(batch.unitId))
    throw new Response("There is no such list.", { status: 404 });
  return { batch };
}
