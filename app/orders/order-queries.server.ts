/** Orders in the database. An order's state is told by two records: its settlement and its ending. */
import type { Db, Trx } from "~db/connection";
import type { OrderLine, OrderState } from "./order";
import type { RenewalWish } from "./renewal-wish";

export type Order = {
  readonly id: string;
  readonly code: string;
  readonly sponsorId: string;
  readonly cartId?: string;
  readonly fingerprint: string;
  readonly placedAt: Date;
  readonly expiresAt: Date;
  readonly premiumRupiah: number;
  readonly feeCoverRupiah: number;
  readonly totalRupiah: number;
  readonly payerName: string;
  readonly payerEmail: string;
  readonly shownAs: "name" | "hamba_allah";
  readonly dedication?: string;
  readonly locale: "id" | "en";
  readonly renewalWish?: RenewalWish;
  readonly state: OrderState;
  readonly settledAt?: Date;
  readonly endedAt?: Date;
};

const withState = (db: Db | Trx) =>
  db
    .selectFrom("orders as o")
    .innerJoin("sponsor as s", "s.id", "o.sponsor_id")
    .leftJoin("order_settlement as t", "t.order_id", "o.id")
    .leftJoin("order_ending as e", "e.order_id", "o.id")
    .selectAll("o")
    .select(["s.email", "t.settled_at", "e.kind as ending", "e.ended_at"]);

type Row = Awaited<ReturnType<ReturnType<typeof withState>["execute"]>>[number];

function toOrder(row: Row): Order {
  return {
    id: row.id,
    code: row.code,
    sponsorId: row.sponsor_id,
    ...(row.cart_id ? { cartId: row.cart_id } : {}),
    fingerprint: row.fingerprint,
    placedAt: row.placed_at,
    expiresAt: row.expires_at,
    premiumRupiah: row.premium,
    feeCoverRupiah: row.fee_cover,
    totalRupiah: row.total,
    payerName: row.payer_name,
    payerEmail: row.email,
    shownAs: row.shown_as,
    ...(row.dedication ? { dedication: row.dedication } : {}),
    locale: row.locale,
    ...(row.renewal_wish ? { renewalWish: row.renewal_wish } : {}),
    state: row.settled_at ? "settled" : (row.ending ?? "open"),
    ...(row.settled_at ? { settledAt: row.settled_at } : {}),
    ...(row.ended_at ? { endedAt: row.ended_at } : {}),
  };
}

export async function findOrder(db: Db | Trx, id: string): Promise<Order | undefined> {
  const row = await withState(db).where("o.id", "=", id).executeTakeFirst();
  return row && toOrder(row);
}

export async function findOrderByCode(db: Db, code: string): Promise<Order | undefined> {
  const row = await withState(db).where("o.code", "=", code).executeTakeFirst();
  return row && toOrder(row);
}

/** Holds the order until the transaction ends. */
export async function lockOrder(trx: Trx, id: string): Promise<Order | undefined> {
  const row = await trx.selectFrom("orders").select("id").where("id", "=", id).forUpdate().executeTakeFirst();
  return row && findOrder(trx, id);
}

/** The newest order of a cart that is open or settled. */
export async function findLiveOrderOfCart(db: Db | Trx, cartId: string): Promise<Order | undefined> {
  const row = await withState(db)
    .where("o.cart_id", "=", cartId)
    .where("e.order_id", "is", null)
    .orderBy("o.placed_at", "desc")
    .limit(1)
    .executeTakeFirst();
  return row && toOrder(row);
}

export async function listOrdersOfSponsor(db: Db, sponsorId: string): Promise<readonly Order[]> {
  return (
    await withState(db)
      .where("o.sponsor_id", "=", sponsorId)
      .orderBy("o.placed_at", "desc")
      .limit(500)
      .execute()
  ).map(toOrder);
}

/** Open orders whose time was over at `now`, oldest first. */
export async function listOverdueOrderIds(db: Db, now: Date, limit: number): Promise<readonly string[]> {
  const rows = await withState(db)
    .where("o.expires_at", "<=", now)
    .where("t.order_id", "is", null)
    .where("e.order_id", "is", null)
    .orderBy("o.expires_at")
    .limit(limit)
    .execute();
  return rows.map((row) => row.id);
}

