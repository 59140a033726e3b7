/** Closed months in the database: drafts, closings, what is carried on. */
import { sql } from "kysely";
import { lastDayOf } from "~/calendar/day";
import type { IuranMonth } from "~/calendar/iuran-month";
import type { Db, Trx } from "~db/connection";
import type { CarriedFinding, PeriodContent } from "./period";

export type Preparer = { readonly id: string; readonly name: string };

export type PeriodDraft = {
  readonly month: IuranMonth;
  readonly preparedAt: Date;
  readonly preparedBy: Preparer;
  readonly content: PeriodContent;
  readonly fingerprint: string;
};

export type PeriodClose = {
  readonly month: IuranMonth;
  readonly preparedAt: Date;
  readonly preparedBy: string;
  readonly closedAt: Date;
  readonly closedBy: string;
  readonly content: PeriodContent;
  readonly previousHash: string;
  readonly hash: string;
};

/** Alone until the transaction ends: postings that are under way finish first, later ones wait. */
export async function lockJournal(trx: Trx): Promise<void> {
  await sql`select pg_advisory_xact_lock(4711, 15)`.execute(trx);
}

export async function saveDraft(trx: Trx, draft: PeriodDraft): Promise<void> {
  const row = {
    prepared_at: draft.preparedAt,
    prepared_by_id: draft.preparedBy.id,
    prepared_by: draft.preparedBy.name,
    content: JSON.stringify(draft.content),
    fingerprint: draft.fingerprint,
  };
  await trx
    .insertInto("period_draft")
    .values({ month: draft.month, ...row })
    .onConflict((conflict) => conflict.column("month").doUpdateSet(row))
    .execute();
}

export async function findDraft(db: Db | Trx, month: IuranMonth): Promise<PeriodDraft | undefined> {
  const row = await db.selectFrom("period_draft").selectAll().where("month", "=", month).executeTakeFirst();
  return (
    row && {
      month: row.month,
      preparedAt: row.prepared_at,
      preparedBy: { id: row.prepared_by_id, name: row.prepared_by },
      content: row.content as unknown as PeriodContent,
      fingerprint: row.fingerprint,
    }
  );
}

/** False when there is none. */
export async function removeDraft(trx: Trx, month: IuranMonth): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom("period_draft")
    .where("month", "=", month)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

const closings = (db: Db | Trx) =>
  db
    .selectFrom("period_close")
    .select([
      "month",
      "prepared_at",
      "prepared_by",
      "closed_at",
      "closed_by",
      "content",
      "previous_hash",
      "hash",
    ]);

const toClose = (row: Awaited<ReturnType<ReturnType<typeof closings>["execute"]>>[number]): PeriodClose => ({
  month: row.month,
  preparedAt: row.prepared_at,
  preparedBy: row.prepared_by,
  closedAt: row.closed_at,
  closedBy: row.closed_by,
  content: row.content as unknown as PeriodContent,
  previousHash: row.previous_hash,
  hash: row.hash,
});

export async function findClose(db: Db | Trx, month: IuranMonth): Promise<PeriodClose | undefined> {
  const row = await closings(db).where("month", "=", month).executeTakeFirst();
  return row && toClose(row);
}

/** The closed months, the newest first; at most 120. */
export async function listCloses(db: Db | Trx): Promise<readonly PeriodClose[]> {
  return (await closings(db).orderBy("month", "desc").limit(120).execute()).map(toClose);
}

export async function findClosePdf(db: Db, month: IuranMonth): Promise<Buffer | undefined> {
  const row = await db.selectFrom("period_close").select("pdf").where("month", "=", month).executeTakeFirst();
  return row?.pdf;
}

export type NewClose = Omit<PeriodClose, "content" | "preparedBy" | "closedBy"> & {
  readonly preparedBy: Preparer;
  readonly closedBy: Preparer;
  readonly content: PeriodContent;
  readonly contentText: string;
  readonly pdf: Buffer;
};

export async function insertClose(trx: Trx, close: NewClose): Promise<void> {
  await trx
    .insertInto("period_close")
    .values({
      month: close.month,
      last_day: lastDayOf(close.month),
      prepared_at: close.preparedAt,
      prepared_by_id: close.preparedBy.id,
      prepared_by: close.preparedBy.name,
      closed_at: close.closedAt,
      closed_by_id: close.closedBy.id,
      closed_by: close.closedBy.name,
      content: close.contentText,
      content_text: close.contentText,
      entries_digest: close.content.entries.digest,
      previous_hash: close.previousHash,
      hash: close.hash,
      pdf: close.pdf,
    })
    .execute();
  await insertCarried(trx, close.month, close.content.carried);
}

async function insertCarried(trx: Trx, month: IuranMonth, carried: readonly CarriedFinding[]): Promise<void> {
  if (carried.length === 0) return;
  await trx
    .insertInto("period_carried_finding")
    .values(
      carried.map((finding) => ({
        month,
        finding_id: finding.id,
        carried_by: finding.carriedBy,
        reason: finding.reason,
      })),
    )
    .execute();
}
