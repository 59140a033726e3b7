/** The pages around reminders, through their own loaders and actions on a real database. */
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { sql } from "kysely";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { drainChores } from "~/chores/drain-chores.server";
import { choreHandlers } from "~/jobs/chore-handlers.server";
import { findCartByToken } from "~/orders/cart-queries.server";
import { hashCartToken } from "~/orders/cart-visit.server";
import { placeOrder } from "~/orders/place-order.server";
import { recordGatewayEvents } from "~/payments/record-gateway-events.server";
import { setWorld } from "~/platform/world.server";
import { planReminders } from "~/reminders/plan-reminders.server";
import { reminderPath } from "~/reminders/reminder-link.server";
import { insertGap, insertSponsorship, insertTerms } from "~/sponsorship/sponsorship-queries.server";
import * as schedule from "../../app/routes/admin.pengingat.jadwal";
import * as renewalSchedule from "../../app/routes/admin.pengingat.perpanjangan";
import * as outbox from "../../app/routes/admin.surat";
import * as stop from "../../app/routes/berhenti-pengingat.$id";
import * as goOn from "../../app/routes/lanjutkan.$surat";
import * as own from "../../app/routes/saya_.pengingat";
import { ask, post, sponsorCookie, staffCookie } from "../support/signed-in";
import { attempt, feePlan, message, order, paid, type StoryWorker, stateWorker } from "../support/story";
import { useDatabase } from "../support/test-database";
import { standingClock, type TestWorld, testWorld } from "../support/test-world";

const database = useDatabase();
let world: TestWorld;
let people = 0;

beforeAll(() => {
  world = testWorld(database.db, { clock: standingClock("2026-11-23T03:00:00Z") });
});
beforeEach(() => {
  setWorld(world);
  world.clock.set("2026-11-23T03:00:00Z");
});

async function settle(orderId: string, of: Parameters<typeof attempt>[1]) {
  const payment = await attempt(world, of);
  await recordGatewayEvents(world, "stripe", [
    message(world, { kind: "payment_succeeded", payment: paid(payment) }, `evt_${orderId}`),
  ]);
}

/** November and December bought for so many workers; the reminder of January planned on the day it is due. */
async function reminded(count = 1) {
  const email = `donatur${++people}@example.org`;
  const workers: (StoryWorker & { name: string })[] = [];
  for (let index = 0; index < count; index += 1) {
    const name = `Pekerja ${people} ${"ABC"[index]}`;
    workers.push({ ...(await stateWorker(world, `350917010190${2000 + people * 10 + index}`, name)), name });
  }
  const placed = await order(
    world,
    workers.map((worker) => ({ worker, start: "2026-12", months: 1 })),
    { email },
  );
  await settle(placed.id, placed);
  world.clock.set("2027-01-08T00:30:00Z");
  expect(await planReminders(world)).toMatchObject({ failed: 0 });
  const mail = await world.db
    .selectFrom("mail")
    .select("id")
    .where("kind", "=", "reminder")
    .where("sponsor_id", "=", placed.sponsorId)
    .executeTakeFirst();
  return { email, workers, sponsorId: placed.sponsorId, mailId: mail?.id ?? "" };
}

const path = (kind: "go-on" | "stop", id: string) => reminderPath(world.settings.SESSION_SECRET, kind, id);

/** What a loader or action answers: its data, its status, and where it leads. */
async function answer(work: (args: never) => Promise<unknown>, request: Request, params: object = {}) {
  const given = await work({ request, params, context: {} } as never).catch((thrown: unknown) => {
    if (thrown instanceof Response) return thrown;
    throw thrown;
  });
  if (given instanceof Response)
    return {
      status: given.status,
      location: given.headers.get("location"),
      cookie: given.headers.get("set-cookie"),
      data: {},
    };
  const wrapped = given as { data?: object; init?: { status?: number } | null; type?: string };
  const isWrapped = wrapped.type === "DataWithResponseInit";
  return {
    status: isWrapped ? (wrapped.init?.status ?? 200) : 200,
    location: null,
    cookie: null,
    // biome-ignore lint/suspicious/noExplicitAny: each page answers in its own shape
    data: (isWrapped ? wrapped.data : given) as any,
  };
}
type Route<Args> = (args: Args) => Promise<unknown>;
const load = (route: Route<LoaderFunctionArgs>, url: string, params = {}, cookie = "") =>
  answer(route as never, ask(url, cookie), params);
