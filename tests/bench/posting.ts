/**
 * Posting a paid order, from a message that was read to its commit: known already?, the attempt, the order
 * settled, its months covered, journal entry with lines, receipt and fee queued, the message itself stored
 * with its body of 3.5 kB. That is 10 rows, 34 index entries and 14 foreign keys for the smallest order
 * there is: one worker, one month, two programmes. From one Node process, through the group commit.
 *
 * - Against one durable single-row insert per transaction into a table with nothing but its key, on the same
 *   server, by as many clients as we have messages in flight: what any design must pay that commits each
 *   message by itself. Fair to us only in what a group commit is: many messages share one wait for the disk.
 * - Against a journal that keeps a running balance per account, from the same process, in its fastest form: one
 *   named statement per order that writes an entry and two lines and nothing else of the above. Every payment
 *   passes the same two accounts, as it does here.
 *
 * Afterwards the books are asked everything `db/invariants.ts` knows to ask.
 */
import { createGroupCommit } from "~/payments/group-commit.server";
import { recordGatewayEvents, type Told } from "~/payments/record-gateway-events.server";
import { openBenchWorld } from "./parts/bench-world";
import { requirePosted } from "./parts/books";
import { withDurableDatabase } from "./parts/durable-database";
import { makeInsertBaseline } from "./parts/insert-baseline";
import { makeOpenOrders } from "./parts/open-orders";
import { paidNews } from "./parts/paid-message";
import { alternate, atLeast, median, perSecond, report, takeRound } from "./parts/row";
import { makeRunningBalance } from "./parts/running-balance";

const ROUNDS = 5;
const ORDERS_PER_ROUND = 3_000;
const BALANCE_ORDERS_PER_ROUND = 1_000;

await withDurableDatabase(async (database) => {
  const world = await openBenchWorld(database.url);
  const baseline = await makeInsertBaseline(database);
  const balances = await makeRunningBalance(database);
  const orders = await makeOpenOrders(database, ORDERS_PER_ROUND * (2 * ROUNDS + 1), 1, "posting");
  const post = createGroupCommit<Told, string>((told) => recordGatewayEvents(world, "stripe", told));
  let paid = 0;
  const ours = async (atOnce: number) => {
    const now = world.clock.now();
    const messages = orders.slice(paid, paid + ORDERS_PER_ROUND).map((order) => paidNews(order, now));
    const { rate, taken } = await takeRound(messages, atOnce, post);
    paid += taken;
    return rate;
  };
  const unbalanced = [...orders];
  const others = () => balances.measure(unbalanced.splice(0, BALANCE_ORDERS_PER_ROUND), 32);

  await ours(32);
  const rates = await alternate(ROUNDS, {
    insert32: () => baseline.measure(32),
    ours32: () => ours(32),
    others32: others,
    insert128: () => baseline.measure(128),
    ours128: () => ours(128),
  });
  await requirePosted(world.db, paid);

  for (const [atOnce, goal] of [
    [32, 0.5],
    [128, 0.8],
  ] as const) {
    const ratio = median(rates[`ours${atOnce}`]) / median(rates[`insert${atOnce}`]);
    report({
      what: `posting a paid order, ${atOnce} in flight`,
      baseline: `one-row insert, ${atOnce} clients (${baseline.driver}): ${perSecond(median(rates[`insert${atOnce}`]))}`,
      ours: perSecond(median(rates[`ours${atOnce}`])),
      ratio,
      goal: atLeast(goal, ratio),
    });
  }
  const ratio = median(rates.ours32) / median(rates.others32);
  report({
    what: "posting a paid order, 32 in flight",
    baseline: `journal with a running balance per account: ${perSecond(median(rates.others32))}`,
    ours: perSecond(median(rates.ours32)),
    ratio,
    goal: atLeast(5, ratio),
  });
  await balances.close();
  await world.close();
});
