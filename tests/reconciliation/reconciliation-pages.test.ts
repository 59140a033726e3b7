/** The admin's pages of reconciliation through their own loaders and actions: who may, what is refused, what happens. */
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { setWorld } from "~/platform/world.server";
import { ask, post, staffCookie } from "../support/signed-in";
import { useDatabase } from "../support/test-database";
import { type TestWorld, testWorld } from "../support/test-world";

const database = useDatabase();
let world: TestWorld;
let finance = "";
let auditor = "";
let verifier = "";

beforeAll(async () => {
  world = testWorld(database.db);
  setWorld(world);
  finance = await staffCookie(world, ["finance"], "keuangan@contoh.example");
  auditor = await staffCookie(world, ["auditor"], "pemeriksa@contoh.example");
  verifier = await staffCookie(world, ["verifier"], "verifikasi@contoh.example");
});
beforeEach(() => setWorld(world));

const pages = {
  _index: () => import("../../app/routes/admin.rekonsiliasi._index"),
  koran: () => import("../../app/routes/admin.rekonsiliasi.koran._index"),
  baris: () => import("../../app/routes/admin.rekonsiliasi.baris"),
  cocok: () => import("../../app/routes/admin.rekonsiliasi.cocok"),
  aturan: () => import("../../app/routes/admin.rekonsiliasi.aturan"),
  rekening: () => import("../../app/routes/admin.rekonsiliasi.rekening"),
} as const;
const statementPage = () => import("../../app/routes/admin.rekonsiliasi.koran.$id");
const given = (request: Request, params = {}) => ({ request, params, context: {} }) as never;
const address = "/admin/rekonsiliasi";

/** What an action answers: where it leads, or what it says and its status. */
async function outcome(answer: Promise<unknown>): Promise<{ to?: string; status: number; data?: unknown }> {
  const got = (await answer.catch((thrown) => thrown)) as
    | Response
    | { data: unknown; init: { status: number } | null };
  if (got instanceof Response) {
    const to = got.headers.get("Location");
    return { status: got.status, ...(to ? { to } : {}) };
  }
  if (got instanceof Error) throw got;
  return { status: got.init?.status ?? 200, data: got.data };
}
const form = (fields: Record<string, string | File>) => {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  return { method: "POST", body };
};

describe("the pages of reconciliation", () => {
  it.each(Object.keys(pages) as (keyof typeof pages)[])(
    "%s is read by who reads the books, and by nobody else",
    async (name) => {
      const { loader, action } = await pages[name]();
      const read = (cookie: string) => loader(given(ask(address, cookie)));
      expect(await read(auditor)).toMatchObject({ mayAct: false });
      expect(await read(finance)).toMatchObject({ mayAct: true });
      expect((await outcome(read(verifier))).status).toBe(403);
      expect((await outcome(read(""))).status).toBe(302);
      expect((await outcome(action(given(post(address, auditor, {}))))).status).toBe(403);
    },
  );

  it("take a statement from the file to its matches, and back", async () => {
    const { action: keep } = await pages.rekening();
    expect(
      await outcome(keep(given(post(address, finance, { nama: "", bank: "B", nomor: "12" })))),
    ).toMatchObject({
      status: 422,
      data: { problems: [{ field: "nama" }, { field: "bank" }, { field: "nomor" }] },
    });
    const account = { nama: "Giro utama", bank: "Bank Uji", nomor: "0123-456789" };
    expect((await outcome(keep(given(post(address, finance, account))))).to).toMatch(/disimpan/);
    expect((await outcome(keep(given(post(address, finance, account))))).status).toBe(422);
    const { id: rekening } = await database.db
      .selectFrom("bank_account")
      .select("id")
      .executeTakeFirstOrThrow();

    const { action: hand } = await pages.koran();
    const file = new File(["Tgl;Ket;Jumlah\n02/11/2026;BIAYA ADM;-2.500,00\n"], "nov.csv");
    const send = (given_: File) =>
      outcome(hand(given(ask(address, finance, form({ rekening, berkas: given_ })))));
    expect(await send(file)).toMatchObject({ status: 422, data: { problems: [{ rule: "layout_missing" }] } });
    const layout = {
      rekening,
      headerLine: "1",
      separator: ";",
      dayOrder: "dmy",
      amountFormat: "id",
      sides: "signed",
    };
    expect(await outcome(keep(given(post(address, finance, layout))))).toMatchObject({
      status: 422,
      data: { wrongId: rekening },
    });
    const whole = { ...layout, day: "Tgl", description: "Ket", amount: "Jumlah" };
    expect((await outcome(keep(given(post(address, finance, whole))))).to).toMatch(/disimpan/);
    expect(await send(new File(["Tgl;Ket;Jumlah\n02/13/2026;x;1,00\n"], "x.csv"))).toMatchObject({
      status: 422,
      data: { problems: [{ rule: "not_a_day", line: 2, column: "A" }] },
    });
    const { to = "" } = await send(file);
    expect(to).toMatch(/^\/admin\/rekonsiliasi\/koran\/[0-9a-f-]{36}$/);
    expect((await send(file)).to).toBe(`${to}?kabar=dikenal`);

    const { loader, action } = await statementPage();
    const id = to.split("/").at(-1);
    const step = (fields: Record<string, string>) =>
      outcome(action(given(post(to, finance, fields), { id })));
    expect(await loader(given(ask(to, auditor), { id }))).toMatchObject({
      statement: { rows: 1, fileName: "nov.csv" },
      first: [{ description: "BIAYA ADM", amountSen: -250_000 }],
    });
    expect((await step({ langkah: "bukukan" })).to).toBe(`${to}?dibukukan=1`);
    expect(await step({ langkah: "bukukan" })).toMatchObject({ status: 422 });

    const { action: run } = await pages._index();
    expect((await outcome(run(given(post(address, finance, {}))))).to).toBe(
      "/admin/rekonsiliasi?hasil=0-0-1-0",
    );
    expect(await step({ langkah: "batalkan", alasan: "" })).toMatchObject({ status: 422 });
    expect((await step({ langkah: "batalkan", alasan: "salah berkas" })).to).toBe(to);
    const acts = await database.db
      .selectFrom("audit_log")
      .select("act")
      .where("act", "like", "bank_%")
      .execute();
    expect(acts.map(({ act }) => act)).toEqual([
      "bank_account_opened",
      "bank_layout_saved",
      "bank_statement_posted",
      "bank_statement_undone",
    ]);
  });

  it("order the rules, each place once", async () => {
    const { loader, action } = await pages.aturan();
    const names = ["reversal", "reference", "reference_sum", "amount_and_day", "day_sum"];
    const fields = Object.fromEntries(
      names.flatMap((name, index) => [
        [`urutan-${name}`, String(names.length - index)],
        [`hari-${name}`, "2"],
        [`pakai-${name}`, index === 0 ? "" : "ya"],
      ]),
    );
    const send = (over: Record<string, string>) =>
      outcome(action(given(post(address, finance, { ...fields, ...over }))));
    expect(await send({ "urutan-reversal": "1", "hari-day_sum": "32" })).toMatchObject({
      status: 422,
      data: {
        mistakes: [
          { field: "urutan-day_sum", rule: "position_twice" },
          { field: "hari-day_sum", rule: "window" },
        ],
      },
    });
    expect((await send({})).to).toMatch(/disimpan/);
    const { rules } = (await loader(given(ask(address, finance)))) as unknown as {
      rules: { name: string; onDuty: boolean }[];
    };
    expect(rules.map(({ name }) => name)).toEqual([...names].reverse());
    expect(rules.at(-1)).toMatchObject({ name: "reversal", onDuty: false, windowDays: 2 });
  });
});

