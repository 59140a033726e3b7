/**
 * A batch is worker-months that go to BPJS Ketenagakerjaan in one transfer.
 *
 *   prepared ──▶ approved ──▶ remitted ──▶ answered, as far as answers came
 *      └────────────┴──────▶ withdrawn
 *
 * One person prepares, another approves; what is in doubt is left out with a reason and waits for a later batch.
 * `priceItem` says what a month costs on the day it is sent, and what about it a person should look at.
 */
import { ageOn, type Day } from "~/calendar/day";
import { addMonths, type IuranMonth, monthOf } from "~/calendar/iuran-month";
import { monthlyPremium, type TariffTables } from "~/tariff/tariff";
import { AGE_LIMIT, CONSENT_MANNERS, YOUNGEST_AGE } from "~/workers/statement-fields";

export type Programme = "jkk" | "jkm" | "jht";
export type BatchState = "prepared" | "approved" | "remitted" | "withdrawn";

/** What a person should look at before a month is sent. */
export const itemChecks = [
  /** The same person and month lie in this batch twice: two orders, e.g. JHT added later. */
  "nik_twice",
  "too_young",
  "too_old",
  /** Older than BPJS takes arrears for: three iuran months (Perdir 22/PERDIR.02/072022). */
  "arrears",
  "consent_missing",
  /** On a list of those the government pays for. */
  "government",
  /** The tariff rose since it was paid: the money does not reach. */
  "dearer",
  /** The tariff fell since it was paid: the rest is the sponsor's. */
  "cheaper",
] as const;
export type ItemCheck = (typeof itemChecks)[number];

/** These may not be sent: leave the month out, or mend what is wrong. */
export const blockingChecks: readonly ItemCheck[] = ["government", "dearer"];

const ARREARS_MONTHS = 3;

export type WaitingMonth = {
  readonly orderId: string;
  readonly paymentId?: string | undefined;
  readonly workerId: string;
  readonly month: IuranMonth;
  readonly paidRupiah: number;
  readonly programmes: readonly Programme[];
  readonly statementId: string;
  readonly sector: "transport" | "other";
  readonly incomeRupiah: number;
  readonly bornOn: Day;
  readonly consentManner: string;
  readonly byGovernment: boolean;
};

export type PricedItem = {
  readonly orderId: string;
  readonly paymentId?: string | undefined;
  readonly workerId: string;
  readonly month: IuranMonth;
  readonly statementId: string;
  readonly baseRupiah: number;
  readonly jkk: number;
  readonly jkm: number;
  readonly jht: number;
  readonly dueRupiah: number;
  readonly paidRupiah: number;
  readonly checks: readonly ItemCheck[];
};

/** The month at the tariff that counts for it, with its checks; `undefined` when it has no tariff. */
export function priceItem(waiting: WaitingMonth, today: Day, tables: TariffTables): PricedItem | undefined {
  const { sector, incomeRupiah: income, programmes, month } = waiting;
  if (programmes.length === 0) return undefined;
  const premium = monthlyPremium({ sector, income, programmes, month }, tables);
  if (premium.kind === "no_tariff" || premium.total === 0) return undefined;
  const { orderId, paymentId, workerId, statementId, paidRupiah } = waiting;
  return {
    orderId,
    ...(paymentId ? { paymentId } : {}),
    workerId,
    month,
    statementId,
    baseRupiah: premium.bracket.base,
    jkk: premium.jkk,
    jkm: premium.jkm,
    jht: premium.jht,
    dueRupiah: premium.total,
    paidRupiah,
    checks: checksOf(waiting, premium.total, today),
  };
}

function checksOf(waiting: WaitingMonth, dueRupiah: number, today: Day): ItemCheck[] {
  const age = ageOn(waiting.bornOn, `${waiting.month}-01`);
  const found: Partial<Record<ItemCheck, boolean>> = {
    too_young: age < YOUNGEST_AGE,
    too_old: age >= AGE_LIMIT,
    arrears: waiting.month < addMonths(monthOf(today), -ARREARS_MONTHS),
    consent_missing: !CONSENT_MANNERS.some((manner) => manner === waiting.consentManner),
    government: waiting.byGovernment,
    dearer: dueRupiah > waiting.paidRupiah,
    cheaper: dueRupiah < waiting.paidRupiah,
  };
  return itemChecks.filter((check) => found[check]);
}

/** Marks those whose person and month come more than once. */
export function markTwice(items: readonly PricedItem[]): readonly PricedItem[] {
  const times = new Map<string, number>();
  const keyOf = (item: PricedItem) => `${item.workerId} ${item.month}`;
  for (const item of items) times.set(keyOf(item), (times.get(keyOf(item)) ?? 0) + 1);
  return items.map((item) =>
    times.get(keyOf(item))! > 1 ? { ...item, checks: ["nik_twice", ...item.checks] } : item,
  );
}

/** `SB-2026-0001`: setoran BPJS, counted anew each year in WIB. */
export function batchNumber(year: number, sequence: number): string {
  return `SB-${year}-${String(sequence).padStart(4, "0")}`;
}

export type ApproveRefusal = "unknown" | "not_prepared" | "own_batch" | "nothing_in_it" | "blocked";

/** Whether this person may approve: another one than who prepared it, and nothing in it that may not be sent. */
export function decideApproval(
  batch: {
    readonly state: BatchState;
    readonly preparedById: string;
    readonly items: number;
    readonly blocked: number;
  },
  approverId: string,
): ApproveRefusal | "approve" {
  if (batch.state !== "prepared") return "not_prepared";
  if (batch.preparedById === approverId) return "own_batch";
  if (batch.items === 0) return "nothing_in_it";
  return batch.blocked > 0 ? "blocked" : "approve";
}