const send = (
  route: Route<ActionFunctionArgs>,
  url: string,
  fields: Record<string, string>,
  params = {},
  cookie = "",
) => answer(route as never, post(url, cookie, fields), params);

describe("the way out of reminders", () => {
  it("takes the mailbox's own press without anybody signing in, and once is enough", async () => {
    const { sponsorId } = await reminded();
    const url = path("stop", sponsorId);
    const oneClick = { "List-Unsubscribe": "One-Click" };
    expect((await load(stop.loader, url, { id: sponsorId })).data.wants).toBe("all");
    for (let time = 0; time < 2; time += 1)
      expect((await send(stop.action, url, oneClick, { id: sponsorId })).status).toBe(200);
    const rows = await world.db
      .selectFrom("reminder_preference")
      .selectAll()
      .where("sponsor_id", "=", sponsorId)
      .execute();
    expect(rows).toMatchObject([{ wants: "none", chosen_by: "one_click" }]);
    const { data } = await load(stop.loader, url, { id: sponsorId });
    expect(data).toMatchObject({ wants: "none", email: expect.stringContaining("•") });
  });

  it("takes it as multipart too, as some mail services send it", async () => {
    const { sponsorId } = await reminded();
    const body = new FormData();
    body.set("List-Unsubscribe", "One-Click");
    const request = ask(path("stop", sponsorId), "", { method: "POST", body });
    expect((await answer(stop.action as never, request, { id: sponsorId })).status).toBe(200);
    expect((await load(stop.loader, path("stop", sponsorId), { id: sponsorId })).data.wants).toBe("none");
  });

  it("knows nobody without the right secret, and the secret of one sponsor opens no other", async () => {
    const [one, other] = [await reminded(), await reminded()];
    const key = path("stop", one.sponsorId).split("kunci=")[1];
    for (const url of [
      `/berhenti-pengingat/${other.sponsorId}?kunci=${key}`,
      `/berhenti-pengingat/${other.sponsorId}`,
    ])
      expect(
        (await send(stop.action, url, { "List-Unsubscribe": "One-Click" }, { id: other.sponsorId })).status,
      ).toBe(404);
    const goOnKey = path("go-on", other.sponsorId).split("kunci=")[1];
    expect((await load(stop.loader, `/x?kunci=${goOnKey}`, { id: other.sponsorId })).status).toBe(404);
    expect((await load(stop.loader, path("stop", "0"), { id: "0" })).status).toBe(404);
  });

  it("lets a person choose, and choose again on their own page", async () => {
    const { sponsorId, email } = await reminded();
    const url = path("stop", sponsorId);
    expect((await send(stop.action, url, { aksi: "simpan" }, { id: sponsorId })).status).toBe(422);
    const saved = await send(stop.action, url, { aksi: "simpan", pilihan: "lapse_only" }, { id: sponsorId });
    expect(saved).toMatchObject({ status: 303, location: `${url}&kabar=tersimpan` });
    const cookie = await sponsorCookie(world, email);
    expect((await load(own.loader, "/saya/pengingat", {}, cookie)).data.wants).toBe("lapse_only");
    await send(own.action, "/saya/pengingat", { pilihan: "all" }, {}, cookie);
    expect((await load(stop.loader, url, { id: sponsorId })).data.wants).toBe("all");
    expect((await load(own.loader, "/saya/pengingat")).location).toMatch(/^\/masuk/);
  });
});

