/** Batches and their items in the database. */
import { type RawBuilder, sql } from "kysely";
import type { Day } from "~/calendar/day";
import type { IuranMonth } from "~/calendar/iuran-month";
import type { Db, Trx } from "~db/connection";
import { type BatchState, blockingChecks, type ItemCheck, type PricedItem } from "./remittance-batch";
import type { WaitingChoice } from "./waiting-months-queries.server";

export type Staff = { readonly id: string; readonly name: string };

export type Batch = {
  readonly id: string;
  readonly number: string;
  readonly state: BatchState;
  readonly preparedAt: Date;
  readonly preparedById: string;
  readonly preparedBy: string;
  readonly chosen: WaitingChoice;
  readonly approved?: { readonly by: string; readonly at: Date };
  readonly withdrawn?: { readonly by: string; readonly at: Date; readonly reason: string };
  readonly transfer?: {
    readonly paymentCode: string;
    readonly paidOn: Day;
    readonly bankReference: string;
    readonly amountRupiah: number;
    readonly by: string;
    readonly at: Date;
  };
};

const batches = (db: Db | Trx) =>
  db
    .selectFrom("remittance_batch as b")
    .leftJoin("remittance_approval as a", "a.batch_id", "b.id")
    .leftJoin("remittance_withdrawal as w", "w.batch_id", "b.id")
    .leftJoin("remittance_transfer as t", "t.batch_id", "b.id")
    .select(["b.id", "b.number", "b.prepared_at", "b.prepared_by_id", "b.prepared_by", "b.chosen"])
    .select(["a.approved_by", "a.approved_at", "w.withdrawn_by", "w.withdrawn_at", "w.reason"])
    .select([
      "t.payment_code",
      "t.paid_on",
      "t.bank_reference",
      "t.amount",
      "t.recorded_by",
      "t.recorded_at",
    ]);
type Row = Awaited<ReturnType<ReturnType<typeof batches>["execute"]>>[number];

function toBatch(row: Row): Batch {
  return {
    id: row.id,
    number: row.number,
    state: row.withdrawn_at
      ? "withdrawn"
      : row.paid_on
        ? "remitted"
        : row.approved_at
          ? "approved"
          : "prepared",
    preparedAt: row.prepared_at,
    preparedById: row.prepared_by_id,
    preparedBy: row.prepared_by,
    chosen: row.chosen as WaitingChoice,
    ...(row.approved_at ? { approved: { by: row.approved_by!, at: row.approved_at } } : {}),
    ...(row.withdrawn_at
      ? { withdrawn: { by: row.withdrawn_by!, at: row.withdrawn_at, reason: row.reason! } }
      : {}),
    ...(row.paid_on
      ? {
          transfer: {
            paymentCode: row.payment_code!,
            paidOn: row.paid_on,
            bankReference: row.bank_reference!,
            amountRupiah: row.amount!,
            by: row.recorded_by!,
            at: row.recorded_at!,
          },
        }
      : {}),
  };
}

export async function findBatch(db: Db | Trx, id: string): Promise<Batch | undefined> {
  const row = await batches(db).where("b.id", "=", id).executeTakeFirst();
  return row && toBatch(row);
}

/** Holds the batch until the transaction ends, so that two people cannot move it at once. */
export async function lockBatch(trx: Trx, id: string): Promise<Batch | undefined> {
  await trx.selectFrom("remittance_batch").select("id").where("id", "=", id).forUpdate().execute();
  return findBatch(trx, id);
}

export async function insertBatch(
  trx: Trx,
  batch: {
    readonly id: string;
    readonly number: string;
    readonly at: Date;
    readonly by: Staff;
    readonly chosen: WaitingChoice;
  },
): Promise<void> {
  await trx
    .insertInto("remittance_batch")
    .values({
      id: batch.id,
      number: batch.number,
      prepared_at: batch.at,
      prepared_by_id: batch.by.id,
      prepared_by: batch.by.name,
      chosen: JSON.stringify(batch.chosen),
    })
    .execute();
}

