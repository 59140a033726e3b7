import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { listAccountBalances, listOwedMonths } from "~/ledger/journal-queries.server";
import { refundableLines } from "~/payments/refund-queries.server";
import { requestRefund } from "~/payments/request-refund.server";
import { listBatches } from "~/remittance/batch-steps-queries.server";
import { approveBatch, leaveOutItems, takeItemIn, withdrawBatch } from "~/remittance/decide-batch.server";
import { prepareBatch } from "~/remittance/prepare-batch.server";
import { recordRemittance } from "~/remittance/record-remittance.server";
import { findBatch, listItems, sumBatch } from "~/remittance/remittance-queries.server";
import { listWaiting, sumWaiting } from "~/remittance/waiting-months-queries.server";
import { useDatabase } from "../support/test-database";
import { type TestWorld, testWorld } from "../support/test-world";
import { dewi, paidOrder, preparedBatch, remit, rina } from "./remittance-story";

const database = useDatabase();
let world: TestWorld;
let people = 0;
const nik = () => `35091604128${String(50000 + ++people)}`;

beforeAll(() => {
  world = testWorld(database.db);
});
beforeEach(async () => {
  world.clock.set("2026-11-23T03:00:00Z");
  // What earlier tests left waiting goes out of the way.
  const left = await prepareBatch(world, { choice: {}, by: rina });
  if (left.kind === "prepared") {
    await remit(world, left.batchId);
  }
});

const waits = async (choice = {}) =>
  (await sumWaiting(database.db, choice)).map(({ month, items, paidRupiah }) => [month, items, paidRupiah]);

describe("what waits to be sent", () => {
  it("is every paid month, until it lies in a batch, and again when the batch is withdrawn", async () => {
    await paidOrder(world, [nik(), nik()]);
    expect(await waits()).toEqual([
      ["2026-11", 2, 16800],
      ["2026-12", 2, 16800],
      ["2027-01", 2, 33600],
    ]);
    const batchId = await preparedBatch(world, { toMonth: "2026-12" });
    expect(await waits()).toEqual([["2027-01", 2, 33600]]);
    expect(await withdrawBatch(world, { batchId, reason: "  ", by: rina })).toMatchObject({
      reason: "reason_missing",
    });
    expect(await withdrawBatch(world, { batchId, reason: "salah pilih", by: rina })).toEqual({
      kind: "withdrawn",
    });
    expect(await waits()).toHaveLength(3);
    expect((await findBatch(database.db, batchId))?.state).toBe("withdrawn");
  });

  it("is chosen by the day it was paid, by month and by kecamatan, and searched by name, page by page", async () => {
    const first = await paidOrder(world, [nik()], { months: 1, name: "Mbok Sumirah" });
    world.clock.set("2026-11-25T03:00:00Z");
    await paidOrder(world, [nik()], { months: 1 });
    expect(await waits({ paidUntil: "2026-11-24" })).toEqual([["2026-11", 1, 8400]]);
    expect(await waits({ fromMonth: "2026-12" })).toEqual([]);
    const [place] = await database.db
      .selectFrom("place")
      .select("code")
      .where("level", "=", "desa")
      .limit(1)
      .execute();
    expect(await waits({ kecamatan: place!.code.slice(0, 8) })).toHaveLength(1);
    expect(await waits({ kecamatan: "35.09.99" })).toEqual([]);
    expect(
      (await listWaiting(database.db, { text: "sumirah" }, { sort: "month", size: 9 })).rows,
    ).toMatchObject([{ orderCode: first.order.code, workerName: "Mbok Sumirah" }]);
    const one = await listWaiting(database.db, {}, { sort: "paid", size: 1 });
    expect(one.rows).toHaveLength(1);
    const two = await listWaiting(database.db, {}, { sort: "paid", size: 1, after: one.next });
    expect(two.next).toBeUndefined();
    expect(two.rows[0]?.orderCode).not.toBe(one.rows[0]?.orderCode);
    expect(one.next).not.toMatch(/sumirah/i);
  });

  it("goes into one batch only, though two people prepare at once", async () => {
    await paidOrder(world, [nik()], { months: 1 });
    const both = await Promise.all([
      prepareBatch(world, { choice: {}, by: rina }),
      prepareBatch(world, { choice: {}, by: dewi }),
    ]);
    expect(both.map((answer) => answer.kind).sort()).toEqual(["prepared", "refused"]);
  });
});

