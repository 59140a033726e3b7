/**
 * Where the gateway's book and ours say different things. Asked in sets: what agrees never leaves the database.
 * `payouts` are references of payouts of one gateway whose movements were all read.
 */
import { sql } from "kysely";
import type { Db, Trx } from "~db/connection";
import type { MovementKind } from "~db/reconciliation-tables";
import type { PaymentState } from "~db/tables";

export type PayoutBatch = { readonly gateway: string; readonly payouts: readonly string[] };

/** The oldest payouts nobody has compared yet, all of one gateway, held until the transaction ends. */
export async function claimUncompared(trx: Trx, size: number): Promise<PayoutBatch | undefined> {
  const { rows } = await sql<{ gateway: string; payout_ref: string }>`
    select gateway, payout_ref from gateway_payout
    where read_at is not null and compared_at is null
    order by created_at, payout_ref limit ${size} for update skip locked`.execute(trx);
  const gateway = rows[0]?.gateway;
  if (gateway === undefined) return undefined;
  return {
    gateway,
    payouts: rows.filter((row) => row.gateway === gateway).map((row) => row.payout_ref),
  };
}

export async function saveCompared(trx: Trx, { gateway, payouts }: PayoutBatch, at: Date): Promise<void> {
  await sql`update gateway_payout set compared_at = ${at}
    where gateway = ${gateway} and payout_ref = any(${[...payouts]}::text[])`.execute(trx);
}

export type OddPayment = {
  readonly movement_ref: string;
  readonly payout_ref: string;
  readonly payment_ref: string | null;
  readonly amount: number;
  readonly fee: number;
  readonly tax: number;
  readonly happened_at: Date;
  readonly payment_id: string | null;
  readonly order_id: string | null;
  readonly state: PaymentState | null;
  readonly received: number | null;
  /** What our journal holds as fee and tax of this payment; null when nothing was posted. */
  readonly fee_posted: number | null;
};

/** Payments in the gateway's book that ours does not know, has not taken, or knows with another amount or fee. */
export async function listOddPayments(trx: Trx, batch: PayoutBatch): Promise<readonly OddPayment[]> {
  const { rows } = await sql<OddPayment>`
    select m.movement_ref, m.payout_ref, m.payment_ref, m.amount, m.fee, m.tax, m.happened_at,
      p.id as payment_id, p.order_id, p.state, p.received, f.posted::int8 as fee_posted
    from gateway_movement m
    left join payment r on r.gateway = m.gateway and r.payment_ref = m.payment_ref
    left join payment n on r.id is null and n.id = m.names_payment and n.gateway = m.gateway
    cross join lateral (select coalesce(r.id, n.id) as id, coalesce(r.order_id, n.order_id) as order_id,
      coalesce(r.state, n.state) as state, coalesce(r.received, n.received) as received) p
    left join lateral (
      select sum(amount) as posted from journal_line
      where payment_id = p.id and account = 'gateway_fees') f on true
    where m.gateway = ${batch.gateway} and m.payout_ref = any(${[...batch.payouts]}::text[]) and m.kind = 'payment'
      and (p.id is null or p.state <> 'succeeded' or p.received <> m.amount
        or coalesce(f.posted, 0) <> m.fee + m.tax)
    order by m.movement_ref`.execute(trx);
  return rows;
}

export type OddRefund = {
  readonly movement_ref: string;
  readonly payout_ref: string;
  readonly kind: "refund" | "refund_returned";
  readonly refund_ref: string | null;
  readonly amount: number;
  readonly refund_id: string | null;
  readonly payment_id: string | null;
  readonly order_id: string | null;
  readonly ours: number | null;
};

/** Refunds nobody here asked for or of another amount, and refunds that came back though we call them paid. */
export async function listOddRefunds(trx: Trx, batch: PayoutBatch): Promise<readonly OddRefund[]> {
  const { rows } = await sql<OddRefund>`
    select m.movement_ref, m.payout_ref, m.kind, m.refund_ref, m.amount, r.id as refund_id, r.payment_id, p.order_id,
      r.amount as ours
    from gateway_movement m
    left join refund r on r.refund_ref = m.refund_ref
    left join payment p on p.id = r.payment_id
    where m.gateway = ${batch.gateway} and m.payout_ref = any(${[...batch.payouts]}::text[])
      and (m.kind = 'refund' and (r.id is null or r.amount <> -m.amount)
        or m.kind = 'refund_returned' and r.state = 'succeeded')
    order by m.movement_ref`.execute(trx);
  return rows;
}

