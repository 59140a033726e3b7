import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { setWorld } from "~/platform/world.server";
import { approveBatch } from "~/remittance/decide-batch.server";
import { exportBatch } from "~/remittance/export-batch.server";
import { listLayouts } from "~/remittance/layout-queries.server";
import {
  type ExportRow,
  itemReference,
  readItemReference,
  readLayout,
  valueIn,
} from "~/remittance/remittance-layout";
import { removeLayout, saveLayout } from "~/remittance/save-layout.server";
import * as file from "~/routes/admin.setoran.$id.berkas";
import * as list from "~/routes/admin.setoran.unduh.$daftar";
import { readSheet } from "~/sheets/read-sheet.server";
import { shownIn } from "~/sheets/sheet";
import { sheetResponse } from "~/sheets/write-sheet.server";
import { ask, post, staffCookie } from "../support/signed-in";
import { useDatabase } from "../support/test-database";
import { type TestWorld, testWorld } from "../support/test-world";
import { dewi, paidOrder, preparedBatch, rina } from "./remittance-story";

const row: ExportRow = {
  number: 1,
  itemId: 42,
  batch: "SB-2026-0001",
  nik: "3509214107900001",
  kpj: "21012345678",
  name: "Siti Aminah",
  bornOn: "1990-07-01",
  phone: "+6281234567890",
  occupation: "ART",
  village: "Gebang",
  kecamatan: "Patrang",
  month: "2026-11",
  base: 1_000_000,
  jkk: 5000,
  jkm: 3400,
  jht: 0,
  total: 8400,
};

describe("a column of a layout", () => {
  it.each([
    ["nik", undefined, "3509214107900001"],
    ["birth_date", undefined, "1990-07-01"],
    ["birth_date", "dmy", "01/07/1990"],
    ["sex", "lp", "P"],
    ["sex", "words", "Perempuan"],
    ["phone", "local", "081234567890"],
    ["phone", "international", "6281234567890"],
    ["month", "month_year", "11/2026"],
    ["month", "words", "November 2026"],
    ["month", "compact", "202611"],
    ["name", "upper", "SITI AMINAH"],
    ["total", undefined, 8400],
    ["reference", undefined, "SC-42"],
  ] as const)("%s written %s is %s", (field, format, wanted) => {
    expect(valueIn({ field, name: "x", format }, row)).toBe(wanted);
  });

  it("names an item by a reference that is read back", () => {
    expect(readItemReference(itemReference(42))).toBe(42);
    expect(readItemReference("42")).toBeUndefined();
  });
});

describe("the form of a layout", () => {
  it("takes the chosen columns in their order", () => {
    expect(
      readLayout({
        nama: " Cabang  Jember ",
        "urutan-1": "2",
        "isi-1": "nik",
        "judul-1": "NIK",
        "urutan-2": "1",
        "isi-2": "text",
        "judul-2": "Kode",
        "teks-2": "BPU",
        "isi-3": "",
        "isi-4": "month",
        "judul-4": "Periode",
        "bentuk-4": "compact",
      }),
    ).toEqual({
      kind: "layout",
      name: "Cabang Jember",
      columns: [
        { field: "text", name: "Kode", text: "BPU" },
        { field: "nik", name: "NIK" },
        { field: "month", name: "Periode", format: "compact" },
      ],
    });
  });

  it("says what is missing or double", () => {
    const mistakes = (fields: Record<string, string>) => {
      const reading = readLayout(fields);
      return reading.kind === "mistakes" ? reading.mistakes : [];
    };
    expect(mistakes({ nama: "" }).map(({ rule }) => rule)).toEqual(["name", "no_columns"]);
    expect(
      mistakes({
        nama: "Jember",
        "isi-1": "nik",
        "judul-1": "A",
        "isi-2": "kpj",
        "judul-2": "a",
        "isi-3": "text",
        "judul-3": "",
      }),
    ).toEqual([
      { field: "judul-3", rule: "column_name" },
      { field: "teks-3", rule: "text_missing" },
      { field: "judul-2", rule: "name_twice" },
    ]);
  });
});

