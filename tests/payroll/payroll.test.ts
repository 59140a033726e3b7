/** Payroll from the signature to the receipt, on a real PostgreSQL; the books are asked after every file. */
import { beforeAll, describe, expect, it, vi } from "vitest";
import { drainChores } from "~/chores/drain-chores.server";
import { listCoveredMonths } from "~/coverage/coverage-queries.server";
import { choreHandlers } from "~/jobs/chore-handlers.server";
import { letterWriters } from "~/jobs/letter-writers.server";
import { requestRefund } from "~/payments/request-refund.server";
import { resolveFinding } from "~/payments/resolve-finding.server";
import { listBatchLines } from "~/payroll/batch-queries.server";
import { listBatches } from "~/payroll/batch-record-queries.server";
import { bookTransfer } from "~/payroll/book-transfer.server";
import { closeList } from "~/payroll/close-list.server";
import { confirmReport } from "~/payroll/confirm-report.server";
import { gatherSignable } from "~/payroll/gather-mandate.server";
import { gatherWithdrawal } from "~/payroll/gather-payroll-page.server";
import { findLiveMandate, isOnLivePayroll, listMandateItems } from "~/payroll/mandate-queries.server";
import { planPayroll } from "~/payroll/plan-payroll.server";
import { recordHandRefund } from "~/payroll/record-hand-refund.server";
import { registerAsn } from "~/payroll/register-asn.server";
import { findDraft } from "~/payroll/report-queries.server";
import { signMandate } from "~/payroll/sign-mandate.server";
import { uploadDeductions } from "~/payroll/upload-deductions.server";
import { withdrawMandate } from "~/payroll/withdraw-mandate.server";
import { insertGap, listSponsorshipsOf } from "~/sponsorship/sponsorship-queries.server";
import { findBrokenInvariants } from "~db/invariants";
import { order } from "../support/story";
import { useDatabase } from "../support/test-database";
import { type TestWorld, testWorld } from "../support/test-world";
import { waitUntilBlocked } from "../support/wait-for-lock";
import {
  changeUnit,
  closed,
  finance,
  freshNip,
  openUnit,
  report,
  reportAll,
  servant,
  sign,
  treasurer,
} from "./payroll-rig";

vi.setConfig({ testTimeout: 60_000 });
const database = useDatabase();
let world: TestWorld;
beforeAll(() => {
  world = testWorld(database.db);
});

let reference = 0;
const transferOf = (amountRupiah: number, bankReference = `FT${1000 + ++reference}`) => ({
  bankReference,
  transferredOn: "2026-11-23",
  amountRupiah,
  note: "",
});
const book = (batchId: string, amount: number, leaveOut: string[] = [], bankReference?: string) =>
  bookTransfer(world, { batchId, transfer: transferOf(amount, bankReference), leaveOut, by: finance });
const balanceOf = async (account: string, party: string) => {
  const row = await world.db
    .selectFrom("journal_line")
    .select(({ fn }) => fn.sum<string | null>("amount").as("sum"))
    .where("account", "=", account as "bank")
    .where("party", "=", party)
    .executeTakeFirstOrThrow();
  return Number(row.sum ?? 0);
};
const findingsOf = (kind: string, batch: string) =>
  world.db
    .selectFrom("finding")
    .selectAll()
    .where("kind", "=", kind)
    .where(({ eb, ref }) => eb(ref("facts", "->>").key("batch" as never), "=", batch as never))
    .execute();
const lettersTo = async (email: string) =>
  (
    await world.db
      .selectFrom("mail")
      .select("kind")
      .where("to_address", "=", email)
      .orderBy("queued_at")
      .orderBy("id")
      .execute()
  ).map((row) => row.kind);
const coveredMonths = async (workerId: string) => [
  ...new Set((await listCoveredMonths(world.db, [workerId])).map((row) => row.month)),
];
/** What a letter says, as it would leave now. */
async function written(kind: string, email: string) {
  const mail = await world.db
    .selectFrom("mail")
    .selectAll()
    .where("kind", "=", kind)
    .where("to_address", "=", email)
    .orderBy("queued_at", "desc")
    .executeTakeFirstOrThrow();
  return letterWriters[kind]!.write(world, {
    facts: mail.facts,
    queuedAt: mail.queued_at,
    kind,
    occasion: mail.occasion,
    orderId: mail.order_id ?? undefined,
    locale: mail.locale,
  } as never);
}
const text = (writing: Awaited<ReturnType<typeof written>>) => JSON.stringify(writing);

