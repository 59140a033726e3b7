import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { listCoverageFacts } from "~/orders/sponsored-worker-queries.server";
import { resolveFinding } from "~/payments/resolve-finding.server";
import { gatherPaidOrder } from "~/receipts/gather-paid-order.server";
import { listAnswerImports } from "~/remittance/answer-queries.server";
import { type AnswerMapping, readAnswerMapping } from "~/remittance/answer-rows";
import { findHeldByBpjs } from "~/remittance/batch-steps-queries.server";
import { forgetUploads } from "~/remittance/forget-uploads.server";
import { importAnswers, previewAnswers } from "~/remittance/import-answers.server";
import { findDraft, keepMapping } from "~/remittance/import-draft-queries.server";
import { keepDraft } from "~/remittance/keep-draft.server";
import { recordReturn } from "~/remittance/record-remittance.server";
import { findBatch } from "~/remittance/remittance-queries.server";
import { undoImport } from "~/remittance/undo-import.server";
import { sumWaiting } from "~/remittance/waiting-months-queries.server";
import { remittanceLetterWriters } from "~/remittance/write-protection-letter.server";
import { listStory } from "~/reporting/admin-story-queries.server";
import { xlsxBytes } from "~/sheets/write-sheet.server";
import { useDatabase } from "../support/test-database";
import { type TestWorld, testWorld } from "../support/test-world";
import { paidOrder, preparedBatch, remit, rina } from "./remittance-story";

const database = useDatabase();
let world: TestWorld;
let people = 0;
const nik = () => `35091604129${String(10000 + ++people)}`;
const bytes = (text: string) => new TextEncoder().encode(text);

beforeAll(() => {
  world = testWorld(database.db);
});
beforeEach(() => world.clock.advance(60_000));

const mapping: AnswerMapping = {
  nik: "A",
  month: "B",
  outcome: "C",
  reason: "D",
  kpj: "E",
  amount: "F",
  amountFormat: "id",
  acceptedWords: ["Diterima"],
  refusedWords: ["ditolak"],
};
const header = "NIK;Bulan;Hasil;Alasan;KPJ;Iuran\n";

/** An uploaded and mapped file; fails the test when it cannot be read. */
async function drafted(content: string | Uint8Array, wish: AnswerMapping = mapping): Promise<string> {
  const file = {
    name: "jawaban.csv",
    bytes: typeof content === "string" ? bytes(header + content) : content,
  };
  const kept = await keepDraft(world, { kind: "answers", file, by: rina.name });
  if (kept.kind !== "kept") throw new Error(JSON.stringify(kept.problems));
  const draft = (await findDraft(database.db, kept.draftId, "answers"))!;
  await database.db
    .transaction()
    .execute((trx) => keepMapping(trx, draft, wish, { at: world.clock.now(), by: rina.name }));
  return kept.draftId;
}

async function imported(content: string): Promise<string> {
  const answer = await importAnswers(world, { draftId: await drafted(content), by: rina });
  if (answer.kind !== "imported") throw new Error(answer.reason);
  return answer.importId;
}

const states = async (sponsorId: string, workerId: string) => {
  const facts = await listCoverageFacts(database.db, [workerId], sponsorId, world.clock.now());
  return Object.fromEntries((facts.get(workerId) ?? []).map((fact) => [fact.month, fact.state]));
};
const openFindings = async (orderId: string) =>
  (
    await database.db
      .selectFrom("finding as f")
      .leftJoin("resolution as r", "r.finding_id", "f.id")
      .select(["f.id", "f.kind", "f.amount", "f.facts"])
      .where("f.order_id", "=", orderId)
      .where("r.finding_id", "is", null)
      .execute()
  ).map((row) => ({ id: row.id, kind: row.kind, amount: row.amount, why: row.facts.refusedBecause }));

