/** What the page tells of the money is the journal's, to the rupiah, whatever was posted. */
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { type JournalEntry, reversalOf } from "~/ledger/journal";
import { listAccountBalances, postEntries } from "~/ledger/journal-queries.server";
import { surplusHandedBack } from "~/ledger/payroll-postings";
import { paymentReceived, refundPaid, refundRequested } from "~/ledger/postings";
import { bpjsPaid, monthsRemitted, monthsReturned } from "~/ledger/remittance-postings";
import { type FlowFigures, moneyFlow } from "~/transparency/money-flow";
import { listConfirmations, listMovements } from "~/transparency/money-flow-queries.server";
import type { AccountCode } from "~db/tables";
import { attempt, order, stateWorker } from "../support/story";
import { useDatabase } from "../support/test-database";
import { type TestWorld, testWorld } from "../support/test-world";
import { type Ids, movementsOf, someBooks } from "./random-books";

const nobody: Ids = { orderId: "order", paymentId: "payment", workerId: "worker" };
const flowOf = (entries: readonly JournalEntry[]) => moneyFlow(movementsOf(entries), []);

const addsUp = (figures: FlowFigures) => {
  const { received, allocated, refunded, fees, pool, suspense, operator, waiting, remitted } = figures;
  expect(allocated + refunded + fees + pool + suspense + operator).toBe(received);
  expect(waiting + remitted).toBe(allocated);
};

const accounts: readonly AccountCode[] = [
  "gateway_clearing", "bank", "bpjs_transfer", "payroll_clearing", "dispute_receivable", "premiums_payable",
  "refunds_payable", "donation_pool", "suspense", "gateway_fees", "fee_contributions", "losses",
  "payouts_in_transit", "rounding", "bank_charges", "bank_interest",
]; // biome-ignore format: one list
/** Entries nobody has thought of: any accounts, any amounts, as long as they balance. */
const strangeEntry = fc
  .record({
    lines: fc.array(
      fc.record({ account: fc.constantFrom(...accounts), amountRupiah: fc.integer({ min: -999, max: 999 }) }),
      { minLength: 1, maxLength: 5 },
    ),
    last: fc.constantFrom(...accounts),
    month: fc.integer({ min: 1, max: 4 }),
    takesBack: fc.boolean(),
  })
  .map(
    ({ lines, last, month, takesBack }): JournalEntry => ({
      kind: "strange",
      cause: { kind: "strange", id: "1" },
      onDay: `2026-0${month}-05`,
      ...(takesBack ? { reverses: "another" } : {}),
      lines: [
        ...lines,
        { account: last, amountRupiah: -lines.reduce((sum, line) => sum + line.amountRupiah, 0) },
      ],
    }),
  );

describe("the money of a month", () => {
  it("is, column by column, what was received: for entries of every kind and for any others that balance", () => {
    const books = fc.oneof(someBooks(nobody), fc.array(strangeEntry, { minLength: 1, maxLength: 12 }));
    fc.assert(
      fc.property(books, (entries) => {
        const { months, total } = flowOf(entries);
        for (const figures of [...months, total]) addsUp(figures);
        for (const column of Object.keys(total) as (keyof FlowFigures)[])
          expect(months.reduce((sum, figures) => sum + figures[column], 0)).toBe(total[column]);
      }),
      { numRuns: 500 },
    );
  });

  it("leaves nothing of what the house posts to the operator's own account", () => {
    fc.assert(
      fc.property(someBooks(nobody), (entries) => {
        expect(flowOf(entries).total.operator).toBe(0);
      }),
    );
  });

  it("leaves no month out between the first and the last", () => {
    const at = (onDay: string) => surplusHandedBack({ findingId: onDay, onDay, amountRupiah: 1 });
    const { months } = flowOf([at("2027-02-01"), at("2026-11-30")]);
    expect(months.map(({ month }) => month)).toEqual(["2026-11", "2026-12", "2027-01", "2027-02"]);
    expect(flowOf([]).months).toEqual([]);
  });

  it("counts a refund when it is decided, and once, also when it is paid", () => {
    const of = { orderId: "o", paymentId: "p", onDay: "2026-11-10" };
    const months = [{ workerId: "w", month: "2026-11", amountRupiah: 8400 }];
    const received = paymentReceived({
      ...of,
      gateway: "g",
      receivedRupiah: 10_000,
      allocated: months,
      feeCoverRupiah: 1600,
      suspenseRupiah: 0,
    });
    const asked = refundRequested({ ...of, refundId: "r", months, feeCoverRupiah: 0, suspenseRupiah: 0 });
    const paid = refundPaid({ ...of, gateway: "g", refundId: "r", amountRupiah: 8400, onDay: "2026-12-01" });
    const { months: told } = flowOf([received, asked, paid]);
    expect(told[0]).toMatchObject({
      received: 10_000,
      allocated: 0,
      refunded: 8400,
      fees: 1600,
      operator: 0,
    });
    expect(told[1]).toMatchObject({ received: 0, refunded: 0 });
  });

  it("takes back what a reversal takes back", () => {
    const received = paymentReceived({
      gateway: "g", paymentId: "p", orderId: "o", onDay: "2026-11-10", receivedRupiah: 500,
      allocated: [], feeCoverRupiah: 200, suspenseRupiah: 300,
    }); // biome-ignore format: one payment
    const { total } = flowOf([received, reversalOf({ ...received, id: "e" }, "2026-11-11", "")]);
    expect(Object.values(total).every((figure) => figure === 0)).toBe(true);
  });

  it("follows money to BPJS and back: handed over, transferred, refused", () => {
    const month = { orderId: "o", workerId: "w", month: "2026-11" };
    const handed = monthsRemitted({
      batchId: "b", number: "SS-1", orderId: "o", onDay: "2026-12-10",
      months: [{ ...month, paidRupiah: 8400, dueRupiah: 8400 }],
    }); // biome-ignore format: one batch
    const paid = bpjsPaid({
      batchId: "b",
      number: "SS-1",
      onDay: "2026-12-10",
      amountRupiah: 8400,
      bankReference: "x",
    });
    const refused = monthsReturned({
      importId: "i", orderId: "o", onDay: "2026-12-20", months: [{ ...month, number: "SS-1", returnedRupiah: 400 }],
    }); // biome-ignore format: one answer
    const { total } = flowOf([handed, paid, refused]);
    expect(total).toMatchObject({ received: 0, waiting: -8400, remitted: 8000, suspense: 400, operator: 0 });
  });
});

