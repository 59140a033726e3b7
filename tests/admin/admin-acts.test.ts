/** What staff do through the admin's forms: it happens, it is written down, and refusals write nothing. */
import type { ActionFunctionArgs } from "@remix-run/node";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Order } from "~/orders/order-queries.server";
import { recordGatewayEvents } from "~/payments/record-gateway-events.server";
import { refundableLines } from "~/payments/refund-queries.server";
import { setWorld } from "~/platform/world.server";
import { monthKey } from "~/reporting/refund-choice";
import { action as holiday } from "../../app/routes/admin.libur";
import { action as refund } from "../../app/routes/admin.pesanan.$code.pengembalian";
import { action as outbox } from "../../app/routes/admin.surat";
import { action as tariff } from "../../app/routes/admin.tarif.baru";
import { action as decide } from "../../app/routes/admin.temuan.$id";
import { action as renameUnit } from "../../app/routes/admin.unit.$id";
import { post, staffCookie } from "../support/signed-in";
import { attempt, message, order, paid, stateWorker } from "../support/story";
import { useDatabase } from "../support/test-database";
import { type TestWorld, testWorld } from "../support/test-world";

const database = useDatabase();
let world: TestWorld;
let finance: string;
let administrator: string;

beforeAll(async () => {
  world = testWorld(database.db);
  finance = await staffCookie(world, ["finance"], "keuangan@contoh.example");
  administrator = await staffCookie(world, ["administrator"], "kepala@contoh.example");
});
beforeEach(() => setWorld(world));

type Action = (args: ActionFunctionArgs) => Promise<unknown>;
type Answer = {
  readonly status: number;
  readonly location: string | null;
  readonly data: Record<string, unknown>;
};

async function send(
  action: Action,
  path: string,
  cookie: string,
  fields: [string, string][],
  params: Record<string, string> = {},
): Promise<Answer> {
  const answer = await action({
    request: post(path, cookie, fields),
    params,
    context: {},
  } as ActionFunctionArgs);
  if (answer instanceof Response)
    return { status: answer.status, location: answer.headers.get("location"), data: {} };
  const { data, init } = answer as { data: Record<string, unknown>; init: { status?: number } | null };
  return { status: init?.status ?? 200, location: null, data };
}

let people = 0;
async function paidOrder(coverFee = false): Promise<{ readonly order: Order; readonly paymentId: string }> {
  people += 1;
  const worker = await stateWorker(world, `35091041058500${10 + people}`, `Pekerja ${people}`);
  const placed = await order(world, [{ worker }], { email: `pembayar${people}@contoh.example`, coverFee });
  const payment = await attempt(world, placed);
  await recordGatewayEvents(world, "stripe", [
    message(world, { kind: "payment_succeeded", payment: paid(payment) }),
  ]);
  return { order: placed, paymentId: payment.id };
}

const actsOn = (subjectId: string) =>
  database.db
    .selectFrom("audit_log")
    .select(["act", "actor_kind", "actor_name", "reason", "after"])
    .where("subject_id", "=", subjectId)
    .orderBy("id")
    .execute();

