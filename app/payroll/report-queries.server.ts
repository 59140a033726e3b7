/** What treasurers upload and confirm: a draft that is worth nothing, and reports of which the newest counts. */
import { sql } from "kysely";
import type { Db, Trx } from "~db/connection";
import type { DeductedRow } from "./deductions";

export type Draft = {
  readonly batchId: string;
  /** Another upload is another version: what was confirmed is what was shown. */
  readonly version: string;
  readonly uploadedAt: Date;
  readonly uploadedBy: string;
  readonly fileName?: string;
  readonly rows: readonly DeductedRow[];
};

export async function findDraft(db: Db | Trx, batchId: string): Promise<Draft | undefined> {
  const row = await db
    .selectFrom("payroll_draft")
    .selectAll()
    .where("batch_id", "=", batchId)
    .executeTakeFirst();
  return (
    row && {
      batchId: row.batch_id,
      version: row.version,
      uploadedAt: row.uploaded_at,
      uploadedBy: row.uploaded_by,
      ...(row.file_name ? { fileName: row.file_name } : {}),
      rows: row.rows as readonly DeductedRow[],
    }
  );
}

/** Keeps an upload for a look before it is confirmed; the one before is forgotten. */
export async function saveDraft(trx: Trx, draft: Draft): Promise<void> {
  const values = {
    version: draft.version,
    uploaded_at: draft.uploadedAt,
    uploaded_by: draft.uploadedBy,
    file_name: draft.fileName ?? null,
    rows: JSON.stringify(draft.rows),
  };
  await trx
    .insertInto("payroll_draft")
    .values({ batch_id: draft.batchId, ...values })
    .onConflict((conflict) => conflict.column("batch_id").doUpdateSet(values))
    .execute();
}

export async function deleteDraft(trx: Trx, batchId: string): Promise<void> {
  await trx.deleteFrom("payroll_draft").where("batch_id", "=", batchId).execute();
}

export type Report = {
  readonly id: string;
  readonly batchId: string;
  readonly number: number;
  readonly reportedAt: Date;
  readonly reportedBy: string;
  readonly fileName?: string;
  readonly totalRupiah: number;
  /** By line; every line of the batch is named. */
  readonly deducted: ReadonlyMap<string, number>;
};

/** The newest report of a batch. */
export async function findReport(db: Db | Trx, batchId: string): Promise<Report | undefined> {
  const row = await db
    .selectFrom("payroll_report")
    .selectAll()
    .where("batch_id", "=", batchId)
    .orderBy("number", "desc")
    .limit(1)
    .executeTakeFirst();
  if (!row) return undefined;
  const lines = await db
    .selectFrom("payroll_report_line")
    .select(["line_id", "deducted"])
    .where("report_id", "=", row.id)
    .execute();
  return {
    id: row.id,
    batchId: row.batch_id,
    number: row.number,
    reportedAt: row.reported_at,
    reportedBy: row.reported_by,
    ...(row.file_name ? { fileName: row.file_name } : {}),
    totalRupiah: row.total,
    deducted: new Map(lines.map((line) => [line.line_id, line.deducted])),
  };
}

export async function insertReport(trx: Trx, report: Report): Promise<void> {
  await trx
    .insertInto("payroll_report")
    .values({
      id: report.id,
      batch_id: report.batchId,
      number: report.number,
      reported_at: report.reportedAt,
      reported_by: report.reportedBy,
      file_name: report.fileName ?? null,
      total: report.totalRupiah,
    })
    .execute();
  const lines = JSON.stringify([...report.deducted].map(([line_id, deducted]) => ({ line_id, deducted })));
  await sql`insert into payroll_report_line (report_id, line_id, deducted)
    select ${report.id}::uuid, line_id, deducted
    from json_to_recordset(${lines}::json) as n(line_id uuid, deducted bigint)`.execute(trx);
}
