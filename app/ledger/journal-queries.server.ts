/** Writing and reading the journal. Entries are posted in the transaction of what caused them. */
import { sql } from "kysely";
import type { Chance } from "~/platform/clock";
import type { Db, Trx } from "~db/connection";
import type { JournalEntry, JournalLine } from "./journal";

export type PostedEntry = JournalEntry & {
  readonly id: string;
  readonly number: number;
  readonly postedAt: Date;
};

/**
 * Posts entries and returns their ids in the same order. What happened in a month that is closed by now counts on the
 * first open day, with its own day in the memo. A cause that was posted before breaks the
 * constraint `journal_entry_cause_kind_cause_id_key`: callers lock what they act on, so that is a bug.
 */
export async function postEntries(
  trx: Trx,
  world: { readonly chance: Chance },
  entries: readonly JournalEntry[],
  postedAt: Date,
): Promise<readonly string[]> {
  if (entries.length === 0) return [];
  const numbered = entries.map((entry) => ({ id: world.chance.id(), entry }));
  const given = JSON.stringify(numbered.map(({ id, entry }) => entryRow(id, entry)));
  const givenLines = JSON.stringify(
    numbered.flatMap(({ id, entry }) => entry.lines.map((line, index) => lineRow(id, index + 1, line))),
  );
  await sql`
    with posted as (
      insert into journal_entry (id, kind, on_day, posted_at, cause_kind, cause_id, reverses, memo, line_count)
      select id, kind, greatest(on_day, open_from), ${postedAt}::timestamptz, cause_kind, cause_id, reverses,
        case when on_day < open_from then concat_ws(' ', nullif(memo, ''), '(' || on_day || ')') else memo end,
        line_count
      from (select max(last_day) + 1 as open_from from period_close) closed,
        json_to_recordset(${given}::json) as n(id uuid, kind text, on_day date, cause_kind text, cause_id text,
          reverses uuid, memo text, line_count int))
    insert into journal_line (entry_id, line_no, account, amount, party, order_id, payment_id, worker_id, month)
    select * from json_to_recordset(${givenLines}::json) as l(entry_id uuid, line_no int, account text,
      amount bigint, party text, order_id uuid, payment_id uuid, worker_id uuid, month text)`.execute(trx);
  return numbered.map(({ id }) => id);
}

function entryRow(id: string, entry: JournalEntry) {
  return {
    id,
    kind: entry.kind,
    on_day: entry.onDay,
    cause_kind: entry.cause.kind,
    cause_id: entry.cause.id,
    reverses: entry.reverses,
    memo: entry.memo ?? "",
    line_count: entry.lines.length,
  };
}

function lineRow(entryId: string, lineNo: number, line: JournalLine) {
  return {
    entry_id: entryId,
    line_no: lineNo,
    account: line.account,
    amount: line.amountRupiah,
    party: line.party,
    order_id: line.orderId,
    payment_id: line.paymentId,
    worker_id: line.workerId,
    month: line.month,
  };
}

/** True when this cause has been posted. */
export async function isPosted(db: Db | Trx, cause: JournalEntry["cause"]): Promise<boolean> {
  const row = await db
    .selectFrom("journal_entry")
    .select("id")
    .where("cause_kind", "=", cause.kind)
    .where("cause_id", "=", cause.id)
    .executeTakeFirst();
  return row !== undefined;
}

/** The entries that touch an order, oldest first, with all their lines. */
export async function listEntriesOfOrder(db: Db | Trx, orderId: string): Promise<readonly PostedEntry[]> {
  const ids = db.selectFrom("journal_line").select("entry_id").distinct().where("order_id", "=", orderId);
  return toEntries(await withLines(db).where("e.id", "in", ids).execute());
}

/** One entry with all its lines. */
export async function findEntry(db: Db | Trx, id: string): Promise<PostedEntry | undefined> {
  return toEntries(await withLines(db).where("e.id", "=", id).execute())[0];
}

const withLines = (db: Db | Trx) =>
  db
    .selectFrom("journal_entry as e")
    .innerJoin("journal_line as l", "l.entry_id", "e.id")
    .selectAll("e")
    .select([
      "l.account",
      "l.amount",
      "l.party",
      "l.order_id",
      "l.payment_id",
      "l.worker_id",
      "l.month",
      "l.line_no",
    ])
    .orderBy("e.number")
    .orderBy("l.line_no");

function toEntries(
  rows: Awaited<ReturnType<ReturnType<typeof withLines>["execute"]>>,
): readonly PostedEntry[] {
  const entries = new Map<string, PostedEntry & { lines: JournalLine[] }>();
  for (const row of rows) {
    const entry = entries.get(row.id) ?? {
      id: row.id,
      number: row.number,
      kind: row.kind,
      cause: { kind: row.cause_kind, id: row.cause_id },
      onDay: row.on_day,
      memo: row.memo,
      postedAt: row.posted_at,
      ...(row.reverses ? { reverses: row.reverses } : {}),
      lines: [],
    };
    entry.lines.push({
      account: row.account,
      amountRupiah: row.amount,
      ...(row.party ? { party: row.party } : {}),
      ...(row.order_id ? { orderId: row.order_id } : {}),
      ...(row.payment_id ? { paymentId: row.payment_id } : {}),
      ...(row.worker_id ? { workerId: row.worker_id } : {}),
      ...(row.month ? { month: row.month } : {}),
    });
    entries.set(row.id, entry);
  }
  return [...entries.values()];
}

/** Rupiah still owed to BPJS for each worker-month one payment of an order bought; none once refunded or remitted. */
export async function listOwedMonths(db: Db | Trx, orderId: string, paymentId: string) {
  const rows = await db
    .selectFrom("journal_line")
    .select(({ fn }) => ["worker_id", "month", fn.sum<string>("amount").as("balance")])
    .where("order_id", "=", orderId)
    .where("payment_id", "=", paymentId)
    .where("account", "=", "premiums_payable")
    .groupBy(["worker_id", "month"])
    .orderBy("worker_id")
    .orderBy("month")
    .execute();
  return rows
    .map((row) => ({ workerId: row.worker_id!, month: row.month!, amountRupiah: -Number(row.balance) }))
    .filter((row) => row.amountRupiah > 0);
}

/** The balance of one account for one payment, as a positive credit (what it holds for someone). */
export async function findCreditOfPayment(
  db: Db | Trx,
  paymentId: string,
  account: "suspense" | "fee_contributions" | "refunds_payable",
): Promise<number> {
  const row = await db
    .selectFrom("journal_line")
    .select(({ fn }) => fn.sum<string | null>("amount").as("balance"))
    .where("payment_id", "=", paymentId)
    .where("account", "=", account)
    .executeTakeFirstOrThrow();
  return 0 - Number(row.balance ?? 0);
}

/** What every account holds, debit positive. */
export async function listAccountBalances(db: Db) {
  const rows = await db
    .selectFrom("journal_line")
    .select(({ fn }) => ["account", "party", fn.sum<string>("amount").as("balance")])
    .groupBy(["account", "party"])
    .orderBy("account")
    .execute();
  return rows.map((row) => ({ account: row.account, party: row.party, balanceRupiah: Number(row.balance) }));
}
