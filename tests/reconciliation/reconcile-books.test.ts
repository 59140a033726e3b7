/** Consistent books with known faults: all of them are found, none is invented, and a second run changes nothing. */
import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { comparePayouts } from "~/reconciliation/compare-payouts.server";
import { matchBank } from "~/reconciliation/match-bank.server";
import { reconcileBooks } from "~/reconciliation/reconcile.server";
import { findBrokenInvariants } from "~db/invariants";
import { useDatabase } from "../support/test-database";
import { type TestWorld, testWorld } from "../support/test-world";
import { type Books, harmless, makeBooks, wantedFindings } from "./consistent-books";

/** The books are only as deep as reconciliation looks; what an order is made of is not in them. */
const asked = [
  "every journal entry balances and has all its lines",
  "the whole journal sums to nothing",
  "the two sides of every bank match are the same sum",
  "every bank match is posted once, and reversed once it is undone",
  "payouts in transit are the payouts that no bank row has shown",
  "what a payout holds comes to it",
];

function useBooks(books: Books) {
  const database = useDatabase({ reference: false, invariants: false });
  let world: TestWorld;
  beforeAll(async () => {
    world = testWorld(database.db);
    await makeBooks((statement) => sql.raw(statement).execute(database.db), books);
  });
  const counts = async (): Promise<Record<string, number>> => {
    const rows = await database.db
      .selectFrom("finding as f")
      .leftJoin("resolution as r", "r.finding_id", "f.id")
      .select(({ fn }) => ["f.kind", fn.countAll<number>().as("count")])
      .where("r.finding_id", "is", null)
      .groupBy("f.kind")
      .execute();
    return Object.fromEntries(rows.map((row) => [row.kind, Number(row.count)]));
  };
  const broken = async () =>
    (await findBrokenInvariants(database.db)).filter(({ name }) => asked.includes(name));
  /** Everything that a second run might change. */
  const state = async () => {
    const { rows } = await sql`
      select (select count(*) from finding) as findings, (select count(*) from resolution) as resolutions,
        (select count(*) from journal_entry) as entries, (select count(*) from bank_match) as matches,
        (select md5(string_agg(id || ' ' || coalesce(match_id::text, ''), ',' order by id)) from bank_row) as rows`.execute(
      database.db,
    );
    return rows[0];
  };
  return { world: () => world, database, counts, broken, state };
}

describe("books with nothing wrong in them", () => {
  const books = useBooks({ payments: 1_000, perPayout: 5, faults: false });

  it("give no finding, and every rule has found its own", async () => {
    const run = await reconcileBooks(books.world());
    expect(await books.counts()).toEqual({});
    expect(run.payouts).toBe(200);
    for (const rule of Object.values(harmless)) expect(run.matches[rule], rule).toBe(1);
    expect(await books.broken()).toEqual([]);
  });
});

describe.each([5, 1])("books with a fault of every kind, %i payments in a payout", (perPayout) => {
  const shape = { payments: 2_000, perPayout, faults: true };
  const books = useBooks(shape);

  it("give exactly those findings", async () => {
    await reconcileBooks(books.world());
    expect(await books.counts()).toEqual(wantedFindings(shape));
    expect(await books.broken()).toEqual([]);
  });

  it("are the same after a second run", async () => {
    const before = await books.state();
    expect(await reconcileBooks(books.world())).toMatchObject({ payouts: 0, opened: 0, settled: 0 });
    expect(await books.state()).toEqual(before);
  });
});

describe("a run that is killed in the middle", () => {
  const shape = { payments: 1_000, perPayout: 1, faults: true };
  const books = useBooks(shape);

  it("is finished by the next one", async () => {
    const stop = new Error("killed");
    await expect(
      comparePayouts(
        books.world(),
        (payouts) => {
          if (payouts >= 300) throw stop;
        },
        100,
      ),
    ).rejects.toBe(stop);
    await expect(
      matchBank(books.world(), (rule) => {
        if (rule === "reference") throw stop;
      }),
    ).rejects.toBe(stop);
    await reconcileBooks(books.world());
    expect(await books.counts()).toEqual(wantedFindings(shape));
    expect(await books.broken()).toEqual([]);
  });
});
