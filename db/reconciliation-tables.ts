/** The books of gateway and bank as Kysely sees them. `…_minor` and `…_sen` are hundredths, the rest whole rupiah. */
import type { ColumnType, Generated, JSONColumnType } from "kysely";
import type { AccountCode } from "./tables";

export type GatewayPayoutTable = {
  gateway: string;
  payout_ref: string;
  amount_minor: number;
  currency: string;
  state: "pending" | "in_transit" | "paid" | "failed" | "canceled";
  created_at: Date;
  arrives_on: string;
  trace_ref: string | null;
  itemised: boolean;
  told_at: Date;
  /** The last movement that was read; the next page begins after it. */
  read_to: string | null;
  read_at: Date | null;
  /** What it brings to the bank, in whole rupiah. Known once all it holds was read. */
  worth: number | null;
  compared_at: Date | null;
};
export type MovementKind =
  | "payment"
  | "refund"
  | "refund_returned"
  | "dispute"
  | "dispute_returned"
  | "payout"
  | "payout_returned"
  | "fee"
  | "other";
export type GatewayMovementTable = {
  gateway: string;
  movement_ref: string;
  payout_ref: string;
  kind: MovementKind;
  type: string;
  source_ref: string | null;
  payment_ref: string | null;
  /** Our own id of the payment, as it travelled with it. */
  names_payment: string | null;
  refund_ref: string | null;
  dispute_ref: string | null;
  currency: string;
  exchange_rate: number | null;
  amount_minor: number;
  fee_minor: number;
  tax_minor: number;
  net_minor: number;
  amount: number;
  fee: number;
  tax: number;
  happened_at: Date;
  available_at: Date;
};
export type BankAccountTable = {
  id: string;
  name: string;
  bank: string;
  number: string;
  opened_at: Date;
  opened_by: string;
  layout: ColumnType<Record<string, unknown> | null, string | null, string | null>;
  layout_saved_at: Date | null;
  layout_saved_by: string | null;
};
export type BankStatementTable = {
  id: string;
  account_id: string;
  file_name: string;
  file_sha256: string;
  format: "csv" | "mt940";
  read_at: Date;
  read_by: string;
  rows: number;
  known_rows: number;
  first_day: string;
  last_day: string;
  in_sen: number;
  out_sen: number;
  posted_at: Date | null;
  posted_by: string | null;
  undone_at: Date | null;
  undone_by: string | null;
  undone_because: string | null;
};
type BankRowFacts = {
  line: number;
  on_day: string;
  /** Positive: into the account. */
  amount_sen: number;
  reference: string;
  description: string;
  /** Everything in it that may be a reference: letters and digits only, upper case. */
  keys: string[];
  /** The bank itself calls it the correction of an earlier row. */
  reverses: boolean;
  identity: string;
  occurrence: number;
};
export type BankDraftRowTable = BankRowFacts & { statement_id: string };
export type BankRowTable = BankRowFacts & {
  id: Generated<number>;
  account_id: string;
  statement_id: string;
  match_id: string | null;
  undone_at: Date | null;
};
export type BankMatchTable = {
  id: string;
  rule: string;
  why: JSONColumnType<Record<string, unknown>>;
  made_at: Date;
  made_by: string;
  finding_id: string | null;
  entry_id: string | null;
  undone_at: Date | null;
  undone_by: string | null;
  undone_because: string | null;
};
export type BankExpectationTable = {
  id: Generated<number>;
  kind: "payout" | "booking";
  subject: string;
  label: string;
  /** Where the money stands in the journal until the bank shows it. */
  account: AccountCode;
  party: string | null;
  amount_sen: number;
  worth: number;
  expected_on: string;
  noted_at: Date;
  match_id: string | null;
  withdrawn_at: Date | null;
};
export type BankExpectationKeyTable = { key: string; expectation_id: number };
export type BankMatchRuleTable = {
  name: "reversal" | "reference" | "reference_sum" | "amount_and_day" | "day_sum";
  position: number;
  window_days: number;
  on_duty: boolean;
  changed_at: Date;
  changed_by: string;
};
export type FindingOwnerTable = {
  id: Generated<number>;
  finding_id: string;
  owner_id: string | null;
  owner_name: string | null;
  given_at: Date;
  given_by: string;
};
export type FindingHoldTable = {
  id: Generated<number>;
  finding_id: string;
  until_day: string | null;
  reason: string;
  held_at: Date;
  held_by: string;
};

export interface ReconciliationTables {
  gateway_payout: GatewayPayoutTable;
  gateway_movement: GatewayMovementTable;
  bank_account: BankAccountTable;
  bank_statement: BankStatementTable;
  bank_draft_row: BankDraftRowTable;
  bank_row: BankRowTable;
  bank_match: BankMatchTable;
  bank_expectation: BankExpectationTable;
  bank_expectation_key: BankExpectationKeyTable;
  bank_match_rule: BankMatchRuleTable;
  finding_owner: FindingOwnerTable;
  finding_hold: FindingHoldTable;
}