describe("the page behind a reminder's button", () => {
  it("offers the next months to all its workers, and puts them into a cart with the payer", async () => {
    const { mailId, workers, email } = await reminded(2);
    const url = path("go-on", mailId);
    const { data } = await load(goOn.loader, url, { surat: mailId });
    expect(data.groups).toMatchObject([{ kind: "cart", key: "bought", totalRupiah: 100_800 }]);
    expect(data.groups[0].offers.map((offer: { name: string }) => offer.name)).toEqual(
      workers.map(({ name }) => name),
    );
    const gone = await send(goOn.action, url, { aksi: "lanjut", kelompok: "bought" }, { surat: mailId });
    expect(gone).toMatchObject({ status: 303, location: "/periksa" });
    const token = /keranjang=([^;]+)/.exec(gone.cookie!)![1]!;
    const cart = await findCartByToken(world.db, hashCartToken(token));
    expect(cart).toMatchObject({ payerEmail: email, payerName: "Budi Santoso" });
    expect(cart!.lines.map((line) => [line.workerId, line.startMonth, line.months]).sort()).toEqual(
      workers.map(({ workerId }) => [workerId, "2027-01", 3]).sort(),
    );
    expect(cart!.renewalWish).toBeUndefined();
  });

  it("says that nothing is to be paid once somebody paid, however old the letter", async () => {
    const { mailId, workers } = await reminded();
    const placed = await order(world, [{ worker: workers[0]!, start: "2027-01", months: 3 }], {
      email: "lain@example.org",
    });
    await settle(placed.id, placed);
    const { data } = await load(goOn.loader, path("go-on", mailId), { surat: mailId });
    expect(data.groups).toEqual([]);
    expect(data.quiet).toMatchObject([
      { name: workers[0]!.name, clock: { kind: "protected", protectedUntil: "2027-03-31" } },
    ]);
    const late = await send(
      goOn.action,
      path("go-on", mailId),
      { aksi: "lanjut", kelompok: "bought" },
      { surat: mailId },
    );
    expect(late).toMatchObject({ status: 303, location: path("go-on", mailId) });
  });

  it("asks its own sponsor for nothing more once they paid, until the next months have their time", async () => {
    const { mailId, workers, email } = await reminded();
    const placed = await order(world, [{ worker: workers[0]!, start: "2027-01", months: 3 }], { email });
    await settle(placed.id, placed);
    const groups = async () =>
      (await load(goOn.loader, path("go-on", mailId), { surat: mailId })).data.groups;
    expect(await groups()).toEqual([]);
    world.clock.set("2027-04-01T00:30:00Z");
    expect(await groups()).toMatchObject([{ offers: [{ ask: { month: "2027-04" } }] }]);
  });

  it("brings a resting sponsorship back by its own terms", async () => {
    const { mailId, workers, sponsorId } = await reminded();
    const worker = workers[0]!;
    const id = world.chance.id();
    const recorded = { at: new Date("2026-11-24T00:00:00Z"), by: "test" };
    await world.db.transaction().execute(async (trx) => {
      await insertSponsorship(trx, { id, sponsorId, ...worker, begunAt: recorded.at });
      await insertTerms(
        trx,
        id,
        { intervalMonths: 6, programmes: ["jkk", "jkm"], way: "pay_link" },
        recorded,
      );
      const gap = {
        id: world.chance.id(),
        sponsorshipId: id,
        kind: "rest",
        because: "unpaid",
        fromMonth: "2027-01",
      } as const;
      await insertGap(trx, { ...gap, recordedAt: recorded.at, recordedBy: "test" });
    });
    const url = path("go-on", mailId);
    const { data } = await load(goOn.loader, url, { surat: mailId });
    expect(data.groups).toMatchObject([
      { key: "resting/6/pay_link/", wish: { intervalMonths: 6, way: "pay_link" } },
    ]);
    const gone = await send(
      goOn.action,
      url,
      { aksi: "lanjut", kelompok: "resting/6/pay_link/" },
      { surat: mailId },
    );
    const cart = await findCartByToken(world.db, hashCartToken(/keranjang=([^;]+)/.exec(gone.cookie!)![1]!));
    const placing = await placeOrder(world, { cartId: cart!.id, feePlan, locale: "id" });
    if (placing.kind !== "placed") throw new Error(placing.kind);
    await settle(placing.order.id, placing.order);
    while ((await drainChores(world, { ...choreHandlers, fetch_fee: async () => "done" })) > 0);
    const gaps = await world.db
      .selectFrom("sponsorship_gap")
      .select("revoked_by")
      .where("sponsorship_id", "=", id)
      .execute();
    expect(gaps).toEqual([{ revoked_by: `order/${placing.order.code}` }]);
    await endAll();
  });

  it("takes a no with its reason, says what it means, and takes it back", async () => {
    const { mailId, workers, sponsorId } = await reminded(2);
    const url = path("go-on", mailId);
    const { workerId } = workers[0]!;
    const other = workers[1]!;
    const without = await send(goOn.action, url, { aksi: "tidak", pekerja: workerId }, { surat: mailId });
    expect(without).toMatchObject({ status: 422, data: { mistake: { workerId } } });
    const fields = { aksi: "tidak", pekerja: workerId, [`alasan-${workerId}`]: "not_now" };
    expect(await send(goOn.action, url, fields, { surat: mailId })).toMatchObject({ status: 303 });
    const { data } = await load(goOn.loader, `${url}&tidak=${workerId}`, { surat: mailId });
    expect(data.refused).toMatchObject({ workerId });
    expect(data.groups[0].offers.map((offer: StoryWorker) => offer.workerId)).toEqual([other.workerId]);
    world.clock.set("2027-01-12T00:30:00Z");
    await planReminders(world);
    const said = await world.db
      .selectFrom("reminder")
      .select("worker_id")
      .where("sponsor_id", "=", sponsorId)
      .where("moment", "=", "before/3")
      .execute();
    expect(said).toEqual([{ worker_id: other.workerId }]);
    await send(goOn.action, url, { aksi: "tetap", pekerja: workerId }, { surat: mailId });
    expect((await load(goOn.loader, url, { surat: mailId })).data.groups[0].offers).toHaveLength(2);
  });

  it("lets nobody speak for a worker who is not in the letter, nor without its secret", async () => {
    const [mine, other] = [await reminded(), await reminded()];
    const { workerId } = other.workers[0]!;
    const fields = { aksi: "tidak", pekerja: workerId, [`alasan-${workerId}`]: "worker_died" };
    await send(goOn.action, path("go-on", mine.mailId), fields, { surat: mine.mailId });
    expect(
      await world.db.selectFrom("renewal_refusal").selectAll().where("worker_id", "=", workerId).execute(),
    ).toEqual([]);
    const key = path("go-on", mine.mailId).split("kunci=")[1];
    expect((await load(goOn.loader, `/x?kunci=${key}`, { surat: other.mailId })).status).toBe(404);
  });
});