describe("an answer of BPJS", () => {
  it("confirms accepted months, tells the sponsor once, and shows in the calendar and the story", async () => {
    const [a, b] = [nik(), nik()];
    const paid = await paidOrder(world, [a, b], { months: 1, email: "jawab@contoh.example" });
    await remit(world, await preparedBatch(world));
    expect(await states(paid.order.sponsorId, paid.workers[0]!.workerId)).toEqual({ "2026-11": "remitted" });
    const importId = await imported(
      `${a};2026-11;diterima;;21012345678;8.400\n${b};November 2026;DITERIMA;;21012345679;\n`,
    );
    expect(await states(paid.order.sponsorId, paid.workers[0]!.workerId)).toEqual({ "2026-11": "confirmed" });
    const { steps } = await gatherPaidOrder(world, paid.order, null);
    expect(steps).toMatchObject({
      sent: [{ on: "2026-11-23", months: ["2026-11"] }],
      confirmed: [{ on: "2026-11-23", months: ["2026-11"] }],
      awaitsAnswer: false,
    });
    expect(steps).not.toHaveProperty("remittance");
    const mails = await database.db
      .selectFrom("mail")
      .selectAll()
      .where("kind", "=", "protection_confirmed")
      .where("to_address", "=", "jawab@contoh.example")
      .execute();
    expect(mails).toHaveLength(1);
    const writing = await remittanceLetterWriters.protection_confirmed!.write(world, {
      ...mails[0]!,
      facts: { importId, sponsorId: paid.order.sponsorId },
    } as never);
    if (!("letter" in writing)) throw new Error(writing.drop);
    expect(writing.letter.subject).toBe("Perlindungan terkonfirmasi: 2 pekerja, November 2026");
    expect(JSON.stringify(writing.letter.blocks)).toContain("21012345678");
    expect(JSON.stringify(writing.letter)).not.toContain(a);
    const story = await listStory(database.db, paid.order);
    expect(story.filter((each) => each.kind === "answered")).toHaveLength(2);
    expect(await openFindings(paid.order.id)).toEqual([]);
  });

  it("takes refused months out of the coverage, keeps their money in suspense, and offers to send them again", async () => {
    const [a, b] = [nik(), nik()];
    const paid = await paidOrder(world, [a, b], { months: 1 });
    await remit(world, await preparedBatch(world));
    await imported(`${a};2026-11;ditolak;NIK tidak padan;;\n${b};2026-11;diterima;;;\n`);
    const [finding] = await openFindings(paid.order.id);
    expect(finding).toMatchObject({ kind: "remittance_refused", amount: 8400, why: "NIK tidak padan" });
    expect(await states(paid.order.sponsorId, paid.workers[0]!.workerId)).toEqual({});
    expect(await sumWaiting(database.db, {})).toEqual([]);
    const decided = {
      findingId: finding!.id,
      decision: "resend" as const,
      reason: "NIK sudah benar",
      decidedBy: rina,
    };
    expect(await resolveFinding(world, decided)).toEqual({ kind: "resolved" });
    expect(await states(paid.order.sponsorId, paid.workers[0]!.workerId)).toEqual({ "2026-11": "paid" });
    expect(await sumWaiting(database.db, {})).toMatchObject([
      { month: "2026-11", items: 1, paidRupiah: 8400 },
    ]);
    await remit(world, await preparedBatch(world));
    await imported(`${a};2026-11;diterima;;;\n`);
    expect(await states(paid.order.sponsorId, paid.workers[0]!.workerId)).toEqual({ "2026-11": "confirmed" });
  });

  it("may move refused money to later months or back to the payer", async () => {
    const [a, b] = [nik(), nik()];
    const first = await paidOrder(world, [a], { months: 1 });
    const second = await paidOrder(world, [b], { months: 1 });
    await remit(world, await preparedBatch(world));
    await imported(`${a};2026-11;ditolak;x;;\n${b};2026-11;ditolak;x;;\n`);
    const decide = async (orderId: string, decision: "apply_later" | "refund") =>
      resolveFinding(world, {
        findingId: (await openFindings(orderId))[0]!.id,
        decision,
        reason: "kata donatur",
        decidedBy: rina,
      });
    expect(await decide(first.order.id, "apply_later")).toEqual({ kind: "resolved" });
    // Not to the month BPJS has just refused.
    expect(await states(first.order.sponsorId, first.workers[0]!.workerId)).toEqual({ "2026-12": "paid" });
    expect(await decide(second.order.id, "refund")).toEqual({ kind: "resolved" });
    await remit(world, await preparedBatch(world));
  });

  it("leaves over what BPJS takes less, for the sponsor to choose; money it gives back is recorded up to that", async () => {
    const a = nik();
    const paid = await paidOrder(world, [a], { months: 1, start: "2027-01" });
    const batchId = await remit(world, await preparedBatch(world));
    const { number } = (await findBatch(database.db, batchId))!;
    await imported(`${a};2027-01;diterima;;;Rp8.400\n`);
    expect(await openFindings(paid.order.id)).toMatchObject([{ kind: "premium_surplus", amount: 8400 }]);
    expect(await findHeldByBpjs(database.db, number)).toBe(8400);
    const given = { batchId, returnedOn: "2026-11-23", bankReference: `R-${number}`, by: rina };
    expect(await recordReturn(world, { ...given, amountRupiah: 8401 })).toMatchObject({
      reason: "more_than_held",
    });
    expect(await recordReturn(world, { ...given, amountRupiah: 8400 })).toEqual({ kind: "recorded" });
    expect(await findHeldByBpjs(database.db, number)).toBe(0);
  });

  it("is known by our own reference, without a NIK", async () => {
    await paidOrder(world, [nik()], { months: 1 });
    const batchId = await remit(world, await preparedBatch(world));
    const item = await database.db
      .selectFrom("remittance_item")
      .select("id")
      .where("batch_id", "=", batchId)
      .executeTakeFirstOrThrow();
    const draftId = await drafted(bytes(`Ref,Status\nSC-${item.id},OK\n`), {
      reference: "A",
      outcome: "B",
      acceptedWords: ["ok"],
      refusedWords: [],
    });
    expect((await importAnswers(world, { draftId, by: rina })).kind).toBe("imported");
  });
});

