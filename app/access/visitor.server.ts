/** Who is asking: the session behind the request's cookie, the client's address, and the doors kept in front of pages. */
import { redirect } from "@remix-run/node";
import { getWorld } from "~/platform/world.server";
import { type AccessWorld, authenticationOf, CLIENT_ADDRESS_HEADER } from "./authentication.server";
import { doorWithReturn } from "./return-path";
import { type Door, holdsAny, type StaffRole } from "./role";
import { findSponsorByEmail, listRoles, type SponsorIdentity } from "./standing-queries.server";

export type Visitor = {
  readonly loginUserId: string;
  readonly email: string;
  readonly name: string;
  readonly door: Door;
  readonly sessionToken: string;
};

/** The signed-in visitor, or undefined. A session that was revoked or is over is nobody's. */
export async function findVisitor(world: AccessWorld, request: Request): Promise<Visitor | undefined> {
  if (!request.headers.has("cookie")) return undefined;
  const found = await authenticationOf(world).api.getSession({ headers: headersOf(request) });
  if (!found) return undefined;
  const door = found.session.door;
  if (door !== "password" && door !== "link") return undefined;
  return {
    loginUserId: found.user.id,
    email: found.user.email,
    name: found.user.name,
    door,
    sessionToken: found.session.token,
  };
}

export type Staff = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly roles: readonly StaffRole[];
};

/**
 * The member of staff who asks, when they signed in with their password and hold one of `roles` now
 * (an administrator holds all). Throws a redirect to the staff's door for nobody, and 403 for everybody else.
 */
export async function requireStaff(
  request: Request,
  ...roles: readonly [StaffRole, ...StaffRole[]]
): Promise<{ readonly staff: Staff }> {
  const world = getWorld();
  const visitor = await findVisitor(world, request);
  if (!visitor) throw redirect(doorWithReturn("/admin/masuk", pathOf(request)));
  const held = visitor.door === "password" ? await listRoles(world.db, visitor.loginUserId) : [];
  if (!holdsAny(held, roles)) throw new Response("This page needs another role.", { status: 403 });
  return { staff: { id: visitor.loginUserId, name: visitor.name, email: visitor.email, roles: held } };
}

/**
 * The sponsor who asks, by the address they signed in with. Throws a redirect to /masuk that remembers
 * the page for nobody, and for a login whose address sponsors nobody.
 */
export async function requireSponsor(request: Request): Promise<{ readonly sponsor: SponsorIdentity }> {
  const world = getWorld();
  const visitor = await findVisitor(world, request);
  const sponsor = visitor && (await findSponsorByEmail(world.db, visitor.email));
  if (!sponsor) throw redirect(doorWithReturn("/masuk", pathOf(request)));
  return { sponsor };
}

/** Where to come back to: the page itself for a reading; for a form, the page it was on. */
export function pathOf(request: Request): string {
  const url = new URL(request.url);
  url.searchParams.delete("_data");
  url.searchParams.delete("index");
  return url.pathname.replace(/\.data$/, "") + url.search;
}

/** The network address the server saw; every visitor it could not name shares one. */
export function clientAddress(request: Request): string {
  return request.headers.get(CLIENT_ADDRESS_HEADER) ?? "unknown";
}

/** What the authentication library may read of a request: the cookie, and who is asking. */
export function headersOf(request: Request): Headers {
  const headers = new Headers();
  for (const name of ["cookie", "user-agent", CLIENT_ADDRESS_HEADER]) {
    const value = request.headers.get(name);
    if (value !== null) headers.set(name, value);
  }
  return headers;
}
