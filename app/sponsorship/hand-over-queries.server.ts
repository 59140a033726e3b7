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
  readonly name: string;
  readonly nikMasked: string;
  readonly occupation: string;
  /** Where they work; empty when the place has no kecamatan. */
  readonly kecamatan: string;
  readonly giverName: string;
  readonly words?: string;
  readonly entrustedAt: Date;
  /** The last month that is paid, whoever paid it. */
  readonly lastMonth?: string;
};

/**
 * Workers whose sponsor entrusted them to the house and whom nobody sponsors since, those whose months end first
 * before the others: somebody is to be found before there is a gap.
 */
export async function listEntrustedWorkers(db: Db, limit: number): Promise<readonly EntrustedWorker[]> {
  const { rows } = await sql<{
    id: string;
    worker_id: string;
    name: string;
    nik_masked: string;
    occupation: string;
    kecamatan: string | null;
    giver: string;
    words: string | null;
    offered_at: Date;
    last_month: string | null;
  }>`
    select h.id, s.worker_id, w.name, w.nik_masked, j.name_id as occupation, k.name as kecamatan, p.name as giver,
      h.words, h.offered_at, c.last_month
    from hand_over h
    join sponsorship s on s.id = h.sponsorship_id
    join sponsor p on p.id = s.sponsor_id
    join worker_statement w on w.id = s.statement_id
    join occupation j on j.code = w.occupation_code
    join place b on b.code = w.place_code
    left join place k on k.code = case b.level when 'kecamatan' then b.code else b.parent end
    left join lateral (
      select max(v.month) as last_month from coverage v
      where v.worker_id = s.worker_id and v.programme = 'jkk' and v.ended_at is null) c on true
    where h.to_whom = 'pool' and h.ended_at is null
      and not exists (select 1 from sponsorship n where n.worker_id = s.worker_id and n.ended_at is null)
    order by c.last_month nulls first, h.offered_at, h.id limit ${limit}`.execute(db);
  return rows.map((row) => ({
    handOverId: row.id,
    workerId: row.worker_id,
    name: row.name,
    nikMasked: row.nik_masked,
    occupation: row.occupation,
    kecamatan: row.kecamatan ?? "",
    giverName: row.giver,
    entrustedAt: row.offered_at,
    ...(row.words ? { words: row.words } : {}),
    ...(row.last_month ? { lastMonth: row.last_month } : {}),
  }));
}