describe("a file of answers", () => {
  it("posts nothing while a row cannot be read, and names its line and column", async () => {
    const a = nik();
    const paid = await paidOrder(world, [a], { months: 1 });
    await remit(world, await preparedBatch(world));
    const draftId = await drafted(
      `${a};2026-11;diterima;;;\n3.50921E+15;2026-11;diterima;;;\n${a};2026-13;mungkin;;;16.8\n;2026-11;diterima;;;\n`,
    );
    const preview = await previewAnswers(world, draftId);
    if (preview?.kind !== "preview") throw new Error("no preview");
    expect(preview.problems.map(({ line, column, rule }) => [line, column, rule])).toEqual([
      [3, "A", "precision_lost"],
      [4, "B", "not_a_month"],
      [4, "F", "not_an_amount"],
      [4, "C", "unknown_outcome"],
      [5, "A", "no_one_named"],
    ]);
    expect(await importAnswers(world, { draftId, by: rina })).toEqual({
      kind: "refused",
      reason: "problems",
    });
    expect(await states(paid.order.sponsorId, paid.workers[0]!.workerId)).toEqual({ "2026-11": "remitted" });
    await imported(`${a};2026-11;diterima;;;\n`);
  });

  it("skips rows that are not ours and says why, refuses a month twice or dearer, and the same file again", async () => {
    const [a, b] = [nik(), nik()];
    await paidOrder(world, [a, b], { months: 1 });
    await remit(world, await preparedBatch(world));
    const content = `${a};2026-11;diterima;;;\n${nik()};2026-11;diterima;;;\n${b};2027-05;diterima;;;\n`;
    const preview = await previewAnswers(world, await drafted(content));
    if (preview?.kind !== "preview") throw new Error("no preview");
    expect(preview.plan.skipped).toEqual([
      { line: 3, why: "unknown_worker" },
      { line: 4, why: "not_sent" },
    ]);
    await imported(content);
    expect(await importAnswers(world, { draftId: await drafted(content), by: rina })).toMatchObject({
      reason: "imported_before",
    });
    const once = await previewAnswers(world, await drafted(`${a};2026-11;ditolak;;;\n`));
    expect(once).toMatchObject({ plan: { answers: [], skipped: [{ line: 2, why: "answered_before" }] } });
    const bad = await previewAnswers(
      world,
      await drafted(`${b};2026-11;diterima;;;9.000\n${b};2026-11;ditolak;;;\n`),
    );
    expect(bad).toMatchObject({ problems: [{ line: 2, rule: "more_than_sent" }] });
    const twice = await drafted(`${b};2026-11;diterima;;;\n${b};2026-11;ditolak;;;\n`);
    expect(await previewAnswers(world, twice)).toMatchObject({ problems: [{ line: 3, rule: "twice" }] });
    expect(await importAnswers(world, { draftId: twice, by: rina })).toMatchObject({ reason: "problems" });
    await imported(`${b};2026-11;diterima;;;\n`);
  });

  it("is read from a workbook as well, and remembers nothing in the open", async () => {
    const a = nik();
    await paidOrder(world, [a], { months: 1 });
    await remit(world, await preparedBatch(world));
    const sheet = await xlsxBytes({
      fileName: "x",
      sheetName: "Jawaban",
      columns: [
        { name: "NIK", kind: "text", value: () => a },
        { name: "Bulan", kind: "day", value: () => "2026-11-01" },
        { name: "Hasil", kind: "text", value: () => "Diterima" },
      ],
      rows: [1],
    });
    const draftId = await drafted(sheet, {
      ...mapping,
      reason: undefined,
      kpj: undefined,
      amount: undefined,
    });
    const draft = (await findDraft(database.db, draftId, "answers"))!;
    expect(draft.rowsSealed).not.toContain(a);
    expect((await importAnswers(world, { draftId, by: rina })).kind).toBe("imported");
    expect(await findDraft(database.db, draftId, "answers")).toBeUndefined();
  });

  it("asks for what a mapping must know", () => {
    const letters = ["A", "B"];
    expect(readAnswerMapping({ nik: "A" }, letters).mistakes.map(({ field }) => field)).toEqual(["bulan"]);
    expect(readAnswerMapping({ nik: "Z" }, letters).mistakes.map(({ field }) => field)).toEqual(["nik"]);
    expect(readAnswerMapping({ nik: "A", bulanTetap: "2026-11", diterima: "ok, ya" }, letters)).toMatchObject(
      {
        mistakes: [],
        mapping: { fixedMonth: "2026-11", acceptedWords: ["ok", "ya"] },
      },
    );
  });
});

