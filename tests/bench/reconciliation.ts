/**
 * The night's comparison: as many movements in the gateway's book, entries in ours and rows at the bank, with a fault
 * of every kind in each thousand. Every payment has its own payout, so each row of one book has one in the others.
 *
 * - Against COPY of the same gateway movements, bank rows and journal lines into bare tables of the same columns
 *   without an index, on the same server: what it costs merely to bring them in. Fair to COPY in all; we compare,
 *   write a match with its journal entry for every pair, keep every index and check every constraint.
 * - What is compared and matched is measured apart from the postings that the matches make, which are two journal
 *   lines each and cost what any posting costs.
 *
 * Every fault must be found and none invented, and a second run must change nothing; otherwise the row fails.
 */
import { sql } from "kysely";
import { comparePayouts } from "~/reconciliation/compare-payouts.server";
import { findBankDifferences } from "~/reconciliation/find-bank-differences.server";
import { matchBank } from "~/reconciliation/match-bank.server";
import { reconcileBooks } from "~/reconciliation/reconcile.server";
import { makeBooks, wantedFindings } from "../reconciliation/consistent-books";
import { openBenchWorld } from "./parts/bench-world";
import { asSuperuser, withDurableDatabase } from "./parts/durable-database";
import { atMost, report } from "./parts/row";

const SIZES = [10_000] as const;
const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`;

async function took(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

for (const size of SIZES)
  await withDurableDatabase(async (database) => {
    const shape = { payments: size, perPayout: 1, faults: true };
    let copyMs = 0;
    await asSuperuser(database.superUrl, async (client) => {
      // The books obey every rule; only their foreign keys and triggers rest while they are made.
      await client.query("set session_replication_role = replica; set synchronous_commit = off");
      await makeBooks((statement) => client.query(statement), shape);
      await client.query("set session_replication_role = default; set synchronous_commit = on");
      await client.query("vacuum analyze");
      for (const table of ["gateway_movement", "bank_row", "journal_line"]) {
        // A name without a folder is in the server's own.
        const path = `bench-${table}`;
        await client.query(`create table bare_${table} as select * from ${table} with no data`);
        await client.query(`copy ${table} to program 'cat > ${path}'`);
        copyMs += await took(() => client.query(`copy bare_${table} from program 'cat ${path}; rm ${path}'`));
        await client.query(`drop table bare_${table}`);
      }
    });
    const world = await openBenchWorld(database.url);
    let most = 0;
    const watch = setInterval(() => {
      most = Math.max(most, process.memoryUsage().rss);
    }, 50);
    const compareMs = await took(() => comparePayouts(world));
    const matchMs = await took(() => matchBank(world));
    const findMs = await took(() => findBankDifferences(world));
    clearInterval(watch);
    await requireEveryFault(world.db, wantedFindings(shape));
    const again = await reconcileBooks(world);
    if (again.payouts + again.opened + again.settled !== 0)
      throw new Error(`A second run changed something: ${JSON.stringify(again)}`);
    const line = (what: string, ms: number, goal?: string) =>
      report({
        what: `${what}, ${size.toLocaleString("en")} rows in each book`,
        baseline: `COPY of the rows alone: ${seconds(copyMs)}`,
        ours: seconds(ms),
        ratio: ms / copyMs,
        ...(goal ? { goal } : {}),
      });
    line("gateway's book compared with ours", compareMs);
    line("bank's rows matched and every match posted", matchMs);
    const whole = compareMs + matchMs + findMs;
    line("reconciliation, postings included", whole, atMost(2, whole / copyMs));
    report({
      what: `memory of Node meanwhile, ${size.toLocaleString("en")} rows in each book`,
      baseline: "–",
      ours: `${Math.round(most / 1_000_000)} MB`,
      goal: atMost(120, most / 1_000_000, " MB"),
    });
    await world.close();
  });

async function requireEveryFault(
  db: Parameters<typeof comparePayouts>[0]["db"],
  wanted: Record<string, number>,
) {
  const { rows } = await sql<{ kind: string; count: number }>`
    select kind, count(*) as count from finding f
    where not exists (select from resolution r where r.finding_id = f.id) group by kind`.execute(db);
  const found = Object.fromEntries(rows.map((row) => [row.kind, row.count]));
  const off = [...new Set([...Object.keys(found), ...Object.keys(wanted)])].filter(
    (kind) => (found[kind] ?? 0) !== (wanted[kind] ?? 0),
  );
  if (off.length > 0)
    throw new Error(
      `Not as planted: ${off.map((kind) => `${kind} ${found[kind] ?? 0} of ${wanted[kind] ?? 0}`).join(", ")}`,
    );
}
