/** The first member of staff, who then is one of those who may name the others. */
import { recordAct } from "~/audit/audit-queries.server";
import { readEmail } from "~/people/email";
import { type AccessWorld, authenticationOf, SHORTEST_PASSWORD } from "./authentication.server";
import { insertPasswordLogin } from "./login-queries.server";
import { endSessions, grantRole } from "./standing-queries.server";

export type NewAdministrator = { readonly email: string; readonly name: string; readonly password: string };

export type AdministratorMade =
  | { readonly kind: "created"; readonly loginUserId: string }
  /** The address has a password already: role given, password left as it is. */
  | { readonly kind: "already"; readonly loginUserId: string }
  | { readonly kind: "refused"; readonly reason: "not_an_address" | "name_missing" | "password_too_short" };

/**
 * Makes a login with a password and the role of administrator. Run twice, it changes nothing the second
 * time. Sessions that the address had by link end: a mailbox does not open the staff's side.
 */
export async function createAdministrator(
  world: AccessWorld,
  { email, name, password }: NewAdministrator,
): Promise<AdministratorMade> {
  const reading = readEmail(email);
  if (reading.kind !== "email") return { kind: "refused", reason: "not_an_address" };
  if (name.trim() === "") return { kind: "refused", reason: "name_missing" };
  if (password.length < SHORTEST_PASSWORD || password.length > 128)
    return { kind: "refused", reason: "password_too_short" };
  const context = await authenticationOf(world).$context;
  const passwordHash = await context.password.hash(password);
  const now = world.clock.now();
  return world.db.transaction().execute(async (trx) => {
    const login = await insertPasswordLogin(trx, {
      loginUserId: world.chance.id(),
      credentialId: world.chance.id(),
      email: reading.email,
      name: name.trim(),
      passwordHash,
      at: now,
    });
    await grantRole(trx, {
      loginUserId: login.loginUserId,
      role: "administrator",
      grantedBy: "first administrator",
      at: now,
    });
    if (!login.passwordSet) return { kind: "already" as const, loginUserId: login.loginUserId };
    await endSessions(trx, login.loginUserId);
    await recordAct(trx, {
      at: now,
      actor: { kind: "system", name: "admin:create" },
      act: "role_granted",
      subjectKind: "login_user",
      subjectId: login.loginUserId,
      after: { role: "administrator" },
    });
    return { kind: "created" as const, loginUserId: login.loginUserId };
  });
}