describe("taking an import back", () => {
  it("reverses its entries, restores the months, ends its findings and drops letters not out yet", async () => {
    const [a, b] = [nik(), nik()];
    const paid = await paidOrder(world, [a, b], { months: 1, email: "batal@contoh.example" });
    const batchId = await remit(world, await preparedBatch(world));
    const content = `${a};2026-11;ditolak;salah;;\n${b};2026-11;diterima;;;\n`;
    const importId = await imported(content);
    const undo = { importId, reason: "berkas salah", by: rina };
    expect(await undoImport(world, { ...undo, reason: " " })).toMatchObject({ reason: "reason_missing" });
    expect(await undoImport(world, undo)).toEqual({ kind: "undone" });
    expect(await undoImport(world, undo)).toMatchObject({ reason: "undone_before" });
    for (const { workerId } of paid.workers)
      expect(await states(paid.order.sponsorId, workerId)).toEqual({ "2026-11": "remitted" });
    expect(await openFindings(paid.order.id)).toEqual([]);
    expect(await findHeldByBpjs(database.db, (await findBatch(database.db, batchId))!.number)).toBe(0);
    expect(
      await remittanceLetterWriters.protection_confirmed!.write(world, {
        facts: { importId, sponsorId: paid.order.sponsorId },
      } as never),
    ).toHaveProperty("drop");
    // The right file can be imported afterwards, and even the same one.
    world.clock.advance(60_000);
    await imported(content);
    const { imports } = await listAnswerImports(database.db, {}, { size: 2 });
    expect(imports.map((each) => each.undoneAt !== null)).toEqual([false, true]);
  });

  it("is refused once a finding of it was decided", async () => {
    const a = nik();
    const paid = await paidOrder(world, [a], { months: 1 });
    await remit(world, await preparedBatch(world));
    const importId = await imported(`${a};2026-11;ditolak;salah;;\n`);
    const [finding] = await openFindings(paid.order.id);
    await resolveFinding(world, {
      findingId: finding!.id,
      decision: "refund",
      reason: "minta kembali",
      decidedBy: rina,
    });
    expect(await undoImport(world, { importId, reason: "berkas salah", by: rina })).toEqual({
      kind: "refused",
      reason: "decided",
    });
  });
});

describe("an upload nobody confirms", () => {
  it("is forgotten after two days, and not before", async () => {
    const draftId = await drafted(`${nik()};2026-11;diterima;;;\n`);
    world.clock.advance(47 * 3_600_000);
    await forgetUploads(world);
    expect(await findDraft(database.db, draftId, "answers")).toBeDefined();
    world.clock.advance(2 * 3_600_000);
    expect((await forgetUploads(world)).done).toBeGreaterThan(0);
    expect(await findDraft(database.db, draftId, "answers")).toBeUndefined();
  });
});