/** Takes the next number of a year; the row stays locked until the transaction ends, so that none is skipped. */
export async function takeBatchNumber(trx: Trx, year: number): Promise<number> {
  const { last } = await trx
    .insertInto("number_series")
    .values({ series: "SB", year, last: 1 })
    .onConflict((conflict) =>
      conflict.columns(["series", "year"]).doUpdateSet({ last: sql<number>`number_series.last + 1` }),
    )
    .returning("last")
    .executeTakeFirstOrThrow();
  return last;
}

/** Puts the items into the batch, all in one statement. */
export async function insertItems(trx: Trx, batchId: string, items: readonly PricedItem[]): Promise<void> {
  const given = JSON.stringify(
    items.map((item) => ({
      order_id: item.orderId,
      payment_id: item.paymentId ?? null,
      worker_id: item.workerId,
      month: item.month,
      statement_id: item.statementId,
      base: item.baseRupiah,
      jkk: item.jkk,
      jkm: item.jkm,
      jht: item.jht,
      due: item.dueRupiah,
      paid: item.paidRupiah,
      checks: item.checks,
    })),
  );
  await sql`
    insert into remittance_item (batch_id, order_id, payment_id, worker_id, month, statement_id, base, jkk, jkm, jht,
      due, paid, checks)
    select ${batchId}::uuid, n.order_id, n.payment_id, n.worker_id, n.month, n.statement_id, n.base, n.jkk, n.jkm,
      n.jht, n.due, n.paid, array(select json_array_elements_text(n.checks))
    from json_to_recordset(${given}::json) as n(order_id uuid, payment_id uuid, worker_id uuid, month text,
      statement_id uuid, base bigint, jkk bigint, jkm bigint, jht bigint, due bigint, paid bigint, checks json)`.execute(
    trx,
  );
}

export type BatchTotals = {
  readonly items: number;
  readonly workers: number;
  readonly jkk: number;
  readonly jkm: number;
  readonly jht: number;
  readonly dueRupiah: number;
  readonly surplusRupiah: number;
  readonly leftOut: number;
  readonly blocked: number;
  readonly accepted: number;
  readonly refused: number;
  /** How many items of the batch each check stands at; those left out are not counted. */
  readonly checks: Readonly<Partial<Record<ItemCheck, number>>>;
};

/** What a batch comes to. */
export async function sumBatch(db: Db | Trx, batchId: string): Promise<BatchTotals> {
  const inIt = sql`i.left_out_at is null`;
  const { rows } = await sql<Record<Exclude<keyof BatchTotals, "checks">, number>>`
    select count(*) filter (where ${inIt}) as items,
      count(distinct i.worker_id) filter (where ${inIt}) as workers,
      coalesce(sum(i.jkk) filter (where ${inIt}), 0)::int8 as jkk,
      coalesce(sum(i.jkm) filter (where ${inIt}), 0)::int8 as jkm,
      coalesce(sum(i.jht) filter (where ${inIt}), 0)::int8 as jht,
      coalesce(sum(i.due) filter (where ${inIt}), 0)::int8 as "dueRupiah",
      coalesce(sum(i.paid - i.due) filter (where ${inIt}), 0)::int8 as "surplusRupiah",
      count(*) filter (where not (${inIt})) as "leftOut",
      count(*) filter (where ${inIt} and i.checks && ${[...blockingChecks]}::text[]) as blocked,
      count(*) filter (where a.outcome = 'accepted') as accepted,
      count(*) filter (where a.outcome = 'refused') as refused
    from remittance_item i
    left join remittance_answer a on a.item_id = i.id and a.undone_at is null
    where i.batch_id = ${batchId}`.execute(db);
  const found = await sql<{ check: ItemCheck; count: number }>`
    select unnest(checks) as check, count(*) as count from remittance_item
    where batch_id = ${batchId} and left_out_at is null group by 1`.execute(db);
  return { ...rows[0]!, checks: Object.fromEntries(found.rows.map((row) => [row.check, row.count])) };
}

export type ItemFilter = {
  readonly text?: string | undefined;
  readonly month?: IuranMonth | undefined;
  /** A check, or how the item stands. */
  readonly standing?: ItemCheck | "left_out" | "waiting" | "accepted" | "refused" | "any_check" | undefined;
};

