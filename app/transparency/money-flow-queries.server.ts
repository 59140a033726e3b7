/** Sums over the lines of the journal for the public page: set by set, nothing about anybody. */
import { sql } from "kysely";
import type { Db, Trx } from "~db/connection";
import type { AccountCode } from "~db/tables";
import { CLAIM_ACCOUNTS, type Confirmation, type Movement } from "./money-flow";

/** Every line of the journal, added up with those like it, by the month its entry counts for. */
export async function listMovements(db: Db | Trx): Promise<readonly Movement[]> {
  const { rows } = await sql<{
    month: string;
    account: AccountCode;
    debit: boolean;
    claims: boolean;
    takes_back: boolean;
    amount: string;
  }>`
    with claiming as materialized (
      select distinct entry_id from journal_line where account = any(${[...CLAIM_ACCOUNTS]}::text[]))
    select to_char(e.on_day, 'YYYY-MM') as month, l.account, l.amount > 0 as debit,
      c.entry_id is not null as claims, e.reverses is not null as takes_back, sum(l.amount) as amount
    from journal_line l
    join journal_entry e on e.id = l.entry_id
    left join claiming c on c.entry_id = l.entry_id
    group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5`.execute(db);
  return rows.map((row) => ({
    month: row.month,
    account: row.account,
    side: row.debit ? ("debit" as const) : ("credit" as const),
    touchesClaims: row.claims,
    takesBack: row.takes_back,
    amountRupiah: Number(row.amount),
  }));
}

/** What was handed over for months that BPJS has confirmed since, by the month (WIB) its answer was read in. */
export async function listConfirmations(db: Db | Trx): Promise<readonly Confirmation[]> {
  const { rows } = await sql<{ month: string; amount: string }>`
    select to_char(n.imported_at at time zone 'Asia/Jakarta', 'YYYY-MM') as month, -sum(l.amount) as amount
    from remittance_answer a
    join answer_import n on n.id = a.import_id
    join remittance_item i on i.id = a.item_id
    join remittance_batch b on b.id = i.batch_id
    join journal_line l on l.worker_id = i.worker_id and l.month = i.month and l.account = 'bpjs_transfer'
      and l.order_id = i.order_id and l.payment_id is not distinct from i.payment_id and l.party = b.number
    where a.outcome = 'accepted' and a.undone_at is null
    group by 1 order by 1`.execute(db);
  return rows.map((row) => ({ month: row.month, amountRupiah: Number(row.amount) }));
}
