/** From a bank's file to rows that count: previewed, confirmed, known again, undone. Nothing twice, nothing half. */
import { beforeAll, describe, expect, it } from "vitest";
import { journalEntry } from "~/ledger/journal";
import { postEntries } from "~/ledger/journal-queries.server";
import { insertBankAccount, saveLayout } from "~/reconciliation/bank-account-queries.server";
import { readLayout } from "~/reconciliation/bank-layout";
import { findStatement, previewDraft } from "~/reconciliation/bank-statement-queries.server";
import {
  discardStatement,
  postStatement,
  readStatement,
  undoStatement,
} from "~/reconciliation/import-statement.server";
import { reconcileBooks } from "~/reconciliation/reconcile.server";
import { useDatabase } from "../support/test-database";
import { type TestWorld, testWorld } from "../support/test-world";

const database = useDatabase({ reference: false });
const by = { id: "1", name: "Rina" };
let world: TestWorld;
let accountId: string;

beforeAll(async () => {
  world = testWorld(database.db);
  accountId = await account("Giro", "0123456789");
});

async function account(name: string, number: string) {
  const id = world.chance.id();
  const reading = readLayout({
    dayOrder: "dmy",
    amountFormat: "id",
    sides: "signed",
    separator: ";",
    day: "Tanggal",
    description: "Keterangan",
    reference: "Ref",
    amount: "Jumlah",
  });
  if (reading.kind !== "layout") throw new Error("Not a layout.");
  await database.db.transaction().execute(async (trx) => {
    await insertBankAccount(trx, { id, name, bank: "Bank Uji", number }, by.name, world.clock.now());
    await saveLayout(trx, id, reading.layout, by.name, world.clock.now());
  });
  return id;
}

const csv = (...rows: string[]) => ["Tanggal;Keterangan;Ref;Jumlah", ...rows].join("\n");
const read = (text: string, of = accountId) =>
  readStatement(world, {
    accountId: of,
    fileName: "nov.csv",
    open: async function* () {
      yield Buffer.from(text);
    },
    by,
  });
async function post(text: string, of = accountId): Promise<{ id: string; rows: number }> {
  const answer = await read(text, of);
  if (answer.kind !== "draft") throw new Error(JSON.stringify(answer));
  world.clock.advance(1_000);
  const posted = await postStatement(world, answer.statementId, by);
  if (posted.kind !== "done") throw new Error(posted.reason);
  return { id: answer.statementId, rows: posted.rows };
}
const living = async (of = accountId) =>
  (
    await database.db
      .selectFrom("bank_row")
      .select(["description", "amount_sen", "occurrence"])
      .where("account_id", "=", of)
      .where("undone_at", "is", null)
      .orderBy("id")
      .execute()
  ).map((row) => `${row.description} ${row.amount_sen} ${row.occurrence}`);
const drafts = async () => (await database.db.selectFrom("bank_draft_row").select("line").execute()).length;

const first = csv(
  "02/11/2026;Donatur;R1;10.000,00",
  "02/11/2026;Biaya transfer;;-2.500,00",
  "02/11/2026;Biaya transfer;;-2.500,00",
);