export type ListedItem = {
  readonly id: number;
  readonly orderCode: string;
  readonly workerName: string;
  readonly nikMasked: string;
  readonly month: IuranMonth;
  readonly jkk: number;
  readonly jkm: number;
  readonly jht: number;
  readonly dueRupiah: number;
  readonly paidRupiah: number;
  readonly checks: readonly ItemCheck[];
  readonly leftOutReason: string | null;
  readonly leftOutBy: string | null;
  readonly outcome: "accepted" | "refused" | null;
  readonly reason: string | null;
  readonly kpj: string | null;
};

function fits(filter: ItemFilter): RawBuilder<unknown> {
  const conditions = [sql`true`];
  if (filter.month) conditions.push(sql`i.month = ${filter.month}`);
  if (filter.text) {
    const part = `%${filter.text.replace(/[\\%_]/g, "\\$&")}%`;
    conditions.push(sql`(s.name ilike ${part} or o.code ilike ${part} or a.kpj = ${filter.text})`);
  }
  switch (filter.standing) {
    case undefined:
      break;
    case "left_out":
      conditions.push(sql`i.left_out_at is not null`);
      break;
    case "accepted":
    case "refused":
      conditions.push(sql`a.outcome = ${filter.standing}`);
      break;
    case "waiting":
      conditions.push(sql`a.outcome is null and i.left_out_at is null`);
      break;
    case "any_check":
      conditions.push(sql`i.checks <> '{}'`);
      break;
    default:
      conditions.push(sql`${filter.standing} = any(i.checks)`);
  }
  return sql.join(conditions, sql` and `);
}

/** Items of a batch in the order they were put in, from after the item `after` on. */
export async function listItems(
  db: Db | Trx,
  batchId: string,
  filter: ItemFilter,
  page: { readonly size: number; readonly after?: number | undefined },
): Promise<{ readonly items: readonly ListedItem[]; readonly next?: number }> {
  const { rows } = await sql<ListedItem>`
    select i.id, o.code as "orderCode", s.name as "workerName", s.nik_masked as "nikMasked", i.month, i.jkk, i.jkm,
      i.jht, i.due as "dueRupiah", i.paid as "paidRupiah", i.checks, i.left_out_reason as "leftOutReason",
      i.left_out_by as "leftOutBy", a.outcome, a.reason, a.kpj
    from remittance_item i
    join worker_statement s on s.id = i.statement_id
    join orders o on o.id = i.order_id
    left join remittance_answer a on a.item_id = i.id and a.undone_at is null
    where i.batch_id = ${batchId} and i.id > ${page.after ?? 0} and ${fits(filter)}
    order by i.id limit ${page.size + 1}`.execute(db);
  const items = rows.slice(0, page.size);
  return { items, ...(rows.length > page.size ? { next: items.at(-1)!.id } : {}) };
}

/**
 * Leaves items out of a batch that is not approved yet: those of `ids`, or all at which `check` stands. Returns how many.
 */
export async function leaveOut(
  trx: Trx,
  batchId: string,
  which: { readonly ids: readonly number[] } | { readonly check: ItemCheck },
  by: { readonly at: Date; readonly name: string; readonly reason: string },
): Promise<number> {
  const chosen =
    "ids" in which ? sql`id = any(${[...which.ids]}::bigint[])` : sql`${which.check} = any(checks)`;
  const { rows } = await sql`
    update remittance_item set left_out_at = ${by.at}, left_out_by = ${by.name}, left_out_reason = ${by.reason}
    where batch_id = ${batchId} and left_out_at is null and ${chosen} returning id`.execute(trx);
  return rows.length;
}

/** Takes an item in again, when its money did not go into another batch meanwhile. False when it did. */
export async function takeInAgain(trx: Trx, batchId: string, itemId: number): Promise<boolean> {
  const { rows } = await sql`
    update remittance_item i set left_out_at = null, left_out_by = null, left_out_reason = null
    where i.batch_id = ${batchId} and i.id = ${itemId} and i.left_out_at is not null and not exists (
      select from remittance_item x where x.order_id = i.order_id and x.worker_id = i.worker_id
        and x.month = i.month and x.payment_id is not distinct from i.payment_id
        and x.left_out_at is null and x.released_at is null)
    returning i.id`.execute(trx);
  return rows.length > 0;
}
