/** The door in front of a unit's payroll pages: a password, and the role of treasurer bound to that unit. */
import { redirect } from "@remix-run/node";
import { getWorld } from "~/platform/world.server";
import { doorWithReturn } from "./return-path";
import { listRoles, listTreasurerUnits } from "./standing-queries.server";
import { findVisitor, pathOf, type Staff } from "./visitor.server";

/**
 * The treasurer who asks, with the units they act for: never empty. Throws a redirect to the staff's door for
 * nobody, and 403 for everybody else, administrators included: they have a page of their own.
 */
export async function requireTreasurer(
  request: Request,
): Promise<{ readonly staff: Staff; readonly unitIds: readonly [string, ...string[]] }> {
  const world = getWorld();
  const visitor = await findVisitor(world, request);
  if (!visitor) throw redirect(doorWithReturn("/admin/masuk", pathOf(request)));
  const isByPassword = visitor.door === "password";
  const [first, ...rest] = isByPassword ? await listTreasurerUnits(world.db, visitor.loginUserId) : [];
  if (!first) throw new Response("This page needs another role.", { status: 403 });
  const roles = await listRoles(world.db, visitor.loginUserId);
  const staff = { id: visitor.loginUserId, name: visitor.name, email: visitor.email, roles };
  return { staff, unitIds: [first, ...rest] };
}