describe("the list of findings", () => {
  const list = async (query: string) => {
    const { loader } = await import("../../app/routes/admin.temuan._index");
    return loader(given(ask(`/admin/temuan?${query}`, finance))) as unknown as Promise<{
      findings: { kind: string; owner: string | null }[];
      exports: { csv: string };
    }>;
  };

  it("is filtered by kind, owner, hold and age, and exported as it is filtered", async () => {
    await database.db
      .insertInto("finding")
      .values(
        ["fee_differs", "=1+1", "disputed"].map((kind, index) => ({
          id: world.chance.id(),
          kind,
          subject: `uji/${index}`,
          opened_at: new Date(Date.parse("2026-11-20T00:00:00Z") - index * 20 * 86_400_000),
          amount: index + 1,
          order_id: null,
          payment_id: null,
          refund_id: null,
          worker_id: null,
          month: null,
          facts: "{}",
        })),
      )
      .execute();
    const kinds = async (query: string) => (await list(query)).findings.map(({ kind }) => kind);
    expect(await kinds("")).toEqual(expect.arrayContaining(["disputed", "=1+1", "fee_differs"]));
    expect(await kinds("jenis=fee_differs")).toEqual(["fee_differs"]);
    expect(await kinds("umur=30")).toEqual(["disputed"]);
    const { id } = await database.db
      .selectFrom("finding")
      .select("id")
      .where("kind", "=", "disputed")
      .executeTakeFirstOrThrow();
    const { loader, action } = await import("../../app/routes/admin.temuan.$id");
    const work = (fields: Record<string, string>) =>
      outcome(action(given(post(`/admin/temuan/${id}`, finance, fields), { id })));
    expect((await work({ kerja: "ambil" })).to).toBe(`/admin/temuan/${id}`);
    expect(await kinds("pemilik=saya")).toEqual(["disputed"]);
    expect(await kinds("pemilik=tanpa")).not.toContain("disputed");
    expect(await work({ kerja: "tunda", tundaSampai: "kapan", tundaAlasan: "x" })).toMatchObject({
      status: 422,
      data: { wrong: { field: "tundaSampai" } },
    });
    await work({ kerja: "tunda", tundaSampai: "2026-12-01", tundaAlasan: "menunggu bank" });
    expect(await kinds("")).not.toContain("disputed");
    expect(await kinds("tunda=hanya")).toEqual(["disputed"]);
    expect(await loader(given(ask(`/admin/temuan/${id}`, auditor), { id }))).toMatchObject({
      mayAct: false,
      work: { owner: { name: "Rina Hartati" }, hold: { untilDay: "2026-12-01" } },
    });

    const { loader: download } = await import("../../app/routes/admin.temuan.unduh");
    const { exports } = await list("tunda=tampil&umur=7");
    const answer = (await download(given(ask(exports.csv, auditor)))) as Response;
    const lines = (await answer.text()).trim().split("\r\n");
    expect(lines).toHaveLength(3);
    expect(lines.join("\n")).toContain("'=1+1");
    expect((await outcome(download(given(ask("/admin/temuan/unduh?format=pdf", auditor))))).status).toBe(404);
    expect((await outcome(download(given(ask(exports.csv, verifier))))).status).toBe(403);
  });
});
