/** The steps of a batch as rows: approval, withdrawal, transfer, what came back; and the list of batches. */
import { type RawBuilder, sql } from "kysely";
import type { Day } from "~/calendar/day";
import type { RemittedMonth } from "~/ledger/remittance-postings";
import type { Db, Trx } from "~db/connection";
import type { BatchState } from "./remittance-batch";
import type { Staff } from "./remittance-queries.server";

export async function insertApproval(
  trx: Trx,
  approval: {
    readonly batchId: string;
    readonly preparedById: string;
    readonly by: Staff;
    readonly at: Date;
    readonly totalRupiah: number;
  },
): Promise<void> {
  await trx
    .insertInto("remittance_approval")
    .values({
      batch_id: approval.batchId,
      prepared_by_id: approval.preparedById,
      approved_by_id: approval.by.id,
      approved_by: approval.by.name,
      approved_at: approval.at,
      total: approval.totalRupiah,
    })
    .execute();
}

/** Writes the withdrawal down and lets go of the batch's months. */
export async function insertWithdrawal(
  trx: Trx,
  withdrawal: { readonly batchId: string; readonly by: string; readonly at: Date; readonly reason: string },
): Promise<void> {
  await trx
    .insertInto("remittance_withdrawal")
    .values({
      batch_id: withdrawal.batchId,
      withdrawn_at: withdrawal.at,
      withdrawn_by: withdrawal.by,
      reason: withdrawal.reason,
    })
    .execute();
  await trx
    .updateTable("remittance_item")
    .set({ released_at: withdrawal.at })
    .where("batch_id", "=", withdrawal.batchId)
    .where("left_out_at", "is", null)
    .execute();
}

/** The months of a batch with what is still owed for each now: a month whose money moved meanwhile owes another sum. */
export async function listMonthsToRemit(
  trx: Trx,
  batchId: string,
): Promise<readonly (RemittedMonth & { readonly owedRupiah: number; readonly orderCode: string })[]> {
  const { rows } = await sql<{
    order_id: string;
    payment_id: string | null;
    worker_id: string;
    month: string;
    paid: number;
    due: number;
    owed: number;
    code: string;
  }>`
    select i.order_id, i.payment_id, i.worker_id, i.month, i.paid, i.due, o.code, coalesce(l.owed, 0)::int8 as owed
    from remittance_item i
    join orders o on o.id = i.order_id
    left join (
      select order_id, payment_id, worker_id, month, -sum(amount) as owed from journal_line
      where account = 'premiums_payable'
        and order_id in (select order_id from remittance_item where batch_id = ${batchId})
      group by 1, 2, 3, 4) l on l.order_id = i.order_id and l.worker_id = i.worker_id and l.month = i.month
        and l.payment_id is not distinct from i.payment_id
    where i.batch_id = ${batchId} and i.left_out_at is null
    order by i.id`.execute(trx);
  return rows.map((row) => ({
    orderId: row.order_id,
    paymentId: row.payment_id ?? undefined,
    workerId: row.worker_id,
    month: row.month,
    paidRupiah: row.paid,
    dueRupiah: row.due,
    owedRupiah: row.owed,
    orderCode: row.code,
  }));
}

export type TransferRow = {
  readonly batchId: string;
  readonly paymentCode: string;
  readonly paidOn: Day;
  readonly bankReference: string;
  readonly amountRupiah: number;
  readonly at: Date;
  readonly by: string;
  readonly entryId: string;
};

export async function insertTransfer(trx: Trx, transfer: TransferRow): Promise<void> {
  await trx
    .insertInto("remittance_transfer")
    .values({
      batch_id: transfer.batchId,
      payment_code: transfer.paymentCode,
      paid_on: transfer.paidOn,
      bank_reference: transfer.bankReference,
      amount: transfer.amountRupiah,
      recorded_at: transfer.at,
      recorded_by: transfer.by,
      entry_id: transfer.entryId,
    })
    .execute();
}

/** Whether the bank's reference was recorded before, for a transfer or for money that came back. */
export async function isReferenceKnown(trx: Trx, bankReference: string): Promise<boolean> {
  const { rows } = await sql`
    select from remittance_transfer where bank_reference = ${bankReference}
    union all select from remittance_return where bank_reference = ${bankReference}`.execute(trx);
  return rows.length > 0;
}

