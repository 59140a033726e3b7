/** The pages of payroll through their routes: what they answer, and that they say it. */
import type { LoaderFunctionArgs } from "@remix-run/node";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { listBatchLines } from "~/payroll/batch-queries.server";
import { HandRefundsPage } from "~/payroll/hand-refunds-page";
import { MandatePage } from "~/payroll/mandate-page";
import { TransferPreview } from "~/payroll/transfer-preview";
import { setWorld } from "~/platform/world.server";
import * as adminList from "../../app/routes/admin.potong-gaji._index";
import * as adminBatch from "../../app/routes/admin.potong-gaji.$id";
import * as setting from "../../app/routes/admin.potong-gaji.setelan";
import * as asnRoute from "../../app/routes/saya_.asn";
import * as mandateRoute from "../../app/routes/saya_.potong-gaji";
import { ask, post, sponsorCookie, staffCookie } from "../support/signed-in";
import { useDatabase } from "../support/test-database";
import { type TestWorld, testWorld } from "../support/test-world";
import { show } from "../ui/show";
import { changeUnit, closed, openUnit, reportAll, type Servant, servant, sign } from "./payroll-rig";

vi.setConfig({ testTimeout: 60_000 });
const database = useDatabase();
let world: TestWorld;
let finance: string;
let administrator: string;

beforeAll(async () => {
  world = testWorld(database.db);
  setWorld(world);
  finance = await staffCookie(world, ["finance"], "dewi@contoh.example");
  administrator = await staffCookie(world, ["administrator"], "admin@contoh.example");
}, 60_000);

type Door = (args: LoaderFunctionArgs) => Promise<unknown>;
/** What a route answers: its data with the status, or where it sends the visitor. */
async function answerOf(door: unknown, request: Request, id = "") {
  const answer = await (door as Door)({
    request,
    params: { id },
    context: {},
  } as unknown as LoaderFunctionArgs).catch((thrown: unknown) => thrown);
  if (answer instanceof Error) throw answer;
  if (answer instanceof Response)
    return { status: answer.status, to: answer.headers.get("location"), data: undefined as never };
  const { data, init } = answer as { data?: unknown; init?: { status?: number } | null };
  // biome-ignore lint/suspicious/noExplicitAny: each page answers with its own shape
  return { status: init?.status ?? 200, to: null, data: (init === undefined ? answer : data) as any };
}

async function reported(count = 2): Promise<{ batchId: string; people: Servant[] }> {
  const unit = await openUnit(world);
  const people: Servant[] = [];
  for (let each = 0; each < count; each += 1) people.push(await servant(world, unit));
  for (const who of people) await sign(world, who);
  const batchId = await closed(world, unit, "2027-01");
  await reportAll(world, batchId, people);
  return { batchId, people };
}

describe("an admin who books a transfer", () => {
  it("types it, says who is left out when it falls short, and posts what was shown", async () => {
    const { batchId } = await reported();
    const path = `/admin/potong-gaji/${batchId}`;
    const typed = { tanggal: "2026-11-23", jumlah: "16.800", referensi: "ft 900 1", catatan: "" };
    const wrong = await answerOf(adminBatch.action, post(path, finance, { ...typed, jumlah: "x" }), batchId);
    expect(wrong).toMatchObject({ status: 422, data: { mistakes: [{ field: "jumlah" }] } });

    const first = await answerOf(adminBatch.action, post(path, finance, typed), batchId);
    expect(first.data.preview.outcome).toEqual({ kind: "short", missingRupiah: 16_800 });
    const { data: page } = await answerOf(adminBatch.loader, ask(path, finance), batchId);
    const asked = show(
      <TransferPreview batch={page.gathered.batch} open={page.gathered.lines} {...first.data.preview} />,
    );
    expect(asked).toContain("Kurang Rp16.800 dari laporan");
    expect(asked).not.toContain('value="bukukan"');

    const [line] = await listBatchLines(world.db, batchId);
    const chosen: [string, string][] = [...Object.entries(typed), ["tinggal", line!.id]];
    const second = await answerOf(adminBatch.action, post(path, finance, chosen), batchId);
    expect(second.data.preview.outcome).toEqual({
      kind: "book",
      settled: 1,
      premiumRupiah: 16_800,
      waitingRupiah: 0,
    });
    const done = await answerOf(
      adminBatch.action,
      post(path, finance, [...chosen, ["langkah", "bukukan"]]),
      batchId,
    );
    expect(done).toMatchObject({ status: 302, to: `${path}?dilunasi=1` });
    const again = await answerOf(
      adminBatch.action,
      post(path, finance, [...Object.entries(typed), ["langkah", "bukukan"]]),
      batchId,
    );
    expect(again).toMatchObject({ status: 422, data: { mistakes: [{ field: "referensi" }] } });
  });

  it("finds a batch by the reference of a bank statement, and hears what is wrong with a slip", async () => {
    const { batchId } = await reported(1);
    const { reference } = await world.db
      .selectFrom("payroll_batch")
      .select("reference")
      .where("id", "=", batchId)
      .executeTakeFirstOrThrow();
    const seek = (text: string) =>
      answerOf(adminList.loader, ask(`/admin/potong-gaji?acuan=${encodeURIComponent(text)}`, finance));
    expect(await seek(reference.toLowerCase())).toMatchObject({ to: `/admin/potong-gaji/${batchId}` });
    const slipped = `${reference.slice(0, -1)}${reference.endsWith("7") ? "3" : "7"}`;
    expect((await seek(slipped)).data.sought).toMatchObject({ mistake: "check" });
    expect((await seek("transfer gaji")).data.sought).toMatchObject({ mistake: "shape" });
  });

  it("sees the account only an administrator may set", async () => {
    const path = "/admin/potong-gaji/setelan";
    const fields = {
      daftar: "18",
      laporan: "9",
      bank: "Bank Jatim",
      rekening: "0031234567",
      pemilik: "SCJ Jember",
    };
    expect(await answerOf(setting.action, post(path, finance, fields))).toMatchObject({ status: 403 });
    expect(await answerOf(setting.action, post(path, administrator, fields))).toMatchObject({ status: 302 });
    const { data } = await answerOf(setting.loader, ask(path, finance));
    expect(data).toMatchObject({ typed: fields, mayAct: false });
    await answerOf(setting.action, post(path, administrator, { daftar: "20", laporan: "10" }));
  });
});

