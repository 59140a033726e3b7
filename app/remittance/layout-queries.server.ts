/** Layouts in the database, and the rows a file is written from. */
import { sql } from "kysely";
import type { Db, Trx } from "~db/connection";
import type { Layout, LayoutColumn } from "./remittance-layout";

export async function listLayouts(db: Db | Trx): Promise<readonly Layout[]> {
  const rows = await db
    .selectFrom("remittance_layout")
    .select(["id", "name", "columns"])
    .where("removed_at", "is", null)
    .orderBy("name")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    columns: row.columns as unknown as LayoutColumn[],
  }));
}

/** Writes a layout, new or changed. False when another one has the name. */
export async function saveLayoutRow(
  trx: Trx,
  layout: Layout,
  saving: { readonly at: Date; readonly by: string },
): Promise<boolean> {
  const { rows } = await sql`
    select from remittance_layout where lower(name) = lower(${layout.name}) and id <> ${layout.id} and removed_at is null`.execute(
    trx,
  );
  if (rows.length > 0) return false;
  const row = {
    name: layout.name,
    columns: JSON.stringify(layout.columns),
    saved_at: saving.at,
    saved_by: saving.by,
  };
  await trx
    .insertInto("remittance_layout")
    .values({ id: layout.id, ...row, removed_at: null })
    .onConflict((conflict) => conflict.column("id").doUpdateSet(row))
    .execute();
  return true;
}

export async function removeLayoutRow(trx: Trx, id: string, at: Date): Promise<void> {
  await trx.updateTable("remittance_layout").set({ removed_at: at }).where("id", "=", id).execute();
}

export type SealedExportRow = {
  readonly item_id: number;
  readonly nik_sealed: string;
  readonly birth_date_sealed: string;
  readonly phone_sealed: string;
  readonly nik_masked: string;
  readonly name: string;
  readonly occupation: string;
  readonly village: string;
  readonly kecamatan: string;
  readonly month: string;
  readonly base: number;
  readonly jkk: number;
  readonly jkm: number;
  readonly jht: number;
  readonly due: number;
  readonly kpj: string | null;
};

/** A page of the rows of a batch's file, identity numbers still sealed; the newest KPJ known of each worker. */
export async function listExportRows(
  db: Db,
  batchId: string,
  page: { readonly after: number; readonly size: number },
): Promise<readonly SealedExportRow[]> {
  const { rows } = await sql<SealedExportRow>`
    select i.id as item_id, s.nik_sealed, s.birth_date_sealed, s.phone_sealed, s.nik_masked, s.name,
      j.name_id as occupation, p.name as village, coalesce(k.name, '') as kecamatan, i.month, i.base, i.jkk, i.jkm,
      i.jht, i.due, (
        select a.kpj from remittance_answer a join remittance_item x on x.id = a.item_id
        where x.worker_id = i.worker_id and a.undone_at is null and a.kpj is not null
        order by a.item_id desc limit 1) as kpj
    from remittance_item i
    join worker_statement s on s.id = i.statement_id
    join occupation j on j.code = s.occupation_code
    join place p on p.code = s.place_code
    left join place k on k.code = left(s.place_code, 8)
    where i.batch_id = ${batchId} and i.left_out_at is null and i.id > ${page.after}
    order by i.id limit ${page.size}`.execute(db);
  return rows;
}
