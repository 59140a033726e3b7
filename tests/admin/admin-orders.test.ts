import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Order } from "~/orders/order-queries.server";
import { recordGatewayEvents } from "~/payments/record-gateway-events.server";
import { refundableLines } from "~/payments/refund-queries.server";
import { requestRefund } from "~/payments/request-refund.server";
import { setWorld } from "~/platform/world.server";
import { listOrders } from "~/reporting/admin-orders-queries.server";
import { readOrderFilter, readPlace, searchText, writePlace } from "~/reporting/order-filter";
import { ask, staffCookie } from "../support/signed-in";
import { attempt, message, order, paid, stateWorker } from "../support/story";
import { useDatabase } from "../support/test-database";
import { type TestWorld, testWorld } from "../support/test-world";

const database = useDatabase();
let world: TestWorld;
const orders: Order[] = [];
const paidRefs: string[] = [];

beforeAll(async () => {
  world = testWorld(database.db);
  for (let index = 0; index < 7; index += 1) {
    world.clock.advance(60_000);
    const worker = await stateWorker(
      world,
      `350910410585000${index}`,
      index === 3 ? "Siti 100% _Aminah_" : `Pekerja ${index}`,
    );
    orders.push(
      await order(world, [{ worker }], { email: `payer${index}@contoh.example`, coverFee: index === 2 }),
    );
  }
  for (const index of [1, 2, 3]) {
    const payment = await attempt(world, orders[index]!);
    paidRefs[index] = `pi_${payment.id}`;
    await recordGatewayEvents(world, "stripe", [
      message(world, { kind: "payment_succeeded", payment: paid(payment) }, `evt_admin_${index}`),
    ]);
    const { months } = await refundableLines(database.db, payment.id);
    if (index === 1) continue;
    await requestRefund(world, {
      paymentId: payment.id,
      lines: index === 2 ? months.slice(0, 1) : months,
      includeFeeCover: index === 3,
      reason: "uji coba",
      requestedBy: { id: "x", name: "Rina" },
    });
  }
});
beforeEach(() => setWorld(world));

const codes = (page: { readonly orders: readonly { readonly code: string }[] }) =>
  page.orders.map(({ code }) => code);
const codesOf = (...indexes: number[]) => indexes.map((index) => orders[index]!.code);
const find = async (query: string) => {
  const { filter } = readOrderFilter(new URLSearchParams(query));
  return codes(await listOrders(database.db, filter, { now: world.clock.now(), size: 50 }));
};
const search = (text: string) => find(new URLSearchParams({ q: text }).toString());

