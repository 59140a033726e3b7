/** The tables as Kysely sees them: rows as they come out of PostgreSQL. Rupiah are whole numbers, months "2026-11". */
import type { ColumnType, Generated, JSONColumnType } from "kysely";
import type { AccessTables } from "./access-tables";
import type { ClosingTables } from "./closing-tables";
import type { PayrollTables } from "./payroll-tables";
import type { ReconciliationTables } from "./reconciliation-tables";
import type { ReminderTables } from "./reminder-tables";
import type { RemittanceTables } from "./remittance-tables";
import type { SponsorAreaTables } from "./sponsor-area-tables";
import type { SponsorshipTables } from "./sponsorship-tables";
import type { TransparencyTables } from "./transparency-tables";

type Json = JSONColumnType<Record<string, unknown>>;
type Programme = "jkk" | "jkm" | "jht";
type Sector = "transport" | "other";
type Origin = "initial" | "admin";
/** What a sponsor asked for beside the months; see `app/orders/renewal-wish.ts`. */
type RenewalWishJson = ColumnType<
  { intervalMonths: 1 | 3 | 6 | 12; way: "saved_card" | "pay_link"; untilMonth?: string } | null,
  string | null | undefined,
  string | null
>;

export type PlaceTable = {
  code: string;
  level: "kabupaten" | "kecamatan" | "desa" | "kelurahan";
  name: string;
  parent: string | null;
};
export type OccupationTable = {
  code: string;
  group_id: string;
  group_name: string;
  name_id: string;
  name_en: string;
  sector: Sector;
  sort: number;
};

type Recorded = { origin: Origin; recorded_at: Date; recorded_by: string };
export type IncomeBracketTable = Recorded & {
  id: Generated<number>;
  from_month: string;
  number: number;
  income_from: number;
  base: number;
  legal_source: string;
  recorded_in_month: string;
};
export type ContributionRateTable = Recorded & {
  id: Generated<number>;
  programme: Programme;
  from_month: string;
  basis: "percent_of_base" | "flat";
  basis_points: number | null;
  flat_amount: number | null;
  minimum: number | null;
  maximum: number | null;
  legal_source: string;
  recorded_in_month: string;
};
export type ContributionDiscountTable = Recorded & {
  id: Generated<number>;
  programme: Programme;
  sector: Sector;
  from_month: string;
  to_month: string | null;
  percent: number;
  legal_source: string;
  note: string | null;
  recorded_in_month: string;
};
export type HolidayTable = {
  day: string;
  name: string;
  source: string;
  recorded_at: Date;
  recorded_by: string;
};
export type WorkUnitTable = { id: string; opened_at: Date };
export type WorkUnitVersionTable = Recorded & {
  id: Generated<number>;
  work_unit_id: string;
  from_day: string;
  name: string;
  kind: string;
  note: string | null;
  merged_into: string | null;
  closed: Generated<boolean>;
  recorded_on: string;
};

export type SponsorTable = { id: string; email: string; name: string; created_at: Date };
export type WorkerTable = { id: string; nik_index: string; created_at: Date };
export type CartTable = {
  id: string;
  token_hash: string;
  opened_at: Date;
  touched_at: Date;
  cover_fee: Generated<boolean>;
  dedication: string | null;
  shown_as: Generated<"name" | "hamba_allah">;
  payer_name: string | null;
  payer_email: string | null;
  renewal_wish: RenewalWishJson;
};
export type WorkerStatementTable = {
  id: string;
  worker_id: string;
  stated_at: Date;
  name: string;
  nik_sealed: string;
  birth_date_sealed: string;
  phone_sealed: string;
  phone_index: string;
  nik_masked: string;
  occupation_code: string;
  sector: Sector;
  place_code: string;
  income: number;
  relationship: string;
  consent_manner: string;
  consent_text_version: string;
  confirmed_warnings: Generated<string[]>;
};
export type CartLineTable = {
  id: string;
  cart_id: string;
  statement_id: string;
  worker_id: string;
  programmes: Programme[];
  start_month: string;
  months: number;
  added_at: Date;
};

