/** What should be seen at the bank: payouts of the gateway, transfers of payroll offices, transfers to BPJS. */
import { sql } from "kysely";
import type { Db, Trx } from "~db/connection";
import type { BankExpectationTable } from "~db/reconciliation-tables";
import type { KnownPayout } from "./payout-queries.server";
import { referenceKeys } from "./reference-keys";

export type NewExpectation = {
  readonly kind: BankExpectationTable["kind"];
  /** What it is, once per kind. */
  readonly subject: string;
  readonly label: string;
  /** Where the money stands in the journal until the bank shows it. */
  readonly account: BankExpectationTable["account"];
  readonly party?: string | undefined;
  /** As the bank should show it: positive into the account. */
  readonly amountSen: number;
  readonly worthRupiah: number;
  readonly expectedOn: string;
  /** Texts of which each alone says that a bank row is this. */
  readonly references: readonly string[];
};

/** Expects these at the bank; what is expected already stays as it is. */
export async function insertExpectations(
  trx: Trx,
  expectations: readonly NewExpectation[],
  notedAt: Date,
): Promise<void> {
  if (expectations.length === 0) return;
  const rows = await trx
    .insertInto("bank_expectation")
    .values(
      expectations.map((it) => ({
        kind: it.kind,
        subject: it.subject,
        label: it.label,
        account: it.account,
        party: it.party ?? null,
        amount_sen: it.amountSen,
        worth: it.worthRupiah,
        expected_on: it.expectedOn,
        noted_at: notedAt,
      })),
    )
    .onConflict((conflict) => conflict.columns(["kind", "subject"]).doNothing())
    .returning(["id", "kind", "subject"])
    .execute();
  const idOf = new Map(rows.map((row) => [`${row.kind} ${row.subject}`, row.id]));
  const keys = expectations.flatMap((it) => {
    const id = idOf.get(`${it.kind} ${it.subject}`);
    const own = new Set(it.references.flatMap((reference) => referenceKeys(reference)));
    return id === undefined ? [] : [...own].map((key) => ({ key, expectation_id: id }));
  });
  if (keys.length > 0) await trx.insertInto("bank_expectation_key").values(keys).execute();
}

/** Expects a payout at the bank. In another currency the bank's amount is not known; its reference is. */
export async function expectPayout(
  trx: Trx,
  payout: KnownPayout & { readonly worthRupiah: number },
  notedAt: Date,
): Promise<void> {
  const amountSen = payout.currency === "idr" ? payout.amountMinor : payout.worthRupiah * 100;
  if (amountSen === 0) return;
  const expectation = {
    kind: "payout" as const,
    subject: `${payout.gateway}/${payout.payoutRef}`,
    label: payout.traceRef ?? payout.payoutRef,
    account: "payouts_in_transit" as const,
    party: payout.gateway,
    amountSen,
    worthRupiah: payout.worthRupiah,
    expectedOn: payout.arrivesOn,
    references: [payout.payoutRef, payout.traceRef ?? ""],
  };
  await insertExpectations(trx, [expectation], notedAt);
}

/** Nothing of this kind will come any more. One that a bank row has shown stays. */
export async function withdrawExpectation(
  trx: Trx,
  kind: BankExpectationTable["kind"],
  subject: string,
  at: Date,
): Promise<void> {
  await trx
    .updateTable("bank_expectation")
    .set({ withdrawn_at: at })
    .where("kind", "=", kind)
    .where("subject", "=", subject)
    .where("match_id", "is", null)
    .execute();
}

/** Transfers that payroll offices made and a treasurer booked: each names the bank's own reference. */
export async function listUnexpectedPayroll(db: Db | Trx): Promise<readonly NewExpectation[]> {
  const { rows } = await sql<{
    id: string;
    unit: string;
    batch: string;
    reference: string;
    on_day: string;
    amount: number;
  }>`
    select k.id, b.unit_name as unit, b.reference as batch, k.bank_reference as reference,
      k.transferred_on as on_day, k.amount
    from payroll_booking k join payroll_batch b on b.id = k.batch_id
    where not exists (
      select from bank_expectation e where e.kind = 'payroll' and e.subject = k.id::text)
    order by k.id limit 5000`.execute(db);
  return rows.map((row) => ({
    kind: "payroll",
    subject: row.id,
    label: `${row.batch}, ${row.unit}`,
    account: "payroll_clearing",
    party: row.unit,
    amountSen: row.amount * 100,
    worthRupiah: row.amount,
    expectedOn: row.on_day,
    references: [row.reference, row.batch],
  }));
}
