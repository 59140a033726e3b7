/** Reading files of banks: every row to the sen, every problem with its line and column. */
import { describe, expect, it } from "vitest";
import { formatSen, readSen } from "~/reconciliation/bank-amount";
import { type BankLayout, readLayout } from "~/reconciliation/bank-layout";
import type { BankProblem, BankRow } from "~/reconciliation/bank-row";
import { inspectFile, readBankRows } from "~/reconciliation/read-bank-file.server";
import { referenceKeys } from "~/reconciliation/reference-keys";

const layout = (over: Partial<Record<keyof BankLayout, unknown>> = {}): BankLayout => {
  const reading = readLayout({
    dayOrder: "dmy",
    amountFormat: "id",
    sides: "signed",
    separator: ";",
    day: "Tanggal",
    description: "Keterangan",
    reference: "No Ref",
    amount: "Jumlah",
    ...over,
  });
  if (reading.kind !== "layout") throw new Error(`Not a layout: ${reading.fields.join()}`);
  return reading.layout;
};

/** Pieces of seven bytes, so that letters, lines and numbers are torn apart. */
const torn = (bytes: Uint8Array) =>
  async function* () {
    for (let at = 0; at < bytes.length; at += 7) yield bytes.subarray(at, at + 7);
  };
async function read(file: string | Uint8Array, given: BankLayout | undefined = layout()) {
  const open = torn(typeof file === "string" ? new TextEncoder().encode(file) : file);
  const nature = await inspectFile(open);
  if (nature.kind === "unreadable") return { rows: [], problems: [nature.problem], nature };
  const rows: BankRow[] = [];
  const problems: BankProblem[] = [];
  for await (const one of readBankRows(open, nature, given))
    if (one.kind === "row") rows.push(one.row);
    else problems.push(one.problem);
  return { rows, problems, nature };
}

const head = "Tanggal;Keterangan;No Ref;Jumlah\n";

describe("an amount of a bank", () => {
  it("is read to the sen in the declared way, and never in another", () => {
    const sen = (text: string, format: "id" | "en") => {
      const reading = readSen(text, format);
      return reading.kind === "sen" ? reading.sen : reading.rule;
    };
    expect(sen("1.234.567,89", "id")).toBe(123_456_789);
    expect(sen("1,234,567.89", "en")).toBe(123_456_789);
    expect(sen("Rp 16.800", "id")).toBe(1_680_000);
    expect(sen("16800", "en")).toBe(1_680_000);
    expect(sen("16.800,5", "id")).toBe(1_680_050);
    expect(sen("(2.500,00)", "id")).toBe(-250_000);
    expect(sen("2.500,00-", "id")).toBe(-250_000);
    expect(sen("2,500.00 DB", "en")).toBe(-250_000);
    expect(sen("2,500.00 CR", "en")).toBe(250_000);
    expect(sen("16.800", "en")).toBe("fraction");
    expect(sen("16,800", "id")).toBe("fraction");
    expect(sen("1.68.00", "id")).toBe("not_an_amount");
    expect(sen("1.234.567,89", "en")).toBe("not_an_amount");
    expect(sen("seribu", "id")).toBe("not_an_amount");
    expect(sen("", "id")).toBe("empty");
    expect(sen("99999999999999999999", "id")).toBe("too_large");
  });

  it("is shown with its sen, where it has any", () => {
    expect([1_680_000, 1_680_005, -50, -1_680_000].map(formatSen)).toEqual([
      "Rp16.800",
      "Rp16.800,05",
      "−Rp0,50",
      "−Rp16.800",
    ]);
  });
});

