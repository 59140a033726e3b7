/** Uses the link of an invitation: the password is set, and the role given, in one step and once. */
import { recordAct } from "~/audit/audit-queries.server";
import { invitationHash } from "./appoint-treasurer.server";
import { countAttempt, type Limit } from "./attempt-queries.server";
import { type AccessWorld, authenticationOf, SHORTEST_PASSWORD } from "./authentication.server";
import {
  findInvitation,
  type Invitation,
  lockInvitation,
  saveInvitationUsed,
} from "./invitation-queries.server";
import { insertPasswordLogin } from "./login-queries.server";
import { endSessions, grantRole } from "./standing-queries.server";
import { clientAddress } from "./visitor.server";

const USES_PER_CLIENT: Limit = { name: "invitation-client", times: 30, windowSeconds: 900 };

export type Acceptance =
  | { readonly kind: "accepted"; readonly email: string }
  | { readonly kind: "too_often"; readonly waitSeconds: number }
  | {
      readonly kind: "refused";
      readonly reason: "unknown" | "password_too_short" | "password_too_long" | "differs";
    };

/** The invitation a link still opens. */
export async function findOpenInvitation(world: AccessWorld, token: string): Promise<Invitation | undefined> {
  if (!/^[\w-]{20,100}$/.test(token)) return undefined;
  return findInvitation(world.db, invitationHash(token), world.clock.now());
}

/** A password that was set meanwhile stays; the role is given all the same, since the mailbox has spoken. */
export async function acceptInvitation(
  world: AccessWorld,
  given: {
    readonly token: string;
    readonly password: string;
    readonly again: string;
    readonly request: Request;
  },
): Promise<Acceptance> {
  const count = await countAttempt(world.db, USES_PER_CLIENT, clientAddress(given.request));
  if (count.kind === "too_often") return count;
  if (!(await findOpenInvitation(world, given.token))) return { kind: "refused", reason: "unknown" };
  if (given.password.length < SHORTEST_PASSWORD) return { kind: "refused", reason: "password_too_short" };
  if (given.password.length > 128) return { kind: "refused", reason: "password_too_long" };
  if (given.password !== given.again) return { kind: "refused", reason: "differs" };
  const context = await authenticationOf(world).$context;
  const passwordHash = await context.password.hash(given.password);
  const at = world.clock.now();
  return world.db.transaction().execute(async (trx): Promise<Acceptance> => {
    const invitation = await lockInvitation(trx, invitationHash(given.token), at);
    if (!invitation) return { kind: "refused", reason: "unknown" };
    const { email, name, unitId } = invitation;
    const login = await insertPasswordLogin(trx, {
      loginUserId: world.chance.id(),
      credentialId: world.chance.id(),
      email,
      name,
      passwordHash,
      at,
    });
    await grantRole(trx, {
      loginUserId: login.loginUserId,
      role: "treasurer",
      workUnitId: unitId,
      grantedBy: `invitation/${invitation.id}`,
      at,
    });
    await saveInvitationUsed(trx, invitation.id, at);
    await endSessions(trx, login.loginUserId);
    await recordAct(trx, {
      at,
      actor: { kind: "staff", id: login.loginUserId, name },
      act: "role_granted",
      subjectKind: "login_user",
      subjectId: login.loginUserId,
      after: { role: "treasurer", unitId },
    });
    return { kind: "accepted", email };
  });
}
