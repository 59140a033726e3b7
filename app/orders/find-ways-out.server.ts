/** Gathers, for a cart below the gateway's minimum, what each of its lines could be changed to. */
import type { World } from "~/platform/world.server";
import type { Rupiah } from "~/rupiah/rupiah";
import type { CartVisit } from "./cart-visit.server";
import { type WayOut, waysOut } from "./check-out-trouble";
import { gatherLineSetting } from "./gather-month-setting.server";

/** A cart this small has few lines; the first two are enough to choose from. */
const LINES_SHOWN = 2;

export async function findWaysOut(
  world: Pick<World, "db" | "clock" | "sealer">,
  { cart, order }: Pick<CartVisit, "cart" | "order">,
  shortBy: Rupiah,
): Promise<readonly WayOut[]> {
  const ways: WayOut[] = [];
  for (const line of cart.lines.slice(0, LINES_SHOWN)) {
    const { setting } = await gatherLineSetting(world, line, order?.id);
    ways.push(...waysOut(line, setting, shortBy));
  }
  return ways;
}