describe("the file of a batch", () => {
  const database = useDatabase();
  let world: TestWorld;
  let finance = "";
  let approver = "";
  let batchId = "";

  beforeAll(async () => {
    world = testWorld(database.db);
    setWorld(world);
    finance = await staffCookie(world, ["finance"], "keuangan@contoh.example");
    approver = await staffCookie(world, ["approver"], "penyetuju@contoh.example");
    await paidOrder(world, ["3509160101850021", "3509160101850022"], { months: 1, name: "=Siti" });
    batchId = await preparedBatch(world);
  });
  beforeEach(() => setWorld(world));

  const take = (cookie: string, layoutId = "") =>
    file.action({
      request: post(`/admin/setoran/${batchId}/berkas`, cookie, { bentuk: "csv", susunan: layoutId }),
      params: { id: batchId },
      context: {},
    } as never);

  it("is not given before the batch is approved, nor to who keeps no money", async () => {
    await expect(take(finance)).rejects.toMatchObject({ status: 409 });
    await approveBatch(world, { batchId, by: dewi });
    await expect(take(approver)).rejects.toMatchObject({ status: 403 });
  });

  it("has the columns of the layout, whole NIK, no formula, and is written down", async () => {
    const saved = await saveLayout(world, {
      name: "Cabang",
      columns: [
        { field: "nik", name: "No KTP" },
        { field: "name", name: "Nama", format: "upper" },
        { field: "total", name: "Iuran" },
      ],
      by: rina,
    });
    if (saved.kind !== "saved") throw new Error(saved.reason);
    expect(
      await saveLayout(world, { name: "cabang", columns: [{ field: "nik", name: "x" }], by: rina }),
    ).toEqual({
      kind: "refused",
      reason: "name_taken",
    });
    const response = await take(finance, saved.id);
    const [head, ...lines] = (await response.text()).split("\r\n");
    expect(head).toBe("No KTP,Nama,Iuran");
    expect(lines.sort()).toEqual(["", "3509160101850021,'=SITI,8400", "3509160101850022,'=SITI,8400"]);
    const acts = await database.db
      .selectFrom("audit_log")
      .select(["act", "after"])
      .where("act", "=", "remittance_exported")
      .execute();
    expect(acts).toMatchObject([{ after: { layout: "Cabang", unmasked: true } }]);
    await removeLayout(world, { id: saved.id, by: rina });
    expect(await listLayouts(database.db)).toEqual([]);
  });

  it("is a workbook too, in the house's own columns when no layout is chosen", async () => {
    const answer = await exportBatch(world, { batchId, format: "xlsx", by: rina });
    if (answer.kind !== "sheet") throw new Error(answer.reason);
    const bytes = new Uint8Array(await (await sheetResponse(answer.sheet, "xlsx")).arrayBuffer());
    const reading = await readSheet(bytes, "a.xlsx", { columns: ["NIK", "Referensi", "Bulan iuran"] });
    if (reading.kind !== "sheet") throw new Error(JSON.stringify(reading));
    expect(reading.sheet.rows[0]!.cells.slice(0, 2).map(shownIn)).toEqual([
      "1",
      expect.stringMatching(/^350916010185002[12]$/),
    ]);
  });

  it("leaves identity numbers masked in the lists anybody who reads the books may take", async () => {
    for (const [name, query] of [
      ["isi", `setoran=${batchId}&`],
      ["menunggu", ""],
      ["setoran", ""],
    ]) {
      const response = await list.loader({
        request: ask(`/admin/setoran/unduh/${name}?${query}berkas=csv`, approver),
        params: { daftar: name },
        context: {},
      } as never);
      const text = await response.text();
      expect(text).not.toMatch(/\d{16}/);
      if (name === "isi") expect(text).toContain("3509••••••••0001");
      if (name === "setoran") expect(text).toContain("SB-2026-0001");
    }
  });
});
