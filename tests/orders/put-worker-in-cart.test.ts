import { describe, expect, it } from "vitest";
import { findCartByToken } from "~/orders/cart-queries.server";
import { hashCartToken } from "~/orders/cart-visit.server";
import { draftFromLine } from "~/orders/draft-from-line.server";
import { putWorkerInCart } from "~/orders/put-worker-in-cart.server";
import type { WorkerStatement } from "~/workers/worker-statement";
import { useDatabase } from "../support/test-database";
import { testWorld } from "../support/test-world";

const database = useDatabase();

const statement: WorkerStatement = {
  name: "Siti Aminah",
  nik: "3509216504850001",
  bornOn: "1985-04-25",
  phone: "+6281234567890",
  occupationCode: "household-helper",
  sector: "other",
  placeCode: "35.09.21.1001",
  incomeRupiah: 1_000_000,
  bracketNumber: 1,
  relationship: "household_worker",
  consentManner: "spoken",
  consentTextVersion: "v1",
  confirmedWarnings: [],
};
const months = { programmes: ["jkk", "jkm"] as const, startMonth: "2026-11", months: 3 };

async function put(
  world: ReturnType<typeof testWorld>,
  more: object = {},
  over: Partial<WorkerStatement> = {},
) {
  const done = await putWorkerInCart(world, { statement: { ...statement, ...over }, ...months, ...more });
  if (done.kind !== "put") throw new Error(done.kind);
  const cart = await findCartByToken(world.db, hashCartToken(done.token));
  if (!cart) throw new Error("no cart");
  return { token: done.token, cart };
}

describe("putting a worker into the cart", () => {
  it("opens a cart that only the secret finds, and stores nothing personal in the open", async () => {
    const world = testWorld(database.db);
    const { token, cart } = await put(world);
    expect(cart.lines).toMatchObject([
      { workerName: "Siti Aminah", nikMasked: "3509••••••••0001", months: 3 },
    ]);
    const rows = JSON.stringify([
      await world.db.selectFrom("worker_statement").selectAll().execute(),
      await world.db.selectFrom("worker").selectAll().execute(),
      await world.db.selectFrom("cart").selectAll().execute(),
    ]);
    for (const secret of [statement.nik, statement.phone, statement.bornOn, token])
      expect(rows).not.toContain(secret);
  });

  it("keeps one worker for one NIK, and one line for one worker", async () => {
    const world = testWorld(database.db);
    const { token, cart } = await put(world);
    const again = await put(
      world,
      { cart: { id: cart.id, token }, months: 6 },
      { name: "Siti Aminah Binti Ali" },
    );
    expect(again.cart.lines).toMatchObject([{ workerName: "Siti Aminah Binti Ali", months: 6 }]);
    expect(again.cart.lines[0]?.workerId).toBe(cart.lines[0]?.workerId);
  });

  it("takes the corrected line away when the correction names somebody else", async () => {
    const world = testWorld(database.db);
    const { token, cart } = await put(world);
    const lineId = cart.lines[0]!.id;
    const other = { nik: "3509216504850009", name: "Siti Aisyah" };
    const corrected = await put(world, { cart: { id: cart.id, token }, lineId }, other);
    expect(corrected.cart.lines.map(({ workerName }) => workerName)).toEqual(["Siti Aisyah"]);
  });

  it("comes back into the form with everything but the consent", async () => {
    const world = testWorld(database.db);
    const { cart } = await put(world);
    const draft = await draftFromLine(world, cart.lines[0]!);
    expect(draft.answers).toMatchObject({
      nik: statement.nik,
      bornOn: statement.bornOn,
      phone: statement.phone,
      bracket: "1",
      bulan: "3",
    });
    expect(draft.answers.consentStated).toBeUndefined();
  });
});
