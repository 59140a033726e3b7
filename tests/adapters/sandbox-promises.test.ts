/** What the sandbox promises about keys, manners and faults. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { checkout, openRig, type Rig, secretKey } from "./sandbox-rig";

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

const create = (key: string, amount = "1680000", extra: Record<string, string> = {}) =>
  fetch(`${rig.sandbox.url}/v1/payment_intents`, {
    method: "POST",
    headers: { authorization: `Bearer ${secretKey}`, "idempotency-key": key },
    body: new URLSearchParams({ amount, currency: "idr", ...extra }),
  });

describe("an idempotency key", () => {
  it("gets the same answer again, marked as a repeat", async () => {
    const first = await create("same");
    const again = await create("same");
    expect(await again.text()).toBe(await first.text());
    expect(first.headers.get("idempotent-replayed")).toBeNull();
    expect(again.headers.get("idempotent-replayed")).toBe("true");
  });

  it("with another body is refused", async () => {
    await create("other");
    const refused = await create("other", "1690000");
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({ error: { type: "idempotency_error" } });
  });

  it("whose first request is still under way is refused with 409", async () => {
    await rig.control("faults", { service: "stripe", fault: "slow", delayMs: 300 });
    const first = create("busy");
    await new Promise((done) => setTimeout(done, 60));
    const second = await create("busy");
    expect(second.status).toBe(409);
    expect(await second.json()).toMatchObject({ error: { code: "idempotency_key_in_use" } });
    expect((await first).status).toBe(200);
  });

  it("repeats a decline as well, without charging again", async () => {
    const extra = { confirm: "true", payment_method: "pm_card_chargeDeclined" };
    const first = await create("declined", "1680000", extra);
    const again = await create("declined", "1680000", extra);
    expect([first.status, again.status]).toEqual([402, 402]);
    expect(await again.text()).toBe(await first.text());
    await rig.quiet();
    expect(rig.door.types().filter((type) => type === "charge.failed")).toHaveLength(1);
  });

  it("is not used up by a request whose parameters were wrong", async () => {
    expect((await create("fresh", "many")).status).toBe(400);
    expect((await create("fresh")).status).toBe(200);
  });
});

describe("the API's manners", () => {
  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${rig.sandbox.url}${path}`, { headers: { authorization: `Bearer ${secretKey}`, ...headers } });

  it.each([
    ["no key", "/v1/events", { authorization: "" }, 401, undefined],
    ["a wrong key", "/v1/events", { authorization: "Bearer sk_test_other" }, 401, undefined],
    ["another version", "/v1/events", { "stripe-version": "2020-08-27" }, 400, undefined],
    ["an unknown path", "/v1/nothing", {}, 404, undefined],
    ["an unknown id", "/v1/charges/ch_none", {}, 404, "resource_missing"],
    ["an unknown parameter", "/v1/events?colour=red", {}, 400, "parameter_unknown"],
    ["too long a page", "/v1/events?limit=101", {}, 400, undefined],
    ["an impossible expansion", "/v1/events?expand[]=nothing", {}, 400, undefined],
  ])("%s is refused in Stripe's envelope", async (_, path, headers, status, code) => {
    const response = await get(path, headers as Record<string, string>);
    expect(response.status).toBe(status);
    expect(response.headers.get("request-id")).toMatch(/^req_/);
    const { error } = (await response.json()) as { error: { type: string; code?: string } };
    expect(error.type).toBe("invalid_request_error");
    expect(error.code).toBe(code);
  });

  it("pages through a list without losing or repeating anything", async () => {
    for (let n = 0; n < 7; n += 1) await create(`page/${n}`);
    const all: string[] = [];
    for await (const intent of rig.stripe.paymentIntents.list({ limit: 3 })) all.push(intent.id);
    expect(new Set(all).size).toBe(all.length);
    expect(all.length).toBeGreaterThanOrEqual(7);
    const first = await rig.stripe.paymentIntents.list({ limit: 3 });
    const back = await rig.stripe.paymentIntents.list({ limit: 3, ending_before: all[3]! });
    expect(back.data.map((one) => one.id)).toEqual(first.data.map((one) => one.id));
  });
});

describe("faults", () => {
  it.each([
    ["error", "before"],
    ["error", "after"],
    ["reset", "before"],
    ["reset", "after"],
  ] as const)("%s %s the work: the retry under the same key makes one checkout", async (fault, when) => {
    const before = (await rig.stripe.checkout.sessions.list({ limit: 100 })).data.length;
    await rig.control("faults", { service: "stripe", fault, when });
    const opened = await rig.gateway.openCheckout(checkout(rig.clock.now()));
    expect(opened.kind).toBe("opened");
    expect((await rig.stripe.checkout.sessions.list({ limit: 100 })).data.length).toBe(before + 1);
  });

  it("an outage longer than the retries is unreachable, and worth another try", async () => {
    await rig.control("faults", { service: "stripe", fault: "error", times: 3 });
    expect(await rig.gateway.openCheckout(checkout(rig.clock.now()))).toMatchObject({
      kind: "refused",
      reason: "unreachable",
      retryable: true,
    });
  });

  it("an answer that is not what was asked for is not believed", async () => {
    await rig.control("faults", { service: "stripe", fault: "nonsense" });
    expect(await rig.gateway.openCheckout(checkout(rig.clock.now()))).toMatchObject({
      reason: "unreachable",
      retryable: true,
    });
    await rig.control("faults", { service: "stripe", fault: "nonsense" });
    await expect(rig.gateway.findPayment("pi_any")).rejects.toThrow(/not a payment_intent/);
  });

  it("too many requests is said as such", async () => {
    await rig.control("faults", { service: "stripe", fault: "rate_limit" });
    expect(await rig.gateway.openCheckout(checkout(rig.clock.now()))).toMatchObject({
      reason: "rate_limited",
      retryable: true,
    });
  });
});
