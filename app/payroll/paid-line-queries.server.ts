/** The orders and payments a booked transfer becomes, written in sets. */
import { sql } from "kysely";
import type { OrderLine } from "~/orders/order";
import type { Db, Trx } from "~db/connection";

/** How sponsors were shown last, for orders they do not fill in themselves. */
export async function listShownAs(
  db: Db | Trx,
  sponsorIds: readonly string[],
): Promise<ReadonlyMap<string, { readonly shownAs: "name" | "hamba_allah"; readonly locale: "id" | "en" }>> {
  const { rows } = await sql<{ sponsor_id: string; shown_as: "name" | "hamba_allah"; locale: "id" | "en" }>`
    select distinct on (sponsor_id) sponsor_id, shown_as, locale from orders
    where sponsor_id = any(${[...sponsorIds]}::uuid[]) order by sponsor_id, placed_at desc`.execute(db);
  return new Map(rows.map((row) => [row.sponsor_id, { shownAs: row.shown_as, locale: row.locale }]));
}

/** An order of a line with the payment that pulls it: both are written at once, because the money is here. */
export type PaidLine = {
  readonly lineId: string;
  readonly orderId: string;
  readonly orderCode: string;
  readonly paymentId: string;
  readonly paymentRef: string;
  readonly sponsorId: string;
  readonly payerName: string;
  readonly shownAs: "name" | "hamba_allah";
  readonly locale: "id" | "en";
  readonly lines: readonly OrderLine[];
  readonly totalRupiah: number;
  readonly receivedRupiah: number;
  readonly unitName: string;
};

/** Writes orders, their lines, succeeded payments and settlements of a booking in four statements. */
export async function insertPaidLines(
  trx: Trx,
  bookingId: string,
  paid: readonly PaidLine[],
  times: { readonly now: Date; readonly expiresAt: Date },
): Promise<void> {
  const orders = JSON.stringify(
    paid.map((line) => ({
      id: line.orderId,
      code: line.orderCode,
      sponsor_id: line.sponsorId,
      fingerprint: `payroll/${line.lineId}`,
      total: line.totalRupiah,
      payer_name: line.payerName,
      shown_as: line.shownAs,
      locale: line.locale,
    })),
  );
  await sql`insert into orders (id, code, sponsor_id, origin, fingerprint, placed_at, expires_at, premium, fee_cover,
      total, payer_name, shown_as, locale)
    select id, code, sponsor_id, 'payroll', fingerprint, ${times.now}::timestamptz, ${times.expiresAt}::timestamptz,
      total, 0, total, payer_name, shown_as, locale
    from json_to_recordset(${orders}::json) as n(id uuid, code text, sponsor_id uuid, fingerprint text, total bigint,
      payer_name text, shown_as text, locale text)`.execute(trx);
  const lines = JSON.stringify(
    paid.flatMap(({ orderId, lines: own }) =>
      own.map((line) => ({
        order_id: orderId,
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
    ),
  );
  await sql`insert into order_line (order_id, worker_id, month, programme, statement_id, sector, bracket_number, base,
      full_amount, discount_percent, amount, legal_source)
    select * from json_to_recordset(${lines}::json) as n(order_id uuid, worker_id uuid, month text, programme text,
      statement_id uuid, sector text, bracket_number int, base bigint, full_amount bigint, discount_percent int,
      amount bigint, legal_source text)`.execute(trx);
  const payments = JSON.stringify(
    paid.map((line) => ({
      id: line.paymentId,
      order_id: line.orderId,
      amount: line.totalRupiah,
      received: line.receivedRupiah,
      payment_ref: line.paymentRef,
      method: { kind: "payroll", unit: line.unitName },
      line_id: line.lineId,
    })),
  );
  await sql`insert into payment (id, order_id, gateway, attempt, amount, state, opened_at, expires_at, payment_ref,
      method, succeeded_at, received)
    select id, order_id, 'payroll', 1, amount, 'succeeded', ${times.now}::timestamptz,
      ${times.expiresAt}::timestamptz, payment_ref, method, ${times.now}::timestamptz, received
    from json_to_recordset(${payments}::json) as n(id uuid, order_id uuid, amount bigint, received bigint,
      payment_ref text, method jsonb)`.execute(trx);
  await sql`insert into payroll_settlement (line_id, booking_id, payment_id, amount)
    select line_id, ${bookingId}::uuid, id, received
    from json_to_recordset(${payments}::json) as n(line_id uuid, id uuid, received bigint)`.execute(trx);
}
