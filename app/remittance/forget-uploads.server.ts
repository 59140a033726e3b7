/** Forgets uploads nobody confirmed: they hold identity numbers. */
import type { World } from "~/platform/world.server";
import { deleteOldDrafts } from "./import-draft-queries.server";

/** How long an upload waits for its confirmation. */
export const UPLOAD_KEPT_MS = 48 * 3_600_000;

export async function forgetUploads(world: Pick<World, "db" | "clock">) {
  const done = await deleteOldDrafts(world.db, new Date(world.clock.now().getTime() - UPLOAD_KEPT_MS));
  return { expected: done, done, failed: 0 };
}
