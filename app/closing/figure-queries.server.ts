/** The figures of a month, out of the four books, each in one statement over sets. */
import { sql } from "kysely";
import { addDays, firstDayOf, lastDayOf } from "~/calendar/day";
import { type IuranMonth, monthOf } from "~/calendar/iuran-month";
import { startOfDayWib } from "~/calendar/wib";
import type { Db, Trx } from "~db/connection";
import type { BookLine, MoneyState, OpenFinding } from "./period";

/** Money that belongs to others: what sponsors gave, wherever it has come by now. */
const FOR_OTHERS = sql.raw(`(l.account in
  ('premiums_payable', 'refunds_payable', 'donation_pool', 'suspense', 'fee_contributions')
  or (l.account = 'bpjs_transfer' and l.worker_id is not null))`);

/**
 * Where every rupiah stood when `lastDay` was over. What an entry brings to others came in from outside, or went back
 * to a payer; everything else moves between places. A reversal takes back what its entry did.
 */
export async function findMoneyState(db: Db | Trx, lastDay: string): Promise<MoneyState> {
  const before = startOfDayWib(addDays(lastDay, 1));
  const { rows } = await sql<Record<keyof MoneyState, string>>`
    with line as (
      select e.id, e.reverses is not null as reversal, l.account, l.amount, l.party, l.order_id, l.worker_id, l.month
      from journal_entry e join journal_line l on l.entry_id = e.id
      where e.on_day <= ${lastDay}::date and ${FOR_OTHERS}),
    brought as (
      select id, reversal, -sum(amount) as amount, bool_or(account = 'refunds_payable') as refund
      from line group by id, reversal having sum(amount) <> 0),
    flow as (
      select amount, not refund and (amount > 0) <> reversal as inward from brought),
    confirmed as (
      select coalesce(-sum(l.amount), 0) as amount from line l
      join remittance_batch b on b.number = l.party
      join remittance_item i on i.batch_id = b.id and i.order_id = l.order_id and i.worker_id = l.worker_id
        and i.month = l.month and i.left_out_at is null
      join remittance_answer a on a.item_id = i.id and a.outcome = 'accepted'
        and (a.undone_at is null or a.undone_at >= ${before})
      join answer_import n on n.id = a.import_id and n.imported_at < ${before}
      where l.account = 'bpjs_transfer')
    select
      (select coalesce(sum(amount) filter (where inward), 0) from flow) as received,
      c.amount as confirmed,
      (select coalesce(-sum(amount), 0) from line where account in ('premiums_payable', 'bpjs_transfer'))
        - c.amount as waiting,
      (select coalesce(-sum(amount), 0) from line where account = 'refunds_payable') as refundable,
      (select coalesce(-sum(amount) filter (where not inward), 0) from flow) as refunded,
      (select coalesce(-sum(amount), 0) from line where account = 'fee_contributions') as fee,
      (select coalesce(-sum(amount), 0) from line where account = 'donation_pool') as pool,
      (select coalesce(-sum(amount), 0) from line where account = 'suspense') as suspense
    from confirmed c`.execute(db);
  const row = rows[0]!;
  return {
    received: Number(row.received),
    confirmed: Number(row.confirmed),
    waiting: Number(row.waiting),
    refundable: Number(row.refundable),
    refunded: Number(row.refunded),
    fee: Number(row.fee),
    pool: Number(row.pool),
    suspense: Number(row.suspense),
  };
}

/** What every account held when `lastDay` was over, debit positive; accounts that hold nothing are left out. */
export async function listBalancesAt(db: Db | Trx, lastDay: string) {
  const { rows } = await sql<{ account: string; balance: string }>`
    select l.account, sum(l.amount) as balance
    from journal_entry e join journal_line l on l.entry_id = e.id where e.on_day <= ${lastDay}::date
    group by l.account having sum(l.amount) <> 0 order by l.account`.execute(db);
  return rows.map(({ account, balance }) => ({ account, balanceRupiah: Number(balance) }));
}

/** How many entries count for the month, and the SHA-256 over all of them with their lines. */
export async function findEntriesDigest(db: Db | Trx, month: IuranMonth) {
  const { rows } = await sql<{ count: number; digest: string }>`
    select count(*)::int as count, journal_digest(${month}) as digest from journal_entry
    where on_day between ${firstDayOf(month)}::date and ${lastDayOf(month)}::date`.execute(db);
  return rows[0]!;
}

/** The first month that has an entry. */
export async function findFirstMonth(db: Db | Trx): Promise<IuranMonth | undefined> {
  const { rows } = await sql<{ day: string | null }>`select min(on_day) as day from journal_entry`.execute(
    db,
  );
  return rows[0]?.day ? monthOf(rows[0].day) : undefined;
}

/** Payouts of the month nobody has compared, and rows of the bank nobody has looked at. */
export async function countUncompared(db: Db | Trx, month: IuranMonth) {
  const { rows } = await sql<{ payouts: number; bank_rows: number }>`
    select
      (select count(*)::int from gateway_payout where compared_at is null and state <> 'canceled'
        and created_at >= ${startOfDayWib(firstDayOf(month))}
        and created_at < ${startOfDayWib(addDays(lastDayOf(month), 1))}) as payouts,
      (select count(*)::int from bank_row where match_id is null and undone_at is null
        and on_day between ${firstDayOf(month)}::date and ${lastDayOf(month)}::date) as bank_rows`.execute(
    db,
  );
  return { payouts: rows[0]!.payouts, bankRows: rows[0]!.bank_rows };
}

