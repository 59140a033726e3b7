/**
 * What SQL plans for all sponsorships at once is what the rule says for each of them: hundreds of sponsorships with
 * every kind of terms, covered months and gaps, planned on many days.
 */
import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import type { Day } from "~/calendar/day";
import { addMonths, type IuranMonth, monthRange, monthsFrom } from "~/calendar/iuran-month";
import { listHolidayDays } from "~/coverage/holiday-day-queries.server";
import { planRenewals } from "~/sponsorship/plan-renewals.server";
import { monthsToPlan } from "~/sponsorship/renewal-calendar";
import { type Gap, INTERVALS, nextPeriod, type Terms } from "~/sponsorship/renewal-period";
import { findRenewalSetting, insertSponsorship, insertTerms } from "~/sponsorship/sponsorship-queries.server";
import { stateWorker } from "../support/story";
import { useDatabase } from "../support/test-database";
import { type TestWorld, testWorld } from "../support/test-world";

const SPONSORS = 60;
const WORKERS_EACH = 4;
const FIRST: IuranMonth = "2026-09";
/** Days before, on and after due days, in and out of windows, over a new year, and behind a jump. */
const DAYS: readonly Day[] = [
  "2026-11-23",
  "2026-11-24",
  "2026-11-25",
  "2026-12-15",
  "2026-12-31",
  "2027-01-01",
  "2027-01-24",
  "2027-02-15",
  "2027-03-29",
  "2027-05-31",
  "2027-10-01",
];

const database = useDatabase({ invariants: false });
let world: TestWorld;
type Case = {
  readonly id: string;
  readonly terms: Terms;
  readonly gaps: readonly Gap[];
  readonly taken: ReadonlySet<IuranMonth>;
};
const cases: Case[] = [];

/** Numbers that look random and are the same in every run. */
function dice(seed: number) {
  let state = seed;
  return (count: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * count);
  };
}

beforeAll(async () => {
  world = testWorld(database.db);
  const roll = dice(20261123);
  for (let sponsor = 0; sponsor < SPONSORS; sponsor += 1) {
    const sponsorId = world.chance.id();
    const methodId = world.chance.id();
    await sql`insert into sponsor (id, email, name, created_at)
      values (${sponsorId}, ${`s${sponsor}@example.org`}, 'Budi', now())`.execute(world.db);
    await sql`insert into saved_method (id, sponsor_id, gateway, customer_ref, method_ref, saved_at)
      values (${methodId}, ${sponsorId}, 'stripe', 'cus', ${`pm_${sponsor}`}, now())`.execute(world.db);
    for (let worker = 0; worker < WORKERS_EACH; worker += 1)
      cases.push(await makeCase(roll, sponsorId, methodId, sponsor * WORKERS_EACH + worker));
  }
}, 120_000);