describe("a CSV of a bank", () => {
  it("is read row by row, decimal commas and dots as thousands, in any of its alphabets", async () => {
    const text = `${head}03/04/2026;Setoran café “dinas”;PO-1;1.234.567,89\n04/04/26;Biaya;;-2.500,00\n`;
    const utf16 = new Uint8Array([0xff, 0xfe, ...Buffer.from(text, "utf16le")]);
    const windows = Buffer.from(text.replace("“", "\x93").replace("”", "\x94"), "latin1");
    const expected = [
      {
        line: 2,
        onDay: "2026-04-03",
        amountSen: 123_456_789,
        reference: "PO-1",
        description: "Setoran café “dinas”",
        reverses: false,
      },
      {
        line: 3,
        onDay: "2026-04-04",
        amountSen: -250_000,
        reference: "",
        description: "Biaya",
        reverses: false,
      },
    ];
    for (const file of [
      text,
      `\ufeff${text}`,
      utf16,
      windows,
      text.replaceAll("\n", "\r\n"),
      text.replaceAll("\n", "\r"),
    ])
      expect((await read(file)).rows).toEqual(expected);
  });

  it("means by 03/04/2026 what the layout says", async () => {
    const file = `${head}03/04/2026;x;;1,00\n`;
    expect((await read(file)).rows[0]?.onDay).toBe("2026-04-03");
    expect((await read(file, layout({ dayOrder: "mdy" }))).rows[0]?.onDay).toBe("2026-03-04");
    expect((await read(`${head}31/04/2026;x;;1,00\n`)).problems).toEqual([
      { rule: "not_a_day", line: 2, column: "A", name: "Tanggal", detail: "31/04/2026" },
    ]);
  });

  it("may have an amount for each side, or a mark beside it", async () => {
    const two = layout({ sides: "two_columns", amount: "", credit: "Kredit", debit: "Debet" });
    const both = "Tanggal;Keterangan;No Ref;Debet;Kredit\n03/04/2026;a;;;5,00\n03/04/2026;b;;7,00;\n";
    expect((await read(both, two)).rows.map((row) => row.amountSen)).toEqual([500, -700]);
    expect((await read(`${both}03/04/2026;c;;7,00;5,00\n03/04/2026;d;;;\n`, two)).problems).toEqual([
      { rule: "both_sides", line: 4, column: "D", name: "Debet", detail: "7,00" },
      { rule: "no_side", line: 5, column: "E", name: "Kredit", detail: "" },
    ]);
    const marked = layout({ sides: "marked", mark: "D/K" });
    const file =
      "Tanggal;Keterangan;No Ref;Jumlah;D/K\n03/04/2026;a;;5,00;CR\n03/04/2026;b;;7,00;D\n03/04/2026;c;;7,00;?\n";
    const got = await read(file, marked);
    expect(got.rows.map((row) => row.amountSen)).toEqual([500, -700]);
    expect(got.problems).toEqual([{ rule: "no_side", line: 4, column: "E", name: "D/K", detail: "?" }]);
  });

  it("stands below a title and above its sums when the layout says so", async () => {
    const file = `REKENING GIRO\n\n${head}03/04/2026;"dua\nbaris";;5,00\n03/04/2026;x;;5,00\nSaldo akhir;;;10,00\n`;
    const got = await read(file, layout({ headerLine: 3, footer: "saldo" }));
    expect(got.problems).toEqual([]);
    expect(got.rows.map((row) => [row.line, row.description])).toEqual([
      [4, "dua baris"],
      [6, "x"],
    ]);
  });

  it.each([
    [
      "a row cut off",
      `${head}03/04/2026;x;;1,00\n04/04/2026;y\n`,
      { rule: "row_short", line: 3, column: "C" },
    ],
    ["a row too long", `${head}03/04/2026;x;;1,00;?\n`, { rule: "row_long", line: 2, column: "E" }],
    [
      "another separator",
      `${head.replaceAll(";", ",")}`,
      { rule: "column_missing", line: 1, detail: "Tanggal" },
    ],
    ["a column twice", `Jumlah;${head}`, { rule: "column_twice", line: 1, column: "E" }],
    [
      "an amount of the other world",
      `${head}03/04/2026;x;;1,234.50\n`,
      { rule: "not_an_amount", line: 2, column: "D" },
    ],
    ["an amount of nothing", `${head}03/04/2026;x;;0,00\n`, { rule: "zero", line: 2, column: "D" }],
    ["a quote that never ends", `${head}03/04/2026;"x;;1,00\n`, { rule: "quote_open", line: 2 }],
    ["a web page", "<html><table></table></html>", { rule: "web_page" }],
    ["a workbook", new Uint8Array([0x50, 0x4b, 3, 4, 20, 0]), { rule: "spreadsheet" }],
    ["something that is no text", new Uint8Array([65, 0, 1, 2, 3, 0, 66]), { rule: "not_a_table" }],
    ["an empty file", "", { rule: "empty" }],
    ["a file of blanks", "  \n\n", { rule: "empty" }],
  ])("with %s says where", async (_, file, problem) => {
    expect((await read(file as string)).problems[0]).toMatchObject(problem);
  });

  it("of a bank whose layout nobody saved is refused", async () => {
    const open = torn(new TextEncoder().encode(head));
    const nature = await inspectFile(open);
    if (nature.kind === "unreadable") throw new Error("unreadable");
    const first = await readBankRows(open, nature, undefined).next();
    expect(first.value).toEqual({ kind: "problem", problem: { rule: "layout_missing" } });
  });
});