/** Findings opened up to the month's end that nobody has ended yet, the oldest first. */
export async function listOpenFindingsUpTo(db: Db | Trx, month: IuranMonth): Promise<readonly OpenFinding[]> {
  const { rows } = await sql<{ id: string; kind: string; opened_on: string; amount: number }>`
    select f.id, f.kind, (f.opened_at at time zone 'Asia/Jakarta')::date as opened_on, f.amount
    from finding f left join resolution r on r.finding_id = f.id
    where r.finding_id is null and f.opened_at < ${startOfDayWib(addDays(lastDayOf(month), 1))}
    order by f.opened_at, f.id`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    openedOn: row.opened_on,
    amountRupiah: row.amount,
  }));
}

export async function countFindingsEnded(db: Db | Trx, month: IuranMonth): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from resolution
    where decided_at >= ${startOfDayWib(firstDayOf(month))}
      and decided_at < ${startOfDayWib(addDays(lastDayOf(month), 1))}`.execute(db);
  return rows[0]!.count;
}

/** What happened in the month, as the gateway, the bank, our journal and BPJS Ketenagakerjaan each tell it. */
export async function listBookLines(db: Db | Trx, month: IuranMonth): Promise<readonly BookLine[]> {
  const first = firstDayOf(month);
  const last = lastDayOf(month);
  const from = startOfDayWib(first);
  const before = startOfDayWib(addDays(last, 1));
  const { rows } = await sql<Record<string, string>>`
    with movement as (
      select kind, sum(amount) as amount, sum(fee + tax) as fees from gateway_movement
      where happened_at >= ${from} and happened_at < ${before} group by kind),
    moved as (
      select x.kind, sum(r.amount_sen) as sen from bank_row r
      join bank_match m on m.id = r.match_id and m.undone_at is null
      cross join lateral (select distinct e.kind from bank_expectation e where e.match_id = m.id) x
      where r.undone_at is null and r.on_day between ${first}::date and ${last}::date group by x.kind),
    line as (
      select e.kind, l.account, sum(l.amount) as amount from journal_entry e join journal_line l on l.entry_id = e.id
      where e.on_day between ${first}::date and ${last}::date group by e.kind, l.account),
    answered as (
      select sum(i.due) as accepted from remittance_answer a
      join answer_import n on n.id = a.import_id
      join remittance_item i on i.id = a.item_id
      where a.outcome = 'accepted' and a.undone_at is null
        and n.imported_at >= ${from} and n.imported_at < ${before})
    select
      (select sum(amount) from movement where kind = 'payment') as gateway_received,
      (select sum(fees) from movement) as gateway_fees,
      (select -sum(amount) from movement where kind in ('refund', 'refund_returned')) as gateway_refunded,
      (select -sum(amount) from movement where kind in ('dispute', 'dispute_returned')) as gateway_disputed,
      (select -sum(amount) from movement where kind in ('payout', 'payout_returned')) as gateway_paid_out,
      (select sum(sen) / 100 from moved where kind = 'payout') as bank_paid_out,
      (select sum(sen) / 100 from moved where kind = 'payroll') as bank_payroll,
      (select -sum(sen) / 100 from moved where kind = 'remittance') as bank_remitted,
      (select sum(amount) from line where account = 'gateway_clearing'
        and kind in ('payment_received', 'stray_payment_received')) as journal_received,
      (select sum(amount) from line where account = 'gateway_fees') as journal_fees,
      (select -sum(amount) from line where account = 'gateway_clearing'
        and kind in ('refund_paid', 'refund_returned')) as journal_refunded,
      (select sum(amount) from line where account = 'dispute_receivable') as journal_disputed,
      (select sum(amount) from line where account = 'payouts_in_transit'
        and kind in ('payout_sent', 'payout_returned')) as journal_paid_out,
      (select sum(amount) from line where account = 'bank' and kind = 'payroll_transfer') as journal_payroll,
      (select sum(amount) from line where account = 'bpjs_transfer' and kind = 'bpjs_paid') as journal_remitted,
      (select accepted from answered) as bpjs_confirmed`.execute(db);
  const row = rows[0]!;
  const of = (name: string) => Number(row[name] ?? 0);
  return [
    { what: "received", gateway: of("gateway_received"), journal: of("journal_received") },
    { what: "gateway_fees", gateway: of("gateway_fees"), journal: of("journal_fees") },
    { what: "refunded", gateway: of("gateway_refunded"), journal: of("journal_refunded") },
    { what: "disputed", gateway: of("gateway_disputed"), journal: of("journal_disputed") },
    {
      what: "paid_out",
      gateway: of("gateway_paid_out"),
      bank: of("bank_paid_out"),
      journal: of("journal_paid_out"),
    },
    { what: "payroll", bank: of("bank_payroll"), journal: of("journal_payroll") },
    { what: "remitted", bank: of("bank_remitted"), journal: of("journal_remitted") },
    { what: "confirmed", bpjs: of("bpjs_confirmed") },
  ];
}