describe("registering", () => {
  it("keeps the NIP sealed, finds it by its index, and forgets it when it is taken back", async () => {
    const unit = await openUnit(world);
    const who = await servant(world, unit);
    const row = () =>
      world.db.selectFrom("asn_registration").selectAll().where("sponsor_id", "=", who.id).execute();
    const [first] = await row();
    expect(JSON.stringify(first)).not.toContain(who.nip);
    expect(world.sealer.open(first!.nip_sealed!, "asn.nip")).toBe(who.nip);
    expect(await registerAsn(world, who, { nama: who.name, unit, hapusNip: "ya" })).toEqual({
      kind: "registered",
    });
    const all = await row();
    expect(all).toHaveLength(2);
    expect(all.filter((each) => each.ended_at === null)).toHaveLength(1);
    expect(all.every((each) => each.nip_sealed === null)).toBe(true);
  });

  it("keeps a NIP that is not typed again, and refuses one of somebody else", async () => {
    const unit = await openUnit(world);
    const who = await servant(world, unit);
    const other = await servant(world, unit);
    await registerAsn(world, who, { nama: who.name, unit });
    const [now] = await world.db
      .selectFrom("asn_registration")
      .selectAll()
      .where("sponsor_id", "=", who.id)
      .where("ended_at", "is", null)
      .execute();
    expect(now?.nip_index).toBe(world.sealer.index("nip", who.nip));
    expect(await registerAsn(world, other, { nama: other.name, unit, nip: who.nip })).toEqual({
      kind: "mistakes",
      mistakes: [{ field: "nip", rule: "taken" }],
    });
  });

  it("lets one of two who give the same NIP at once have it", async () => {
    const unit = await openUnit(world);
    const nip = freshNip();
    const [one, two] = [await servant(world, unit), await servant(world, unit)];
    const answers = await world.db.transaction().execute(async (trx) => {
      await trx.selectFrom("sponsor").selectAll().where("id", "in", [one.id, two.id]).forUpdate().execute();
      const both = [one, two].map((who) => registerAsn(world, who, { nama: who.name, unit, nip }));
      await waitUntilBlocked(world.db, 2);
      return both;
    });
    const kinds = (await Promise.all(answers)).map((answer) => answer.kind).sort();
    expect(kinds).toEqual(["mistakes", "registered"]);
  });

  it("does not let the NIP of a live mandate go", async () => {
    const who = await servant(world, await openUnit(world));
    await sign(world, who);
    const unit = await openUnit(world);
    expect(await registerAsn(world, who, { nama: who.name, unit, hapusNip: "ya" })).toMatchObject({
      mistakes: [{ field: "nip", rule: "mandate_live" }],
    });
  });
});

