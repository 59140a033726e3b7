/** A card left for later, through the real SDK against the sandbox. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openRig, type Rig } from "./sandbox-rig";

let rig: Rig;
beforeAll(async () => {
  rig = await openRig();
});
afterAll(() => rig.close());

let wishes = 0;
async function open(customerRef?: string) {
  wishes += 1;
  const opened = await rig.gateway.openCardPage({
    wishId: `wish-${wishes}`,
    idempotencyKey: `card/wish-${wishes}`,
    payerEmail: "sari@example.org",
    successUrl: "http://site.example/saya/kartu",
    cancelUrl: "http://site.example/saya/kartu",
    locale: "id",
    ...(customerRef ? { customerRef } : {}),
  });
  if (opened.kind !== "opened") throw new Error(opened.detail);
  return opened;
}

async function keep(card: string, customerRef?: string) {
  const { checkoutRef, url } = await open(customerRef);
  await rig.press(url, { action: "pay", card });
  const page = await rig.gateway.findCardPage(checkoutRef);
  if (page?.state !== "kept") throw new Error(`The card was not kept: ${page?.state}`);
  return page;
}

describe("a card page", () => {
  it("is open until a card is left, then names the card, and nothing was charged", async () => {
    const { checkoutRef, url } = await open();
    expect(await rig.gateway.findCardPage(checkoutRef)).toEqual({ state: "open" });
    await rig.press(url, { action: "pay", card: "5555555555554444" });
    const page = await rig.gateway.findCardPage(checkoutRef);
    expect(page).toMatchObject({
      state: "kept",
      method: { kind: "card", brand: "mastercard", last4: "4444", expMonth: 12 },
    });
    expect((await rig.stripe.charges.list({ limit: 1 })).data).toEqual([]);
  });

  it("gives a second card to the same customer, and both can be charged", async () => {
    const first = await keep("4242424242424242");
    const second = await keep("5555555555554444", first.customerRef);
    expect(second.customerRef).toBe(first.customerRef);
    for (const [n, { savedMethodRef }] of [first, second].entries())
      expect(
        await rig.gateway.chargeSavedCard({
          paymentId: `later-${n}`,
          orderCode: "P-1",
          idempotencyKey: `later/${n}`,
          amountRupiah: 16_800,
          description: "Perpanjangan",
          customerRef: first.customerRef,
          savedMethodRef,
        }),
      ).toMatchObject({ kind: "charged", payment: { state: "succeeded", receivedRupiah: 16_800 } });
  });

  it("asked for twice under one key is one page; an unknown one is nobody's", async () => {
    const request = {
      wishId: "twice",
      idempotencyKey: "card/twice",
      payerEmail: "sari@example.org",
      successUrl: "http://site.example/a",
      cancelUrl: "http://site.example/a",
      locale: "id",
    } as const;
    const [one, two] = [await rig.gateway.openCardPage(request), await rig.gateway.openCardPage(request)];
    expect(one).toEqual(two);
    expect(await rig.gateway.findCardPage("cs_test_nobody")).toBeUndefined();
  });

  it("closes after a day", async () => {
    const { checkoutRef } = await open();
    await rig.control("clock/advance", {
      to: new Date(rig.clock.now().getTime() + 25 * 3_600_000).toISOString(),
    });
    expect(await rig.gateway.findCardPage(checkoutRef)).toEqual({ state: "expired" });
  });
});

describe("a card that is forgotten", () => {
  it("cannot be charged any more, and may be forgotten again", async () => {
    const { savedMethodRef, customerRef } = await keep("4242424242424242");
    expect(await rig.gateway.forgetCard(savedMethodRef)).toEqual({ kind: "forgotten" });
    expect(await rig.gateway.forgetCard(savedMethodRef)).toEqual({ kind: "forgotten" });
    expect(await rig.gateway.forgetCard("pm_nobody")).toEqual({ kind: "forgotten" });
    const charged = await rig.gateway.chargeSavedCard({
      paymentId: "gone",
      orderCode: "P-2",
      idempotencyKey: "later/gone",
      amountRupiah: 16_800,
      description: "Perpanjangan",
      customerRef,
      savedMethodRef,
    });
    expect(charged.kind).toBe("refused");
  });
});
