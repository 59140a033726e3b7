/** Whom to write to about payroll. */
import { sql } from "kysely";
import type { Db, Trx } from "~db/connection";

/** Those who may act for a unit now, to be told that its list is closed. */
export async function listTreasurerAddresses(db: Db | Trx, unitId: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom("staff_role as r")
    .innerJoin("login_user as u", "u.id", "r.login_user_id")
    .select("u.email")
    .distinct()
    .where("r.role", "=", "treasurer")
    .where("r.work_unit_id", "=", unitId)
    .where("r.ended_at", "is", null)
    .orderBy("u.email")
    .execute();
  return rows.map((row) => row.email);
}

/** Where sponsors are written to now. */
export async function listSponsorAddresses(db: Db | Trx, sponsorIds: readonly string[]) {
  if (sponsorIds.length === 0) return new Map<string, string>();
  const rows = await db
    .selectFrom("sponsor")
    .select(["id", "email"])
    .where(sql<boolean>`id = any(${[...sponsorIds]}::uuid[])`)
    .execute();
  return new Map(rows.map((row) => [row.id, row.email]));
}