describe("a batch", () => {
  it("is approved by another person than who prepared it", async () => {
    await paidOrder(world, [nik()], { months: 1 });
    const batchId = await preparedBatch(world);
    expect(await approveBatch(world, { batchId, by: rina })).toEqual({
      kind: "refused",
      reason: "own_batch",
    });
    expect(await approveBatch(world, { batchId, by: dewi })).toEqual({ kind: "approved" });
    expect(await approveBatch(world, { batchId, by: dewi })).toEqual({
      kind: "refused",
      reason: "not_prepared",
    });
  });

  it("names what a person should look at, and keeps back what may not be sent", async () => {
    const { workers } = await paidOrder(world, [nik(), nik(), nik()], { months: 1 });
    const seal = (day: string) => world.sealer.seal(day, "worker.birth_date");
    const born = ["1955-01-01", "2010-01-01"];
    for (const [index, day] of born.entries())
      await database.db
        .updateTable("worker_statement")
        .set({ birth_date_sealed: seal(day) })
        .where("id", "=", workers[index]!.statementId)
        .execute();
    await database.db
      .updateTable("worker_statement")
      .set({ income: 20_000_000, consent_manner: "none" })
      .where("id", "=", workers[2]!.statementId)
      .execute();
    const batchId = await preparedBatch(world);
    const { items } = await listItems(database.db, batchId, {}, { size: 9 });
    expect(items.map((item) => item.checks)).toEqual(
      expect.arrayContaining([["too_old"], ["too_young"], ["consent_missing", "dearer"]]),
    );
    expect(await approveBatch(world, { batchId, by: dewi })).toEqual({ kind: "refused", reason: "blocked" });
    const out = { batchId, which: { check: "dearer" as const }, reason: "Tunggu tambahan", by: rina };
    expect(await leaveOutItems(world, out)).toEqual({ kind: "left_out", count: 1 });
    expect((await sumBatch(database.db, batchId)).dueRupiah).toBe(16800);
    const left = await listItems(database.db, batchId, { standing: "left_out" }, { size: 9 });
    expect(await takeItemIn(world, { batchId, itemId: left.items[0]!.id, by: rina })).toEqual({
      kind: "taken_in",
    });
    expect(await leaveOutItems(world, out)).toEqual({ kind: "left_out", count: 1 });
    expect(await approveBatch(world, { batchId, by: dewi })).toEqual({ kind: "approved" });
    expect(await leaveOutItems(world, out)).toEqual({ kind: "refused", reason: "not_prepared" });
    // The month that was left out waits for the next batch.
    expect(await waits()).toEqual([["2026-11", 1, 8400]]);
    await database.db
      .updateTable("worker_statement")
      .set({ income: 1_000_000, consent_manner: "spoken" })
      .where("id", "=", workers[2]!.statementId)
      .execute();
  });

  it("keeps its months from being given back while it is on its way", async () => {
    const { payment } = await paidOrder(world, [nik()], { months: 3 });
    const batchId = await preparedBatch(world, { toMonth: "2026-11" });
    expect((await refundableLines(database.db, payment.id)).months.map(({ month }) => month)).toEqual([
      "2026-12",
      "2027-01",
    ]);
    const line = {
      workerId: (await listOwedMonths(database.db, payment.orderId, payment.id))[0]!.workerId,
      month: "2026-11",
    };
    expect(
      await requestRefund(world, {
        paymentId: payment.id,
        lines: [line],
        includeFeeCover: false,
        reason: "pindah",
        requestedBy: rina,
      }),
    ).toEqual({ kind: "refused", reason: "no_longer_refundable" });
    await withdrawBatch(world, { batchId, reason: "dibatalkan", by: rina });
    expect((await refundableLines(database.db, payment.id)).months).toHaveLength(3);
  });
});

