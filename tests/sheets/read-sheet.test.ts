import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import writeWorkbook from "write-excel-file/node";
import { readSheet } from "~/sheets/read-sheet.server";
import { type Sheet, type SheetProblem, shownIn } from "~/sheets/sheet";

const utf8 = (text: string) => new TextEncoder().encode(text);
const utf16 = (text: string, mark = true) => Buffer.from((mark ? "\ufeff" : "") + text, "utf16le");

async function read(bytes: Uint8Array, options = {}, name = "berkas.csv") {
  return readSheet(bytes, name, options);
}
async function sheetOf(bytes: Uint8Array, options = {}): Promise<Sheet> {
  const reading = await read(bytes, options);
  if (reading.kind !== "sheet") throw new Error(JSON.stringify(reading));
  return reading.sheet;
}
async function problemsOf(bytes: Uint8Array, options = {}, name?: string): Promise<readonly SheetProblem[]> {
  const reading = await read(bytes, options, name);
  return reading.kind === "unreadable" ? reading.problems : [];
}
const plain = (sheet: Sheet) => ({
  columns: sheet.columns.map((column) => column.name),
  rows: sheet.rows.map((row) => [row.line, ...row.cells.map(shownIn)]),
});

const table = { columns: ["NIK", "Nama"], rows: [[2, "3509214107900001", "Café Ñandú"]] };

