/** Orders waiting for their payment, made in sets: as many as a round needs, each as a sponsor would leave it. */
import type pg from "pg";
import { asSuperuser, type DurableDatabase } from "./durable-database";

export type OpenOrder = {
  readonly orderId: string;
  readonly orderCode: string;
  readonly paymentId: string;
  readonly totalRupiah: number;
};

/** The month's price of JKK and JKM without discount, at an income of a million: 10,000 and 6,800. */
const MONTH_RUPIAH = 16_800;

/**
 * Makes `count` orders, each of one worker of its own for `months` months of JKK and JKM, with the months
 * held and one attempt to pay open. The rows obey every rule; only their foreign keys go unchecked while
 * they are made, since making them is not what is measured. `series` keeps several calls apart.
 */
export async function makeOpenOrders(
  database: DurableDatabase,
  count: number,
  months: 1 | 3 | 6 | 12,
  series: string,
): Promise<readonly OpenOrder[]> {
  return asSuperuser(database.superUrl, async (client) => {
    await client.query("set session_replication_role = replica; set synchronous_commit = off");
    await client.query("begin");
    await client.query(
      `create temporary table made on commit drop as
       select n, uuidv7() as worker, uuidv7() as statement, uuidv7() as placed, uuidv7() as attempt
       from generate_series(1, ${count}) n`,
    );
    await client.query(
      `create temporary table wanted on commit drop as
       select to_char(date '2027-02-01' + make_interval(months => m), 'YYYY-MM') as month, p.*
       from generate_series(0, ${months - 1}) m, (values ('jkk', 10000), ('jkm', 6800)) p(programme, amount)`,
    );
    for (const statement of statements(months, series)) await client.query(statement);
    const made = await listMade(client, months, series);
    await client.query("commit");
    // Only what was filled: of a table it has seen empty, the planner believes that reading it whole costs nothing.
    await client.query("vacuum analyze worker, worker_statement, orders, order_line, month_hold, payment");
    return made;
  });
}

function statements(months: number, series: string): readonly string[] {
  const sponsor = "(select id from sponsor where email = 'budi@example.org')";
  const total = months * MONTH_RUPIAH;
  return [
    `insert into sponsor values (uuidv7(), 'budi@example.org', 'Budi Santoso', now()) on conflict do nothing`,
    `insert into worker select worker, '${series}-' || n, now() from made`,
    `insert into worker_statement (id, worker_id, stated_at, name, nik_sealed, birth_date_sealed, phone_sealed,
       phone_index, nik_masked, occupation_code, sector, place_code, income, relationship, consent_manner,
       consent_text_version)
     select statement, worker, now(), 'Siti Aminah', repeat('n', 80), repeat('b', 74), repeat('p', 78),
       '${series}-' || n, '3509••••••••0001', o.code, 'other', p.code, 1000000, 'art', 'spoken', '1'
     from made, (select code from occupation where sector = 'other' limit 1) o,
       (select code from place where level = 'desa' limit 1) p`,
    `insert into orders (id, code, sponsor_id, origin, fingerprint, placed_at, expires_at, premium, total,
       payer_name, shown_as)
     select placed, '${series}-' || n, ${sponsor}, 'web', '${series}-' || n, now(), now() + interval '24 hours',
       ${total}, ${total}, 'Budi Santoso', 'name' from made`,
    `insert into order_line select placed, worker, month, programme, statement, 'other', 1, 1000000, amount, 0,
       amount, 'PP 44/2015' from made, wanted`,
    `insert into month_hold select worker, month, programme, placed, now() + interval '24 hours' from made, wanted`,
    `insert into payment (id, order_id, gateway, attempt, amount, state, opened_at, expires_at, checkout_ref,
       checkout_url)
     select attempt, placed, 'stripe', 1, ${total}, 'pending', now(), now() + interval '23 hours',
       'cs_test_' || replace(attempt::text, '-', ''), 'http://127.0.0.1/' || attempt from made`,
  ];
}

async function listMade(client: pg.Client, months: number, series: string): Promise<readonly OpenOrder[]> {
  const { rows } = await client.query(`select placed, attempt, n from made order by n`);
  return rows.map(({ placed, attempt, n }) => ({
    orderId: placed,
    orderCode: `${series}-${n}`,
    paymentId: attempt,
    totalRupiah: months * MONTH_RUPIAH,
  }));
}