describe("signing", () => {
  it("turns the workers to payroll month by month, begins what had not begun, and confirms it by letter", async () => {
    const who = await servant(world, await openUnit(world), { workers: 2 });
    const before = await gatherSignable(world.db, world, who.id);
    expect(before).toMatchObject({ kind: "signable", fromMonth: "2027-01" });
    if (before.kind !== "signable") return;
    // November is paid; December is neither paid nor deducted, and that is said.
    expect(before.offers.map((offer) => [offer.firstMonth, offer.openMonths, offer.monthlyRupiah])).toEqual([
      ["2027-01", ["2026-12"], 16_800],
      ["2027-01", ["2026-12"], 16_800],
    ]);
    await sign(world, who);
    const sponsorships = await listSponsorshipsOf(world.db, who.id);
    expect(sponsorships.map((each) => [each.terms.way, each.terms.intervalMonths])).toEqual([
      ["payroll", 1],
      ["payroll", 1],
    ]);
    expect(await isOnLivePayroll(world.db, sponsorships[0]!.id)).toBe(true);
    expect(await lettersTo(who.email)).toContain("payroll_signed");
    expect(text(await written("payroll_signed", who.email))).toContain("Rp33.600");
  });

  it("refuses another name, no tick, a price that changed, and nobody chosen", async () => {
    const who = await servant(world, await openUnit(world));
    const now = await gatherSignable(world.db, world, who.id);
    if (now.kind !== "signable") throw new Error(now.kind);
    const right = {
      workerIds: [who.workers[0]!.workerId],
      typedName: who.name,
      agreed: true,
      shown: { textVersion: "2026-11", fromMonth: "2027-01", totalRupiah: 16_800 },
    };
    const tries = [
      [{ ...right, typedName: "Orang Lain" }, "name_differs"],
      [{ ...right, agreed: false }, "not_agreed"],
      [{ ...right, shown: { ...right.shown, totalRupiah: 8_400 } }, "changed"],
      [{ ...right, shown: { ...right.shown, textVersion: "2020-01" } }, "changed"],
      [{ ...right, workerIds: [] }, "nothing_chosen"],
    ] as const;
    for (const [signing, rule] of tries)
      expect(await signMandate(world, who, signing)).toMatchObject({ kind: "refused", rule });
    expect(await findLiveMandate(world.db, who.id)).toBeUndefined();
    expect(
      (await signMandate(world, who, { ...right, typedName: ` ${who.name.toUpperCase()}. ` })).kind,
    ).toBe("signed");
  });

  it("offers the successor of a merged unit, and none for a closed one", async () => {
    const [old, successor, shut] = [await openUnit(world), await openUnit(world), await openUnit(world)];
    const merged = await servant(world, old);
    const gone = await servant(world, shut);
    await changeUnit(world, old, successor, "2026-11-01");
    await changeUnit(world, shut, null, "2026-11-01");
    expect(await gatherSignable(world.db, world, merged.id)).toMatchObject({
      kind: "obstacle",
      obstacle: { kind: "unit_merged", successorId: successor },
    });
    expect(await gatherSignable(world.db, world, gone.id)).toMatchObject({
      obstacle: { kind: "unit_closed" },
    });
  });

  it("replaces the mandate before, and leaves to a link whom the new one does not name", async () => {
    const who = await servant(world, await openUnit(world), { workers: 2 });
    await sign(world, who);
    await sign(world, who, [who.workers[0]!.workerId]);
    const ways = new Map(
      (await listSponsorshipsOf(world.db, who.id)).map((each) => [each.workerId, each.terms.way]),
    );
    expect(who.workers.map((worker) => ways.get(worker.workerId))).toEqual(["payroll", "pay_link"]);
    const live = await findLiveMandate(world.db, who.id);
    expect(await listMandateItems(world.db, live!.id)).toHaveLength(1);
  });

  it("begins after a list that is being closed at this moment", async () => {
    const unit = await openUnit(world);
    const [first, second] = [await servant(world, unit), await servant(world, unit)];
    await sign(world, first);
    world.clock.set("2026-12-21T03:00:00Z");
    // Both wait for the unit's lists; whoever comes first, nobody signs for a month that has just been closed.
    const now = await gatherSignable(world.db, world, second.id);
    expect(now).toMatchObject({ fromMonth: "2027-02" });
    world.clock.set("2026-11-23T03:00:00Z");
    const answers = await world.db.transaction().execute(async (trx) => {
      const { lockUnitLists } = await import("~/payroll/mandate-queries.server");
      await lockUnitLists(trx, unit);
      const closing = closeList(world, { unitId: unit, month: "2027-01", by: treasurer });
      await waitUntilBlocked(world.db, 1);
      const signing = signMandate(world, second, {
        workerIds: [second.workers[0]!.workerId],
        typedName: second.name,
        agreed: true,
        shown: { textVersion: "2026-11", fromMonth: "2027-01", totalRupiah: 16_800 },
      });
      await waitUntilBlocked(world.db, 2);
      return [closing, signing] as const;
    });
    expect((await answers[0]).kind).toBe("closed");
    expect(await answers[1]).toMatchObject({ kind: "refused", rule: "changed" });
  });

  it("is withdrawn only after the sponsor has heard from which list on, and what is under way", async () => {
    const unit = await openUnit(world);
    const who = await servant(world, unit);
    await sign(world, who);
    expect(await gatherWithdrawal(world, who.id)).toMatchObject({ nextMonth: "2027-01", closedMonths: [] });
    const batchId = await closed(world, unit, "2027-01");
    expect(await gatherWithdrawal(world, who.id)).toMatchObject({
      nextMonth: "2027-02",
      closedMonths: ["2027-01"],
      workers: [{ protectedUntil: "2026-11-30" }],
    });
    await reportAll(world, batchId, [who]);
    expect(await gatherWithdrawal(world, who.id)).toMatchObject({ nextMonth: "2027-02", closedMonths: [] });
    expect(await gatherWithdrawal(world, world.chance.id())).toBeUndefined();
  });

  it("is withdrawn at any time: nothing is deducted from the next list on", async () => {
    const unit = await openUnit(world);
    const who = await servant(world, unit);
    await sign(world, who);
    expect(await withdrawMandate(world, who, "pindah tugas")).toBe(true);
    expect(await withdrawMandate(world, who)).toBe(false);
    const [sponsorship] = await listSponsorshipsOf(world.db, who.id);
    expect(sponsorship?.terms.way).toBe("pay_link");
    expect(await isOnLivePayroll(world.db, sponsorship!.id)).toBe(false);
    expect((await closeList(world, { unitId: unit, month: "2027-01", by: treasurer })).kind).toBe("empty");
    expect(await lettersTo(who.email)).toContain("payroll_withdrawn");
    expect(text(await written("payroll_withdrawn", who.email))).toContain("30 November 2026");
  });
});