describe("a CSV file", () => {
  it.each([
    ["UTF-8", utf8("NIK,Nama\n3509214107900001,Café Ñandú\n")],
    ["UTF-8 with its mark", utf8("\ufeffNIK,Nama\r\n3509214107900001,Café Ñandú\r\n")],
    ["UTF-16 little end first", utf16("NIK\tNama\r\n3509214107900001\tCafé Ñandú")],
    ["UTF-16 without a mark", utf16("NIK;Nama\n3509214107900001;Café Ñandú", false)],
    ["UTF-16 big end first", Buffer.from(utf16("NIK;Nama\n3509214107900001;Café Ñandú")).swap16()],
    ["Windows-1252", Buffer.from("NIK;Nama\r\n3509214107900001;Café Ñandú\r\n", "latin1")],
    ["old Mac line ends", utf8("NIK;Nama\r3509214107900001;Café Ñandú\r")],
    ["a declared separator", utf8("sep=|\r\nNIK|Nama\r\n3509214107900001|Café Ñandú")],
  ])("is read the same in %s", async (name, bytes) => {
    const shift = name === "a declared separator" ? 1 : 0;
    expect(plain(await sheetOf(bytes))).toEqual({
      ...table,
      rows: table.rows.map(([line, ...rest]) => [Number(line) + shift, ...rest]),
    });
  });

  it("tells semicolons from the commas inside amounts", async () => {
    const sheet = await sheetOf(utf8("Nama;Jumlah\nSiti;16.800,00\nBudi;8.400,00\n"));
    expect(plain(sheet).rows).toEqual([
      [2, "Siti", "16.800,00"],
      [3, "Budi", "8.400,00"],
    ]);
  });

  it("counts lines as a person sees them, past blank lines and cells of several lines", async () => {
    const sheet = await sheetOf(utf8('Nama,Alamat\r\n\r\nSiti,"Jl. Mawar\r\nNo. 3"\r\nBudi,Ajung\r\n'));
    expect(sheet.rows.map((row) => row.line)).toEqual([3, 5]);
    expect(shownIn(sheet.rows[0]!.cells[1]!)).toBe("Jl. Mawar\nNo. 3");
  });

  it("finds the header below titles when told its columns", async () => {
    const bytes = utf8(
      "Rekening koran;;\nBank Contoh, Jember;;\n\nTanggal;Uraian;Jumlah\n2026-11-02;Setor;100\n",
    );
    const sheet = await sheetOf(bytes, { columns: ["tanggal", "JUMLAH"] });
    expect(sheet.headerLine).toBe(4);
    expect(plain(sheet).rows).toEqual([[5, "2026-11-02", "Setor", "100"]]);
  });

  it("takes a formula for a formula and never for a value", async () => {
    const sheet = await sheetOf(utf8("a,b\n=1+1,2\n"));
    expect(sheet.rows[0]!.cells[0]).toEqual({ kind: "formula", shown: "=1+1" });
  });

  it.each<[string, Uint8Array, object, SheetProblem]>([
    [
      "a row cut short",
      utf8("a,b,c\n1,2,3\n4,5"),
      {},
      { rule: "row_short", line: 3, column: "C", detail: "3" },
    ],
    [
      "a separator inside a cell",
      utf8("a,b\n1,16,800\n"),
      {},
      { rule: "row_long", line: 2, column: "C", detail: "800" },
    ],
    ["a quote that never closes", utf8('a,b\n1,2\n3,"x\n4,5\n'), {}, { rule: "quote_open", line: 3 }],
    ["a stray quote", utf8('a,b\n1,2\n3,x"y"\n'), {}, { rule: "quote_stray", line: 3 }],
    [
      "a missing column",
      utf8("a,b\n1,2\n"),
      { columns: ["NIK"] },
      { rule: "column_missing", line: 1, detail: "NIK" },
    ],
    [
      "a column twice",
      utf8("NIK,nama,N I K\n1,2,3\n"),
      {},
      { rule: "column_twice", line: 1, column: "C", detail: "N I K" },
    ],
    ["nothing", new Uint8Array(), {}, { rule: "empty" }],
    ["only blanks", utf8(" \n,,\n"), {}, { rule: "empty" }],
    ["only a header", utf8("a,b\n"), {}, { rule: "no_rows", line: 1 }],
    ["too many rows", utf8("a\n1\n2\n3\n"), { maximumRows: 2 }, { rule: "too_many_rows", detail: "2" }],
    [
      "too many columns",
      utf8("a,b,c\n1,2,3"),
      { maximumColumns: 2 },
      { rule: "too_many_columns", line: 1, detail: "2" },
    ],
    ["a web page", utf8("<html><table><tr><td>1</td></tr></table></html>"), {}, { rule: "web_page" }],
    ["a picture", new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1, 2, 3]), {}, { rule: "not_a_table" }],
    ["a PDF", utf8("%PDF-1.7 ..."), {}, { rule: "not_a_table" }],
    [
      "an Excel file from before 2007",
      new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 1, 1]),
      {},
      { rule: "old_or_locked" },
    ],
  ])("says what is wrong with %s", async (_, bytes, options, problem) => {
    expect(await problemsOf(bytes, options)).toContainEqual(problem);
  });

  it("names every bad row up to a limit, so that one look mends the file", async () => {
    const rows = Array.from({ length: 50 }, () => "1,2").join("\n");
    const problems = await problemsOf(utf8(`a,b,c\n${rows}`));
    expect(problems).toHaveLength(20);
    expect(problems.at(-1)).toMatchObject({ rule: "row_short", line: 21 });
  });

  it("reads a stream no further than allowed, however large it says it is", async () => {
    let given = 0;
    async function* endless() {
      for (;;) {
        given += 1;
        yield new Uint8Array(1_000_000);
      }
    }
    const reading = await readSheet(endless(), "besar.csv", { maximumBytes: 5_000_000 });
    expect(reading).toMatchObject({ kind: "unreadable", problems: [{ rule: "too_large" }] });
    expect(given).toBe(6);
  });
});

async function workbook(rows: unknown[][], sheet = "Setoran"): Promise<Uint8Array> {
  return writeWorkbook(rows as never, { sheet, dateFormat: "yyyy-mm-dd" } as never).toBuffer();
}
/** Changes one file inside a workbook. */
function withXml(bytes: Uint8Array, path: string, change: (xml: string) => string): Uint8Array {
  const files = unzipSync(bytes);
  return zipSync({ ...files, [path]: strToU8(change(strFromU8(files[path]!))) });
}
const sheetXml = "xl/worksheets/sheet1.xml";

