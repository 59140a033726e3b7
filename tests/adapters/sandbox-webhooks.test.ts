/** What the sandbox can do to webhooks, and what our door makes of it. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { checkout, openRig, type Rig, webhookSecret } from "./sandbox-rig";

let rig: Rig;
beforeAll(async () => {
  rig = await openRig();
});
afterAll(() => rig.close());
beforeEach(async () => {
  await rig.quiet();
  await rig.control("switches/clear");
  rig.door.arrivals.length = 0;
});

async function payNow(): Promise<string> {
  const opened = await rig.gateway.openCheckout(checkout(rig.clock.now()));
  if (opened.kind !== "opened") throw new Error(opened.detail);
  await rig.press(opened.url, { action: "pay", card: "" });
  return opened.checkoutRef;
}

describe("webhooks", () => {
  const completed = "checkout.session.completed";

  it("are tried again until they are taken", async () => {
    let refusals = 2;
    rig.door.answerWith((arrival) => (arrival.body.includes(`"${completed}"`) && refusals-- > 0 ? 500 : 204));
    await payNow();
    for (let round = 0; round < 3; round += 1) {
      await new Promise((done) => setTimeout(done, 60));
      await rig.control("webhooks/retry");
    }
    await rig.quiet();
    rig.door.answerWith(() => 204);
    const bodies = rig.door.arrivals
      .filter((one) => one.body.includes(`"${completed}"`))
      .map((one) => one.body);
    expect(bodies).toHaveLength(3);
    expect(new Set(bodies).size).toBe(1);
  });

  it("may come twice under one id, and a change twice under two", async () => {
    await rig.control("webhooks/switch", { type: completed, duplicate: 1, twin: true });
    await payNow();
    await rig.quiet();
    const events = rig.door.arrivals
      .map((one) => JSON.parse(one.body))
      .filter((one) => one.type === completed);
    expect(events).toHaveLength(3);
    expect(new Set(events.map((one) => one.id)).size).toBe(2);
    expect(new Set(events.map((one) => JSON.stringify(one.data))).size).toBe(1);
  });

  it("may be held and let go in another order, late or never", async () => {
    await rig.control("webhooks/hold");
    await rig.control("webhooks/switch", { type: "charge.succeeded", drop: true });
    await payNow();
    expect(rig.door.arrivals).toHaveLength(0);
    await rig.control("webhooks/release", { order: "reversed" });
    await rig.quiet();
    expect(rig.door.types()).toEqual([completed, "payment_intent.succeeded", "payment_intent.created"]);
  });

  it.each([
    [{ signature: "wrong" }, "forged", /No signatures found/],
    [{ ageSeconds: 600 }, "forged", /tolerance/],
    [{ ageSeconds: -600 }, "forged", /future/],
    [{ apiVersion: "2025-03-31.basil" }, "foreign", /API version/],
    [{ livemode: true }, "foreign", /live/],
    [{ ageSeconds: 200 }, "event", /^$/],
  ] as const)("altered by %o are read as %s", async (alteration, kind, detail) => {
    await rig.control("webhooks/switch", { type: completed, ...alteration });
    await payNow();
    await rig.quiet();
    const arrival = rig.door.arrivals.find((one) => one.body.includes(`"${completed}"`))!;
    const reading = await rig.gateway.readEvent(rig.door.request(arrival), rig.clock.now());
    expect(reading.kind).toBe(kind);
    expect("detail" in reading ? reading.detail : "").toMatch(detail);
  });

  it("a body changed on the way, even by a space, is forged", async () => {
    await payNow();
    await rig.quiet();
    const arrival = rig.door.arrivals[0]!;
    const changed = { ...arrival, body: `${arrival.body} ` };
    expect((await rig.gateway.readEvent(rig.door.request(changed), rig.clock.now())).kind).toBe("forged");
    expect((await rig.gateway.readEvent(rig.door.request(arrival), rig.clock.now())).kind).toBe("event");
  });

  it("an amount with sen is kept, and no money moves by it", async () => {
    await payNow();
    await rig.quiet();
    const arrival = rig.door.arrivals.find((one) => one.body.includes('"payment_intent.succeeded"'))!;
    const event = JSON.parse(arrival.body);
    event.data.object.amount_received = 1_680_050;
    const body = JSON.stringify(event);
    const timestamp = Math.floor(rig.clock.now().getTime() / 1000);
    const signature = rig.stripe.webhooks.generateTestHeaderString({
      payload: body,
      secret: webhookSecret,
      timestamp,
    });
    const request = new Request("http://site/", {
      method: "POST",
      body,
      headers: { "stripe-signature": signature },
    });
    expect(await rig.gateway.readEvent(request, rig.clock.now())).toMatchObject({
      kind: "foreign",
      detail: expect.stringContaining("not whole rupiah"),
      event: { news: { kind: "nothing" } },
    });
  });

  it("may be sent once more four days later, and are then fresh", async () => {
    await payNow();
    await rig.quiet();
    const { id } = JSON.parse(rig.door.arrivals.at(-1)!.body);
    await rig.control("clock/advance", { days: 4 });
    await rig.quiet();
    rig.door.arrivals.length = 0;
    await rig.control(`events/${id}/resend`);
    await rig.quiet();
    const reading = await rig.gateway.readEvent(rig.door.request(rig.door.arrivals[0]!), rig.clock.now());
    expect(reading).toMatchObject({ kind: "event", event: { gatewayEventId: id } });
    const stored = await rig.stripe.events.retrieve(id);
    expect(stored.pending_webhooks).toBe(0);
  });
});