describe("a list", () => {
  it("leaves out what is covered, paid by the government, skipped, or beyond the terms", async () => {
    const unit = await openUnit(world);
    const [plain, covered, government, skipped] = [
      await servant(world, unit),
      await servant(world, unit, { months: 3 }),
      await servant(world, unit),
      await servant(world, unit),
    ];
    for (const who of [plain, covered, government, skipped]) await sign(world, who);
    await world.db
      .insertInto("coverage")
      .values({
        worker_id: government.workers[0]!.workerId,
        month: "2027-01",
        programme: "jkk",
        source: "government",
        order_id: null,
        begun_at: world.clock.now(),
        ended_at: null,
        ended_because: null,
      })
      .execute();
    const [sponsorship] = await listSponsorshipsOf(world.db, skipped.id);
    await world.db.transaction().execute((trx) =>
      insertGap(trx, {
        id: world.chance.id(),
        sponsorshipId: sponsorship!.id,
        kind: "skip",
        fromMonth: "2027-01",
        toMonth: "2027-01",
        recordedAt: world.clock.now(),
        recordedBy: "test",
      }),
    );
    const lines = await listBatchLines(world.db, await closed(world, unit, "2027-01"));
    expect(lines.map((line) => line.sponsorId)).toEqual([plain.id]);
    // The one who had paid three months joins when those are over.
    const february = await listBatchLines(world.db, await closed(world, unit, "2027-02"));
    expect(february.map((line) => line.sponsorId).sort()).toEqual(
      [plain.id, covered.id, government.id, skipped.id].sort(),
    );
  });

  it("is closed by the worker on its day, once, and told to the treasurer", async () => {
    const unit = await openUnit(world);
    await sign(world, await servant(world, unit));
    await planPayroll(world, new Date("2026-12-18T22:00:00Z"));
    expect(await listBatches(world.db, { unitIds: [unit], limit: 10 })).toEqual([]);
    const run = await planPayroll(world, new Date("2026-12-19T22:00:00Z"));
    expect(run.failed).toBe(0);
    await planPayroll(world, new Date("2026-12-20T22:00:00Z"));
    const batches = await listBatches(world.db, { unitIds: [unit], limit: 10 });
    expect(batches).toMatchObject([{ month: "2027-01", state: "listed", totalRupiah: 16_800, people: 1 }]);
  });

  it("holds those of a merged unit in the list of the unit that carries on", async () => {
    const [old, successor] = [await openUnit(world), await openUnit(world)];
    const who = await servant(world, old);
    await sign(world, who);
    await changeUnit(world, old, successor, "2026-11-20");
    expect((await closeList(world, { unitId: old, month: "2027-01", by: treasurer })).kind).toBe(
      "unit_not_open",
    );
    const lines = await listBatchLines(world.db, await closed(world, successor, "2027-01"));
    expect(lines.map((line) => line.sponsorId)).toEqual([who.id]);
  });

  it("of a closed unit is nobody's, and its people are told", async () => {
    const unit = await openUnit(world);
    const who = await servant(world, unit);
    await sign(world, who);
    await changeUnit(world, unit, null, "2026-11-20");
    await planPayroll(world, new Date("2026-12-19T22:00:00Z"));
    await planPayroll(world, new Date("2026-12-20T22:00:00Z"));
    expect((await lettersTo(who.email)).filter((kind) => kind === "payroll_unit_closed")).toHaveLength(1);
    expect(text(await written("payroll_unit_closed", who.email))).toContain("Januari 2027");
  });

  it("closed twice at once is one list", async () => {
    const unit = await openUnit(world);
    await sign(world, await servant(world, unit));
    const both = await world.db.transaction().execute(async (trx) => {
      const { lockUnitLists } = await import("~/payroll/mandate-queries.server");
      await lockUnitLists(trx, unit);
      const closings = [1, 2].map(() => closeList(world, { unitId: unit, month: "2027-01", by: treasurer }));
      await waitUntilBlocked(world.db, 2);
      return closings;
    });
    expect((await Promise.all(both)).map((closing) => closing.kind).sort()).toEqual(["already", "closed"]);
  });

  it("nobody reports on by its date is told to the sponsors, once", async () => {
    const unit = await openUnit(world);
    const who = await servant(world, unit);
    await sign(world, who);
    await closed(world, unit, "2027-01");
    await planPayroll(world, new Date("2027-01-09T22:00:00Z"));
    expect(await lettersTo(who.email)).not.toContain("payroll_not_deducted");
    await planPayroll(world, new Date("2027-01-10T22:00:00Z"));
    await planPayroll(world, new Date("2027-01-11T22:00:00Z"));
    expect((await lettersTo(who.email)).filter((kind) => kind === "payroll_not_deducted")).toHaveLength(1);
    expect(text(await written("payroll_not_deducted", who.email))).toContain("belum melaporkan");
  });
});