describe("giving money back", () => {
  const path = (placed: Order) => `/admin/pesanan/${placed.code}/pengembalian`;

  it("shows what will be posted, in rupiah, and does nothing yet", async () => {
    const { order: placed, paymentId } = await paidOrder(true);
    const { months } = await refundableLines(database.db, paymentId);
    const answer = await send(
      refund,
      path(placed),
      finance,
      [
        ["bulan", monthKey(months[2]!)],
        ["biaya", "ya"],
        ["alasan", "Pekerja pindah"],
        ["langkah", "pratinjau"],
      ],
      { code: placed.code },
    );
    expect(answer.data.step).toBe("preview");
    const { now } = answer.data.postings as { now: { account: string; amountRupiah: number }[] };
    expect(now.map(({ account, amountRupiah }) => [account, amountRupiah])).toEqual([
      ["premiums_payable", months[2]!.amountRupiah],
      ["fee_contributions", placed.feeCoverRupiah],
      ["refunds_payable", -(months[2]!.amountRupiah + placed.feeCoverRupiah)],
    ]);
    expect(await refundsOf(paymentId)).toEqual([]);
    expect(await actsOn(paymentId)).toEqual([]);
  });

  it("posts exactly what was shown, and writes down who did it and why", async () => {
    const { order: placed, paymentId } = await paidOrder();
    const { months } = await refundableLines(database.db, paymentId);
    const fields = (step: string): [string, string][] => [
      ["bulan", monthKey(months[0]!)],
      ["alasan", " Salah bulan "],
      ["langkah", step],
    ];
    const shown = await send(refund, path(placed), finance, fields("pratinjau"), { code: placed.code });
    const answer = await send(refund, path(placed), finance, fields("jalankan"), { code: placed.code });
    expect(answer.location).toBe(`/admin/pesanan/${placed.code}?kabar=dikembalikan`);
    const posted = await database.db
      .selectFrom("journal_entry as e")
      .innerJoin("journal_line as l", "l.entry_id", "e.id")
      .select(["l.account", "l.amount"])
      .where("e.kind", "=", "refund_requested")
      .where("l.payment_id", "=", paymentId)
      .orderBy("l.line_no")
      .execute();
    const { now } = shown.data.postings as { now: { account: string; amountRupiah: number }[] };
    expect(posted).toEqual(now.map(({ account, amountRupiah }) => ({ account, amount: amountRupiah })));
    expect(await actsOn(paymentId)).toMatchObject([
      { act: "refund_requested", actor_kind: "staff", actor_name: "Rina Hartati", reason: "Salah bulan" },
    ]);
  });

  it("gives everything back when asked to, once, also when the button is pressed twice", async () => {
    const { order: placed, paymentId } = await paidOrder(true);
    const fields: [string, string][] = [
      ["semua", "ya"],
      ["alasan", "Batal semua"],
      ["langkah", "pratinjau"],
    ];
    const shown = await send(refund, path(placed), finance, fields, { code: placed.code });
    const choice = shown.data.choice as {
      amountRupiah: number;
      months: { workerId: string; month: string }[];
    };
    expect(choice.amountRupiah).toBe(placed.totalRupiah);
    const confirm: [string, string][] = [
      ...choice.months.map((line): [string, string] => ["bulan", monthKey(line)]),
      ["biaya", "ya"],
      ["alasan", "Batal semua"],
      ["langkah", "jalankan"],
    ];
    const answers = await Promise.all(
      [1, 2].map(() => send(refund, path(placed), finance, confirm, { code: placed.code })),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([302, 422]);
    expect(await refundsOf(paymentId)).toEqual([placed.totalRupiah]);
  });

  it("asks for months and a reason, beside the fields", async () => {
    const { order: placed, paymentId } = await paidOrder();
    const answer = await send(refund, path(placed), finance, [["langkah", "jalankan"]], {
      code: placed.code,
    });
    expect(answer).toMatchObject({
      status: 422,
      data: {
        step: "choose",
        mistakes: [
          { field: "bulan", why: "nothing_chosen" },
          { field: "alasan", why: "reason_missing" },
        ],
      },
    });
    expect(await refundsOf(paymentId)).toEqual([]);
  });

  it("takes no month of somebody else's payment", async () => {
    const mine = await paidOrder();
    const theirs = await paidOrder();
    const { months } = await refundableLines(database.db, theirs.paymentId);
    const fields: [string, string][] = [
      ["bulan", monthKey(months[0]!)],
      ["alasan", "Salah orang"],
      ["langkah", "jalankan"],
    ];
    const answer = await send(refund, path(mine.order), finance, fields, { code: mine.order.code });
    expect(answer.status).toBe(422);
    expect(await refundsOf(theirs.paymentId)).toEqual([]);
  });
});

describe("deciding a finding", () => {
  it("carries it out and writes it down; deciding again is refused", async () => {
    const { order: placed } = await paidOrder();
    const second = await attempt(world, placed, 2);
    await recordGatewayEvents(world, "stripe", [
      message(world, { kind: "payment_succeeded", payment: paid(second) }),
    ]);
    const { id } = await database.db
      .selectFrom("finding")
      .select("id")
      .where("payment_id", "=", second.id)
      .executeTakeFirstOrThrow();
    const fields: [string, string][] = [
      ["keputusan", "pool"],
      ["alasan", "Donatur setuju lewat telepon"],
    ];
    expect(
      (await send(decide, `/admin/temuan/${id}`, finance, [["keputusan", "pool"]], { id })).data.refused,
    ).toBe("reason_missing");
    expect((await send(decide, `/admin/temuan/${id}`, finance, fields, { id })).status).toBe(302);
    expect((await send(decide, `/admin/temuan/${id}`, finance, fields, { id })).data.refused).toBe(
      "already_resolved",
    );
    expect(await actsOn(id)).toMatchObject([
      { act: "finding_resolved", actor_name: "Rina Hartati", reason: "Donatur setuju lewat telepon" },
    ]);
  });

  it("takes only a decision that is offered", async () => {
    const id = world.chance.id();
    await database.db
      .insertInto("finding")
      .values({
        id,
        kind: "foreign_event",
        subject: "evt_x",
        opened_at: world.clock.now(),
        amount: 0,
        order_id: null,
        payment_id: null,
        refund_id: null,
        worker_id: null,
        month: null,
        facts: "{}",
      })
      .execute();
    for (const decision of ["refund", "pool", "__proto__", ""])
      expect(
        (
          await send(
            decide,
            `/admin/temuan/${id}`,
            finance,
            [
              ["keputusan", decision],
              ["alasan", "coba saja"],
            ],
            { id },
          )
        ).data.refused,
      ).toBe("not_offered");
    expect(await actsOn(id)).toEqual([]);
  });
});

describe("the outbox", () => {
  it("tries a stuck chore again, and writes it down once", async () => {
    const id = world.chance.id();
    await database.db
      .insertInto("chore")
      .values({
        id,
        kind: "fetch_fee",
        subject: world.chance.id(),
        queued_at: world.clock.now(),
        due_at: world.clock.now(),
        attempts: 20,
        state: "stuck",
        last_error: "Gateway tidak menjawab.",
      })
      .execute();
    const fields: [string, string][] = [
      ["apa", "tugas"],
      ["id", id],
    ];
    expect((await send(outbox, "/admin/surat", finance, fields)).location).toContain("dijadwalkan");
    expect((await send(outbox, "/admin/surat", finance, fields)).location).toContain("hilang");
    expect(await actsOn(id)).toMatchObject([{ act: "chore_retried" }]);
    const chore = await database.db
      .selectFrom("chore")
      .select("state")
      .where("id", "=", id)
      .executeTakeFirstOrThrow();
    expect(chore.state).toBe("waiting");
  });
});

describe("keeping the tables", () => {
  it("records a tariff row for a month ahead after showing what quotes become", async () => {
    const fields = (step: string): [string, string][] => [
      ["tabel", "rate"],
      ["fromMonth", "2027-04"],
      ["programme", "jkm"],
      ["basis", "flat"],
      ["amount", "7.500"],
      ["legalSource", "PP uji/2027"],
      ["langkah", step],
    ];
    const shown = await send(tariff, "/admin/tarif/baru", administrator, fields("pratinjau"));
    const examples = shown.data.examples as { beforeRupiah: number; afterRupiah: number }[];
    expect(examples.every(({ beforeRupiah, afterRupiah }) => afterRupiah - beforeRupiah === 700)).toBe(true);
    const recorded = await send(tariff, "/admin/tarif/baru", administrator, fields("catat"));
    expect(recorded.location).toBe("/admin/tarif?bulan=2027-04&dicatat=2027-04");
    const rows = await database.db
      .selectFrom("contribution_rate")
      .selectAll()
      .where("origin", "=", "admin")
      .execute();
    expect(rows).toMatchObject([{ from_month: "2027-04", flat_amount: 7500, recorded_by: "Rina Hartati" }]);
    expect(await actsOn(String(rows[0]!.id))).toMatchObject([{ act: "tariff_recorded" }]);
  });

  it("changes no month that has begun: said beside the field, and nothing is written", async () => {
    const before = await database.db.selectFrom("contribution_rate").select("id").execute();
    for (const month of ["2026-11", "2026-10", "2020-01"]) {
      const answer = await send(tariff, "/admin/tarif/baru", administrator, [
        ["tabel", "rate"],
        ["fromMonth", month],
        ["programme", "jkm"],
        ["basis", "flat"],
        ["amount", "1"],
        ["legalSource", "PP uji"],
        ["langkah", "catat"],
      ]);
      expect(answer).toMatchObject({ status: 422, data: { mistakes: { fromMonth: "month_past" } } });
    }
    expect(await database.db.selectFrom("contribution_rate").select("id").execute()).toHaveLength(
      before.length,
    );
  });

  it("renames a work unit from today, and names what is wrong with a day that has passed", async () => {
    const unit = await database.db.selectFrom("work_unit").select("id").limit(1).executeTakeFirstOrThrow();
    const fields = (day: string): [string, string][] => [
      ["apa", "rename"],
      ["nama", "Dinas Nama Baru Uji"],
      ["jenis", "dinas"],
      ["mulai", day],
    ];
    const path = `/admin/unit/${unit.id}`;
    expect(await send(renameUnit, path, administrator, fields("2026-11-22"), { id: unit.id })).toMatchObject({
      status: 422,
      data: { field: "mulai", mistake: "day_past" },
    });
    expect(
      (await send(renameUnit, path, administrator, fields("2026-11-23"), { id: unit.id })).location,
    ).toBe(`${path}?mulai=2026-11-23`);
    expect(await actsOn(unit.id)).toMatchObject([{ act: "unit_renamed" }]);
  });

  it("adds and removes a holiday ahead, and leaves past ones alone", async () => {
    const add = (day: string): [string, string][] => [
      ["tanggal", day],
      ["nama", "Hari Uji"],
      ["sumber", "SKB uji"],
    ];
    expect((await send(holiday, "/admin/libur", administrator, add("2027-02-08"))).status).toBe(302);
    expect((await send(holiday, "/admin/libur", administrator, add("2027-02-08"))).data.mistake).toBe(
      "known",
    );
    expect((await send(holiday, "/admin/libur", administrator, add("2026-11-22"))).data.mistake).toBe("past");
    expect((await send(holiday, "/admin/libur", administrator, add("2026-02-30"))).data.mistake).toBe("day");
    const remove: [string, string][] = [
      ["apa", "hapus"],
      ["tanggal", "2027-02-08"],
    ];
    expect((await send(holiday, "/admin/libur", administrator, remove)).status).toBe(302);
    expect((await actsOn("2027-02-08")).map(({ act }) => act)).toEqual(["holiday_added", "holiday_removed"]);
  });
});

async function refundsOf(paymentId: string): Promise<number[]> {
  const rows = await database.db
    .selectFrom("refund")
    .select("amount")
    .where("payment_id", "=", paymentId)
    .execute();
  return rows.map(({ amount }) => amount);
}
