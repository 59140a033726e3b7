/**
 * An administrator names a unit's treasurer by e-mail. Somebody with a password gets the role at once; anybody else
 * gets a letter with a link to choose one, and the role comes with it:
 *
 *   named ──has a password──▶ treasurer
 *     └──────────────────▶ invited ──link within seven days──▶ treasurer
 *
 * The link proves that the mailbox is theirs, and works once. Naming again replaces the letter before.
 */
import { createHash } from "node:crypto";
import { recordAct } from "~/audit/audit-queries.server";
import { queueMails } from "~/mail/mail-queries.server";
import { readEmail } from "~/people/email";
import { readPersonName } from "~/people/person-name";
import type { World } from "~/platform/world.server";
import type { Trx } from "~db/connection";
import {
  endInvitations,
  endTreasurer,
  hasPassword,
  insertInvitation,
  listTreasurers,
} from "./invitation-queries.server";
import { actorOf } from "./staff-page.server";
import { endSessions, findLogin, grantRole, listRoles } from "./standing-queries.server";
import type { Staff } from "./visitor.server";

type Needs = Pick<World, "db" | "clock" | "chance" | "settings">;

export const INVITATION_DAYS = 7;

export type Appointing =
  | { readonly kind: "appointed" | "invited"; readonly email: string }
  | {
      readonly kind: "refused";
      readonly field: "email" | "namaBendahara";
      readonly rule: "not_an_address" | "not_a_name" | "already";
    };

/** `email` and `name` as typed. The unit is the caller's to check. */
export async function appointTreasurer(
  world: Needs,
  given: { readonly email: string; readonly name: string; readonly unitId: string; readonly by: Staff },
): Promise<Appointing> {
  const address = readEmail(given.email);
  if (address.kind !== "email") return { kind: "refused", field: "email", rule: "not_an_address" };
  const name = readPersonName(given.name);
  if (name.kind !== "name") return { kind: "refused", field: "namaBendahara", rule: "not_a_name" };
  const { email } = address;
  return world.db.transaction().execute(async (trx): Promise<Appointing> => {
    const at = world.clock.now();
    if ((await listTreasurers(trx, given.unitId)).some((treasurer) => treasurer.email === email))
      return { kind: "refused", field: "email", rule: "already" };
    await endInvitations(trx, { email, unitId: given.unitId, at });
    const isKnown = await hasPassword(trx, email);
    if (isKnown) await appointNow(trx, world, { ...given, email, at });
    else await invite(trx, world, { ...given, email, name: name.name, at });
    await recordAct(trx, {
      at,
      actor: actorOf(given.by),
      act: isKnown ? "role_granted" : "treasurer_invited",
      subjectKind: "work_unit",
      subjectId: given.unitId,
      after: { role: "treasurer", email },
    });
    return { kind: isKnown ? "appointed" : "invited", email };
  });
}

type Given = { readonly email: string; readonly unitId: string; readonly by: Staff; readonly at: Date };

async function appointNow(trx: Trx, world: Needs, { email, unitId, by, at }: Given): Promise<void> {
  const login = await findLogin(trx, email);
  if (!login) throw new Error("A login with a password has gone.");
  await grantRole(trx, {
    loginUserId: login.id,
    role: "treasurer",
    workUnitId: unitId,
    grantedBy: by.name,
    at,
  });
  // A mailbox does not open the staff's side: from now on this address enters by its password.
  await endSessions(trx, login.id, "link");
  await queueLetter(trx, world, { email, unitId, at, occasion: `${login.id}/${unitId}/${at.toISOString()}` });
}

async function invite(trx: Trx, world: Needs, given: Given & { readonly name: string }): Promise<void> {
  const { email, name, unitId, by, at } = given;
  const token = world.chance.token();
  const url = new URL("/bendahara/undangan", world.settings.publicUrl);
  url.searchParams.set("kunci", token);
  const id = world.chance.id();
  await insertInvitation(trx, {
    id,
    email,
    name,
    unitId,
    tokenHash: invitationHash(token),
    invitedAt: at,
    invitedBy: by.name,
    expiresAt: new Date(at.getTime() + INVITATION_DAYS * 86_400_000),
  });
  await queueLetter(trx, world, { email, unitId, at, occasion: id, url: url.toString() });
}

async function queueLetter(
  trx: Trx,
  world: Needs,
  given: {
    readonly email: string;
    readonly unitId: string;
    readonly at: Date;
    readonly occasion: string;
    readonly url?: string;
  },
): Promise<void> {
  await queueMails(trx, [
    {
      id: world.chance.id(),
      occasion: `treasurer/${given.occasion}`,
      kind: "treasurer_invited",
      toAddress: given.email,
      locale: "id",
      facts: { unitId: given.unitId, ...(given.url ? { url: given.url } : {}) },
      queuedAt: given.at,
      dueAt: given.at,
    },
  ]);
}

/** What is kept of a link. */
export function invitationHash(token: string): string {
  return createHash("sha256").update(`invitation ${token}`).digest("hex");
}

/** Ends a treasurer of this unit; their sessions end unless another role stays. False when there is none such. */
export async function dismissTreasurer(
  world: Needs,
  given: { readonly roleId: number; readonly unitId: string; readonly by: Staff },
): Promise<boolean> {
  return world.db.transaction().execute(async (trx) => {
    const at = world.clock.now();
    const loginUserId = await endTreasurer(trx, { ...given, at, by: given.by.name });
    if (!loginUserId) return false;
    if ((await listRoles(trx, loginUserId)).length === 0) await endSessions(trx, loginUserId, "password");
    await recordAct(trx, {
      at,
      actor: actorOf(given.by),
      act: "treasurer_ended",
      subjectKind: "work_unit",
      subjectId: given.unitId,
      after: { loginUserId },
    });
    return true;
  });
}
