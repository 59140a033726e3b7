/** A year's end in the books: months closed one after the other, by two people, on a real database. */
import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { closePeriod, FIRST_HASH } from "~/closing/close-period.server";
import { findMoneyState, listOpenFindingsUpTo } from "~/closing/figure-queries.server";
import { type CarriedFinding, unplacedRupiah } from "~/closing/period";
import { findClose, findClosePdf, findDraft } from "~/closing/period-queries.server";
import { discardPeriod, preparePeriod } from "~/closing/prepare-close.server";
import { journalEntry } from "~/ledger/journal";
import { postEntries } from "~/ledger/journal-queries.server";
import { recordGatewayEvents } from "~/payments/record-gateway-events.server";
import { requestRefund } from "~/payments/request-refund.server";
import { closingQuestions } from "~db/closing-questions";
import { readPdfText } from "../receipts/read-pdf";
import { dewi, paidOrder, preparedBatch, remit, rina } from "../remittance/remittance-story";
import { questionsBrokenBy } from "../support/planted-fault";
import { attempt, message, paid } from "../support/story";
import { useDatabase } from "../support/test-database";
import { type TestWorld, testWorld } from "../support/test-world";
import { waitUntilBlocked } from "../support/wait-for-lock";

const database = useDatabase();
let world: TestWorld;

beforeAll(async () => {
  world = testWorld(database.db);
  world.clock.set("2026-11-10T03:00:00Z");
  const { order, payment, workers } = await paidOrder(world, ["3509160412850001"]);
  const second = await attempt(world, order, 2);
  await recordGatewayEvents(world, "stripe", [
    message(world, { kind: "payment_succeeded", payment: paid(second) }),
  ]);
  await remit(world, await preparedBatch(world, { toMonth: "2026-11" }));
  world.clock.set("2026-11-30T16:59:59Z");
  const refund = await requestRefund(world, {
    paymentId: payment.id,
    lines: [{ workerId: workers[0]!.workerId, month: "2027-01" }],
    includeFeeCover: false,
    reason: "Pindah kota",
    requestedBy: dewi,
  });
  expect(refund.kind).toBe("requested");
  world.clock.set("2026-11-30T17:00:01Z");
  await paidOrder(world, ["3509160412850002"]);
});

const close = (month: string, by = dewi) => closePeriod(world, { month, by });
const prepare = (month: string, carried: readonly CarriedFinding[] = []) =>
  preparePeriod(world, { month, by: rina, carried });

async function carriedUpTo(month: string): Promise<readonly CarriedFinding[]> {
  const open = await listOpenFindingsUpTo(database.db, month);
  return open.map((finding) => ({ ...finding, carriedBy: "Rina Hartati", reason: "menunggu keputusan" }));
}

/** An entry of five rupiah from the bank to the pool, on `day`. */
const gift = (day: string, id: string) =>
  journalEntry({
    kind: "gift",
    cause: { kind: "gift", id },
    onDay: day,
    memo: "hibah",
    lines: [
      { account: "bank", amountRupiah: 5 },
      { account: "donation_pool", amountRupiah: -5 },
    ],
  });
const post = (day: string, id: string) =>
  database.db.transaction().execute((trx) => postEntries(trx, world, [gift(day, id)], world.clock.now()));
const plant = (day: string) =>
  sql`insert into journal_entry (id, kind, on_day, posted_at, cause_kind, cause_id, line_count)
    values (${world.chance.id()}, 'x', ${day}::date, now(), 'x', ${world.chance.id()}, 2)`;

describe("where every rupiah is", () => {
  it("adds up to what was received, at the end of each day", async () => {
    expect(await findMoneyState(database.db, "2026-11-09")).toMatchObject({ received: 0, waiting: 0 });
    const november = await findMoneyState(database.db, "2026-11-30");
    expect(november).toEqual({
      received: 67_200,
      confirmed: 0,
      waiting: 16_800,
      refundable: 16_800,
      refunded: 0,
      fee: 0,
      pool: 0,
      suspense: 33_600,
    });
    const december = await findMoneyState(database.db, "2026-12-01");
    expect(december.received).toBe(november.received + 33_600);
    expect(unplacedRupiah(november)).toBe(0);
    expect(unplacedRupiah(december)).toBe(0);
  });
});

