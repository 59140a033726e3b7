/**
 * Workers and what sponsors stated of them. A worker is one NIK, found by its blind index; a statement is frozen,
 * so that an order says for ever what it was placed upon. What is personal goes in sealed and masked, never plain.
 */
import type { Db, Trx } from "~db/connection";

export type SealedStatement = {
  readonly id: string;
  readonly workerId: string;
  readonly statedAt: Date;
  readonly name: string;
  readonly nikSealed: string;
  readonly birthDateSealed: string;
  readonly phoneSealed: string;
  readonly phoneIndex: string;
  readonly nikMasked: string;
  readonly occupationCode: string;
  readonly sector: "transport" | "other";
  readonly placeCode: string;
  readonly incomeRupiah: number;
  readonly relationship: string;
  readonly consentManner: string;
  readonly consentTextVersion: string;
  readonly confirmedWarnings: readonly string[];
};

/** The worker with this NIK, by blind index. */
export async function findWorkerIdByNik(db: Db | Trx, nikIndex: string): Promise<string | undefined> {
  const row = await db.selectFrom("worker").select("id").where("nik_index", "=", nikIndex).executeTakeFirst();
  return row?.id;
}

/** Finds the worker with this NIK or makes one. Two statements of one person at once meet in one row. */
export async function findOrInsertWorker(
  trx: Trx,
  worker: { readonly id: string; readonly nikIndex: string; readonly createdAt: Date },
): Promise<string> {
  await trx
    .insertInto("worker")
    .values({ id: worker.id, nik_index: worker.nikIndex, created_at: worker.createdAt })
    .onConflict((conflict) => conflict.column("nik_index").doNothing())
    .execute();
  const id = await findWorkerIdByNik(trx, worker.nikIndex);
  if (!id) throw new Error("A worker that was just recorded cannot be found.");
  return id;
}

export async function insertStatement(trx: Trx, statement: SealedStatement): Promise<void> {
  await trx
    .insertInto("worker_statement")
    .values({
      id: statement.id,
      worker_id: statement.workerId,
      stated_at: statement.statedAt,
      name: statement.name,
      nik_sealed: statement.nikSealed,
      birth_date_sealed: statement.birthDateSealed,
      phone_sealed: statement.phoneSealed,
      phone_index: statement.phoneIndex,
      nik_masked: statement.nikMasked,
      occupation_code: statement.occupationCode,
      sector: statement.sector,
      place_code: statement.placeCode,
      income: statement.incomeRupiah,
      relationship: statement.relationship,
      consent_manner: statement.consentManner,
      consent_text_version: statement.consentTextVersion,
      confirmed_warnings: [...statement.confirmedWarnings],
    })
    .execute();
}

/** What was stated, still sealed. */
export async function findStatement(db: Db | Trx, id: string): Promise<SealedStatement | undefined> {
  const row = await db.selectFrom("worker_statement").selectAll().where("id", "=", id).executeTakeFirst();
  return (
    row && {
      id: row.id,
      workerId: row.worker_id,
      statedAt: row.stated_at,
      name: row.name,
      nikSealed: row.nik_sealed,
      birthDateSealed: row.birth_date_sealed,
      phoneSealed: row.phone_sealed,
      phoneIndex: row.phone_index,
      nikMasked: row.nik_masked,
      occupationCode: row.occupation_code,
      sector: row.sector,
      placeCode: row.place_code,
      incomeRupiah: row.income,
      relationship: row.relationship,
      consentManner: row.consent_manner,
      consentTextVersion: row.consent_text_version,
      confirmedWarnings: row.confirmed_warnings,
    }
  );
}
