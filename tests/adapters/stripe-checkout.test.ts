import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { CheckoutOpened } from "~/payments/gateway";
import { checkout, openRig, type Rig } from "./sandbox-rig";

let rig: Rig;
beforeAll(async () => {
  rig = await openRig();
});
afterAll(() => rig.close());
beforeEach(async () => {
  await rig.quiet();
  rig.door.arrivals.length = 0;
});

async function open(changes: Parameters<typeof checkout>[1] = {}): Promise<CheckoutOpened> {
  const opened = await rig.gateway.openCheckout(checkout(rig.clock.now(), changes));
  if (opened.kind !== "opened") throw new Error(opened.detail);
  return opened;
}

describe("a checkout on the hosted page", () => {
  it("is paid, and tells so in the natural order", async () => {
    const opened = await open();
    const page = await (await fetch(opened.url)).text();
    expect(page).toContain("Rp33.600");
    expect(page).toContain("bukan uang sungguhan");
    const paid = await rig.press(opened.url, { action: "pay", card: "4242 4242 4242 4242" });
    expect(paid).toMatchObject({
      status: 303,
      to: `http://site.example/terima-kasih?checkout=${opened.checkoutRef}`,
    });
    await rig.quiet();
    expect(rig.door.types()).toEqual([
      "payment_intent.created",
      "charge.succeeded",
      "payment_intent.succeeded",
      "checkout.session.completed",
    ]);
    const found = await rig.gateway.findCheckout(opened.checkoutRef);
    expect(found).toMatchObject({
      state: "succeeded",
      receivedRupiah: 33_600,
      refundedRupiah: 0,
      method: { kind: "card", brand: "visa", last4: "4242", expMonth: 12 },
    });
    expect(await rig.gateway.findPayment(found!.paymentRef!)).toMatchObject({ state: "succeeded" });
    // 2.9 % of 33.600 is 974,4; with the fixed 2.000 that is 2.974, and 11 % of it 327.
    expect(await rig.gateway.findFee(found!.paymentRef!)).toMatchObject({
      feeRupiah: 2974,
      taxRupiah: 327,
      netRupiah: 30_299,
      currency: "idr",
    });
  });

  it("pays once when the button is pressed twice at the same time", async () => {
    const opened = await open();
    const presses = await Promise.all(
      [1, 2, 3].map(() => rig.press(opened.url, { action: "pay", card: "" })),
    );
    expect(new Set(presses.map((press) => press.to)).size).toBe(1);
    await rig.quiet();
    expect(rig.door.types().filter((type) => type === "charge.succeeded")).toHaveLength(1);
  });

  it("stays open after a decline, and is then paid with the same payment", async () => {
    const opened = await open();
    const declined = await rig.press(opened.url, { action: "decline" });
    expect(declined.status).toBe(402);
    expect(declined.page).toContain("ditolak");
    const waiting = await rig.gateway.findCheckout(opened.checkoutRef);
    expect(waiting).toMatchObject({ state: "open", receivedRupiah: 0 });
    expect(waiting?.failure).toContain("generic_decline");
    await rig.quiet();
    expect(rig.door.types()).toEqual([
      "payment_intent.created",
      "charge.failed",
      "payment_intent.payment_failed",
    ]);
    await rig.press(opened.url, { action: "pay", card: "" });
    expect(await rig.gateway.findCheckout(opened.checkoutRef)).toMatchObject({
      state: "succeeded",
      paymentRef: waiting?.paymentRef,
    });
  });

  it("asks the holder in 3-D Secure, who may say no and then yes", async () => {
    const opened = await open();
    const asked = await rig.press(opened.url, { action: "three_ds" });
    expect(asked.to).toMatch(/\/verifikasi$/);
    const confirmUrl = new URL(asked.to!, opened.url).href;
    const no = await rig.press(confirmUrl, { result: "failed" });
    expect(no.page).toContain("Verifikasi 3-D Secure gagal");
    await rig.press(opened.url, { action: "three_ds" });
    const yes = await rig.press(confirmUrl, { result: "passed" });
    expect(yes.status).toBe(303);
    await rig.quiet();
    expect(rig.door.types()).toEqual([
      "payment_intent.created",
      "payment_intent.requires_action",
      "payment_intent.payment_failed",
      "payment_intent.requires_action",
      "charge.succeeded",
      "payment_intent.succeeded",
      "checkout.session.completed",
    ]);
  });

  it.each([
    ["came", "checkout.session.async_payment_succeeded", "succeeded"],
    ["failed", "checkout.session.async_payment_failed", "failed"],
  ] as const)("a delayed transfer that %s", async (outcome, type, state) => {
    const opened = await open();
    expect((await rig.press(opened.url, { action: "later" })).status).toBe(303);
    expect(await rig.gateway.findCheckout(opened.checkoutRef)).toMatchObject({ state: "processing" });
    await rig.quiet();
    expect(rig.door.types()).toContain("payment_intent.processing");
    expect(rig.door.types().at(-1)).toBe("checkout.session.completed");
    await rig.control(`sessions/${opened.checkoutRef}/settle`, { outcome });
    await rig.quiet();
    expect(rig.door.types().at(-1)).toBe(type);
    expect(await rig.gateway.findCheckout(opened.checkoutRef)).toMatchObject({ state });
  });

  it("leads back without paying, and can be paid afterwards", async () => {
    const opened = await open();
    const back = await rig.press(opened.url, { action: "cancel" });
    expect(back.to).toBe("http://site.example/keranjang");
    expect(await rig.gateway.findCheckout(opened.checkoutRef)).toMatchObject({ state: "open" });
  });

  it("is expired by us, and then cannot be paid", async () => {
    const opened = await open();
    expect(await rig.gateway.expireCheckout(opened.checkoutRef)).toEqual({ kind: "expired" });
    expect(await rig.gateway.expireCheckout(opened.checkoutRef)).toEqual({ kind: "expired" });
    const late = await rig.press(opened.url, { action: "pay", card: "" });
    expect(late.status).toBe(410);
    expect(await rig.gateway.findCheckout(opened.checkoutRef)).toMatchObject({ state: "expired" });
    await rig.quiet();
    expect(rig.door.types()).toEqual(["checkout.session.expired"]);
  });

  it("a paid one cannot be expired", async () => {
    const opened = await open();
    await rig.press(opened.url, { action: "pay", card: "" });
    expect(await rig.gateway.expireCheckout(opened.checkoutRef)).toMatchObject({
      kind: "refused",
      reason: "already_complete",
    });
  });

  it("expires by the clock", async () => {
    const opened = await open();
    await rig.control("clock/advance", { hours: 13 });
    await rig.quiet();
    expect(await rig.gateway.findCheckout(opened.checkoutRef)).toMatchObject({ state: "expired" });
    expect(rig.door.types()).toContain("checkout.session.expired");
  });

  it("below the gateway's minimum is refused with that reason", async () => {
    const lines = [{ description: "Iuran", amountRupiah: 6800 }];
    const refused = await rig.gateway.openCheckout(checkout(rig.clock.now(), { lines }));
    expect(refused).toMatchObject({ kind: "refused", reason: "amount_too_small", retryable: false });
  });

  it("folds what does not fit in a hundred lines into the last, with the same sum", async () => {
    const lines = Array.from({ length: 140 }, (_, n) => ({ description: `Baris ${n}`, amountRupiah: 8400 }));
    const opened = await open({ lines });
    const listed = await rig.stripe.checkout.sessions.listLineItems(opened.checkoutRef, { limit: 100 });
    expect(listed.data).toHaveLength(100);
    expect(listed.data.at(-1)).toMatchObject({ description: "41 baris lainnya" });
    expect(listed.data.reduce((sum, line) => sum + line.amount_total, 0)).toBe(140 * 840_000);
  });

  it("opened again under the same key is the same page, even minutes later", async () => {
    const request = checkout(rig.clock.now(), {
      expiresAt: new Date(rig.clock.now().getTime() + 24 * 3_600_000),
    });
    const first = await rig.gateway.openCheckout(request);
    await rig.control("clock/advance", { minutes: 7 });
    const second = await rig.gateway.openCheckout(request);
    expect(second).toEqual(first);
  });
});
