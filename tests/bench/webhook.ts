/**
 * A gateway's message end to end: HTTP in at the built web process, the signature checked over the raw body,
 * the order posted as in `posting.ts`, answered after the commit. The web process runs as in production, with
 * its guards and its log; the asker signs beforehand and shares the same cores while it asks.
 *
 * Against the same one-row insert as there, by 64 clients. Fair: both are durable, both are driven over the
 * loopback by as many connections, and whoever drives takes its share of the processor.
 *
 * Then the same 2,000 messages from each of 8 connections, in 8 different orders, to two web processes at once:
 * each is posted once, the journal sums to nothing, PostgreSQL met no deadlock.
 */
import { openBenchWorld } from "./parts/bench-world";
import { requirePosted } from "./parts/books";
import { asSuperuser, type DurableDatabase, withDurableDatabase } from "./parts/durable-database";
import { type HttpLine, load } from "./parts/http-line";
import { makeInsertBaseline } from "./parts/insert-baseline";
import { makeOpenOrders, type OpenOrder } from "./parts/open-orders";
import { paidBody, signatureOf } from "./parts/paid-message";
import { alternate, atLeast, atMost, median, p99, perSecond, report } from "./parts/row";
import { startWeb } from "./parts/web-process";

const CONNECTIONS = 64;
const ROUNDS = 5;
const MESSAGES_PER_ROUND = 2_500;
const SAME_MESSAGES = 2_000;

function signedRequest(order: OpenOrder): Buffer {
  const now = new Date();
  const body = paidBody(order, now);
  return Buffer.from(
    `POST /webhooks/stripe HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json; charset=utf-8\r\n` +
      `user-agent: Stripe/1.0 (+https://stripe.com/docs/webhooks)\r\nstripe-signature: ${signatureOf(body, now)}\r\n` +
      `content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}

function requireStored(status: number): void {
  if (status !== 204) throw new Error(`A message was answered ${status} instead of 204.`);
}

/** The same list, begun at another place for each of `count` senders. */
const rotated = <Item>(items: readonly Item[], sender: number, count: number): readonly Item[] => {
  const from = Math.floor((items.length * sender) / count);
  return [...items.slice(from), ...items.slice(0, from)];
};

async function countDeadlocks(database: DurableDatabase): Promise<number> {
  return asSuperuser(database.superUrl, async (client) => {
    await client.query("select pg_stat_force_next_flush()");
    const { rows } = await client.query(
      "select deadlocks::int from pg_stat_database where datname = current_database()",
    );
    return rows[0].deadlocks;
  });
}

await withDurableDatabase(async (database) => {
  const baseline = await makeInsertBaseline(database);
  const orders = await makeOpenOrders(database, MESSAGES_PER_ROUND * (ROUNDS + 1), 1, "webhook");
  const web = await startWeb(database);
  const second = await startWeb(database);
  const lines: HttpLine[] = [...(await web.lines(CONNECTIONS))];

  let paid = 0;
  const ours = async () => {
    const round = await load(lines, orders.slice(paid, paid + MESSAGES_PER_ROUND).map(signedRequest), 204);
    paid += round.taken;
    return round;
  };
  await ours();
  const tookMs: number[] = [];
  const rates = await alternate(ROUNDS, {
    insert: () => baseline.measure(CONNECTIONS),
    ours: async () => {
      const round = await ours();
      tookMs.push(...round.tookMs);
      return round.rate;
    },
  });
  const ratio = median(rates.ours) / median(rates.insert);
  report({
    what: `webhook end to end, ${CONNECTIONS} connections`,
    baseline: `one-row insert, ${CONNECTIONS} clients (${baseline.driver}): ${perSecond(median(rates.insert))}`,
    ours: perSecond(median(rates.ours)),
    ratio,
    goal: atLeast(0.4, ratio),
  });
  report({
    what: "the same: 99 of 100 are answered within",
    baseline: "–",
    ours: `${p99(tookMs).toFixed(0)} ms`,
    goal: atMost(25, p99(tookMs), " ms"),
  });

  const before = await countDeadlocks(database);
  const same = (await makeOpenOrders(database, SAME_MESSAGES, 1, "same")).map(signedRequest);
  const eight = [...(await web.lines(4)), ...(await second.lines(4))];
  await Promise.all(
    eight.map(async (line, sender) => {
      for (const request of rotated(same, sender, eight.length)) requireStored(await line.ask(request));
    }),
  );
  const deadlocks = (await countDeadlocks(database)) - before;
  for (const line of [...lines, ...eight]) line.close();
  await web.stop();
  await second.stop();
  const world = await openBenchWorld(database.url);
  await requirePosted(world.db, paid + SAME_MESSAGES);
  await world.close();
  if (deadlocks > 0) throw new Error(`PostgreSQL met ${deadlocks} deadlocks.`);
  report({
    what: `the same ${SAME_MESSAGES} messages from 8 connections`,
    baseline: `${SAME_MESSAGES} orders paid`,
    ours: `${SAME_MESSAGES} posted, sum 0, no deadlock`,
  });
});