/** Whom to write to about these orders, at the sponsor's current address. */
export async function listOrderAddresses(db: Db | Trx, orderIds: readonly string[]) {
  const rows = await withState(db)
    .where("o.id", "in", [...orderIds])
    .execute();
  return new Map(
    rows.map((row) => [
      row.id,
      { code: row.code, email: row.email, sponsorId: row.sponsor_id, locale: row.locale },
    ]),
  );
}

export async function insertOrder(
  trx: Trx,
  order: Omit<Order, "state" | "payerEmail" | "settledAt" | "endedAt"> & {
    readonly origin: "web" | "renewal" | "payroll";
  },
  lines: readonly OrderLine[],
): Promise<void> {
  await trx
    .insertInto("orders")
    .values({
      id: order.id,
      code: order.code,
      sponsor_id: order.sponsorId,
      cart_id: order.cartId ?? null,
      origin: order.origin,
      fingerprint: order.fingerprint,
      placed_at: order.placedAt,
      expires_at: order.expiresAt,
      premium: order.premiumRupiah,
      fee_cover: order.feeCoverRupiah,
      total: order.totalRupiah,
      payer_name: order.payerName,
      shown_as: order.shownAs,
      dedication: order.dedication ?? null,
      locale: order.locale,
      renewal_wish: order.renewalWish ? JSON.stringify(order.renewalWish) : null,
    })
    .execute();
  await trx
    .insertInto("order_line")
    .values(
      lines.map((line) => ({
        order_id: order.id,
        worker_id: line.workerId,
        month: line.month,
        programme: line.programme,
        statement_id: line.statementId,
        sector: line.sector,
        bracket_number: line.bracketNumber,
        base: line.baseRupiah,
        full_amount: line.fullRupiah,
        discount_percent: line.discountPercent,
        amount: line.amountRupiah,
        legal_source: line.legalSource,
      })),
    )
    .execute();
}

/** An order's lines with what a page may show of the worker. */
export async function listOrderLines(db: Db | Trx, orderIds: readonly string[]) {
  if (orderIds.length === 0) return [];
  const rows = await db
    .selectFrom("order_line as l")
    .innerJoin("worker_statement as s", "s.id", "l.statement_id")
    .innerJoin("occupation as o", "o.code", "s.occupation_code")
    .innerJoin("place as p", "p.code", "s.place_code")
    .selectAll("l")
    .select(["s.name", "s.nik_masked", "o.name_id as occupation_name", "p.name as place_name"])
    .where("l.order_id", "in", [...orderIds])
    .orderBy("s.name")
    .orderBy("l.worker_id")
    .orderBy("l.month")
    .orderBy("l.programme")
    .execute();
  return rows.map((row) => ({
    orderId: row.order_id,
    workerId: row.worker_id,
    workerName: row.name,
    nikMasked: row.nik_masked,
    occupationName: row.occupation_name,
    placeName: row.place_name,
    statementId: row.statement_id,
    month: row.month,
    programme: row.programme,
    sector: row.sector,
    bracketNumber: row.bracket_number,
    baseRupiah: row.base,
    fullRupiah: row.full_amount,
    discountPercent: row.discount_percent,
    amountRupiah: row.amount,
    legalSource: row.legal_source,
  }));
}

/** How many orders there are, whatever became of them. */
export async function countOrders(db: Db): Promise<number> {
  const row = await db
    .selectFrom("orders")
    .select(({ fn }) => fn.countAll<string>().as("count"))
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** Finds the sponsor of an address or makes one; the name is the one given first. */
export async function findOrInsertSponsor(
  trx: Trx,
  sponsor: { readonly id: string; readonly email: string; readonly name: string; readonly createdAt: Date },
): Promise<string> {
  await trx
    .insertInto("sponsor")
    .values({ id: sponsor.id, email: sponsor.email, name: sponsor.name, created_at: sponsor.createdAt })
    .onConflict((conflict) => conflict.column("email").doNothing())
    .execute();
  const row = await trx
    .selectFrom("sponsor")
    .select("id")
    .where("email", "=", sponsor.email)
    .executeTakeFirstOrThrow();
  return row.id;
}

export async function insertOrderEnding(
  trx: Trx,
  ending: {
    readonly orderId: string;
    readonly kind: "expired" | "replaced" | "cancelled";
    readonly endedAt: Date;
    readonly reason?: string;
  },
): Promise<void> {
  await trx
    .insertInto("order_ending")
    .values({
      order_id: ending.orderId,
      kind: ending.kind,
      ended_at: ending.endedAt,
      reason: ending.reason ?? null,
    })
    .execute();
}
