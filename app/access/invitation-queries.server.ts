/** Treasurers of a unit and those invited to be one. A link is known by its hash alone. */
import type { Db, Trx } from "~db/connection";

export type Treasurer = {
  readonly roleId: number;
  readonly loginUserId: string;
  readonly name: string;
  readonly email: string;
  readonly grantedAt: Date;
};

/** Those who act for a unit now, by name. */
export async function listTreasurers(db: Db | Trx, unitId: string): Promise<readonly Treasurer[]> {
  const rows = await db
    .selectFrom("staff_role as r")
    .innerJoin("login_user as u", "u.id", "r.login_user_id")
    .select(["r.id", "u.id as login_user_id", "u.name", "u.email", "r.granted_at"])
    .where("r.role", "=", "treasurer")
    .where("r.work_unit_id", "=", unitId)
    .where("r.ended_at", "is", null)
    .orderBy("u.name")
    .execute();
  return rows.map((row) => ({
    roleId: row.id,
    loginUserId: row.login_user_id,
    name: row.name,
    email: row.email,
    grantedAt: row.granted_at,
  }));
}

/** Ends a role of a treasurer of this unit; whose it was, or undefined when there is none such. */
export async function endTreasurer(
  trx: Trx,
  ending: { readonly roleId: number; readonly unitId: string; readonly at: Date; readonly by: string },
): Promise<string | undefined> {
  const row = await trx
    .updateTable("staff_role")
    .set({ ended_at: ending.at, ended_by: ending.by })
    .where("id", "=", ending.roleId)
    .where("role", "=", "treasurer")
    .where("work_unit_id", "=", ending.unitId)
    .where("ended_at", "is", null)
    .returning("login_user_id")
    .executeTakeFirst();
  return row?.login_user_id;
}

export type Invitation = {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly unitId: string;
  readonly invitedAt: Date;
  readonly expiresAt: Date;
};

const open = (db: Db | Trx) =>
  db.selectFrom("staff_invitation").selectAll().where("used_at", "is", null).where("ended_at", "is", null);
type Row = Awaited<ReturnType<ReturnType<typeof open>["execute"]>>[number];
const toInvitation = (row: Row): Invitation => ({
  id: row.id,
  email: row.email,
  name: row.name,
  unitId: row.work_unit_id,
  invitedAt: row.invited_at,
  expiresAt: row.expires_at,
});

/** Invitations to a unit that wait to be used and whose time is not over at `now`. */
export async function listInvitations(
  db: Db | Trx,
  unitId: string,
  now: Date,
): Promise<readonly Invitation[]> {
  const rows = await open(db)
    .where("work_unit_id", "=", unitId)
    .where("expires_at", ">", now)
    .orderBy("invited_at")
    .execute();
  return rows.map(toInvitation);
}

/** The invitation of a link, when it waits to be used and its time is not over. */
export async function findInvitation(
  db: Db | Trx,
  tokenHash: string,
  now: Date,
): Promise<Invitation | undefined> {
  const row = await open(db)
    .where("token_hash", "=", tokenHash)
    .where("expires_at", ">", now)
    .executeTakeFirst();
  return row && toInvitation(row);
}

/** The same, held until the transaction ends. */
export async function lockInvitation(
  trx: Trx,
  tokenHash: string,
  now: Date,
): Promise<Invitation | undefined> {
  const row = await open(trx)
    .where("token_hash", "=", tokenHash)
    .where("expires_at", ">", now)
    .forUpdate()
    .executeTakeFirst();
  return row && toInvitation(row);
}

export async function insertInvitation(
  trx: Trx,
  invitation: Invitation & { readonly tokenHash: string; readonly invitedBy: string },
): Promise<void> {
  await trx
    .insertInto("staff_invitation")
    .values({
      id: invitation.id,
      email: invitation.email,
      name: invitation.name,
      role: "treasurer",
      work_unit_id: invitation.unitId,
      token_hash: invitation.tokenHash,
      invited_at: invitation.invitedAt,
      invited_by: invitation.invitedBy,
      expires_at: invitation.expiresAt,
      used_at: null,
      ended_at: null,
    })
    .execute();
}

/** Ends what waits for this address at this unit: a newer letter replaces an older one. */
export async function endInvitations(
  trx: Trx,
  { email, unitId, at }: { readonly email: string; readonly unitId: string; readonly at: Date },
): Promise<void> {
  await trx
    .updateTable("staff_invitation")
    .set({ ended_at: at })
    .where("email", "=", email)
    .where("work_unit_id", "=", unitId)
    .where("used_at", "is", null)
    .where("ended_at", "is", null)
    .execute();
}

export async function saveInvitationUsed(trx: Trx, id: string, at: Date): Promise<void> {
  await trx.updateTable("staff_invitation").set({ used_at: at }).where("id", "=", id).execute();
}

/** Whether the address has a password: then it needs no link to choose one. */
export async function hasPassword(db: Db | Trx, email: string): Promise<boolean> {
  const row = await db
    .selectFrom("login_credential as c")
    .innerJoin("login_user as u", "u.id", "c.login_user_id")
    .select("c.id")
    .where("u.email", "=", email)
    .where("c.provider_id", "=", "credential")
    .where("c.password", "is not", null)
    .executeTakeFirst();
  return row !== undefined;
}