describe("the transfer of a batch", () => {
  const given = (batchId: string, over = {}) => ({
    batchId,
    paymentCode: "8888812345",
    paidOn: "2026-11-23",
    bankReference: `BANK-${batchId.slice(-8)}`,
    amountRupiah: 25200 / 3,
    by: rina,
    ...over,
  });

  it("moves each month's money to BPJS and the sum out of the bank, once", async () => {
    const { payment } = await paidOrder(world, [nik()], { months: 1 });
    const before = await balances();
    const batchId = await preparedBatch(world);
    expect(await recordRemittance(world, given(batchId))).toMatchObject({ reason: "not_approved" });
    await approveBatch(world, { batchId, by: dewi });
    for (const [over, reason] of [
      [{ amountRupiah: 8401 }, "amount"],
      [{ paidOn: "2026-11-24" }, "day"],
      [{ paidOn: "2026-02-30" }, "day"],
      [{ paymentCode: "x" }, "code"],
      [{ bankReference: "" }, "reference"],
    ] as const)
      expect(await recordRemittance(world, given(batchId, over))).toMatchObject({ kind: "refused", reason });
    expect(await recordRemittance(world, given(batchId))).toEqual({ kind: "recorded", surplusRupiah: 0 });
    expect(await recordRemittance(world, given(batchId))).toMatchObject({ reason: "not_approved" });
    expect(await listOwedMonths(database.db, payment.orderId, payment.id)).toEqual([]);
    const after = await balances();
    expect(after.bank! - before.bank!).toBe(-8400);
    expect(after.premiums_payable! - before.premiums_payable!).toBe(8400);
    expect(after.bpjs_transfer).toBe(before.bpjs_transfer);

    await paidOrder(world, [nik()], { months: 1 });
    const next = await preparedBatch(world);
    await approveBatch(world, { batchId: next, by: dewi });
    const again = given(next, { bankReference: given(batchId).bankReference });
    expect(await recordRemittance(world, again)).toMatchObject({ reason: "reference_known" });
    expect(await recordRemittance(world, given(next))).toMatchObject({ kind: "recorded" });
  });

  it("leaves what the tariff made cheaper in suspense, with a finding for the sponsor to choose", async () => {
    const { order, workers } = await paidOrder(world, [nik()], { months: 1, start: "2027-01" });
    await database.db
      .updateTable("worker_statement")
      .set({ sector: "transport" })
      .where("id", "=", workers[0]!.statementId)
      .execute();
    const batchId = await preparedBatch(world);
    expect((await listItems(database.db, batchId, {}, { size: 9 })).items[0]).toMatchObject({
      checks: ["cheaper"],
      paidRupiah: 16800,
      dueRupiah: 8400,
    });
    await remit(world, batchId);
    const finding = await database.db
      .selectFrom("finding")
      .selectAll()
      .where("order_id", "=", order.id)
      .executeTakeFirst();
    expect(finding).toMatchObject({ kind: "premium_surplus", amount: 8400 });
  });

  it("is found in the list of batches by its reference, its state and page by page", async () => {
    world.clock.set("2026-11-27T03:00:00Z");
    await paidOrder(world, [nik()], { months: 1 });
    const batchId = await remit(world, await preparedBatch(world));
    const { number, transfer } = (await findBatch(database.db, batchId))!;
    const found = await listBatches(database.db, { text: transfer!.bankReference }, { size: 9 });
    expect(found.batches).toMatchObject([{ number, state: "remitted", items: 1, dueRupiah: 8400 }]);
    const first = await listBatches(database.db, {}, { size: 1 });
    expect(first.batches[0]?.number).toBe(number);
    const second = await listBatches(database.db, {}, { size: 1, after: first.next });
    expect(second.batches[0]?.number).not.toBe(number);
    expect(
      (await listBatches(database.db, { state: "approved" }, { size: 9 })).batches.map((b) => b.number),
    ).not.toContain(number);
  });
});

async function balances(): Promise<Record<string, number>> {
  const sums: Record<string, number> = { bank: 0, premiums_payable: 0, bpjs_transfer: 0 };
  for (const { account, balanceRupiah } of await listAccountBalances(database.db))
    sums[account] = (sums[account] ?? 0) + balanceRupiah;
  return sums;
}
