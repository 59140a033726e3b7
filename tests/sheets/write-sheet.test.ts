import { describe, expect, it } from "vitest";
import { readSheet } from "~/sheets/read-sheet.server";
import { readUpload } from "~/sheets/read-upload.server";
import { shownIn } from "~/sheets/sheet";
import { csvStream, neutralised, type OutSheet, sheetResponse, xlsxBytes } from "~/sheets/write-sheet.server";

type Row = { readonly nik: string; readonly name: string; readonly amount: number; readonly on: string };
const sheetOf = (rows: OutSheet<Row>["rows"]): OutSheet<Row> => ({
  fileName: "setoran 2026-11",
  sheetName: "Setoran: [November]",
  columns: [
    { name: "NIK", kind: "text", value: (row) => row.nik },
    { name: "Nama", kind: "text", value: (row) => row.name },
    { name: "Jumlah", kind: "number", value: (row) => row.amount },
    { name: "Tanggal", kind: "day", value: (row) => row.on },
  ],
  rows,
});
const siti: Row = { nik: "3509214107900001", name: 'Siti "Ti", Aminah', amount: 16800, on: "2026-11-22" };
const evil: Row = { ...siti, name: "=HYPERLINK(1)", amount: -5 };

async function csvText(sheet: OutSheet<Row>): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of csvStream(sheet)) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces).toString("utf8");
}

describe("a table written as CSV", () => {
  it("has its mark, quotes what needs them, and leaves numbers numbers", async () => {
    expect(await csvText(sheetOf([siti, evil]))).toBe(
      '\ufeffNIK,Nama,Jumlah,Tanggal\r\n3509214107900001,"Siti ""Ti"", Aminah",16800,2026-11-22\r\n' +
        "3509214107900001,'=HYPERLINK(1),-5,2026-11-22\r\n",
    );
  });

  it("neutralises every beginning of a formula", () => {
    for (const start of ["=", "+", "-", "@", "\t", "\r"]) expect(neutralised(`${start}1`)).toBe(`'${start}1`);
    expect(neutralised("a=1")).toBe("a=1");
  });

  it("asks for rows only as fast as they are taken", async () => {
    let asked = 0;
    async function* rows() {
      for (; asked < 1_000_000; asked += 1) yield siti;
    }
    const stream = csvStream(sheetOf(rows()));
    const first = await stream[Symbol.asyncIterator]().next();
    expect(String(first.value)).toContain("NIK");
    expect(asked).toBeLessThan(20_000);
    stream.destroy();
  });
});

describe("a table written as a workbook", () => {
  it("comes back as it went out: text as text, numbers as numbers, days as days", async () => {
    const reading = await readSheet(await xlsxBytes(sheetOf([siti, evil])), "a.xlsx");
    if (reading.kind !== "sheet") throw new Error(JSON.stringify(reading));
    expect(reading.sheet.name).toBe("Setoran November");
    expect(reading.sheet.rows[0]!.cells).toEqual([
      { kind: "text", text: "3509214107900001" },
      { kind: "text", text: 'Siti "Ti", Aminah' },
      { kind: "number", number: 16800, text: "16800" },
      { kind: "day", day: "2026-11-22" },
    ]);
    expect(shownIn(reading.sheet.rows[1]!.cells[1]!)).toBe("'=HYPERLINK(1)");
  });
});

describe("a table as an answer", () => {
  it.each(["csv", "xlsx"] as const)("is a file of kind %s that no cache keeps", async (format) => {
    const response = await sheetResponse(sheetOf([siti]), format);
    expect(response.headers.get("Content-Disposition")).toBe(
      `attachment; filename="setoran-2026-11.${format}"`,
    );
    expect(response.headers.get("Cache-Control")).toContain("no-store");
    const reading = await readSheet(new Uint8Array(await response.arrayBuffer()), `a.${format}`);
    expect(reading.kind).toBe("sheet");
  });
});

describe("an upload", () => {
  const post = (file: File | undefined) => {
    const body = new FormData();
    body.set("catatan", "November");
    if (file) body.set("berkas", file);
    return new Request("http://localhost/", { method: "POST", body });
  };

  it("gives the fields and the bytes", async () => {
    const reading = await readUpload(post(new File(["a,b\n1,2\n"], "x.csv")), "berkas");
    if (reading.kind !== "upload") throw new Error(reading.kind);
    expect(reading.fields.get("catatan")).toBe("November");
    expect(reading.file?.name).toBe("x.csv");
    expect(Buffer.from(reading.file!.bytes).toString()).toBe("a,b\n1,2\n");
  });

  it("has no file when the form was sent in another way", async () => {
    const body = new URLSearchParams({ catatan: "November", berkas: "x.csv" });
    const reading = await readUpload(new Request("http://localhost/", { method: "POST", body }), "berkas");
    expect(reading).not.toHaveProperty("file");
  });

  it("has no file when none was chosen, and refuses one that is too large", async () => {
    expect(await readUpload(post(undefined), "berkas")).not.toHaveProperty("file");
    expect(await readUpload(post(new File([new Uint8Array(5000)], "x.csv")), "berkas", 1000)).toEqual({
      kind: "too_large",
      maximumBytes: 1000,
    });
  });
});
