/** The tables of sponsorships and renewals as Kysely sees them. Days are "2026-11-22", months "2026-11". */
import type { ColumnType, Generated } from "kysely";

type Programme = "jkk" | "jkm" | "jht";
type WrittenOnce<T> = ColumnType<T, T, never>;

export type SavedMethodTable = {
  id: string;
  sponsor_id: string;
  gateway: string;
  customer_ref: string;
  method_ref: string;
  brand: string | null;
  last4: string | null;
  exp_month: number | null;
  exp_year: number | null;
  saved_at: Date;
  removed_at: Date | null;
};
export type SponsorshipTable = {
  id: string;
  sponsor_id: string;
  worker_id: string;
  statement_id: string;
  begun_at: Date;
  begun_by_order: string | null;
  taken_over_from: string | null;
  ended_at: Date | null;
  ended_because:
    | "cancelled"
    | "completed"
    | "handed_over"
    | "worker_died"
    | "worker_withdrew"
    | "government"
    | null;
  ended_note: string | null;
  /** What the sponsor chose from the short list of reasons. */
  ended_choice: Generated<
    "cost" | "moved" | "left_work" | "died" | "withdrew" | "covered_elsewhere" | "other" | null
  >;
};
export type SponsorshipTermsTable = {
  id: Generated<number>;
  sponsorship_id: WrittenOnce<string>;
  interval_months: WrittenOnce<1 | 3 | 6 | 12>;
  programmes: WrittenOnce<Programme[]>;
  until_month: WrittenOnce<string | null>;
  way: WrittenOnce<"saved_card" | "pay_link" | "payroll">;
  saved_method_id: WrittenOnce<string | null>;
  recorded_at: WrittenOnce<Date>;
  recorded_by: WrittenOnce<string>;
};
export type SponsorshipGapTable = {
  id: string;
  sponsorship_id: string;
  kind: "skip" | "pause" | "rest";
  because: "declined" | "unpaid" | null;
  from_month: string;
  to_month: string | null;
  recorded_at: Date;
  recorded_by: string;
  revoked_at: Date | null;
  revoked_by: string | null;
};
export type RenewalTable = {
  id: string;
  sponsor_id: string;
  due_on: string;
  way: "saved_card" | "pay_link";
  saved_method_id: string | null;
  planned_at: Date;
  sealed_at: Date | null;
  closed_at: Date | null;
  closed_because: "paid" | "declined" | "unpaid" | "nothing_left" | "skipped" | null;
};
export type RenewalItemTable = {
  renewal_id: string;
  sponsorship_id: string;
  start_month: string;
  last_month: string;
  programmes: Programme[];
  dropped_at: Date | null;
  dropped_because: "changed" | "skipped" | "paused" | "ended" | "months_taken" | "rested" | "gone_by" | null;
};
export type RenewalOrderTable = { order_id: string; renewal_id: string; placed_at: Date };
export type ChargeNoticeTable = {
  id: WrittenOnce<string>;
  renewal_id: WrittenOnce<string>;
  number: WrittenOnce<number>;
  amount: WrittenOnce<number>;
  charge_on: WrittenOnce<string>;
  mail_id: WrittenOnce<string>;
  recorded_at: WrittenOnce<Date>;
};
export type ChargeTryTable = {
  renewal_id: string;
  number: number;
  on_day: string;
  payment_id: string;
  notice_id: string;
  begun_at: Date;
  outcome: "succeeded" | "processing" | "declined" | "authentication_needed" | "refused" | "unknown" | null;
  decline_code: string | null;
  finished_at: Date | null;
};
export type RenewalSettingTable = {
  id: Generated<number>;
  from_day: string;
  plan_days_before: number;
  charge_days_before: number;
  notice_days: number;
  notice_rest_days: number;
  retry_days: number[];
  rest_after_days: number;
  card_expiry_dates: number[];
  recorded_at: Date;
  recorded_by: string;
};

export interface SponsorshipTables {
  saved_method: SavedMethodTable;
  sponsorship: SponsorshipTable;
  sponsorship_terms: SponsorshipTermsTable;
  sponsorship_gap: SponsorshipGapTable;
  renewal: RenewalTable;
  renewal_item: RenewalItemTable;
  renewal_order: RenewalOrderTable;
  charge_notice: ChargeNoticeTable;
  charge_try: ChargeTryTable;
  renewal_setting: RenewalSettingTable;
}