describe("a workbook", () => {
  const rows = [
    [{ value: "NIK" }, { value: "Jumlah" }, { value: "Mulai" }],
    [{ value: "3509214107900001" }, { value: 16800 }, { value: new Date("2026-11-01T00:00:00Z") }],
    [null, null, null],
    [{ value: "3509214107900002" }, { value: 8400.5 }, null],
  ];

  it("gives text, numbers and days at their lines", async () => {
    const sheet = await sheetOf(await workbook(rows));
    expect(sheet.name).toBe("Setoran");
    expect(sheet.rows).toEqual([
      {
        line: 2,
        cells: [
          { kind: "text", text: "3509214107900001" },
          { kind: "number", number: 16800, text: "16800" },
          { kind: "day", day: "2026-11-01" },
        ],
      },
      {
        line: 4,
        cells: [
          { kind: "text", text: "3509214107900002" },
          { kind: "number", number: 8400.5, text: "8400.5" },
          { kind: "empty" },
        ],
      },
    ]);
  });

  it("reports a formula and an error of the spreadsheet as such", async () => {
    const marked = withXml(await workbook(rows), sheetXml, (xml) =>
      xml
        .replace(/(<c r="B2"[^>]*>)/, "$1<f>SUM(A1:A9)</f>")
        .replace(/<c r="B4"[^>]*>.*?<\/c>/, '<c r="B4" t="e"><v>#N/A</v></c>'),
    );
    const sheet = await sheetOf(marked);
    expect(sheet.rows.map((row) => row.cells[1]!.kind)).toEqual(["formula", "error"]);
  });

  it("names the sheets there are when the wanted one is missing", async () => {
    expect(await problemsOf(await workbook(rows), { sheet: "Potongan" })).toEqual([
      { rule: "sheet_missing", detail: "Setoran" },
    ]);
    expect((await sheetOf(await workbook(rows), { sheet: " setoran " })).rows).toHaveLength(2);
  });

  it("refuses a bomb before unpacking it", async () => {
    const bomb = zipSync({
      ...unzipSync(await workbook(rows)),
      "xl/worksheets/sheet2.xml": new Uint8Array(20_000_000),
    });
    expect(bomb.length).toBeLessThan(60_000);
    const before = process.memoryUsage().rss;
    expect(await problemsOf(bomb)).toEqual([{ rule: "bomb" }]);
    expect(process.memoryUsage().rss - before).toBeLessThan(19_000_000);
  });

  it("is not burst by an archive that lies about its size", async () => {
    const lying = zipSync({ ...unzipSync(await workbook(rows)), [sheetXml]: new Uint8Array(20_000_000) });
    const view = new DataView(lying.buffer, lying.byteOffset, lying.length);
    for (let at = 0; at < lying.length - 30; at += 1) {
      const sign = view.getUint32(at, true);
      if (sign === 0x04034b50 && view.getUint32(at + 22, true) === 20_000_000)
        view.setUint32(at + 22, 900, true);
      if (sign === 0x02014b50 && view.getUint32(at + 24, true) === 20_000_000)
        view.setUint32(at + 24, 900, true);
    }
    const before = process.memoryUsage().rss;
    expect((await problemsOf(lying))[0]?.rule).toMatch(/broken_workbook|empty/);
    expect(process.memoryUsage().rss - before).toBeLessThan(19_000_000);
  });

  it("refuses a cell set so far off that what lies between would fill the memory", async () => {
    const far = withXml(await workbook(rows), sheetXml, (xml) =>
      xml.replace("</sheetData>", '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'),
    );
    expect(await problemsOf(far)).toEqual([{ rule: "too_many_rows", line: 1_048_576, detail: "100000" }]);
    const right = withXml(await workbook(rows), sheetXml, (xml) =>
      xml.replace("</sheetData>", '<row r="9"><c r="XFD9"><v>1</v></c></row></sheetData>'),
    );
    expect((await problemsOf(right))[0]).toMatchObject({ rule: "too_many_columns", column: "XFD" });
  });

  it.each([
    ["cut off", async () => (await workbook(rows)).slice(0, 900), "broken_workbook"],
    ["of another kind", async () => zipSync({ "word/document.xml": strToU8("<a/>") }), "broken_workbook"],
    ["that is text in truth", async () => utf8("NIK,Nama\n1,2"), "broken_workbook"],
  ])("says so when a file is %s", async (_, make, rule) => {
    expect((await problemsOf(await make(), {}, "a.xlsx"))[0]?.rule).toBe(rule);
  });

  it("reads fifty thousand rows in a few seconds", async () => {
    const many = [
      rows[0]!,
      ...Array.from({ length: 50_000 }, (_, at) => [{ value: `nama ${at}` }, { value: at }, null]),
    ];
    const bytes = await workbook(many);
    const sheet = await sheetOf(bytes);
    expect(sheet.rows).toHaveLength(50_000);
    expect(sheet.rows.at(-1)!.line).toBe(50_001);
  }, 30_000);
});
