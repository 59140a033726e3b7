/**
 * Beginning and ending a session. A session that was there before ends when a new one begins, so that
 * a cookie somebody planted earlier is worth nothing afterwards.
 */

import { recordAct } from "~/audit/audit-queries.server";
import { readEmail } from "~/people/email";
import { countAttempt, forgetAttempts, type Limit } from "./attempt-queries.server";
import { type AccessWorld, authenticationOf } from "./authentication.server";
import { hashed } from "./send-sign-in-link.server";
import { findLogin } from "./standing-queries.server";
import { clientAddress, findVisitor, headersOf, type Visitor } from "./visitor.server";

export type Entrance =
  /** `cookies` go into the answer as they are. */
  | { readonly kind: "entered"; readonly cookies: readonly string[] }
  | { readonly kind: "refused" }
  | { readonly kind: "too_often"; readonly waitSeconds: number };

const PASSWORDS_PER_ADDRESS: Limit = { name: "password-address", times: 10, windowSeconds: 900 };
const PASSWORDS_PER_CLIENT: Limit = { name: "password-client", times: 40, windowSeconds: 900 };
const LINKS_PER_CLIENT: Limit = { name: "link-use-client", times: 40, windowSeconds: 900 };

/** Uses a link's token, once. Refused alike when it is unknown, used, over, or its address may not enter by link. */
export async function enterByLink(
  world: AccessWorld,
  { token, request }: { readonly token: string; readonly request: Request },
): Promise<Entrance> {
  const count = await countAttempt(world.db, LINKS_PER_CLIENT, clientAddress(request));
  if (count.kind === "too_often") return count;
  if (!/^[\w-]{20,100}$/.test(token)) return { kind: "refused" };
  const before = await findVisitor(world, request);
  const response = await authenticationOf(world).api.magicLinkVerify({
    query: { token },
    headers: headersOf(request),
    asResponse: true,
  });
  return concludeEntrance(world, response, before);
}

/** Signs staff in. Refused alike for an unknown address, a wrong password, and a login without a role. */
export async function enterByPassword(
  world: AccessWorld,
  entry: { readonly email: string; readonly password: string; readonly request: Request },
): Promise<Entrance> {
  const reading = readEmail(entry.email);
  const key = hashed(reading.kind === "email" ? reading.email : entry.email);
  const client = await countAttempt(world.db, PASSWORDS_PER_CLIENT, clientAddress(entry.request));
  if (client.kind === "too_often") return client;
  const address = await countAttempt(world.db, PASSWORDS_PER_ADDRESS, key);
  if (address.kind === "too_often") return address;
  if (reading.kind !== "email" || entry.password.length > 128) return { kind: "refused" };
  const before = await findVisitor(world, entry.request);
  const response = await authenticationOf(world).api.signInEmail({
    body: { email: reading.email, password: entry.password, rememberMe: false },
    headers: headersOf(entry.request),
    asResponse: true,
  });
  const entrance = await concludeEntrance(world, response, before);
  if (entrance.kind !== "entered") return entrance;
  await forgetAttempts(world.db, PASSWORDS_PER_ADDRESS, key);
  await recordSignIn(world, reading.email);
  return entrance;
}

async function concludeEntrance(
  world: AccessWorld,
  response: Response,
  before: Visitor | undefined,
): Promise<Entrance> {
  if (response.status !== 200) return { kind: "refused" };
  if (before) {
    const { internalAdapter } = await authenticationOf(world).$context;
    await internalAdapter.deleteSession(before.sessionToken);
  }
  return { kind: "entered", cookies: response.headers.getSetCookie() };
}

async function recordSignIn(world: AccessWorld, email: string): Promise<void> {
  await world.db.transaction().execute(async (trx) => {
    const login = await findLogin(trx, email);
    if (!login) return;
    await recordAct(trx, {
      at: world.clock.now(),
      actor: { kind: "staff", ...login },
      act: "signed_in",
      subjectKind: "login_user",
      subjectId: login.id,
    });
  });
}

/** Ends the request's session in the database and answers the cookies that make the browser forget it. */
export async function endSession(world: AccessWorld, request: Request): Promise<readonly string[]> {
  const response = await authenticationOf(world).api.signOut({
    headers: headersOf(request),
    asResponse: true,
  });
  return response.headers.getSetCookie();
}
