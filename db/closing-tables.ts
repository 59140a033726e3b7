/** The tables of migration 0015 as Kysely sees them. Rupiah are whole numbers, months "2026-11", days "2026-11-30". */
import type { ColumnType } from "kysely";

type Written = ColumnType<Record<string, unknown>, string, never>;

export type PeriodDraftTable = {
  month: string;
  prepared_at: Date;
  prepared_by_id: string;
  prepared_by: string;
  content: ColumnType<Record<string, unknown>, string, string>;
  fingerprint: string;
};
export type PeriodCloseTable = {
  month: string;
  last_day: string;
  prepared_at: Date;
  prepared_by_id: string;
  prepared_by: string;
  closed_at: Date;
  closed_by_id: string;
  closed_by: string;
  content: Written;
  /** The content as it was hashed, byte for byte. */
  content_text: string;
  entries_digest: string;
  previous_hash: string;
  hash: string;
  pdf: Buffer;
};
export type PeriodCarriedFindingTable = {
  month: string;
  finding_id: string;
  carried_by: string;
  reason: string;
};

export interface ClosingTables {
  period_draft: PeriodDraftTable;
  period_close: PeriodCloseTable;
  period_carried_finding: PeriodCarriedFindingTable;
}