describe("a report", () => {
  it("is shown before it counts, and confirmed as it was shown", async () => {
    const unit = await openUnit(world);
    const who = await servant(world, unit);
    await sign(world, who);
    const batchId = await closed(world, unit, "2027-01");
    const file = (amount: number) => ({
      name: "a.csv",
      bytes: Buffer.from(`NIP;Dipotong\n${who.nip};${amount}\n`),
    });
    await uploadDeductions(world, { batchId, by: "Sri", file: file(16_800) });
    const shown = await findDraft(world.db, batchId);
    await uploadDeductions(world, { batchId, by: "Sri", file: file(0) });
    expect(await confirmReport(world, { batchId, version: shown!.version, by: treasurer })).toEqual({
      kind: "refused",
      reason: "changed",
    });
    const [batch] = await listBatches(world.db, { id: batchId, limit: 1 });
    expect(batch?.state).toBe("listed");
  });

  it("with a stranger's money or a NIP twice is not confirmed", async () => {
    const unit = await openUnit(world);
    const who = await servant(world, unit);
    await sign(world, who);
    const batchId = await closed(world, unit, "2027-01");
    expect(
      await report(world, batchId, [
        [who.nip, 16_800],
        [freshNip(), 16_800],
      ]),
    ).toMatchObject({
      reason: "blocked",
    });
    expect(
      await report(world, batchId, [
        [who.nip, 8_400],
        [who.nip, 8_400],
      ]),
    ).toMatchObject({
      reason: "blocked",
    });
    expect(
      await report(world, batchId, [
        [who.nip, 16_800],
        [freshNip(), 0],
      ]),
    ).toMatchObject({
      kind: "confirmed",
    });
  });

  it("may be corrected until a transfer is booked, and tells those who were not deducted", async () => {
    const unit = await openUnit(world);
    const [one, two] = [await servant(world, unit), await servant(world, unit)];
    for (const who of [one, two]) await sign(world, who);
    const batchId = await closed(world, unit, "2027-01");
    await report(world, batchId, [[one.nip, 16_800]]);
    expect(await lettersTo(two.email)).toContain("payroll_not_deducted");
    expect(await written("payroll_not_deducted", two.email)).toMatchObject({ letter: expect.anything() });
    await reportAll(world, batchId, [one, two]);
    // Corrected, the letter that waits to leave has nothing to say any more.
    expect(await written("payroll_not_deducted", two.email)).toMatchObject({ drop: expect.anything() });
    expect((await book(batchId, 33_600)).kind).toBe("booked");
    await expect(reportAll(world, batchId, [one, two])).rejects.toThrow("booked");
  });
});

