/** The list of orders and payments as admins search it: every filter in one question, the newest first. */
import { sql } from "kysely";
import { addDays } from "~/calendar/day";
import { startOfDayWib } from "~/calendar/wib";
import type { Db } from "~db/connection";
import type { ListedOrderState, ListPlace, OrderFilter } from "./order-filter";

export type ListedOrder = {
  readonly id: string;
  readonly code: string;
  readonly placedAt: Date;
  readonly payerName: string;
  readonly payerEmail: string;
  readonly totalRupiah: number;
  readonly state: ListedOrderState;
  readonly refundedRupiah: number;
  readonly workers: number;
  readonly gateway: string | null;
  readonly openFindings: number;
};

export type OrderPage = {
  readonly orders: readonly ListedOrder[];
  /** Where the next older and the next newer page begin; absent at either end. */
  readonly older?: ListPlace;
  readonly newer?: ListPlace;
};

export type PageWish = {
  readonly now: Date;
  readonly size: number;
  readonly after?: ListPlace | undefined;
  readonly before?: ListPlace | undefined;
};

/** One page of the orders that fit `filter`; `after` goes towards older ones, `before` towards newer ones. */
export async function listOrders(
  db: Db,
  filter: OrderFilter,
  { now, size, after, before }: PageWish,
): Promise<OrderPage> {
  const backwards = before !== undefined && after === undefined;
  const place = backwards
    ? sql`(o.placed_at, o.id) > (${before.at}, ${before.id})`
    : after
      ? sql`(o.placed_at, o.id) < (${after.at}, ${after.id})`
      : sql`true`;
  const direction = backwards ? sql`asc` : sql`desc`;
  const { rows } = await sql<Row>`
    select * from (
      select o.id, o.code, o.placed_at, o.payer_name, s.email, o.total, ${stateOf(now)} as state,
        coalesce(r.refunded, 0)::int8 as refunded, p.gateway,
        (select count(distinct l.worker_id) from order_line l where l.order_id = o.id) as workers,
        (select count(*) from finding f where f.order_id = o.id
          and not exists (select from resolution x where x.finding_id = f.id)) as open_findings
      from orders o
      join sponsor s on s.id = o.sponsor_id
      left join order_settlement t on t.order_id = o.id
      left join order_ending e on e.order_id = o.id
      left join lateral (
        select gateway, state from payment where order_id = o.id order by attempt desc limit 1) p on true
      left join lateral (
        select sum(amount) as refunded from refund
        where payment_id = t.payment_id and state <> 'failed') r on true
      where ${place} and ${fits(filter)}
      order by o.placed_at ${direction}, o.id ${direction}
    ) found
    where ${filter.state ? sql`found.state = ${filter.state}` : sql`true`}
    order by found.placed_at ${direction}, found.id ${direction}
    limit ${size + 1}`.execute(db);
  return toPage(rows, { size, backwards, after });
}

type Row = {
  id: string;
  code: string;
  placed_at: Date;
  payer_name: string;
  email: string;
  total: number;
  state: ListedOrderState;
  refunded: number;
  gateway: string | null;
  workers: number;
  open_findings: number;
};

/** Paid and what became of it, else how it ended, else how far the newest attempt is. */
function stateOf(now: Date) {
  return sql`case
    when t.order_id is not null then
      case when coalesce(r.refunded, 0) = 0 then 'paid'
           when r.refunded >= o.total then 'refunded' else 'partly_refunded' end
    when e.kind is not null then e.kind
    when p.state = 'processing' then 'processing'
    when o.expires_at <= ${now} then 'expired'
    else 'open' end`;
}

function fits(filter: OrderFilter) {
  const conditions = [sql`true`];
  if (filter.fromDay) conditions.push(sql`o.placed_at >= ${startOfDayWib(filter.fromDay)}`);
  if (filter.toDay) conditions.push(sql`o.placed_at < ${startOfDayWib(addDays(filter.toDay, 1))}`);
  if (filter.leastRupiah !== undefined) conditions.push(sql`o.total >= ${filter.leastRupiah}`);
  if (filter.mostRupiah !== undefined) conditions.push(sql`o.total <= ${filter.mostRupiah}`);
  if (filter.text) conditions.push(sql`o.id in (${mentioning(filter.text)})`);
  return sql.join(conditions, sql` and `);
}

/** Orders a text leads to: parts of names, addresses and codes; whole numbers of gateways, receipts, payments. */
function mentioning(text: string) {
  const part = `%${text.replace(/[\\%_]/g, "\\$&")}%`;
  const upper = text.toUpperCase();
  return sql`
    select id from orders where payer_name ilike ${part} or code ilike ${part} or id::text = lower(${text})
    union select o2.id from sponsor s2 join orders o2 on o2.sponsor_id = s2.id
      where s2.email ilike ${part} or s2.name ilike ${part}
    union select l2.order_id from worker_statement w2 join order_line l2 on l2.statement_id = w2.id
      where w2.name ilike ${part}
    union select order_id from payment
      where checkout_ref = ${text} or payment_ref = ${text} or id::text = lower(${text})
    union select p2.order_id from refund r2 join payment p2 on p2.id = r2.payment_id where r2.refund_ref = ${text}
    union select p2.order_id from gateway_event g2 join payment p2 on p2.id = g2.payment_id where g2.event_id = ${text}
    union select order_id from receipt where number = ${upper}
    union select r3.order_id from credit_note c3 join receipt r3 on r3.id = c3.receipt_id where c3.number = ${upper}`;
}

function toPage(
  rows: readonly Row[],
  { size, backwards, after }: { size: number; backwards: boolean; after: ListPlace | undefined },
): OrderPage {
  const more = rows.length > size;
  const shown = rows.slice(0, size).map(toListed);
  const orders = backwards ? shown.reverse() : shown;
  const first = orders[0];
  const last = orders.at(-1);
  const hasOlder = backwards || more;
  const hasNewer = backwards ? more : after !== undefined;
  return {
    orders,
    ...(hasOlder && last ? { older: { at: last.placedAt, id: last.id } } : {}),
    ...(hasNewer && first ? { newer: { at: first.placedAt, id: first.id } } : {}),
  };
}

function toListed(row: Row): ListedOrder {
  return {
    id: row.id,
    code: row.code,
    placedAt: row.placed_at,
    payerName: row.payer_name,
    payerEmail: row.email,
    totalRupiah: row.total,
    state: row.state,
    refundedRupiah: row.refunded,
    workers: row.workers,
    gateway: row.gateway,
    openFindings: row.open_findings,
  };
}
