/** Saved cards: the gateway keeps the card, we keep its name there and what a person knows it by. */
import { sql } from "kysely";
import type { IuranMonth } from "~/calendar/iuran-month";
import type { Db, Trx } from "~db/connection";
import type { SavedMethodTable } from "~db/sponsorship-tables";

export type SavedMethod = {
  readonly id: string;
  readonly sponsorId: string;
  readonly gateway: string;
  readonly customerRef: string;
  readonly methodRef: string;
  readonly brand?: string;
  readonly last4?: string;
  /** "2028-12": good to the last day of this month. */
  readonly expiresIn?: IuranMonth;
  readonly removedAt?: Date;
};

function toMethod(row: SavedMethodTable): SavedMethod {
  return {
    id: row.id,
    sponsorId: row.sponsor_id,
    gateway: row.gateway,
    customerRef: row.customer_ref,
    methodRef: row.method_ref,
    ...(row.brand ? { brand: row.brand } : {}),
    ...(row.last4 ? { last4: row.last4 } : {}),
    ...(row.exp_year && row.exp_month
      ? { expiresIn: `${row.exp_year}-${String(row.exp_month).padStart(2, "0")}` }
      : {}),
    ...(row.removed_at ? { removedAt: row.removed_at } : {}),
  };
}

export async function findSavedMethod(db: Db | Trx, id: string): Promise<SavedMethod | undefined> {
  const row = await db.selectFrom("saved_method").selectAll().where("id", "=", id).executeTakeFirst();
  return row && toMethod(row);
}

/** A sponsor's cards that were not removed, the newest first. */
export async function listSavedMethods(db: Db | Trx, sponsorId: string): Promise<readonly SavedMethod[]> {
  const rows = await db
    .selectFrom("saved_method")
    .selectAll()
    .where("sponsor_id", "=", sponsorId)
    .where("removed_at", "is", null)
    .orderBy("saved_at", "desc")
    .execute();
  return rows.map(toMethod);
}

/** Keeps a card and returns its id; the same card of the gateway again is the same row. */
export async function keepSavedMethod(
  trx: Trx,
  method: Omit<SavedMethod, "expiresIn" | "removedAt"> & {
    readonly expMonth?: number;
    readonly expYear?: number;
    readonly savedAt: Date;
  },
): Promise<string> {
  const whole = method.expMonth !== undefined && method.expYear !== undefined;
  await trx
    .insertInto("saved_method")
    .values({
      id: method.id,
      sponsor_id: method.sponsorId,
      gateway: method.gateway,
      customer_ref: method.customerRef,
      method_ref: method.methodRef,
      brand: method.brand ?? null,
      last4: method.last4 && /^\d{4}$/.test(method.last4) ? method.last4 : null,
      exp_month: whole ? method.expMonth! : null,
      exp_year: whole ? method.expYear! : null,
      saved_at: method.savedAt,
      removed_at: null,
    })
    .onConflict((conflict) => conflict.columns(["gateway", "method_ref"]).doNothing())
    .execute();
  const row = await trx
    .selectFrom("saved_method")
    .select("id")
    .where("gateway", "=", method.gateway)
    .where("method_ref", "=", method.methodRef)
    .where("sponsor_id", "=", method.sponsorId)
    .executeTakeFirstOrThrow(() => new Error(`The card ${method.methodRef} was saved by another sponsor.`));
  return row.id;
}

/** Marks a sponsor's card as removed; what it would have paid asks by link from then on. False when it was not there. */
export async function removeSavedMethod(
  db: Db | Trx,
  sponsorId: string,
  id: string,
  removedAt: Date,
): Promise<boolean> {
  const result = await db
    .updateTable("saved_method")
    .set({ removed_at: removedAt })
    .where("id", "=", id)
    .where("sponsor_id", "=", sponsorId)
    .where("removed_at", "is", null)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** Cards that expire in these months and pay for a living sponsorship, with whom to tell. */
export async function listExpiringMethods(db: Db, months: readonly IuranMonth[]) {
  const { rows } = await sql<{ id: string; sponsor_id: string; email: string }>`
    select m.id, m.sponsor_id, p.email
    from saved_method m join sponsor p on p.id = m.sponsor_id
    where m.removed_at is null and m.exp_year is not null
      and m.exp_year || '-' || lpad(m.exp_month::text, 2, '0') = any(${[...months]}::text[])
      and exists (
        select 1 from sponsorship s
        cross join lateral (
          select saved_method_id from sponsorship_terms t where t.sponsorship_id = s.id order by t.id desc limit 1) t
        where s.sponsor_id = m.sponsor_id and s.ended_at is null and t.saved_method_id = m.id)
    order by m.id`.execute(db);
  return rows.map((row) => ({ id: row.id, sponsorId: row.sponsor_id, email: row.email }));
}