export type OtherMovement = {
  readonly movement_ref: string;
  readonly payout_ref: string;
  readonly kind: MovementKind;
  readonly type: string;
  readonly dispute_ref: string | null;
  readonly payment_ref: string | null;
  readonly amount: number;
  readonly fee: number;
  readonly tax: number;
  readonly happened_at: Date;
  readonly payment_id: string | null;
  readonly order_id: string | null;
};

/** Disputes, fees of the account, and whatever else moved: all that is no payment and not plainly a refund. */
export async function listOtherMovements(trx: Trx, batch: PayoutBatch): Promise<readonly OtherMovement[]> {
  const { rows } = await sql<OtherMovement>`
    select m.movement_ref, m.payout_ref, m.kind, m.type, m.dispute_ref, m.payment_ref, m.amount, m.fee, m.tax,
      m.happened_at, p.id as payment_id, p.order_id
    from gateway_movement m
    left join payment p on p.gateway = m.gateway and p.payment_ref = m.payment_ref
    where m.gateway = ${batch.gateway} and m.payout_ref = any(${[...batch.payouts]}::text[])
      and m.kind not in ('payment', 'payout')
      and (m.kind in ('dispute', 'dispute_returned', 'fee', 'other') or m.fee + m.tax <> 0)
    order by m.movement_ref`.execute(trx);
  return rows;
}

export type Missing = {
  readonly id: string;
  readonly payment_id: string;
  readonly order_id: string;
  readonly amount: number;
  readonly ref: string;
};

/** How long after its success a payment may take to be in a payout: two days to become ours, weekends, holidays. */
const PATIENCE_DAYS = 7;

/**
 * The gateway's book is complete up to this moment; `undefined` when it was never read, or some of it waits.
 * Money that moved before it and is not in that book was never there.
 */
export async function findBookEnd(db: Db | Trx, gateway: string): Promise<Date | undefined> {
  const { rows } = await sql<{ end: Date | null }>`
    select max(created_at) - make_interval(days => ${PATIENCE_DAYS}) as end from gateway_payout
    where gateway = ${gateway} and compared_at is not null`.execute(db);
  return rows[0]?.end ?? undefined;
}

export async function listReadGateways(db: Db | Trx): Promise<readonly string[]> {
  const rows = await db.selectFrom("gateway_payout").select("gateway").distinct().execute();
  return rows.map((row) => row.gateway);
}

/** Payments we took as received that the gateway's book does not hold, and that are no finding yet. */
export async function listMissingPayments(
  trx: Trx,
  gateway: string,
  bookEnd: Date,
  size: number,
): Promise<readonly Missing[]> {
  const { rows } = await sql<Missing>`
    select p.id, p.id as payment_id, p.order_id, p.received as amount, p.payment_ref as ref from payment p
    where p.gateway = ${gateway} and p.state = 'succeeded' and p.payment_ref is not null
      and p.succeeded_at < ${bookEnd}
      and p.succeeded_at >= (select min(happened_at) - interval '1 day' from gateway_movement where gateway = ${gateway})
      and not exists (select from gateway_movement m
        where m.gateway = p.gateway and m.payment_ref = p.payment_ref and m.kind = 'payment')
      and not exists (select from finding f
        where f.kind = 'ordered_not_received' and f.subject = 'payment/' || p.id)
    order by p.id limit ${size}`.execute(trx);
  return rows;
}

/** Refunds we call paid that the gateway's book does not hold, and that are no finding yet. */
export async function listMissingRefunds(
  trx: Trx,
  gateway: string,
  bookEnd: Date,
  size: number,
): Promise<readonly Missing[]> {
  const { rows } = await sql<Missing>`
    select r.id, r.payment_id, p.order_id, r.amount, r.refund_ref as ref
    from refund r join payment p on p.id = r.payment_id
    where p.gateway = ${gateway} and r.state = 'succeeded' and r.refund_ref is not null
      and r.finished_at < ${bookEnd}
      and r.finished_at >= (select min(happened_at) - interval '1 day' from gateway_movement where gateway = ${gateway})
      and not exists (select from gateway_movement m
        where m.gateway = p.gateway and m.refund_ref = r.refund_ref and m.kind = 'refund')
      and not exists (select from finding f
        where f.kind = 'refund_not_returned' and f.subject = 'refund/' || r.id)
    order by r.id limit ${size}`.execute(trx);
  return rows;
}