describe("a sponsor's own page of reminders", () => {
  it("opens the number of their own workers for WhatsApp, in a text that names nobody, and keeps no copy", async () => {
    const { email, workers } = await reminded();
    const stranger = await reminded();
    world.clock.set("2026-12-20T03:00:00Z");
    const { data } = await load(own.loader, "/saya/pengingat", {}, await sponsorCookie(world, email));
    expect(data.workers).toMatchObject([
      { name: workers[0]!.name, phoneMasked: expect.stringContaining("•") },
    ]);
    const href = new URL(data.workers[0].messageHref);
    expect(href.origin + href.pathname).toBe("https://wa.me/6281234567890");
    expect(href.searchParams.get("text")).toContain("31 Desember 2026");
    expect(href.searchParams.get("text")).not.toContain(workers[0]!.name);
    expect(JSON.stringify(data)).not.toContain(stranger.workers[0]!.name);
    expect(own.headers({} as never)).toEqual({ "Cache-Control": "no-store" });
  });
});

describe("the schedules", () => {
  const right = { mulai: "2026-12-01", sebelum: "10, 5", terputus: "2", tunggakan: "30,85", terlambat: "1" };

  it("are changed by administrators alone, shown first, and hold from their day", async () => {
    const admin = await staffCookie(world, ["administrator"], "kepala.jadwal@contoh.example");
    const finance = await staffCookie(world, ["finance"], "keuangan.jadwal@contoh.example");
    expect(
      (await send(schedule.action, "/admin/pengingat/jadwal", { ...right, aksi: "catat" }, {}, finance))
        .status,
    ).toBe(403);
    const preview = await send(
      schedule.action,
      "/admin/pengingat/jadwal",
      { ...right, aksi: "periksa" },
      {},
      admin,
    );
    expect(preview.data.preview.figures).toEqual({
      sebelum: [10, 5],
      terputus: [2],
      tunggakan: [30, 85],
      terlambat: [1],
    });
    expect(preview.data.example.moments.map(({ moment }: { moment: string }) => moment)).toEqual([
      "before/10", "before/5", "lapsed", "arrears/30", "arrears/85",
    ]); // biome-ignore format: one list
    const rows = () => sql<{ n: number }>`select count(*)::int as n from reminder_setting`.execute(world.db);
    expect((await rows()).rows[0]!.n).toBe(1);
    const done = await send(
      schedule.action,
      "/admin/pengingat/jadwal",
      { ...right, aksi: "catat" },
      {},
      admin,
    );
    expect(done).toMatchObject({ status: 303, location: "/admin/pengingat?mulai=2026-12-01" });
    const [row] = await world.db.selectFrom("reminder_setting").selectAll().orderBy("id", "desc").execute();
    expect(row).toMatchObject({
      from_day: "2026-12-01",
      before_days: [10, 5],
      arrears_days: [30, 85],
      recorded_by: "Rina Hartati",
    });
    const act = await world.db.selectFrom("audit_log").select("act").orderBy("id", "desc").executeTakeFirst();
    expect(act?.act).toBe("reminder_setting_recorded");
    await sql`alter table reminder_setting disable trigger append_only`.execute(world.db);
    await world.db.deleteFrom("reminder_setting").where("id", "=", row!.id).execute();
  });

  it("refuse figures that cannot be, each with its field, and record nothing", async () => {
    const admin = await staffCookie(world, ["administrator"], "kepala2.jadwal@contoh.example");
    const tried = {
      mulai: "2026-11-22",
      sebelum: "14, empat",
      terputus: "0",
      tunggakan: "30, 90",
      terlambat: "",
      aksi: "catat",
    };
    const { status, data } = await send(schedule.action, "/admin/pengingat/jadwal", tried, {}, admin);
    expect(status).toBe(422);
    expect(data.mistakes).toMatchObject([
      { field: "mulai", mistake: "past" },
      { field: "sebelum", mistake: "list" },
      { field: "terputus", mistake: "number" },
      { field: "tunggakan", mistake: "list", least: 28, most: 89 },
      { field: "terlambat", mistake: "number" },
    ]);
    const renewal = {
      mulai: "2026-12-01",
      rencana: "13",
      debit: "7",
      kabar: "7",
      jeda: "2",
      ulang: "1 3",
      istirahat: "7",
      kartu: "7,21",
      aksi: "catat",
    };
    const late = await send(renewalSchedule.action, "/admin/pengingat/perpanjangan", renewal, {}, admin);
    expect(late.data.mistakes).toEqual([{ field: "rencana", mistake: "too_late", least: 14 }]);
    const early = await send(
      renewalSchedule.action,
      "/admin/pengingat/perpanjangan",
      { ...renewal, rencana: "14" },
      {},
      admin,
    );
    expect(early.status).toBe(303);
    const [row] = await world.db.selectFrom("renewal_setting").selectAll().orderBy("id", "desc").execute();
    expect(row).toMatchObject({ plan_days_before: 14, retry_days: [1, 3], card_expiry_dates: [7, 21] });
  });
});

