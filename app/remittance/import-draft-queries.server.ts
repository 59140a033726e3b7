/** Uploaded files between upload and confirmation, and the mappings that are remembered for the next one. */
import type { SheetColumn } from "~/sheets/sheet";
import type { Db, Trx } from "~db/connection";

export type ImportKind = "answers" | "government";
export type ImportDraft = {
  readonly id: string;
  readonly kind: ImportKind;
  readonly fileName: string;
  readonly sha256: string;
  readonly columns: readonly SheetColumn[];
  readonly rowsSealed: string;
  readonly rowCount: number;
  readonly headerIndex: string;
  readonly mapping: Readonly<Record<string, unknown>> | null;
  readonly uploadedAt: Date;
  readonly uploadedBy: string;
};

export async function insertDraft(trx: Trx | Db, draft: Omit<ImportDraft, "mapping">): Promise<void> {
  await trx
    .insertInto("import_draft")
    .values({
      id: draft.id,
      kind: draft.kind,
      file_name: draft.fileName,
      sha256: draft.sha256,
      columns: JSON.stringify(draft.columns),
      rows_sealed: draft.rowsSealed,
      row_count: draft.rowCount,
      header_index: draft.headerIndex,
      mapping: null,
      uploaded_at: draft.uploadedAt,
      uploaded_by: draft.uploadedBy,
    })
    .execute();
}

export async function findDraft(
  db: Db | Trx,
  id: string,
  kind: ImportKind,
): Promise<ImportDraft | undefined> {
  const row = await db
    .selectFrom("import_draft")
    .selectAll()
    .where("id", "=", id)
    .where("kind", "=", kind)
    .executeTakeFirst();
  return (
    row && {
      id: row.id,
      kind: row.kind,
      fileName: row.file_name,
      sha256: row.sha256,
      columns: row.columns,
      rowsSealed: row.rows_sealed,
      rowCount: row.row_count,
      headerIndex: row.header_index,
      mapping: row.mapping,
      uploadedAt: row.uploaded_at,
      uploadedBy: row.uploaded_by,
    }
  );
}

/** Keeps the mapping with its draft, and for every later file with the same header. */
export async function keepMapping(
  trx: Trx,
  draft: Pick<ImportDraft, "id" | "kind" | "headerIndex">,
  mapping: object,
  saving: { readonly at: Date; readonly by: string },
): Promise<void> {
  const text = JSON.stringify(mapping);
  const kept = { mapping: text, saved_at: saving.at, saved_by: saving.by };
  await trx.updateTable("import_draft").set({ mapping: text }).where("id", "=", draft.id).execute();
  await trx
    .insertInto("import_mapping")
    .values({ kind: draft.kind, header_index: draft.headerIndex, ...kept })
    .onConflict((conflict) => conflict.columns(["kind", "header_index"]).doUpdateSet(kept))
    .execute();
}

/** The mapping kept for files with this header. */
export async function findMapping(
  db: Db,
  kind: ImportKind,
  headerIndex: string,
): Promise<Readonly<Record<string, unknown>> | undefined> {
  const row = await db
    .selectFrom("import_mapping")
    .select("mapping")
    .where("kind", "=", kind)
    .where("header_index", "=", headerIndex)
    .executeTakeFirst();
  return row?.mapping;
}

export async function deleteDraft(trx: Trx | Db, id: string): Promise<void> {
  await trx.deleteFrom("import_draft").where("id", "=", id).execute();
}

/** Forgets drafts nobody confirmed before `before`: they hold identity numbers. Returns how many. */
export async function deleteOldDrafts(db: Db | Trx, before: Date): Promise<number> {
  const result = await db.deleteFrom("import_draft").where("uploaded_at", "<", before).executeTakeFirst();
  return Number(result.numDeletedRows);
}