describe("closing a month", () => {
  it("waits until it is over and every finding has somebody's name", async () => {
    world.clock.set("2026-11-30T16:00:00Z");
    expect(await prepare("2026-11", await carriedUpTo("2026-11"))).toEqual({
      kind: "blocked",
      blockers: [{ kind: "not_over" }],
    });
    world.clock.set("2026-12-02T03:00:00Z");
    expect(await prepare("2026-11")).toEqual({
      kind: "blocked",
      blockers: [{ kind: "findings_open", count: 1 }],
    });
    expect(await prepare("2026-12")).toMatchObject({ kind: "blocked" });
    expect(await close("2026-11")).toEqual({ kind: "not_prepared" });
  });

  it("is not for who prepared it, and not for what has changed since", async () => {
    const carried = await carriedUpTo("2026-11");
    expect(await prepare("2026-11", carried)).toMatchObject({ kind: "prepared" });
    expect(await close("2026-11", rina)).toEqual({ kind: "own" });
    await post("2026-11-30", "late");
    expect(await close("2026-11")).toEqual({ kind: "changed" });
    expect(await findClose(database.db, "2026-11")).toBeUndefined();
    expect(await discardPeriod(world, { month: "2026-11", by: rina })).toBe(true);
    expect(await discardPeriod(world, { month: "2026-11", by: rina })).toBe(false);
  });

  it("sees a posting that was under way, and waits for it", async () => {
    expect(await prepare("2026-11", await carriedUpTo("2026-11"))).toMatchObject({ kind: "prepared" });
    let answer: ReturnType<typeof close> | undefined;
    await database.db.transaction().execute(async (trx) => {
      await postEntries(trx, world, [gift("2026-11-29", "under way")], world.clock.now());
      answer = close("2026-11");
      await waitUntilBlocked(database.db, 1);
    });
    expect(await answer).toEqual({ kind: "changed" });
  });

  it("freezes its figures, on paper too, and begins the chain", async () => {
    expect(await prepare("2026-11", await carriedUpTo("2026-11"))).toMatchObject({ kind: "prepared" });
    expect(await close("2026-11")).toMatchObject({ kind: "closed" });
    const closed = await findClose(database.db, "2026-11");
    expect(closed).toMatchObject({ previousHash: FIRST_HASH, preparedBy: rina.name, closedBy: dewi.name });
    expect(closed?.content.end).toMatchObject({ received: 67_210, pool: 10, suspense: 33_600 });
    expect(closed?.content.carried).toMatchObject([{ kind: "paid_twice", carriedBy: "Rina Hartati" }]);
    const text = readPdfText((await findClosePdf(database.db, "2026-11"))!);
    for (const piece of ["Rp67.210", "Rp33.600", closed!.hash, "Rina Hartati", "menunggu keputusan"])
      expect(text).toContain(piece);
    expect(await findDraft(database.db, "2026-11")).toBeUndefined();
    expect(await prepare("2026-11")).toEqual({ kind: "blocked", blockers: [{ kind: "closed" }] });
  });

  it("lets no entry in any more: what comes late counts on the first open day", async () => {
    await expect(plant("2026-11-30").execute(database.db)).rejects.toThrow(
      /the month up to 2026-11-30 is closed/,
    );
    await expect(plant("2026-01-01").execute(database.db)).rejects.toThrow(/is closed/);
    const [id] = await post("2026-11-12", "forgotten");
    expect(
      await database.db
        .selectFrom("journal_entry")
        .select(["on_day", "memo"])
        .where("id", "=", id!)
        .executeTakeFirst(),
    ).toEqual({ on_day: "2026-12-01", memo: "hibah (2026-11-12)" });
  });

  it("goes on with the month after it, and each hash holds the one before", async () => {
    world.clock.set("2027-02-03T03:00:00Z");
    expect(await prepare("2027-01", await carriedUpTo("2027-01"))).toMatchObject({
      blockers: [{ kind: "earlier_open", month: "2026-12" }],
    });
    await prepare("2026-12", await carriedUpTo("2026-12"));
    expect(await close("2026-12")).toMatchObject({ kind: "closed" });
    const [november, december] = [
      await findClose(database.db, "2026-11"),
      await findClose(database.db, "2026-12"),
    ];
    expect(december?.previousHash).toBe(november?.hash);
    expect(december?.content.begin).toEqual(november?.content.end);
  });
});

describe("the questions about closed months find", () => {
  const guarded = ["journal_entry", "journal_line", "period_close"];
  const [entries, chain] = Object.keys(closingQuestions);

  it.each([
    [
      entries,
      `update journal_entry set memo = 'other' where on_day = '2026-11-10' and kind = 'payment_received'`,
    ],
    [entries, `update journal_entry set on_day = '2027-03-01' where on_day = '2026-12-01'`],
    [
      chain,
      `update period_close set content_text = replace(content_text, '67210', '67211') where month = '2026-11'`,
    ],
    [chain, `update period_close set content = content || '{"findingsEnded": 7}' where month = '2026-12'`],
    [chain, `update period_close set previous_hash = repeat('1', 64) where month = '2026-12'`],
  ])("%s", async (name, fault) => {
    expect(await questionsBrokenBy(database.db, [fault], guarded)).toContain(name);
  });
});
