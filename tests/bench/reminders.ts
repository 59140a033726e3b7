/**
 * The sweep of reminders: the day's reminders of everybody planned in one go, at 10,000, 100,000 and 1,000,000
 * coverages (worker, month and programme), of which about one in fifty is due.
 *
 * Against the very same rows, reminders and their letters, inserted from ready tables in one transaction: the least
 * that writing them can cost. What ours takes beyond that is finding out who is due.
 *
 * Exact: what was planned is counted beforehand from how the workers were made, and two sweeps at once, each with a
 * pool of its own, plan it once between them.
 */
import { sql } from "kysely";
import { planReminders } from "~/reminders/plan-reminders.server";
import { openBenchWorld } from "./parts/bench-world";
import { countDue, coverWorkers, prepareCovering, SWEEP_DAY, workersFor } from "./parts/covered-workers";
import { asSuperuser, withDurableDatabase } from "./parts/durable-database";
import { alternate, atMost, median, report } from "./parts/row";

const SIZES = [10_000, 100_000, 1_000_000];
const ROUNDS = 3;
const whole = (figure: number) => new Intl.NumberFormat("en").format(figure);

await withDurableDatabase(async (database) => {
  const opened = await openBenchWorld(database.url);
  const second = await openBenchWorld(database.url);
  const clock = { now: () => new Date(`${SWEEP_DAY}T00:05:00Z`) };
  const world = { ...opened, clock };
  const { db } = world;
  await asSuperuser(database.superUrl, prepareCovering);
  let made = 0;
  for (const size of SIZES) {
    await asSuperuser(database.superUrl, async (client) => {
      await coverWorkers(client, made, workersFor(size));
    });
    made = workersFor(size);
    const due = countDue(made);

    /** Nothing is planned, and nothing that was is left behind in the tables. */
    const forget = () =>
      asSuperuser(database.superUrl, async (client) => {
        await client.query("set session_replication_role = replica");
        await client.query("truncate reminder");
        await client.query("delete from mail");
        await client.query("vacuum analyze mail");
        await client.query("checkpoint");
      });
    const requirePlanned = async (done: number) => {
      const { rows } = await sql<{ n: number; letters: number }>`
        select count(*)::int as n, count(distinct mail_id)::int as letters from reminder`.execute(db);
      if (rows[0]?.n !== due || done !== due || rows[0].letters !== due / 2)
        throw new Error(`${due} reminders were due; ${done} were planned, ${rows[0]?.n} are there.`);
    };

    await forget();
    // Two sweeps at once plan everything once; what they wrote are the ready tables of the baseline.
    const both = await Promise.all([planReminders(world), planReminders({ ...second, clock })]);
    await requirePlanned(both.reduce((sum, { done }) => sum + done, 0));
    await sql`drop table if exists ready_mail, ready_reminder`.execute(db);
    await sql`create table ready_mail as select * from mail`.execute(db);
    await sql`create table ready_reminder as select * from reminder`.execute(db);
    await sql`analyze ready_mail, ready_reminder`.execute(db);

    const grownMb: number[] = [];
    const took = await alternate(ROUNDS, {
      async ready() {
        await forget();
        const begun = performance.now();
        await db.transaction().execute(async (trx) => {
          await sql`insert into mail select * from ready_mail`.execute(trx);
          await sql`insert into reminder select * from ready_reminder`.execute(trx);
        });
        return performance.now() - begun;
      },
      async ours() {
        await forget();
        const before = process.memoryUsage().rss;
        const begun = performance.now();
        const { done } = await planReminders(world);
        const ms = performance.now() - begun;
        grownMb.push((process.memoryUsage().rss - before) / 1_048_576);
        await requirePlanned(done);
        return ms;
      },
      async again() {
        const begun = performance.now();
        await planReminders(world);
        return performance.now() - begun;
      },
    });
    const ratio = median(took.ours) / median(took.ready);
    report({
      what: `a day's reminders planned, ${whole(size)} coverages, ${whole(due)} due`,
      baseline: `the same rows from ready tables: ${median(took.ready).toFixed(0)} ms`,
      ours: `${median(took.ours).toFixed(0)} ms; again with nothing new ${median(took.again).toFixed(0)} ms; Node grew ${Math.max(0, ...grownMb).toFixed(0)} MB`,
      ratio,
      ...(size === 1_000_000 ? { goal: atMost(1.5, ratio) } : {}),
    });
  }
  await second.close();
  await opened.close();
});