export type OrdersTable = {
  id: string;
  code: string;
  sponsor_id: string;
  cart_id: string | null;
  origin: "web" | "renewal" | "payroll";
  /** What was ordered, hashed: the same cart asked again is the same order. */
  fingerprint: string;
  placed_at: Date;
  expires_at: Date;
  premium: number;
  fee_cover: number;
  total: number;
  payer_name: string;
  shown_as: "name" | "hamba_allah";
  dedication: string | null;
  locale: Generated<"id" | "en">;
  renewal_wish: RenewalWishJson;
};
export type OrderLineTable = {
  order_id: string;
  worker_id: string;
  month: string;
  programme: Programme;
  statement_id: string;
  sector: Sector;
  bracket_number: number;
  base: number;
  full_amount: number;
  discount_percent: number;
  amount: number;
  legal_source: string;
};
export type OrderEndingTable = {
  order_id: string;
  kind: "expired" | "replaced" | "cancelled";
  ended_at: Date;
  reason: string | null;
};
export type MonthHoldTable = {
  worker_id: string;
  month: string;
  programme: Programme;
  order_id: string;
  held_until: Date;
};
export type CoverageTable = {
  id: Generated<number>;
  worker_id: string;
  month: string;
  programme: Programme;
  source: "order" | "government";
  order_id: string | null;
  begun_at: Date;
  ended_at: Date | null;
  ended_because: string | null;
  /** Of the government's: the list that said so. */
  list_id: Generated<string | null>;
};

export type PaymentState = "pending" | "processing" | "succeeded" | "failed" | "expired";
export type PaymentTable = {
  id: string;
  order_id: string;
  gateway: string;
  attempt: number;
  amount: number;
  state: PaymentState;
  opened_at: Date;
  expires_at: Date;
  checkout_ref: string | null;
  checkout_url: string | null;
  payment_ref: string | null;
  method: ColumnType<Record<string, unknown> | null, string | null, string | null>;
  failure: string | null;
  succeeded_at: Date | null;
  received: Generated<number>;
  looked_at: Date | null;
};
export type OrderSettlementTable = { order_id: string; payment_id: string; settled_at: Date };
export type GatewayEventTable = {
  gateway: string;
  event_id: string;
  type: string;
  happened_at: Date;
  received_at: Date;
  api_version: string | null;
  live_mode: boolean;
  payment_id: string | null;
  outcome: string;
  body: string;
};
export type RefundTable = {
  id: string;
  payment_id: string;
  amount: number;
  source: "allocation" | "suspense";
  reason: string;
  requested_by: string;
  requested_at: Date;
  state: "requested" | "sent" | "succeeded" | "failed";
  refund_ref: string | null;
  failure: string | null;
  finished_at: Date | null;
};
export type RefundLineTable = {
  refund_id: string;
  line_no: number;
  worker_id: string | null;
  month: string | null;
  amount: number;
  what: "premium" | "fee_cover" | "suspense";
};
export type AccountCode =
  | "gateway_clearing"
  | "bank"
  | "bpjs_transfer"
  | "payroll_clearing"
  | "dispute_receivable"
  | "premiums_payable"
  | "refunds_payable"
  | "donation_pool"
  | "suspense"
  | "gateway_fees"
  | "fee_contributions"
  | "losses"
  | "payouts_in_transit"
  | "rounding"
  | "bank_charges"
  | "bank_interest";
export type JournalEntryTable = {
  id: string;
  number: Generated<number>;
  kind: string;
  on_day: string;
  posted_at: Date;
  cause_kind: string;
  cause_id: string;
  reverses: string | null;
  memo: Generated<string>;
  line_count: number;
};
export type JournalLineTable = {
  entry_id: string;
  line_no: number;
  account: AccountCode;
  amount: number;
  party: string | null;
  order_id: string | null;
  payment_id: string | null;
  worker_id: string | null;
  month: string | null;
};
export type FindingTable = {
  id: string;
  kind: string;
  subject: string;
  opened_at: Date;
  amount: number;
  order_id: string | null;
  payment_id: string | null;
  refund_id: string | null;
  worker_id: string | null;
  month: string | null;
  facts: Json;
};
export type FindingNoteTable = {
  id: string;
  finding_id: string;
  written_at: Date;
  written_by: string;
  body: string;
};
export type ResolutionTable = {
  finding_id: string;
  decision: string;
  reason: string;
  decided_by: string;
  decided_at: Date;
  entry_id: string | null;
  refund_id: string | null;
};
export type NumberSeriesTable = { series: string; year: number; last: number };
type PaperTable = {
  id: string;
  number: string;
  year: number;
  sequence: number;
  amount: number;
  issued_at: Date;
  content: Json;
  pdf: Buffer;
  sha256: string;
  check_code: string;
};
export type ReceiptTable = PaperTable & { payment_id: string; order_id: string };
export type CreditNoteTable = PaperTable & { receipt_id: string; refund_id: string };

