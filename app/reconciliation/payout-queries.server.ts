/** The gateway's book in the database: its payouts as they stand, and the movements they hold, once each. */
import { sql } from "kysely";
import type { GatewayMovement, GatewayPayout } from "~/payments/gateway";
import { isId } from "~/platform/clock";
import type { Db, Trx } from "~db/connection";

export type KnownPayout = GatewayPayout & {
  readonly gateway: string;
  /** The last movement that was read, while there are more. */
  readonly readTo?: string;
  readonly readAt?: Date;
  readonly worthRupiah?: number;
};

/** Writes down how a payout stands now. What was read of its movements stays. */
export async function savePayout(db: Db | Trx, gateway: string, payout: GatewayPayout, toldAt: Date) {
  const state = {
    amount_minor: payout.amountMinor,
    currency: payout.currency,
    state: payout.state,
    created_at: payout.createdAt,
    arrives_on: payout.arrivesOn,
    trace_ref: payout.traceRef ?? null,
    itemised: payout.itemised,
    told_at: toldAt,
  };
  await db
    .insertInto("gateway_payout")
    .values({ gateway, payout_ref: payout.payoutRef, ...state })
    .onConflict((conflict) => conflict.columns(["gateway", "payout_ref"]).doUpdateSet(state))
    .execute();
}

/** Holds the payout until the transaction ends, so that two readers of its movements cannot mix. */
export async function lockPayout(
  trx: Trx,
  gateway: string,
  payoutRef: string,
): Promise<KnownPayout | undefined> {
  const row = await trx
    .selectFrom("gateway_payout")
    .selectAll()
    .where("gateway", "=", gateway)
    .where("payout_ref", "=", payoutRef)
    .forUpdate()
    .executeTakeFirst();
  return (
    row && {
      gateway,
      payoutRef,
      amountMinor: row.amount_minor,
      currency: row.currency,
      state: row.state,
      createdAt: row.created_at,
      arrivesOn: row.arrives_on,
      ...(row.trace_ref ? { traceRef: row.trace_ref } : {}),
      itemised: row.itemised,
      ...(row.read_to ? { readTo: row.read_to } : {}),
      ...(row.read_at ? { readAt: row.read_at } : {}),
      ...(row.worth === null ? {} : { worthRupiah: row.worth }),
    }
  );
}

/** Adds a page of movements; those that are there already stay as they are. */
export async function insertMovements(
  trx: Trx,
  gateway: string,
  payoutRef: string,
  movements: readonly GatewayMovement[],
): Promise<void> {
  if (movements.length === 0) return;
  await trx
    .insertInto("gateway_movement")
    .values(
      movements.map((it) => ({
        gateway,
        movement_ref: it.movementRef,
        payout_ref: payoutRef,
        kind: it.kind,
        type: it.type,
        source_ref: it.sourceRef ?? null,
        payment_ref: it.paymentRef ?? null,
        names_payment: isId(it.paymentId) ? it.paymentId : null,
        refund_ref: it.refundRef ?? null,
        dispute_ref: it.disputeRef ?? null,
        currency: it.currency,
        exchange_rate: it.exchangeRate ?? null,
        amount_minor: it.amountMinor,
        fee_minor: it.feeMinor,
        tax_minor: it.taxMinor,
        net_minor: it.netMinor,
        amount: it.amountRupiah,
        fee: it.feeRupiah,
        tax: it.taxRupiah,
        happened_at: it.happenedAt,
        available_at: it.availableAt,
      })),
    )
    .onConflict((conflict) => conflict.columns(["gateway", "movement_ref"]).doNothing())
    .execute();
}

export async function saveReadTo(
  trx: Trx,
  { gateway, payoutRef }: Pick<KnownPayout, "gateway" | "payoutRef">,
  readTo: string,
): Promise<void> {
  await trx
    .updateTable("gateway_payout")
    .set({ read_to: readTo })
    .where("gateway", "=", gateway)
    .where("payout_ref", "=", payoutRef)
    .execute();
}

/** All it holds was read; `worthRupiah` is what it brings to the bank. */
export async function savePayoutRead(
  trx: Trx,
  { gateway, payoutRef }: Pick<KnownPayout, "gateway" | "payoutRef">,
  worthRupiah: number,
  readAt: Date,
): Promise<void> {
  await trx
    .updateTable("gateway_payout")
    .set({ read_to: null, read_at: readAt, worth: worthRupiah })
    .where("gateway", "=", gateway)
    .where("payout_ref", "=", payoutRef)
    .execute();
}

export type HeldByPayout = {
  /** Of everything it holds but its own line, as told. Equal to the payout's amount when nothing is missing. */
  readonly netMinor: number;
  /** The same as it is posted. A payout that came back counts with what it was worth when it left. */
  readonly heldRupiah: number;
  readonly movements: number;
};

export async function sumMovements(trx: Trx, gateway: string, payoutRef: string): Promise<HeldByPayout> {
  const { rows } = await sql<{ net: string | null; held: string | null; lines: number }>`
    select sum(m.net_minor)::text as net, count(*) as lines,
      sum(case when m.kind = 'payout_returned' then coalesce(p.worth, m.amount) else m.amount - m.fee - m.tax end)::text as held
    from gateway_movement m
    left join gateway_payout p on m.kind = 'payout_returned' and p.gateway = m.gateway and p.payout_ref = m.source_ref
    where m.gateway = ${gateway} and m.payout_ref = ${payoutRef} and m.kind <> 'payout'`.execute(trx);
  const row = rows[0]!;
  return { netMinor: Number(row.net ?? 0), heldRupiah: Number(row.held ?? 0), movements: row.lines };
}

/** Which of these payouts still have to be looked at: unknown, unread, or in another state than we know. */
export async function listStalePayouts(
  db: Db,
  gateway: string,
  seen: readonly GatewayPayout[],
): Promise<readonly GatewayPayout[]> {
  if (seen.length === 0) return [];
  const rows = await db
    .selectFrom("gateway_payout")
    .select(["payout_ref", "state", "read_at", "itemised"])
    .where("gateway", "=", gateway)
    .where(
      "payout_ref",
      "in",
      seen.map((payout) => payout.payoutRef),
    )
    .execute();
  const known = new Map(rows.map((row) => [row.payout_ref, row]));
  return seen.filter((payout) => {
    const row = known.get(payout.payoutRef);
    return !row || row.state !== payout.state || (payout.itemised && row.read_at === null);
  });
}