describe("a statement", () => {
  it("is worth nothing until somebody confirms it", async () => {
    const answer = await read(first);
    if (answer.kind !== "draft") throw new Error(answer.kind);
    expect(await living()).toEqual([]);
    const draft = (await findStatement(database.db, answer.statementId))!;
    expect(draft).toMatchObject({
      rows: 3,
      knownRows: 0,
      inSen: 1_000_000,
      outSen: 500_000,
      firstDay: "2026-11-02",
    });
    expect((await previewDraft(database.db, draft, 2)).first.map((row) => row.line)).toEqual([2, 3]);
    expect(await read(first)).toEqual({ kind: "known", statementId: answer.statementId, posted: false });
    expect(await discardStatement(world, answer.statementId)).toMatchObject({ kind: "done" });
    expect(await drafts()).toBe(0);
  });

  it("keeps two rows that are truly equal, and knows them when a longer file brings them again", async () => {
    expect((await post(first)).rows).toBe(3);
    expect(await living()).toEqual([
      "Donatur 1000000 1",
      "Biaya transfer -250000 1",
      "Biaya transfer -250000 2",
    ]);
    expect(await read(first)).toMatchObject({ kind: "known", posted: true });
    // The other way round, with a third equal row and a new day.
    const longer = csv(
      "03/11/2026;Donatur;R2;20.000,00",
      "02/11/2026;Biaya transfer;;-2.500,00",
      "02/11/2026;Biaya transfer;;-2.500,00",
      "02/11/2026;Biaya transfer;;-2.500,00",
      "02/11/2026;Donatur;R1;10.000,00",
    );
    const preview = await read(longer);
    if (preview.kind !== "draft") throw new Error(preview.kind);
    expect(await findStatement(database.db, preview.statementId)).toMatchObject({ rows: 5, knownRows: 3 });
    expect(await postStatement(world, preview.statementId, by)).toEqual({ kind: "done", rows: 2 });
    expect(await living()).toHaveLength(5);
    expect(await postStatement(world, preview.statementId, by)).toMatchObject({ reason: "already_posted" });
  });

  it("of another account is another statement, though its bytes are the same", async () => {
    const other = await account("Tabungan", "9876543210");
    expect((await post(first, other)).rows).toBe(3);
  });

  it("with one wrong line keeps nothing, and says every wrong one", async () => {
    const before = await living();
    const answer = await read(csv("02/11/2026;a;;1,00", "31/11/2026;b;;1,00", "02/11/2026;c;;1,000.00"));
    expect(answer).toEqual({
      kind: "unreadable",
      problems: [
        { rule: "not_a_day", line: 3, column: "A", name: "Tanggal", detail: "31/11/2026" },
        { rule: "not_an_amount", line: 4, column: "D", name: "Jumlah", detail: "1,000.00" },
      ],
    });
    expect(await living()).toEqual(before);
    expect(await drafts()).toBe(0);
    expect(
      await database.db.selectFrom("bank_statement").select("id").where("rows", "=", 0).execute(),
    ).toEqual([]);
  });

  it("handed in twice at the same moment is one draft", async () => {
    const file = csv("09/11/2026;sekali;;1,00");
    const answers = await Promise.all([read(file), read(file), read(file)]);
    expect(answers.map(({ kind }) => kind).sort()).toEqual(["draft", "known", "known"]);
    expect(new Set(answers.map((answer) => ("statementId" in answer ? answer.statementId : ""))).size).toBe(
      1,
    );
    const id = (answers[0] as { statementId: string }).statementId;
    const posted = await Promise.all([postStatement(world, id, by), postStatement(world, id, by)]);
    expect(posted.map(({ kind }) => kind).sort()).toEqual(["done", "refused"]);
  });

  it("that is undone counts no more: its matches are reversed to the rupiah, and it can be read again", async () => {
    const own = await account("Undur", "5555555555");
    await database.db.transaction().execute((trx) =>
      postEntries(
        trx,
        world,
        [
          journalEntry({
            kind: "payroll_booked",
            cause: { kind: "uji", id: "1" },
            onDay: "2026-11-10",
            lines: [
              { account: "bank", party: "TRANSFER-123", amountRupiah: 16_800 },
              { account: "losses", amountRupiah: -16_800 },
            ],
          }),
        ],
        world.clock.now(),
      ),
    );
    const balance = async (party: string) => {
      const row = await database.db
        .selectFrom("journal_line")
        .select(({ fn }) => fn.sum<string | null>("amount").as("sum"))
        .where("account", "=", "bank")
        .where("party", "=", party)
        .executeTakeFirstOrThrow();
      return Number(row.sum ?? 0);
    };
    const file = csv("10/11/2026;GAJI transfer-123;;16.800,00");
    const { id } = await post(file, own);
    await reconcileBooks(world);
    expect([await balance("Undur"), await balance("TRANSFER-123")]).toEqual([16_800, 0]);
    expect(await undoStatement(world, id, by, " ")).toMatchObject({ reason: "reason_missing" });
    expect(await undoStatement(world, id, by, "salah berkas")).toEqual({ kind: "done", rows: 1 });
    expect([await balance("Undur"), await balance("TRANSFER-123")]).toEqual([0, 16_800]);
    expect(await living(own)).toEqual([]);
    const matches = await database.db.selectFrom("bank_match").select(["undone_by", "why"]).execute();
    expect(matches).toMatchObject([{ undone_by: "Rina", why: { key: "TRANSFER123" } }]);
    expect((await post(file, own)).rows).toBe(1);
    await reconcileBooks(world);
    expect(await balance("Undur")).toBe(16_800);
  });

  it("that a later one leans on cannot be undone before it", async () => {
    const own = await account("Sandar", "4444444444");
    const one = await post(csv("02/11/2026;a;;1,00", "03/11/2026;b;;1,00"), own);
    const two = await post(csv("03/11/2026;b;;1,00", "04/11/2026;c;;1,00"), own);
    expect(await undoStatement(world, one.id, by, "salah berkas")).toMatchObject({ reason: "leaned_on" });
    expect(await undoStatement(world, two.id, by, "salah berkas")).toMatchObject({ kind: "done" });
    expect(await undoStatement(world, one.id, by, "salah berkas")).toMatchObject({ kind: "done" });
  });
});
