/** The door of an order's page: its link's secret, or the sponsor it belongs to. Everybody else finds nothing. */
import { isOrderSecret } from "~/orders/order-link.server";
import { findOrderByCode, type Order } from "~/orders/order-queries.server";
import { getWorld } from "~/platform/world.server";
import { findSponsorByEmail } from "./standing-queries.server";
import { findVisitor } from "./visitor.server";

/** The order with this code; throws 404 for an unknown one as for one that is not the asker's. */
export async function requireOrder(
  request: Request,
  code: string | undefined,
): Promise<{ readonly order: Order }> {
  const world = getWorld();
  const order = code ? await findOrderByCode(world.db, code.slice(0, 40)) : undefined;
  if (!order) throw new Response("No such order.", { status: 404 });
  const key = new URL(request.url).searchParams.get("kunci") ?? "";
  if (isOrderSecret(world.settings.SESSION_SECRET, order.id, key)) return { order };
  const visitor = await findVisitor(world, request);
  const sponsor = visitor && (await findSponsorByEmail(world.db, visitor.email));
  if (sponsor?.id !== order.sponsorId) throw new Response("No such order.", { status: 404 });
  return { order };
}
