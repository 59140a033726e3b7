/** What the sponsor's area shows of workers: as they were stated, masked. */
import type { Db, Trx } from "~db/connection";

export type StatedWorker = {
  readonly statementId: string;
  readonly name: string;
  readonly nikMasked: string;
  readonly occupation: string;
  /** The kecamatan or desa they work in. */
  readonly place: string;
  readonly sector: "transport" | "other";
  readonly incomeRupiah: number;
};

/** By the id of the statement. */
export async function listStatedWorkers(
  db: Db | Trx,
  statementIds: readonly string[],
): Promise<ReadonlyMap<string, StatedWorker>> {
  if (statementIds.length === 0) return new Map();
  const rows = await db
    .selectFrom("worker_statement as s")
    .innerJoin("occupation as j", "j.code", "s.occupation_code")
    .innerJoin("place as p", "p.code", "s.place_code")
    .leftJoin("place as k", "k.code", "p.parent")
    .select(["s.id", "s.name", "s.nik_masked", "s.sector", "s.income", "j.name_id"])
    .select(["p.level", "p.name as place", "k.name as parent"])
    .where("s.id", "in", [...statementIds])
    .execute();
  return new Map(
    rows.map((row) => [
      row.id,
      {
        statementId: row.id,
        name: row.name,
        nikMasked: row.nik_masked,
        occupation: row.name_id,
        place: row.level === "desa" || row.level === "kelurahan" ? (row.parent ?? row.place) : row.place,
        sector: row.sector,
        incomeRupiah: row.income,
      },
    ]),
  );
}
