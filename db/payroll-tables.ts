/** The tables of payroll through the agency as Kysely sees them. Days are "2026-11-22", months "2026-11". */
import type { ColumnType, Generated } from "kysely";

type Written<T> = { readonly [K in keyof T]: ColumnType<T[K], T[K], never> };
type Nip = { nip_sealed: string; nip_index: string; nip_masked: string };

export type AsnRegistrationTable = {
  id: string;
  sponsor_id: string;
  name: string;
  work_unit_id: string | null;
  unit_text: string | null;
  nip_sealed: string | null;
  nip_index: string | null;
  nip_masked: string | null;
  stated_at: Date;
  ended_at: Date | null;
};
export type PayrollSettingTable = {
  id: Generated<number>;
  from_day: string;
  list_date: number;
  report_date: number;
  bank_name: string | null;
  account_number: string | null;
  account_holder: string | null;
  recorded_at: Date;
  recorded_by: string;
};
export type PayrollMandateTable = Written<
  Nip & {
    id: string;
    sponsor_id: string;
    work_unit_id: string;
    unit_name: string;
    signed_name: string;
    signed_on: string;
    signed_at: Date;
    text_version: string;
    text_shown: string;
    from_month: string;
  }
>;
export type PayrollMandateItemTable = Written<{
  mandate_id: string;
  position: number;
  sponsorship_id: string;
  monthly_shown: number;
}>;
export type PayrollWithdrawalTable = Written<{
  mandate_id: string;
  withdrawn_at: Date;
  because: "withdrawn" | "replaced";
  reason: string | null;
}>;
/** A view: nothing is written to it. */
export type LivePayrollView = {
  sponsorship_id: ColumnType<string, never, never>;
  position: ColumnType<number, never, never>;
  mandate_id: ColumnType<string, never, never>;
  sponsor_id: ColumnType<string, never, never>;
  work_unit_id: ColumnType<string, never, never>;
  from_month: ColumnType<string, never, never>;
  worker_id: ColumnType<string, never, never>;
};
export type PayrollBatchTable = Written<{
  id: string;
  work_unit_id: string;
  unit_name: string;
  month: string;
  reference: string;
  listed_at: Date;
  listed_by: string;
  total: number;
}>;
export type PayrollLineTable = Written<
  Nip & {
    id: string;
    batch_id: string;
    position: number;
    mandate_id: string;
    sponsor_id: string;
    name: string;
    expected: number;
  }
>;
export type PayrollLineItemTable = {
  line_id: string;
  position: number;
  sponsorship_id: string;
  worker_id: string;
  amount: number;
  premium: ColumnType<unknown, string, never>;
};
export type PayrollDraftTable = {
  batch_id: string;
  version: string;
  uploaded_at: Date;
  uploaded_by: string;
  file_name: string | null;
  rows: ColumnType<unknown, string, string>;
};
export type PayrollReportTable = Written<{
  id: string;
  batch_id: string;
  number: number;
  reported_at: Date;
  reported_by: string;
  file_name: string | null;
  total: number;
}>;
export type PayrollReportLineTable = Written<{ report_id: string; line_id: string; deducted: number }>;
export type PayrollBookingTable = Written<{
  id: string;
  batch_id: string;
  number: number;
  bank_reference: string;
  transferred_on: string;
  amount: number;
  surplus: number;
  note: string;
  booked_at: Date;
  booked_by: string;
}>;
export type PayrollSettlementTable = Written<{
  line_id: string;
  booking_id: string;
  payment_id: string;
  amount: number;
}>;
export type StaffInvitationTable = {
  id: string;
  email: string;
  name: string;
  role: "treasurer";
  work_unit_id: string;
  token_hash: string;
  invited_at: Date;
  invited_by: string;
  expires_at: Date;
  used_at: Date | null;
  ended_at: Date | null;
};

export interface PayrollTables {
  asn_registration: AsnRegistrationTable;
  payroll_setting: PayrollSettingTable;
  payroll_mandate: PayrollMandateTable;
  payroll_mandate_item: PayrollMandateItemTable;
  payroll_withdrawal: PayrollWithdrawalTable;
  live_payroll: LivePayrollView;
  payroll_batch: PayrollBatchTable;
  payroll_line: PayrollLineTable;
  payroll_line_item: PayrollLineItemTable;
  payroll_draft: PayrollDraftTable;
  payroll_report: PayrollReportTable;
  payroll_report_line: PayrollReportLineTable;
  payroll_booking: PayrollBookingTable;
  payroll_settlement: PayrollSettlementTable;
  staff_invitation: StaffInvitationTable;
}
