import { beforeEach, describe, expect, it } from "vitest";
import { saveCartPayer } from "~/orders/cart-queries.server";
import { listOrderLines } from "~/orders/order-queries.server";
import { placeOrder } from "~/orders/place-order.server";
import { closeOrder } from "~/payments/close-order.server";
import { feePlan, fillCart, order, stateWorker } from "../support/story";
import { useDatabase } from "../support/test-database";
import { type TestWorld, testWorld } from "../support/test-world";

const database = useDatabase();
let world: TestWorld;
let nik = 3509_0201_0185_0000;
const worker = () => stateWorker(world, String(++nik));

beforeEach(() => {
  world = testWorld(database.db);
});

const place = (cartId: string) => placeOrder(world, { cartId, feePlan, locale: "id" });

describe("an order", () => {
  it("freezes each month at its own tariff, with its source", async () => {
    const placed = await order(world, [
      { worker: await worker(), start: "2026-12", months: 3, programmes: ["jkk", "jkm", "jht"] },
    ]);
    const lines = await listOrderLines(world.db, [placed.id]);
    expect(
      lines.map((line) => [
        line.month,
        line.programme,
        line.fullRupiah,
        line.discountPercent,
        line.amountRupiah,
      ]),
    ).toEqual([
      ["2026-12", "jht", 20_000, 0, 20_000],
      ["2026-12", "jkk", 10_000, 50, 5_000],
      ["2026-12", "jkm", 6_800, 50, 3_400],
      ["2027-01", "jht", 20_000, 0, 20_000],
      ["2027-01", "jkk", 10_000, 0, 10_000],
      ["2027-01", "jkm", 6_800, 0, 6_800],
      ["2027-02", "jht", 20_000, 0, 20_000],
      ["2027-02", "jkk", 10_000, 0, 10_000],
      ["2027-02", "jkm", 6_800, 0, 6_800],
    ]);
    expect(lines.find((line) => line.month === "2026-12" && line.programme === "jkk")?.legalSource).toContain(
      "PP 50/2025",
    );
    expect(placed.totalRupiah).toBe(28_400 + 36_800 + 36_800);
    expect(placed.expiresAt.getTime() - placed.placedAt.getTime()).toBe(24 * 3_600_000);
  });

  it("is the same one for the same cart: a double click, a reload, two tabs", async () => {
    const cartId = await fillCart(world, [{ worker: await worker() }]);
    const answers = await Promise.all([place(cartId), place(cartId), place(cartId)]);
    const ids = new Set(answers.map((answer) => (answer.kind === "placed" ? answer.order.id : answer.kind)));
    expect(ids.size).toBe(1);
    expect(answers.filter((answer) => answer.kind === "placed" && answer.fresh)).toHaveLength(1);
  });

  it("keeps its months, and a second sponsor is told so and gets nothing half written", async () => {
    const shared = await worker();
    await order(world, [{ worker: shared }]);
    const before = await world.db
      .selectFrom("orders")
      .select(({ fn }) => fn.countAll().as("n"))
      .executeTakeFirst();
    const answer = await place(
      await fillCart(world, [{ worker: await worker() }, { worker: shared, start: "2027-01", months: 1 }], {
        email: "ani@example.org",
      }),
    );
    expect(answer).toMatchObject({
      kind: "months_taken",
      covered: [],
      held: [{ month: "2027-01" }, { month: "2027-01" }],
    });
    const after = await world.db
      .selectFrom("orders")
      .select(({ fn }) => fn.countAll().as("n"))
      .executeTakeFirst();
    expect(after).toEqual(before);
  });

  it("lets its months go after 24 hours, even when nobody ended it", async () => {
    const shared = await worker();
    const first = await order(world, [{ worker: shared }]);
    world.clock.advance(24 * 3_600_000 + 1);
    const second = await order(world, [{ worker: shared }], { email: "ani@example.org" });
    expect(second.id).not.toBe(first.id);
  });

  it("cannot be placed by two sponsors for one month at once: the second waits and is refused", async () => {
    const shared = await worker();
    const [one, two] = [
      await fillCart(world, [{ worker: shared, months: 1 }]),
      await fillCart(world, [{ worker: shared, months: 1 }], { email: "ani@example.org" }),
    ];
    const answers = await Promise.all([place(one), place(two)]);
    expect(answers.map((answer) => answer.kind).sort()).toEqual(["months_taken", "placed"]);
  });

  it("must be closed before a changed cart is ordered anew", async () => {
    const cartId = await fillCart(world, [{ worker: await worker() }]);
    const first = await place(cartId);
    if (first.kind !== "placed") throw new Error(first.kind);
    await saveCartPayer(world.db, cartId, {
      payerName: "Budi",
      payerEmail: "budi@example.org",
      shownAs: "hamba_allah",
      coverFee: true,
      touchedAt: world.clock.now(),
    });
    expect(await place(cartId)).toEqual({ kind: "replaces", orderId: first.order.id });
    expect(await closeOrder(world, first.order.id, "replaced")).toBe("closed");
    const second = await place(cartId);
    expect(second).toMatchObject({ kind: "placed", fresh: true, order: { shownAs: "hamba_allah" } });
  });

  it("is refused with a reason when the cart is empty, gone, or nobody is named as payer", async () => {
    expect(await place(await fillCart(world, []))).toEqual({ kind: "cart_empty" });
    expect(await place(world.chance.id())).toEqual({ kind: "cart_gone" });
    const cartId = await fillCart(world, [{ worker: await worker() }]);
    await world.db.updateTable("cart").set({ payer_email: null }).where("id", "=", cartId).execute();
    expect(await place(cartId)).toEqual({ kind: "payer_missing" });
  });

  it("covers the fee so that the premium arrives whole", async () => {
    const placed = await order(world, [{ worker: await worker() }], { coverFee: true });
    const fee = placed.totalRupiah * 0.029 * 1.11 + 2_000 * 1.11;
    expect(placed.feeCoverRupiah).toBeGreaterThanOrEqual(fee);
    expect(placed.feeCoverRupiah - fee).toBeLessThan(1);
  });
});