describe("addresses that turned mail away", () => {
  it("are listed with what the service said, and let go with a reason that is kept", async () => {
    await sql`insert into mail_event (event_id, mail_ref, kind, happened_at, received_at, detail)
      values ('evt-b', 'm', 'bounced', now(), now(), 'Permanent: no such mailbox')`.execute(world.db);
    await sql`insert into address_suppression (address, because, since, event_id)
      values ('mantul@example.org', 'bounced', ${world.clock.now()}, 'evt-b')`.execute(world.db);
    const finance = await staffCookie(world, ["finance"], "keuangan.surat@contoh.example");
    const auditor = await staffCookie(world, ["auditor"], "auditor.surat@contoh.example");
    const { data } = await load(outbox.loader, "/admin/surat", {}, auditor);
    expect(data.addresses).toMatchObject([
      { address: "mantul@example.org", because: "bounced", detail: "Permanent: no such mailbox" },
    ]);
    const fields = { apa: "alamat", alamat: "mantul@example.org", alasan: "ya" };
    expect(
      (await send(outbox.action, "/admin/surat", { ...fields, alasan: "sudah benar" }, {}, auditor)).status,
    ).toBe(403);
    expect(await send(outbox.action, "/admin/surat", fields, {}, finance)).toMatchObject({
      status: 422,
      data: { mistaken: "mantul@example.org" },
    });
    const lifted = await send(
      outbox.action,
      "/admin/surat",
      { ...fields, alasan: "Kotak surat sudah diperbaiki" },
      {},
      finance,
    );
    expect(lifted.location).toBe("/admin/surat?kabar=diizinkan");
    expect((await load(outbox.loader, "/admin/surat", {}, auditor)).data.addresses).toEqual([]);
    const act = await world.db
      .selectFrom("audit_log")
      .selectAll()
      .orderBy("id", "desc")
      .executeTakeFirstOrThrow();
    expect(act).toMatchObject({ act: "address_released", reason: "Kotak surat sudah diperbaiki" });
    expect(act.subject_id).not.toContain("mantul");
  });
});

/** Later stories begin without this one's sponsorships. */
async function endAll() {
  await world.db
    .updateTable("sponsorship")
    .set({ ended_at: world.clock.now(), ended_because: "cancelled" })
    .where("ended_at", "is", null)
    .execute();
}
