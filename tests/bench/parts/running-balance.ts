/**
 * The journal others keep: a row per account with its balance now, moved with every entry. The smallest
 * honest one: an entry once per message, two lines, each with the balance after it, all in one statement.
 */
import pg from "pg";
import { asSuperuser, type DurableDatabase } from "./durable-database";
import type { OpenOrder } from "./open-orders";
import { takeRound } from "./row";

const POST = `
  with entry as (
    insert into balance_entry (message) values ($1) on conflict (message) do nothing returning id),
  moved as (
    update balance_account a set balance = a.balance + m.amount, version = a.version + 1
    from entry, (values ('gateway_clearing', $2::bigint), ('premiums_payable', -$2::bigint)) m(account, amount)
    where a.account = m.account
    returning entry.id, a.account, m.amount, a.balance, a.version)
  insert into balance_line (entry_id, account, amount, balance, version)
  select id, account, amount, balance, version from moved`;

export type RunningBalance = {
  /** Posts payments of these orders for a round, each in a transaction of its own; answers orders per second. */
  measure(orders: readonly OpenOrder[], atOnce: number): Promise<number>;
  close(): Promise<void>;
};

export async function makeRunningBalance(database: DurableDatabase): Promise<RunningBalance> {
  await asSuperuser(database.superUrl, (client) =>
    client.query(`
      create table balance_account (account text primary key, balance bigint not null, version bigint not null);
      create table balance_entry (
        id bigint generated always as identity primary key, message text not null unique,
        at timestamptz not null default now());
      create table balance_line (
        entry_id bigint not null references balance_entry, account text not null references balance_account,
        amount bigint not null, balance bigint not null, version bigint not null, primary key (account, version));
      insert into balance_account values ('gateway_clearing', 0, 0), ('premiums_payable', 0, 0);
      grant all on balance_account, balance_entry, balance_line to sertakan`),
  );
  let pool: pg.Pool | undefined;
  return {
    async measure(orders, atOnce) {
      pool ??= new pg.Pool({ connectionString: database.url, max: atOnce });
      // The server may stop before the last idle connection has said goodbye.
      pool.on("error", () => {});
      const { rows } = await pool.query("select coalesce(max(id), 0)::int as entries from balance_entry");
      const { rate, taken } = await takeRound(orders, atOnce, (order) =>
        pool!.query({ name: "post", text: POST, values: [order.paymentId, order.totalRupiah] }),
      );
      const after = await pool.query(
        "select count(*)::int as entries, sum(amount)::int as off from balance_line",
      );
      if (after.rows[0].off !== 0 || after.rows[0].entries !== 2 * (rows[0].entries + taken))
        throw new Error(`The journal with running balances is wrong: ${JSON.stringify(after.rows[0])}`);
      return rate;
    },
    close: async () => pool?.end(),
  };
}