const mt940 = [
  "{1:F01BANKIDJAXXXX0000000000}{4:",
  ":20:STMT1",
  ":25:0321987654",
  ":28C:1/1",
  ":60F:C261101IDR1000000,00",
  ":61:2611031103C16800,50NTRFSBX123456//BR-1",
  ":86:PENCAIRAN GATEWAY",
  "BARIS KEDUA",
  ":61:2611041104D2500,NCHGNONREF",
  ":86:BIAYA ADM",
  ":61:2611051105RC16800,50NTRFSBX123456//BR-2",
  ":62F:C261130IDR997500,00",
  "-}",
];

describe("MT940", () => {
  it("is read with references, reversals and texts of several lines", async () => {
    const got = await read(mt940.join("\r\n"), undefined);
    expect(got.problems).toEqual([]);
    expect(got.rows).toEqual([
      {
        line: 6,
        onDay: "2026-11-03",
        amountSen: 1_680_050,
        reference: "BR-1",
        description: "SBX123456 PENCAIRAN GATEWAY BARIS KEDUA",
        reverses: false,
      },
      {
        line: 9,
        onDay: "2026-11-04",
        amountSen: -250_000,
        reference: "",
        description: "BIAYA ADM",
        reverses: false,
      },
      {
        line: 11,
        onDay: "2026-11-05",
        amountSen: -1_680_050,
        reference: "BR-2",
        description: "SBX123456",
        reverses: true,
      },
    ]);
  });

  it.each([
    [
      "a row is missing",
      (lines: string[]) => lines.filter((_, index) => index !== 8),
      { rule: "mt940_balance", line: 11 },
    ],
    ["it is cut off", (lines: string[]) => lines.slice(0, 9), { rule: "mt940_cut_off", line: 9 }],
    ["a line is torn", (lines: string[]) => lines.with(5, ":61:26110311"), { rule: "mt940_line", line: 6 }],
    [
      "a day is none",
      (lines: string[]) => lines.with(5, ":61:261131C1,00NTRFX"),
      { rule: "not_a_day", line: 6 },
    ],
    [
      "it counts dollars",
      (lines: string[]) => lines.with(4, ":60F:C261101USD1000,00"),
      { rule: "mt940_currency", line: 5 },
    ],
  ])("says where when %s", async (_, break_, problem) => {
    expect((await read(break_([...mt940]).join("\n"), undefined)).problems).toContainEqual(
      expect.objectContaining(problem),
    );
  });
});

describe("what may be a reference", () => {
  it("is found in any case, with or without dashes, alone or in a sentence", () => {
    expect(referenceKeys("TRF/PAYOUT po_1QxA-93 JEMBER")).toEqual(["PO1QXA93"]);
    expect(referenceKeys("pg-2026-11-k7qm2x-41")).toEqual(["PG202611K7QM2X41"]);
    expect(referenceKeys("BUNGA BULAN INI 5")).toEqual([]);
  });
});
