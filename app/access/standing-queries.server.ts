/** What the tables say of a login: its roles now, and the sponsor behind its address. */
import type { Db, Trx } from "~db/connection";
import type { Door, StaffRole, Standing } from "./role";

/** The roles that have not ended. */
export async function listRoles(db: Db | Trx, loginUserId: string): Promise<readonly StaffRole[]> {
  const rows = await db
    .selectFrom("staff_role")
    .select("role")
    .where("login_user_id", "=", loginUserId)
    .where("ended_at", "is", null)
    .orderBy("id")
    .execute();
  return rows.map((row) => row.role);
}

/** The units this login acts for as treasurer now. */
export async function listTreasurerUnits(db: Db | Trx, loginUserId: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom("staff_role")
    .select("work_unit_id")
    .where("login_user_id", "=", loginUserId)
    .where("role", "=", "treasurer")
    .where("ended_at", "is", null)
    .orderBy("id")
    .execute();
  return rows.flatMap((row) => row.work_unit_id ?? []);
}

/** What an e-mail address stands for; `email` in any case. */
export async function findStanding(db: Db | Trx, email: string): Promise<Standing> {
  const address = email.toLowerCase();
  const [roles, sponsor] = await Promise.all([
    db
      .selectFrom("staff_role")
      .innerJoin("login_user", "login_user.id", "staff_role.login_user_id")
      .select("staff_role.role")
      .where("login_user.email", "=", address)
      .where("staff_role.ended_at", "is", null)
      .execute(),
    db.selectFrom("sponsor").select("id").where("email", "=", address).executeTakeFirst(),
  ]);
  return { roles: roles.map((row) => row.role), isSponsor: sponsor !== undefined };
}

export type SponsorIdentity = { readonly id: string; readonly email: string; readonly name: string };

export async function findSponsorByEmail(db: Db | Trx, email: string): Promise<SponsorIdentity | undefined> {
  return db
    .selectFrom("sponsor")
    .select(["id", "email", "name"])
    .where("email", "=", email.toLowerCase())
    .executeTakeFirst();
}

export async function findLogin(
  db: Db | Trx,
  email: string,
): Promise<{ readonly id: string; readonly name: string } | undefined> {
  return db
    .selectFrom("login_user")
    .select(["id", "name"])
    .where("email", "=", email.toLowerCase())
    .executeTakeFirst();
}

/** Gives a role; one that is held already stays as it is. */
export async function grantRole(
  trx: Trx,
  grant: {
    readonly loginUserId: string;
    readonly role: StaffRole;
    readonly workUnitId?: string;
    readonly grantedBy: string;
    readonly at: Date;
  },
): Promise<void> {
  await trx
    .insertInto("staff_role")
    .values({
      login_user_id: grant.loginUserId,
      role: grant.role,
      work_unit_id: grant.workUnitId ?? null,
      granted_by: grant.grantedBy,
      granted_at: grant.at,
      ended_by: null,
      ended_at: null,
    })
    .onConflict((conflict) =>
      conflict.columns(["login_user_id", "role", "work_unit_id"]).where("ended_at", "is", null).doNothing(),
    )
    .execute();
}

/** Ends every session of a login that came in by this door, e.g. when a role ends. */
export async function endSessions(trx: Trx | Db, loginUserId: string, door?: Door): Promise<void> {
  let query = trx.deleteFrom("login_session").where("login_user_id", "=", loginUserId);
  if (door) query = query.where("door", "=", door);
  await query.execute();
}
