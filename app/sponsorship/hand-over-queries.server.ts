/** Workers offered to another sponsor, or entrusted to the house, in the database. */
import { sql } from "kysely";
import type { Db, Trx } from "~db/connection";

export type HandOverEnding = "accepted" | "declined" | "withdrawn" | "expired";

export type HandOver = {
  readonly id: string;
  readonly sponsorshipId: string;
  readonly toWhom: "sponsor" | "pool";
  /** Set when, and only when, it is offered to a sponsor. */
  readonly toAddress?: string;
  readonly words?: string;
  readonly offeredAt: Date;
  readonly expiresAt?: Date;
  readonly endedAs?: HandOverEnding;
  readonly newSponsorshipId?: string;
};

export type LiveHandOver = HandOver & { readonly toAddress: string; readonly expiresAt: Date };

const columns = [
  "id",
  "sponsorship_id",
  "to_whom",
  "to_address",
  "words",
  "offered_at",
  "expires_at",
  "ended_as",
  "new_sponsorship_id",
] as const;
type Row = Awaited<ReturnType<typeof rowOf>>;
const rowOf = (db: Db | Trx, id: string) =>
  db.selectFrom("hand_over").select(columns).where("id", "=", id).executeTakeFirstOrThrow();

function toHandOver(row: Row): HandOver {
  return {
    id: row.id,
    sponsorshipId: row.sponsorship_id,
    toWhom: row.to_whom,
    offeredAt: row.offered_at,
    ...(row.to_address ? { toAddress: row.to_address } : {}),
    ...(row.words ? { words: row.words } : {}),
    ...(row.expires_at ? { expiresAt: row.expires_at } : {}),
    ...(row.ended_as ? { endedAs: row.ended_as } : {}),
    ...(row.new_sponsorship_id ? { newSponsorshipId: row.new_sponsorship_id } : {}),
  };
}

export async function findHandOver(db: Db | Trx, id: string): Promise<HandOver | undefined> {
  const row = await db.selectFrom("hand_over").select(columns).where("id", "=", id).executeTakeFirst();
  return row && toHandOver(row);
}

/** Holds the offer until the transaction ends. */
export async function lockHandOver(trx: Trx, id: string): Promise<HandOver | undefined> {
  const row = await trx
    .selectFrom("hand_over")
    .select(columns)
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst();
  return row && toHandOver(row);
}

/** The offers to other sponsors that wait for an answer. */
export async function listLiveHandOvers(
  db: Db | Trx,
  sponsorshipIds: readonly string[],
  now: Date,
): Promise<readonly LiveHandOver[]> {
  if (sponsorshipIds.length === 0) return [];
  const rows = await db
    .selectFrom("hand_over")
    .select(columns)
    .where("sponsorship_id", "in", [...sponsorshipIds])
    .where("to_whom", "=", "sponsor")
    .where("ended_at", "is", null)
    .where("expires_at", ">", now)
    .execute();
  return rows.map((row) => toHandOver(row) as LiveHandOver);
}

/** Writes an offer or a trust. False when one of this sponsorship is open: then nothing is written. */
export async function insertHandOver(
  trx: Trx,
  offer: Omit<HandOver, "endedAs" | "newSponsorshipId">,
): Promise<boolean> {
  const made = await trx
    .insertInto("hand_over")
    .values({
      id: offer.id,
      sponsorship_id: offer.sponsorshipId,
      to_whom: offer.toWhom,
      to_address: offer.toAddress ?? null,
      words: offer.words ?? null,
      offered_at: offer.offeredAt,
      expires_at: offer.expiresAt ?? null,
      ended_at: null,
      ended_as: null,
      new_sponsorship_id: null,
    })
    .onConflict((conflict) => conflict.column("sponsorship_id").where("ended_at", "is", null).doNothing())
    .returning("id")
    .execute();
  return made.length > 0;
}

/** Ends an offer that is open. False when it had ended before. */
export async function endHandOver(
  trx: Trx,
  id: string,
  ending: { readonly as: HandOverEnding; readonly at: Date; readonly newSponsorshipId?: string },
): Promise<boolean> {
  const result = await trx
    .updateTable("hand_over")
    .set({
      ended_at: ending.at,
      ended_as: ending.as,
      new_sponsorship_id: ending.newSponsorshipId ?? null,
    })
    .where("id", "=", id)
    .where("ended_at", "is", null)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** Ends the open offers of these sponsorships whose time is over, or all of them. */
export async function endOffersOf(
  trx: Trx,
  sponsorshipId: string,
  ending: { readonly as: "withdrawn" | "expired"; readonly at: Date },
): Promise<number> {
  let query = trx
    .updateTable("hand_over")
    .set({ ended_at: ending.at, ended_as: ending.as })
    .where("sponsorship_id", "=", sponsorshipId)
    .where("to_whom", "=", "sponsor")
    .where("ended_at", "is", null);
  if (ending.as === "expired") query = query.where("expires_at", "<=", ending.at);
  return Number((await query.executeTakeFirst()).numUpdatedRows);
}

export type EntrustedWorker = {
  readonly handOverId: string;
  readonly workerId: string;
  readonly statementId: string;
  readonly entrustedAt: Date;
};

/**
 * Workers whose sponsor entrusted them to the house and whom nobody sponsors since, the longest waiting first:
 * they belong on the rescue list.
 */
export async function listEntrustedWorkers(db: Db, limit: number): Promise<readonly EntrustedWorker[]> {
  const { rows } = await sql<{ id: string; worker_id: string; statement_id: string; offered_at: Date }>`
    select h.id, s.worker_id, s.statement_id, h.offered_at
    from hand_over h join sponsorship s on s.id = h.sponsorship_id
    where h.to_whom = 'pool' and h.ended_at is null
      and not exists (select 1 from sponsorship n where n.worker_id = s.worker_id and n.ended_at is null)
    order by h.offered_at, h.id limit ${limit}`.execute(db);
  return rows.map((row) => ({
    handOverId: row.id,
    workerId: row.worker_id,
    statementId: row.statement_id,
    entrustedAt: row.offered_at,
  }));
}