export type MailTable = {
  id: string;
  occasion: string;
  kind: string;
  to_address: string;
  sponsor_id: string | null;
  order_id: string | null;
  locale: Generated<"id" | "en">;
  facts: Json;
  queued_at: Date;
  due_at: Date;
  attempts: Generated<number>;
  leased_until: Date | null;
  state: Generated<"waiting" | "sent" | "stuck" | "dropped">;
  subject: string | null;
  html: string | null;
  body: string | null;
  sent_at: Date | null;
  mail_ref: string | null;
  last_error: string | null;
};
export type MailEventTable = {
  event_id: string;
  mail_ref: string;
  kind: string;
  happened_at: Date;
  received_at: Date;
  detail: string | null;
};
export type AddressSuppressionTable = {
  address: string;
  because: "bounced" | "complained" | "suppressed";
  since: Date;
  event_id: string | null;
};
export type ChoreTable = {
  id: string;
  kind: string;
  subject: string;
  facts: ColumnType<Record<string, unknown>, string | undefined, string>;
  queued_at: Date;
  due_at: Date;
  attempts: Generated<number>;
  leased_until: Date | null;
  state: Generated<"waiting" | "done" | "stuck">;
  done_at: Date | null;
  last_error: string | null;
};
export type JobRunTable = {
  job: string;
  tick: Date;
  started_at: Date;
  finished_at: Date | null;
  expected: number | null;
  done: number | null;
  failed: number | null;
  error: string | null;
};
export type AuditLogTable = {
  id: Generated<number>;
  at: Date;
  actor_kind: "staff" | "sponsor" | "system";
  actor_id: string | null;
  actor_name: string;
  act: string;
  subject_kind: string;
  subject_id: string;
  before: ColumnType<Record<string, unknown> | null, string | null, never>;
  after: ColumnType<Record<string, unknown> | null, string | null, never>;
  reason: string | null;
  request_id: string | null;
};

export interface Tables
  extends AccessTables,
    ClosingTables,
    PayrollTables,
    ReconciliationTables,
    ReminderTables,
    RemittanceTables,
    SponsorAreaTables,
    SponsorshipTables,
    TransparencyTables {
  place: PlaceTable;
  occupation: OccupationTable;
  income_bracket: IncomeBracketTable;
  contribution_rate: ContributionRateTable;
  contribution_discount: ContributionDiscountTable;
  holiday: HolidayTable;
  work_unit: WorkUnitTable;
  work_unit_version: WorkUnitVersionTable;
  sponsor: SponsorTable;
  worker: WorkerTable;
  cart: CartTable;
  worker_statement: WorkerStatementTable;
  cart_line: CartLineTable;
  orders: OrdersTable;
  order_line: OrderLineTable;
  order_ending: OrderEndingTable;
  month_hold: MonthHoldTable;
  coverage: CoverageTable;
  payment: PaymentTable;
  order_settlement: OrderSettlementTable;
  gateway_event: GatewayEventTable;
  refund: RefundTable;
  refund_line: RefundLineTable;
  journal_entry: JournalEntryTable;
  journal_line: JournalLineTable;
  finding: FindingTable;
  finding_note: FindingNoteTable;
  resolution: ResolutionTable;
  number_series: NumberSeriesTable;
  receipt: ReceiptTable;
  credit_note: CreditNoteTable;
  mail: MailTable;
  mail_event: MailEventTable;
  address_suppression: AddressSuppressionTable;
  chore: ChoreTable;
  job_run: JobRunTable;
  audit_log: AuditLogTable;
}