describe("a transfer", () => {
  it("settles every line: months, entries, an own receipt with the way of payment", async () => {
    const unit = await openUnit(world, `Dinas Uji ${++reference}`);
    const people = [await servant(world, unit, { workers: 2 }), await servant(world, unit)];
    for (const who of people) await sign(world, who);
    const batchId = await closed(world, unit, "2027-01");
    await reportAll(world, batchId, people);
    expect(await book(batchId, 50_400)).toEqual({ kind: "booked", settled: 2, surplusRupiah: 0 });
    for (const who of people)
      for (const worker of who.workers) expect(await coveredMonths(worker.workerId)).toContain("2027-01");
    const [batch] = await listBatches(world.db, { id: batchId, limit: 1 });
    expect(batch?.state).toBe("booked");
    expect(await balanceOf("payroll_clearing", batch!.reference)).toBe(0);
    while ((await drainChores({ ...world, gateways: [] }, choreHandlers)) > 0);
    const receipts = await world.db
      .selectFrom("receipt as r")
      .innerJoin("orders as o", "o.id", "r.order_id")
      .select(["r.amount", "r.content", "o.sponsor_id", "o.origin"])
      .where(
        "o.sponsor_id",
        "in",
        people.map((who) => who.id),
      )
      .where("o.origin", "=", "payroll")
      .orderBy("r.amount")
      .execute();
    expect(receipts.map((row) => row.amount)).toEqual([16_800, 33_600]);
    expect(receipts[0]?.content).toMatchObject({
      payment: { method: { kind: "payroll", unit: batch!.unitName } },
    });
    expect(await lettersTo(people[0]!.email)).toContain("receipt");
  });

  it("is booked once, also when two do it at the same moment", async () => {
    const unit = await openUnit(world);
    const who = await servant(world, unit);
    await sign(world, who);
    const batchId = await closed(world, unit, "2027-01");
    await reportAll(world, batchId, [who]);
    const both = await world.db.transaction().execute(async (trx) => {
      await trx.selectFrom("payroll_batch").selectAll().where("id", "=", batchId).forUpdate().execute();
      const bookings = [1, 2].map(() => book(batchId, 16_800, [], "FTSAME1"));
      await waitUntilBlocked(world.db, 2);
      return bookings;
    });
    const answers = await Promise.all(both);
    expect(answers.map((answer) => answer.kind).sort()).toEqual(["booked", "refused"]);
    expect(answers).toContainEqual({ kind: "refused", reason: "transfer_known" });
  });

  it("settles a line once, also when two different transfers come at the same moment", async () => {
    const unit = await openUnit(world);
    const who = await servant(world, unit);
    await sign(world, who);
    const batchId = await closed(world, unit, "2027-01");
    await reportAll(world, batchId, [who]);
    const both = await world.db.transaction().execute(async (trx) => {
      await trx.selectFrom("payroll_batch").selectAll().where("id", "=", batchId).forUpdate().execute();
      const bookings = ["FTONE1", "FTTWO2"].map((number) => book(batchId, 16_800, [], number));
      await waitUntilBlocked(world.db, 2);
      return bookings;
    });
    const answers = await Promise.all(both);
    expect(answers.map((answer) => answer.kind).sort()).toEqual(["booked", "refused"]);
    expect(answers).toContainEqual({ kind: "refused", reason: "nothing_to_settle" });
  });

  it("and a corrected report take turns: what was booked is what was reported then", async () => {
    const unit = await openUnit(world);
    const who = await servant(world, unit);
    await sign(world, who);
    const batchId = await closed(world, unit, "2027-01");
    await reportAll(world, batchId, [who]);
    const bytes = Buffer.from(`NIP,Dipotong\n${who.nip},8400\n`);
    await uploadDeductions(world, { batchId, by: "Sri", file: { name: "a.csv", bytes } });
    const draft = await findDraft(world.db, batchId);
    const both = await world.db.transaction().execute(async (trx) => {
      await trx.selectFrom("payroll_batch").selectAll().where("id", "=", batchId).forUpdate().execute();
      const booking = book(batchId, 16_800);
      await waitUntilBlocked(world.db, 1);
      const correcting = confirmReport(world, { batchId, version: draft!.version, by: treasurer });
      await waitUntilBlocked(world.db, 2);
      return { booking, correcting };
    });
    expect((await both.booking).kind).toBe("booked");
    expect(await both.correcting).toEqual({ kind: "refused", reason: "booked" });
  });

  it("of one batch is not booked for another, also at the same moment", async () => {
    const batches: string[] = [];
    for (let each = 0; each < 2; each += 1) {
      const unit = await openUnit(world);
      const who = await servant(world, unit);
      await sign(world, who);
      const batchId = await closed(world, unit, "2027-01");
      await reportAll(world, batchId, [who]);
      batches.push(batchId);
    }
    const both = await world.db.transaction().execute(async (trx) => {
      await trx.selectFrom("payroll_batch").selectAll().where("id", "in", batches).forUpdate().execute();
      const bookings = batches.map((batchId) => book(batchId, 16_800, [], "FTSAME2"));
      await waitUntilBlocked(world.db, 2);
      return bookings;
    });
    const kinds = (await Promise.all(both)).map((answer) => answer.kind).sort();
    expect(kinds).toEqual(["booked", "refused"]);
  });

  it("that falls short settles nobody until somebody says who is left out", async () => {
    const unit = await openUnit(world);
    const [one, two] = [await servant(world, unit), await servant(world, unit)];
    for (const who of [one, two]) await sign(world, who);
    const batchId = await closed(world, unit, "2027-01");
    await reportAll(world, batchId, [one, two]);
    expect(await book(batchId, 20_000)).toEqual({ kind: "refused", reason: "short", missingRupiah: 13_600 });
    expect(await coveredMonths(one.workers[0]!.workerId)).toEqual(["2026-11"]);
    const lines = await listBatchLines(world.db, batchId);
    const leftOut = lines.find((line) => line.sponsorId === two.id)!;
    expect(await book(batchId, 20_000, [leftOut.id])).toEqual({
      kind: "booked",
      settled: 1,
      surplusRupiah: 3_200,
    });
    const [batch] = await listBatches(world.db, { id: batchId, limit: 1 });
    expect(batch?.state).toBe("partly_booked");
    expect(await findingsOf("payroll_short", batch!.reference)).toMatchObject([{ amount: 16_800 }]);
    expect(await findingsOf("payroll_surplus", batch!.reference)).toMatchObject([{ amount: 3_200 }]);
    expect(text(await written("payroll_not_deducted", two.email))).toContain("belum sampai");
    // The rest comes later, in a transfer of its own.
    expect(await book(batchId, 16_800)).toMatchObject({ kind: "booked", settled: 1 });
    expect(await coveredMonths(two.workers[0]!.workerId)).toContain("2027-01");
    expect((await book(batchId, 16_800)).kind).toBe("refused");
  });

  it("that is too much waits in suspense until it is handed back", async () => {
    const unit = await openUnit(world);
    const who = await servant(world, unit);
    await sign(world, who);
    const batchId = await closed(world, unit, "2027-01");
    await reportAll(world, batchId, [who]);
    expect(await book(batchId, 20_000)).toMatchObject({ surplusRupiah: 3_200 });
    const [batch] = await listBatches(world.db, { id: batchId, limit: 1 });
    const [finding] = await findingsOf("payroll_surplus", batch!.reference);
    const answer = await resolveFinding(world, {
      findingId: finding!.id,
      decision: "hand_back",
      reason: "Transfer balik FT999",
      decidedBy: finance,
    });
    expect(answer).toEqual({ kind: "resolved" });
    expect(await findBrokenInvariants(world.db)).toEqual([]);
  });

  it("pays the workers a smaller deduction reaches for, and keeps the rest", async () => {
    const unit = await openUnit(world);
    const [some, none, more] = [
      await servant(world, unit, { workers: 2 }),
      await servant(world, unit),
      await servant(world, unit),
    ];
    for (const who of [some, none, more]) await sign(world, who);
    const batchId = await closed(world, unit, "2027-01");
    await report(world, batchId, [
      [some.nip, 20_000],
      [none.nip, 5_000],
      [more.nip, 40_000],
    ]);
    expect(await book(batchId, 65_000)).toMatchObject({ kind: "booked", settled: 3 });
    expect(await coveredMonths(some.workers[0]!.workerId)).toContain("2027-01");
    expect(await coveredMonths(some.workers[1]!.workerId)).not.toContain("2027-01");
    expect(await coveredMonths(none.workers[0]!.workerId)).not.toContain("2027-01");
    const [batch] = await listBatches(world.db, { id: batchId, limit: 1 });
    const findings = await findingsOf("payroll_excess", batch!.reference);
    expect(findings.map((finding) => finding.amount).sort((a, b) => a - b)).toEqual([3_200, 5_000, 23_200]);
    for (const who of [some, none, more]) expect(await lettersTo(who.email)).toContain("money_waiting");
    // What was too much carries to later months of the same worker.
    const excess = findings.find((finding) => finding.amount === 23_200)!;
    const decided = await resolveFinding(world, {
      findingId: excess.id,
      decision: "apply_later",
      reason: "Untuk bulan berikutnya",
      decidedBy: finance,
    });
    expect(decided).toEqual({ kind: "resolved" });
    expect(await coveredMonths(more.workers[0]!.workerId)).toHaveLength(3);
    while ((await drainChores({ ...world, gateways: [] }, choreHandlers)) > 0);
    expect(await findBrokenInvariants(world.db)).toEqual([]);
  });

  it("for a month somebody bought meanwhile waits, and pays no month twice", async () => {
    const unit = await openUnit(world);
    const who = await servant(world, unit);
    await sign(world, who);
    const batchId = await closed(world, unit, "2027-01");
    await reportAll(world, batchId, [who]);
    for (const programme of ["jkk", "jkm"] as const)
      await world.db
        .insertInto("coverage")
        .values({
          worker_id: who.workers[0]!.workerId,
          month: "2027-01",
          programme,
          source: "government",
          order_id: null,
          begun_at: world.clock.now(),
          ended_at: null,
          ended_because: null,
        })
        .execute();
    expect((await book(batchId, 16_800)).kind).toBe("booked");
    const [batch] = await listBatches(world.db, { id: batchId, limit: 1 });
    expect(await findingsOf("month_already_covered", batch!.reference)).toMatchObject([{ amount: 16_800 }]);
  });

  it("does not take a month another sponsor is being asked to pay right now", async () => {
    const unit = await openUnit(world);
    const who = await servant(world, unit);
    await sign(world, who);
    const batchId = await closed(world, unit, "2027-01");
    await reportAll(world, batchId, [who]);
    const [worker] = who.workers;
    await order(world, [{ worker: worker!, start: "2027-01", months: 1 }], { email: "lain@example.org" });
    expect((await book(batchId, 16_800)).kind).toBe("booked");
    expect(await coveredMonths(worker!.workerId)).not.toContain("2027-01");
    const [batch] = await listBatches(world.db, { id: batchId, limit: 1 });
    expect(await findingsOf("month_already_covered", batch!.reference)).toMatchObject([{ amount: 16_800 }]);
  });

  it("is given back by hand, never through a gateway", async () => {
    const unit = await openUnit(world);
    const who = await servant(world, unit);
    await sign(world, who);
    const batchId = await closed(world, unit, "2027-01");
    await reportAll(world, batchId, [who]);
    await book(batchId, 16_800);
    while ((await drainChores({ ...world, gateways: [] }, choreHandlers)) > 0);
    const payment = await world.db
      .selectFrom("payment as p")
      .innerJoin("orders as o", "o.id", "p.order_id")
      .select("p.id")
      .where("o.sponsor_id", "=", who.id)
      .where("p.gateway", "=", "payroll")
      .executeTakeFirstOrThrow();
    const refund = await requestRefund(world, {
      paymentId: payment.id,
      lines: [{ workerId: who.workers[0]!.workerId, month: "2027-01" }],
      includeFeeCover: false,
      reason: "Pindah tugas",
      requestedBy: finance,
    });
    if (refund.kind !== "requested") throw new Error(refund.reason);
    const chores = await world.db
      .selectFrom("chore")
      .select("kind")
      .where("subject", "=", refund.refundId)
      .execute();
    expect(chores).toEqual([]);
    const given = { refundId: refund.refundId, transferredOn: "2026-11-23", by: finance };
    expect(await recordHandRefund(world, { ...given, bankReference: "TRF77" })).toEqual({ kind: "recorded" });
    expect(await recordHandRefund(world, { ...given, bankReference: "TRF78" })).toMatchObject({
      reason: "not_waiting",
    });
    while ((await drainChores({ ...world, gateways: [] }, choreHandlers)) > 0);
    expect(await lettersTo(who.email)).toContain("credit_note");
    expect(await findBrokenInvariants(world.db)).toEqual([]);
  });

  it("of a long list is booked whole, in one go", { timeout: 120_000 }, async () => {
    const unit = await openUnit(world);
    const people = [];
    for (let each = 0; each < 60; each += 1) people.push(await servant(world, unit));
    for (const who of people) await sign(world, who);
    const batchId = await closed(world, unit, "2027-01");
    await reportAll(world, batchId, people);
    expect(await book(batchId, 60 * 16_800)).toMatchObject({ kind: "booked", settled: 60 });
  });
});