describe("the list of orders", () => {
  it("shows the newest first, with how each stands", async () => {
    const page = await listOrders(database.db, {}, { now: world.clock.now(), size: 50 });
    expect(codes(page)).toEqual(codesOf(6, 5, 4, 3, 2, 1, 0));
    expect(page.orders.map(({ state }) => state)).toEqual([
      "open",
      "open",
      "open",
      "refunded",
      "partly_refunded",
      "paid",
      "open",
    ]);
    expect(page.orders[3]).toMatchObject({
      workers: 1,
      refundedRupiah: orders[3]!.totalRupiah,
      openFindings: 0,
    });
  });

  it("finds by part of a name, an address or a code, in any case", async () => {
    expect(await search("PAYER4@")).toEqual(codesOf(4));
    expect(await search(orders[5]!.code.toLowerCase())).toEqual(codesOf(5));
    expect(await search("pekerja 6")).toEqual(codesOf(6));
    expect(await search("budi sant")).toHaveLength(7);
  });

  it("finds by the whole number of a payment, a checkout, an event or our own id, and not by a part of one", async () => {
    expect(await search(paidRefs[1]!)).toEqual(codesOf(1));
    expect(await search(paidRefs[1]!.replace("pi_", "cs_"))).toEqual(codesOf(1));
    expect(await search("evt_admin_2")).toEqual(codesOf(2));
    expect(await search(orders[0]!.id.toUpperCase())).toEqual(codesOf(0));
    expect(await search(paidRefs[1]!.slice(0, -2))).toEqual([]);
  });

  it("takes every letter for itself: quotes, signs of patterns, bidi, null and ten thousand of them", async () => {
    expect(await search("100%")).toEqual(codesOf(3));
    expect(await search("_Aminah_")).toEqual(codesOf(3));
    expect(await search("100_")).toEqual([]);
    for (const odd of [
      "'",
      '"; drop table orders; --',
      "\\",
      "%",
      "_",
      "%%%",
      "\0",
      "Siti\0",
      "‮tac",
      "😀",
      "\ud800",
      "é".normalize("NFD"),
      "x".repeat(10_000),
      "((((",
      "{}",
      "$1",
    ])
      expect(Array.isArray(await search(odd)), JSON.stringify(odd.slice(0, 20))).toBe(true);
    expect(await search("Si\u0000ti 100%")).toEqual([]);
    expect(await search("Siti​ 100%")).toEqual(codesOf(3));
    expect(searchText(` a\t\nb${"c".repeat(1000)}`)).toHaveLength(200);
  });

  it("filters by state, day in Jember and amount, all at once", async () => {
    expect(await find("keadaan=paid")).toEqual(codesOf(1));
    expect(await find("keadaan=refunded")).toEqual(codesOf(3));
    expect(await find("keadaan=open&q=payer0")).toEqual(codesOf(0));
    const total = orders[2]!.totalRupiah;
    expect(await find(`min=${total}&maks=Rp${total}`)).toEqual(codesOf(2));
    expect(await find("dari=2026-11-23&sampai=2026-11-23")).toHaveLength(7);
    expect(await find("dari=2026-11-24")).toEqual([]);
    expect(await find("sampai=2026-11-22")).toEqual([]);
  });

  it("names what it could not read and shows the rest", () => {
    const { filter, mistakes } = readOrderFilter(
      new URLSearchParams("keadaan=entah&dari=2026-02-30&sampai=kemarin&min=1,5&maks=-3&q=a"),
    );
    expect(mistakes).toEqual({ keadaan: "state", dari: "day", sampai: "day", min: "rupiah", maks: "rupiah" });
    expect(filter).toEqual({ text: "a" });
    expect(
      readOrderFilter(new URLSearchParams("dari=2026-12-02&sampai=2026-12-01&min=5&maks=4")).mistakes,
    ).toEqual({
      sampai: "day_order",
      maks: "rupiah_order",
    });
  });

  it("is walked page by page in both directions without loss, also when new orders arrive in between", async () => {
    const now = world.clock.now();
    const wish = { now, size: 3 };
    const first = await listOrders(database.db, {}, wish);
    expect(codes(first)).toEqual(codesOf(6, 5, 4));
    expect(first.newer).toBeUndefined();
    world.clock.advance(1_000);
    const worker = await stateWorker(world, "3509104105850019", "Pendatang");
    const newcomer = await order(world, [{ worker }], { email: "baru@contoh.example" });
    const second = await listOrders(database.db, {}, { ...wish, after: readPlace(writePlace(first.older!)) });
    expect(codes(second)).toEqual(codesOf(3, 2, 1));
    const third = await listOrders(database.db, {}, { ...wish, after: second.older });
    expect(codes(third)).toEqual(codesOf(0));
    expect(third.older).toBeUndefined();
    const back = await listOrders(database.db, {}, { ...wish, before: third.newer });
    expect(codes(back)).toEqual(codesOf(3, 2, 1));
    const front = await listOrders(database.db, {}, { ...wish, before: back.newer });
    expect(codes(front)).toEqual(codesOf(6, 5, 4));
    const top = await listOrders(database.db, {}, { ...wish, before: front.newer });
    expect(codes(top)).toEqual([newcomer.code]);
    orders.push(newcomer);
  });

  it("takes a torn address for the first page", async () => {
    for (const torn of ["", "x", "1.x", "99999999999999999.00000000-0000-7000-8000-000000000000", "1'; --"])
      expect(readPlace(torn)).toBeUndefined();
  });

  it("shows orders made in the same instant once each, page by page", async () => {
    const same = await Promise.all(
      [20, 21, 22, 23].map(async (nik) => {
        const worker = await stateWorker(world, `35091041058500${nik}`, "Serentak");
        return (await order(world, [{ worker }], { email: `sama${nik}@contoh.example` })).code;
      }),
    );
    const seen: string[] = [];
    let after = undefined as ReturnType<typeof readPlace>;
    for (let page = 0; page < 20; page += 1) {
      const found = await listOrders(
        database.db,
        { text: "Serentak" },
        { now: world.clock.now(), size: 1, after },
      );
      seen.push(...codes(found));
      if (!found.older) break;
      after = found.older;
    }
    expect(seen.toSorted()).toEqual(same.toSorted());
  });
});

describe("an order's page", () => {
  it("tells its whole story in time order, every rupiah of it", async () => {
    const { loader } = await import("../../app/routes/admin.pesanan.$code._index");
    const cookie = await staffCookie(world, ["auditor"], "pemeriksa@contoh.example");
    const { code } = orders[3]!;
    const page = (await loader({
      request: ask(`/admin/pesanan/${code}`, cookie),
      params: { code },
      context: {},
    } as never)) as Awaited<ReturnType<typeof loader>>;
    const kinds = page.happenings.map(({ kind }) => kind);
    expect(kinds).toEqual(
      expect.arrayContaining(["placed", "attempt", "told", "settled", "posted", "refund_requested"]),
    );
    expect(kinds[0]).toBe("placed");
    expect(kinds.indexOf("settled")).toBeLessThan(kinds.indexOf("refund_requested"));
    for (const happening of page.happenings)
      if (happening.kind === "posted")
        expect(happening.lines.reduce((sum, line) => sum + line.amountRupiah, 0)).toBe(0);
    expect(page.mayAct).toBe(false);
    const times = page.happenings.map(({ at }) => at.getTime());
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });
});
