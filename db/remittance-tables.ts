/** The tables of remittance as Kysely sees them. Rupiah are whole numbers, months "2026-11", days "2026-11-22". */
import type { ColumnType, Generated } from "kysely";

type Json<T> = ColumnType<T, string, string>;

export type RemittanceLayoutTable = {
  id: string;
  name: string;
  columns: Json<readonly Record<string, unknown>[]>;
  saved_at: Date;
  saved_by: string;
  removed_at: Date | null;
};
export type RemittanceBatchTable = {
  id: string;
  number: string;
  prepared_at: Date;
  prepared_by_id: string;
  prepared_by: string;
  chosen: Json<Record<string, unknown>>;
};
export type RemittanceItemTable = {
  id: Generated<number>;
  batch_id: string;
  order_id: string;
  payment_id: string | null;
  worker_id: string;
  month: string;
  statement_id: string;
  base: number;
  jkk: number;
  jkm: number;
  jht: number;
  due: number;
  paid: number;
  checks: Generated<string[]>;
  left_out_at: Date | null;
  left_out_by: string | null;
  left_out_reason: string | null;
  released_at: Date | null;
};
export type RemittanceApprovalTable = {
  batch_id: string;
  prepared_by_id: string;
  approved_by_id: string;
  approved_by: string;
  approved_at: Date;
  total: number;
};
export type RemittanceWithdrawalTable = {
  batch_id: string;
  withdrawn_at: Date;
  withdrawn_by: string;
  reason: string;
};
export type RemittanceTransferTable = {
  batch_id: string;
  payment_code: string;
  paid_on: string;
  bank_reference: string;
  amount: number;
  recorded_at: Date;
  recorded_by: string;
  entry_id: string;
};
export type RemittanceReturnTable = {
  id: string;
  batch_id: string;
  amount: number;
  returned_on: string;
  bank_reference: string;
  recorded_at: Date;
  recorded_by: string;
  entry_id: string;
};
export type ImportDraftTable = {
  id: string;
  kind: "answers" | "government";
  file_name: string;
  sha256: string;
  columns: Json<readonly { name: string; letter: string }[]>;
  rows_sealed: string;
  row_count: number;
  header_index: string;
  mapping: ColumnType<Record<string, unknown> | null, string | null, string | null>;
  uploaded_at: Date;
  uploaded_by: string;
};
export type ImportMappingTable = {
  kind: "answers" | "government";
  header_index: string;
  mapping: Json<Record<string, unknown>>;
  saved_at: Date;
  saved_by: string;
};
type Undoable = { undone_at: Date | null; undone_by: string | null; undone_reason: string | null };
export type AnswerImportTable = Undoable & {
  id: string;
  file_name: string;
  sha256: string;
  row_count: number;
  skipped: number;
  imported_at: Date;
  imported_by: string;
};
export type RemittanceAnswerTable = {
  import_id: string;
  item_id: number;
  line: number;
  outcome: "accepted" | "refused";
  reason: string | null;
  kpj: string | null;
  returned: Generated<number>;
  undone_at: Date | null;
};
export type GovernmentListTable = Undoable & {
  id: string;
  source_name: string;
  file_name: string;
  sha256: string;
  row_count: number;
  from_month: string;
  to_month: string;
  imported_at: Date;
  imported_by: string;
};
export type GovernmentClaimTable = {
  list_id: string;
  line: number;
  worker_id: string;
  nik_masked: string;
  from_month: string;
  to_month: string;
};
export type MonthProgressView = {
  item_id: number;
  order_id: string;
  worker_id: string;
  month: string;
  number: string;
  paid_on: string;
  recorded_at: Date;
  import_id: string | null;
  kpj: string | null;
  imported_at: Date | null;
  state: "remitted" | "confirmed";
};

export interface RemittanceTables {
  remittance_layout: RemittanceLayoutTable;
  remittance_batch: RemittanceBatchTable;
  remittance_item: RemittanceItemTable;
  remittance_approval: RemittanceApprovalTable;
  remittance_withdrawal: RemittanceWithdrawalTable;
  remittance_transfer: RemittanceTransferTable;
  remittance_return: RemittanceReturnTable;
  import_draft: ImportDraftTable;
  import_mapping: ImportMappingTable;
  answer_import: AnswerImportTable;
  remittance_answer: RemittanceAnswerTable;
  government_list: GovernmentListTable;
  government_claim: GovernmentClaimTable;
  month_progress: MonthProgressView;
}
