/** What should be seen at the bank: payouts of the gateway, and whatever other rooms have booked to it or out of it. */
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

/** The match that an expectation is part of, if any. */
export async function findMatchOf(
  trx: Trx,
  kind: BankExpectationTable["kind"],
  subject: string,
): Promise<string | undefined> {
  const row = await trx
    .selectFrom("bank_expectation")
    .select("match_id")
    .where("kind", "=", kind)
    .where("subject", "=", subject)
    .executeTakeFirst();
  return row?.match_id ?? undefined;
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

/**
 * Money that other rooms have posted to the bank or out of it (a payroll office's transfer, one to BPJS, money handed
 * back) and that no bank row has shown yet. The match then only says in which account it is; entries that were taken
 * back expect nothing.
 */
export async function listUnexpectedBankLines(db: Db | Trx): Promise<readonly NewExpectation[]> {
  const { rows } = await sql<{
    entry_id: string;
    line_no: number;
    amount: number;
    party: string | null;
    kind: string;
    memo: string;
    on_day: string;
    parties: string | null;
  }>`
    select l.entry_id, l.line_no, l.amount, l.party, e.kind, e.memo, e.on_day,
      (select string_agg(o.party, ' ') from journal_line o where o.entry_id = e.id and o.account <> 'bank') as parties
    from journal_line l
    join journal_entry e on e.id = l.entry_id
    where l.account = 'bank' and e.cause_kind <> 'bank_match' and e.reverses is null
      and not exists (select from journal_entry b where b.reverses = e.id)
      and not exists (
        select from bank_expectation x where x.kind = 'booking' and x.subject = l.entry_id || '/' || l.line_no)
    order by e.number, l.line_no limit 2000`.execute(db);
  return rows.map((row) => ({
    kind: "booking",
    subject: `${row.entry_id}/${row.line_no}`,
    label: [row.kind, row.party ?? row.memo].filter(Boolean).join(" ").slice(0, 200),
    account: "bank",
    ...(row.party ? { party: row.party } : {}),
    amountSen: row.amount * 100,
    worthRupiah: row.amount,
    expectedOn: row.on_day,
    references: [row.party ?? "", row.memo, row.parties ?? ""],
  }));
}

/** Bookings that were taken back will not come. One that a bank row has shown stays, for a person to see. */
export async function withdrawReversedBookings(trx: Trx, at: Date): Promise<void> {
  await sql`
    update bank_expectation x set withdrawn_at = ${at}
    from journal_entry r
    where x.kind = 'booking' and x.match_id is null and x.withdrawn_at is null
      and r.reverses = split_part(x.subject, '/', 1)::uuid`.execute(trx);
}