export type BpjsReturn = {
  readonly id: string;
  readonly batchId: string;
  readonly amountRupiah: number;
  readonly returnedOn: Day;
  readonly bankReference: string;
  readonly at: Date;
  readonly by: string;
  readonly entryId: string;
};

export async function insertReturn(trx: Trx, given: BpjsReturn): Promise<void> {
  await trx
    .insertInto("remittance_return")
    .values({
      id: given.id,
      batch_id: given.batchId,
      amount: given.amountRupiah,
      returned_on: given.returnedOn,
      bank_reference: given.bankReference,
      recorded_at: given.at,
      recorded_by: given.by,
      entry_id: given.entryId,
    })
    .execute();
}

export async function listReturns(db: Db, batchId: string): Promise<readonly Omit<BpjsReturn, "entryId">[]> {
  const rows = await db
    .selectFrom("remittance_return")
    .selectAll()
    .where("batch_id", "=", batchId)
    .orderBy("recorded_at")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    batchId: row.batch_id,
    amountRupiah: row.amount,
    returnedOn: row.returned_on,
    bankReference: row.bank_reference,
    at: row.recorded_at,
    by: row.recorded_by,
  }));
}

/** What BPJS holds of a batch's money without having accepted it, by the journal. */
export async function findHeldByBpjs(db: Db | Trx, number: string): Promise<number> {
  const { rows } = await sql<{ held: number }>`
    select coalesce(sum(amount), 0)::int8 as held from journal_line
    where account = 'bpjs_transfer' and party = ${number}`.execute(db);
  return rows[0]!.held;
}

export type BatchFilter = {
  readonly state?: BatchState | undefined;
  /** Part of a number, payment code or bank reference. */
  readonly text?: string | undefined;
};
export type ListedBatch = {
  readonly id: string;
  readonly number: string;
  readonly preparedAt: Date;
  readonly preparedBy: string;
  readonly approvedBy: string | null;
  readonly paidOn: Day | null;
  readonly state: BatchState;
  readonly items: number;
  readonly dueRupiah: number;
  readonly accepted: number;
  readonly refused: number;
};
type Place = { readonly at: Date; readonly id: string };

/** Batches, the newest first, from before `after` on. */
export async function listBatches(
  db: Db,
  filter: BatchFilter,
  page: { readonly size: number; readonly after?: Place | undefined },
): Promise<{ readonly batches: readonly ListedBatch[]; readonly next?: Place }> {
  const conditions: RawBuilder<unknown>[] = [sql`true`];
  if (page.after) conditions.push(sql`(b.prepared_at, b.id) < (${page.after.at}, ${page.after.id})`);
  if (filter.state) conditions.push(sql`b.state = ${filter.state}`);
  if (filter.text) {
    const part = `%${filter.text.replace(/[\\%_]/g, "\\$&")}%`;
    conditions.push(
      sql`(b.number ilike ${part} or b.payment_code ilike ${part} or b.bank_reference ilike ${part})`,
    );
  }
  const { rows } = await sql<ListedBatch>`
    select b.id, b.number, b.prepared_at as "preparedAt", b.prepared_by as "preparedBy", b.approved_by as "approvedBy",
      b.paid_on as "paidOn", b.state, s.items, s.due as "dueRupiah", s.accepted, s.refused
    from (
      select b.*, a.approved_by, t.paid_on, t.payment_code, t.bank_reference,
        case when w.batch_id is not null then 'withdrawn' when t.batch_id is not null then 'remitted'
          when a.batch_id is not null then 'approved' else 'prepared' end as state
      from remittance_batch b
      left join remittance_approval a on a.batch_id = b.id
      left join remittance_withdrawal w on w.batch_id = b.id
      left join remittance_transfer t on t.batch_id = b.id) b
    join lateral (
      select count(*) as items, coalesce(sum(i.due), 0)::int8 as due,
        count(*) filter (where x.outcome = 'accepted') as accepted,
        count(*) filter (where x.outcome = 'refused') as refused
      from remittance_item i left join remittance_answer x on x.item_id = i.id and x.undone_at is null
      where i.batch_id = b.id and i.left_out_at is null) s on true
    where ${sql.join(conditions, sql` and `)}
    order by b.prepared_at desc, b.id desc limit ${page.size + 1}`.execute(db);
  const batches = rows.slice(0, page.size);
  const last = batches.at(-1);
  return {
    batches,
    ...(rows.length > page.size && last ? { next: { at: last.preparedAt, id: last.id } } : {}),
  };
}