describe("a civil servant", () => {
  it("of a merged unit is told so, and finds the unit that carries on already chosen", async () => {
    const [old, successor] = [await openUnit(world), await openUnit(world, "Dinas Penerus Uji")];
    const who = await servant(world, old);
    await changeUnit(world, old, successor, "2026-11-01");
    const cookie = await sponsorCookie(world, who.email);
    const { data } = await answerOf(mandateRoute.loader, ask("/saya/potong-gaji", cookie));
    const page = show(<MandatePage {...data.page} />);
    expect(page).toContain("sudah digabung ke Dinas Penerus Uji");
    const signing = { aksi: "tandatangan", pekerja: who.workers[0]!.workerId, nama: who.name, setuju: "ya" };
    expect(await answerOf(mandateRoute.action, post("/saya/potong-gaji", cookie, signing))).toMatchObject({
      to: "/saya/potong-gaji",
    });
    const { data: form } = await answerOf(asnRoute.loader, ask("/saya/asn", cookie));
    expect(form).toMatchObject({
      typed: { unit: successor },
      merged: { successorName: "Dinas Penerus Uji" },
    });
    expect(JSON.stringify(form)).not.toContain(who.nip);
  });

  it("searches for a unit without losing what was typed, the NIP kept out of every address", async () => {
    const unit = await openUnit(world, "Puskesmas Sukowono Uji");
    const who = await servant(world, unit);
    const cookie = await sponsorCookie(world, who.email);
    const typed = { aksi: "cari", cari: "sukowono uji", nama: "Endang", nip: "19800101" };
    const { status, data } = await answerOf(asnRoute.action, post("/saya/asn", cookie, typed));
    expect({ status, found: data.found }).toEqual({ status: 200, found: 1 });
    expect(data.typed).toMatchObject({ nama: "Endang", nip: "19800101" });
    expect(data.units.map((each: { id: string }) => each.id)).toEqual([unit]);
  });

  it("who tries numbers again and again is asked to wait", async () => {
    const who = await servant(world, await openUnit(world));
    const cookie = await sponsorCookie(world, who.email);
    const statuses: number[] = [];
    for (let each = 0; each < 21; each += 1)
      statuses.push((await answerOf(asnRoute.action, post("/saya/asn", cookie, { nip: "1" }))).status);
    expect(statuses.slice(0, 20).every((status) => status === 422)).toBe(true);
    expect(statuses.at(-1)).toBe(429);
  });

  it("sees nothing of anybody else, and nobody's is nobody's", async () => {
    const who = await servant(world, await openUnit(world), { name: "Rahasia Sekali" });
    await sign(world, who);
    const other = await servant(world, await openUnit(world));
    const { data } = await answerOf(
      mandateRoute.loader,
      ask("/saya/potong-gaji?lihat=cabut", await sponsorCookie(world, other.email)),
    );
    expect(JSON.stringify(data)).not.toContain("Rahasia Sekali");
    expect(data.withdrawal).toBeUndefined();
    expect(await answerOf(mandateRoute.loader, ask("/saya/potong-gaji"))).toMatchObject({
      to: "/masuk?kembali=%2Fsaya%2Fpotong-gaji",
    });
  });
});

it("refunds by hand are listed with a form each, and say when there are none", () => {
  const refund = {
    id: "r1",
    amountRupiah: 16_800,
    reason: "Pindah",
    requestedBy: "Dewi",
    orderCode: "P-1",
    payerName: "Endang",
    email: "e@contoh.example",
  };
  const page = { today: "2026-11-23", mayAct: true, recorded: false };
  expect(show(<HandRefundsPage {...page} refunds={[refund]} />)).toContain("Rp16.800 kepada Endang");
  expect(show(<HandRefundsPage {...page} refunds={[]} />)).toContain("Tidak ada pengembalian yang menunggu");
  expect(show(<HandRefundsPage {...page} refunds={[refund]} mayAct={false} />)).not.toContain("<form");
});