async function makeCase(
  roll: (count: number) => number,
  sponsorId: string,
  methodId: string,
  number: number,
): Promise<Case> {
  const worker = await stateWorker(world, String(3509_1601_0180_0000 + number));
  const id = world.chance.id();
  const way = (["saved_card", "pay_link", "payroll"] as const)[roll(8) === 0 ? 2 : roll(2)]!;
  const terms: Terms = {
    intervalMonths: INTERVALS[roll(4)]!,
    programmes: roll(3) === 0 ? ["jkk", "jkm", "jht"] : ["jkk", "jkm"],
    way,
    ...(roll(3) === 0 ? { untilMonth: addMonths(FIRST, roll(22)) } : {}),
    ...(way === "saved_card" ? { savedMethodId: methodId } : {}),
  };
  // A run of months first, then holes and islands; sometimes only JHT, which takes nothing from those without it.
  const covered = monthsFrom(FIRST, 1 + roll(6)).map((month) => ({ month, programme: "jkk" as string }));
  for (let island = roll(4); island > 0; island -= 1)
    covered.push({ month: addMonths(FIRST, roll(24)), programme: ["jkk", "jkm", "jht"][roll(3)]! });
  const taken = new Set(
    covered
      .filter(({ programme }) => (terms.programmes as readonly string[]).includes(programme))
      .map(({ month }) => month),
  );
  for (const { month, programme } of covered)
    await sql`insert into coverage (worker_id, month, programme, source, begun_at)
      values (${worker.workerId}, ${month}, ${programme}, 'government', now()) on conflict do nothing`.execute(
      world.db,
    );
  const gaps: Gap[] = [];
  if (roll(3) === 0) {
    const fromMonth = addMonths(FIRST, roll(14));
    const kind = roll(2) ? ("pause" as const) : ("skip" as const);
    gaps.push({ kind, fromMonth, toMonth: addMonths(fromMonth, roll(5)) });
  }
  if (roll(12) === 0) gaps.push({ kind: "rest", fromMonth: addMonths(FIRST, roll(14)) });
  await world.db.transaction().execute(async (trx) => {
    const begunAt = world.clock.now();
    await insertSponsorship(trx, { id, sponsorId, ...worker, begunAt });
    // An earlier version of the terms must not count any more.
    const earlier = { intervalMonths: 12, programmes: ["jkk", "jkm"], way: "pay_link" } as const;
    if (roll(3) === 0) await insertTerms(trx, id, earlier, { at: begunAt, by: "test" });
    await insertTerms(trx, id, terms, { at: begunAt, by: "test" });
    for (const gap of gaps)
      await sql`insert into sponsorship_gap (id, sponsorship_id, kind, because, from_month, to_month, recorded_at, recorded_by)
        values (${world.chance.id()}, ${id}, ${gap.kind}, ${gap.kind === "rest" ? "unpaid" : null}, ${gap.fromMonth},
          ${gap.toMonth ?? null}, now(), 'test')`.execute(trx);
    // A gap that was taken back does not count either.
    if (roll(4) === 0)
      await sql`insert into sponsorship_gap (id, sponsorship_id, kind, from_month, to_month, recorded_at, recorded_by,
          revoked_at, revoked_by)
        values (${world.chance.id()}, ${id}, 'pause', ${FIRST}, '2030-12', now(), 'test', now(), 'test')`.execute(
        trx,
      );
  });
  return { id, terms, gaps, taken };
}

describe("planning in SQL", () => {
  it.each(DAYS)("on %s plans what the rule says for each sponsorship", async (today) => {
    await sql`update sponsorship set ended_at = null, ended_because = null`.execute(world.db);
    await sql`delete from renewal_item`.execute(world.db);
    await sql`delete from renewal`.execute(world.db);
    world.clock.set(`${today}T02:00:00Z`);
    const holidays = await listHolidayDays(world.db);
    const setting = await findRenewalSetting(world.db, today);
    const window = new Set(monthsToPlan(today, holidays, setting).map(({ month }) => month));
    const planned = new Map(cases.map(({ id, taken }) => [id, new Set(taken)]));
    // A second planning of the same day goes on where the first ended, until the window is full.
    for (let round = 1; await expectRound(round); round += 1) expect(round).toBeLessThan(5);
    const { rows: twins } = await sql`select sponsor_id, due_on, way from renewal
      group by sponsor_id, due_on, way, saved_method_id having count(*) > 1`.execute(world.db);
    expect(twins).toEqual([]);

    async function expectRound(round: number): Promise<boolean> {
      const due = whatTheRuleSays();
      expect(await planRenewals(world)).toEqual({ expected: due.length, done: due.length, failed: 0 });
      const { rows } = await sql<Record<string, string>>`
        select i.sponsorship_id as id, i.start_month as first, i.last_month as last, r.due_on::text as due, r.way,
          (select string_agg(p, ',' order by p) from unnest(i.programmes) p) as programmes
        from renewal_item i join renewal r on r.id = i.renewal_id`.execute(world.db);
      const fresh = rows.filter((row) => !planned.get(row.id!)!.has(row.first!));
      expect(
        fresh
          .map((row) => `${row.id} ${row.first}–${row.last} ${row.due} ${row.way} ${row.programmes}`)
          .sort(),
      ).toEqual(due.sort());
      for (const row of rows)
        for (const month of monthRange(row.first!, row.last!)) planned.get(row.id!)!.add(month);
      if (round === 1) expect(due.length).toBeGreaterThan(0);
      return due.length > 0;
    }

    function whatTheRuleSays() {
      return cases.flatMap(({ id, terms, gaps }) => {
        const taken = planned.get(id)!;
        const period =
          terms.way === "payroll" ? undefined : nextPeriod({ terms, gaps, taken }, today, holidays);
        if (!period || !window.has(period.months[0]!)) return [];
        const { months, dueOn } = period;
        return [`${id} ${months[0]}–${months.at(-1)} ${dueOn} ${terms.way} ${[...terms.programmes].sort()}`];
      });
    }
  });
});