describe("the figures of the page, read from the journal", () => {
  const database = useDatabase({ invariants: false });
  let world: TestWorld;
  let ids: Ids;

  beforeAll(async () => {
    world = testWorld(database.db);
    const worker = await stateWorker(world, "3509160101850001");
    const placed = await order(world, [{ worker }]);
    const payment = await attempt(world, placed);
    ids = { orderId: placed.id, paymentId: payment.id, workerId: worker.workerId };
  });

  it("are the journal's balances, on any books", async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(someBooks(ids), async (entries) => {
        run += 1;
        const own = entries.map((entry) => ({
          ...entry,
          cause: { ...entry.cause, id: `${run}/${entry.cause.id}` },
        }));
        await database.db.transaction().execute((trx) => postEntries(trx, world, own, world.clock.now()));
        const { total } = moneyFlow(await listMovements(database.db), []);
        const balances = await listAccountBalances(database.db);
        const owed = (account: AccountCode) =>
          0 - balances.reduce((sum, row) => sum + (row.account === account ? row.balanceRupiah : 0), 0);
        expect(total.waiting).toBe(owed("premiums_payable"));
        expect(total.suspense).toBe(owed("suspense"));
        expect(total.pool).toBe(owed("donation_pool"));
        expect(total.fees).toBe(owed("fee_contributions"));
        addsUp(total);
      }),
      { numRuns: 25 },
    );
  });

  it("are added up by the database as line by line", async () => {
    const before = moneyFlow(await listMovements(database.db), []).total;
    const [entries] = fc.sample(someBooks(ids), { seed: 7, numRuns: 1 });
    const own = entries!.map((entry) => ({
      ...entry,
      cause: { ...entry.cause, id: `again/${entry.cause.id}` },
    }));
    await database.db.transaction().execute((trx) => postEntries(trx, world, own, world.clock.now()));
    const after = moneyFlow(await listMovements(database.db), []).total;
    const added = flowOf(own).total;
    for (const column of Object.keys(added) as (keyof FlowFigures)[])
      expect([column, after[column] - before[column]]).toEqual([column, added[column]]);
  });

  it("call confirmed what BPJS accepted, in the month of its answer, until that is taken back", async () => {
    const { db } = database;
    const at = new Date("2026-11-30T20:00:00Z");
    const [batchId, importId] = [world.chance.id(), world.chance.id()];
    const handed = monthsRemitted({
      batchId,
      number: "SS-900",
      orderId: ids.orderId,
      onDay: "2026-11-28",
      months: [
        { ...ids, month: "2026-11", paidRupiah: 8400, dueRupiah: 8400 },
        { ...ids, month: "2026-12", paidRupiah: 8400, dueRupiah: 8400 },
      ],
    });
    await db.transaction().execute((trx) => postEntries(trx, world, [handed], at));
    const { statement_id } = await db
      .selectFrom("order_line")
      .select("statement_id")
      .executeTakeFirstOrThrow();
    await db
      .insertInto("remittance_batch")
      .values({
        id: batchId,
        number: "SS-900",
        prepared_at: at,
        prepared_by_id: "1",
        prepared_by: "D",
        chosen: "[]",
      } as never)
      .execute();
    const items = await db
      .insertInto("remittance_item")
      .values(
        ["2026-11", "2026-12"].map((month) => ({
          batch_id: batchId, order_id: ids.orderId, payment_id: ids.paymentId, worker_id: ids.workerId, month,
          statement_id, base: 1_000_000, jkk: 5000, jkm: 3400, jht: 0, due: 8400, paid: 8400,
        })) as never, // biome-ignore format: one row
      )
      .returning("id")
      .execute();
    await db
      .insertInto("answer_import")
      .values({
        id: importId,
        file_name: "a.csv",
        sha256: "0",
        row_count: 2,
        skipped: 0,
        imported_at: at,
        imported_by: "D",
      } as never)
      .execute();
    await db
      .insertInto("remittance_answer")
      .values(
        items.map(({ id }, line) => ({
          import_id: importId, item_id: id, line, outcome: line === 0 ? "accepted" : "refused",
        })) as never, // biome-ignore format: one row
      )
      .execute();
    expect(await listConfirmations(db)).toEqual([{ month: "2026-12", amountRupiah: 8400 }]);
    await db
      .updateTable("remittance_answer")
      .set({ undone_at: at } as never)
      .execute();
    expect(await listConfirmations(db)).toEqual([]);
  });
});
