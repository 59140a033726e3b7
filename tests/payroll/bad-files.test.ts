/** What payroll offices send: every bad file is refused whole, with the line and the column, and nothing is kept. */
import { beforeAll, describe, expect, it } from "vitest";
import { findBatch, listBatchLines } from "~/payroll/batch-queries.server";
import { payrollFile } from "~/payroll/payroll-file.server";
import { findDraft } from "~/payroll/report-queries.server";
import { uploadDeductions } from "~/payroll/upload-deductions.server";
import { csvStream, xlsxBytes } from "~/sheets/write-sheet.server";
import { useDatabase } from "../support/test-database";
import { type TestWorld, testWorld } from "../support/test-world";
import { closed, openUnit, type Servant, servant, sign } from "./payroll-rig";

const database = useDatabase();
let world: TestWorld;
let batchId: string;
let who: Servant;

beforeAll(async () => {
  world = testWorld(database.db);
  const unit = await openUnit(world);
  who = await servant(world, unit);
  await sign(world, who);
  batchId = await closed(world, unit, "2027-01");
});

const send = (bytes: Uint8Array | string, name = "potongan.csv") =>
  uploadDeductions(world, {
    batchId,
    by: "Sri",
    file: { name, bytes: typeof bytes === "string" ? Buffer.from(bytes) : bytes },
  });
const sheet = (sheetName: string, rows: readonly (readonly [string, unknown])[], second = "Dipotong") =>
  xlsxBytes({
    fileName: "x",
    sheetName,
    columns: [
      { name: "NIP", kind: "text", value: (row: readonly [string, unknown]) => row[0] },
      { name: second, kind: "number", value: (row) => row[1] as number },
    ],
    rows,
  });

describe("a file of the payroll office", () => {
  it("we sent out ourselves comes back filled in, as a workbook and as CSV", async () => {
    const batch = (await findBatch(world.db, batchId))!;
    const lines = await listBatchLines(world.db, batchId);
    const out = payrollFile(batch, lines, world.sealer);
    const filled = {
      ...out,
      columns: out.columns.map((column) =>
        column.name === "Dipotong"
          ? { ...column, value: (row: { amountRupiah: number }) => row.amountRupiah }
          : column,
      ),
    };
    expect(await send(await xlsxBytes(filled as typeof out), "PG.xlsx")).toEqual({ kind: "kept" });
    expect((await findDraft(world.db, batchId))?.rows).toMatchObject([{ deductedRupiah: 16_800, row: 2 }]);
    const csv = Buffer.concat(
      await csvStream(filled as typeof out, ";")
        .toArray()
        .then((parts) => parts.map((part) => Buffer.from(part))),
    );
    expect(await send(csv)).toEqual({ kind: "kept" });
    expect(JSON.stringify(await findDraft(world.db, batchId))).not.toContain(who.nip);
  });

  it("untouched is refused where nothing was filled in", async () => {
    const batch = (await findBatch(world.db, batchId))!;
    const out = payrollFile(batch, await listBatchLines(world.db, batchId), world.sealer);
    expect(await send(await xlsxBytes(out), "PG.xlsx")).toMatchObject({
      kind: "problems",
      problems: [{ row: 2, column: "E", what: { kind: "cell", rule: "empty" } }],
    });
  });

  it("may be UTF-16 with semicolons, as Excel saves it", async () => {
    const text = `\ufeffNo;NIP;Dipotong\r\n1;${who.nip};16.800\r\n`;
    expect(await send(Buffer.from(text, "utf16le"))).toEqual({ kind: "kept" });
    expect((await findDraft(world.db, batchId))?.rows).toMatchObject([{ deductedRupiah: 16_800 }]);
  });

  type Bad = readonly [
    what: string,
    make: () => Promise<Uint8Array | string> | string,
    answer: object,
    name?: string,
  ];
  const bad: readonly Bad[] = [
    [
      "with the wrong sheet names those it has",
      () => sheet("Gaji Pokok", [["198001012005031001", 16_800]]),
      { problems: [{ rule: "sheet_missing", detail: "Gaji Pokok" }] },
      "a.xlsx",
    ],
    [
      "with a renamed column names the one that is missing",
      () => sheet("Potongan", [["198001012005031001", 16_800]], "Dibayar"),
      { problems: [{ rule: "column_missing", detail: "Dipotong" }] },
      "a.xlsx",
    ],
    [
      "with text in the amount says where",
      () => `NIP,Dipotong\n${who.nip},sudah\n`,
      { problems: [{ row: 2, column: "B", what: { rule: "not_an_amount" } }] },
    ],
    [
      "with a formula says where",
      () => `NIP,Dipotong\n${who.nip},=8400*2\n`,
      { problems: [{ row: 2, column: "B", what: { rule: "formula" } }] },
    ],
    [
      "with a NIP that a spreadsheet made a number of says that its digits are lost",
      () => `NIP,Dipotong\n1.98001E+17,16800\n`,
      { problems: [{ row: 2, column: "A", what: { rule: "precision_lost" } }] },
    ],
    [
      "with a NIP that can be none names its digits",
      () => `NIP,Dipotong\n198013012005031001,16800\n`,
      { problems: [{ row: 2, column: "A", what: { kind: "nip", rule: "birth_date" } }] },
    ],
    [
      "with a negative amount says where",
      () => `NIP,Dipotong\n${who.nip},-16800\n`,
      { problems: [{ row: 2, column: "B", what: { rule: "negative" } }] },
    ],
    [
      "of 50,000 rows is told the limit",
      () => `NIP,Dipotong\n${`${who.nip},16800\n`.repeat(50_000)}`,
      { problems: [{ rule: "too_many_rows", detail: "20000" }] },
    ],
    [
      "that is cut off is told so",
      () => `NIP,Dipotong\n${who.nip}\n`,
      { problems: [{ rule: "row_short", line: 2 }] },
    ],
    ["that is empty is told so", () => "", { problems: [{ rule: "empty" }] }],
    ["that is a PDF is told so", () => "%PDF-1.7 potongan", { problems: [{ rule: "not_a_table" }] }],
    [
      "that is no workbook though it says so is told so",
      () => "NIP,Dipotong\n",
      { problems: [{ rule: "broken_workbook" }] },
      "a.xlsx",
    ],
  ];

  it.each(bad.map((each) => [each[0], each] as const))("%s", async (_what, [, make, answer, name]) => {
    const before = await findDraft(world.db, batchId);
    expect(await send(await make(), name)).toMatchObject(answer);
    expect(await findDraft(world.db, batchId)).toEqual(before);
  });

  it("with many mistakes tells the first twenty and counts the rest", async () => {
    const answer = await send(`NIP,Dipotong\n${`${who.nip},x\n`.repeat(30)}`);
    expect(answer).toMatchObject({ kind: "problems", more: 10 });
    if (answer.kind === "problems") expect(answer.problems).toHaveLength(20);
  });
});
