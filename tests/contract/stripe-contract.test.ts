/**
 * The sandbox is bound to Stripe here: a whole story is played through the real SDK and our adapter, and
 * every request, answer and event of it must fit the shapes the SDK declares for the pinned version.
 */
import Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readForm } from "~/adapters/sandbox/form-values.server";
import { apiVersion } from "~/adapters/sandbox/stripe-events.server";
import { createStripeGateway } from "~/adapters/stripe/stripe-gateway.server";
import { openRig, type Rig, secretKey, webhookSecret } from "../adapters/sandbox-rig";
import { type Derived, deriveSchemas } from "./derive-schemas";
import { openRecorder } from "./recorder";
import { nameOf, operations } from "./stripe-operations";
import { playStory } from "./stripe-story";

let rig: Rig;
let recorder: Awaited<ReturnType<typeof openRecorder>>;
let derived: Derived;
let eventTypes: ReadonlyMap<string, string>;

beforeAll(async () => {
  const types = [...new Set(operations.flatMap(({ params, answer }) => [params, answer]))];
  derived = deriveSchemas('import Stripe from "stripe";', {
    ...Object.fromEntries(types.map((type) => [nameOf(type), type])),
    AnyEvent: "Stripe.Event",
    ErrorCode: "NonNullable<Stripe.PaymentIntent.LastPaymentError.Code>",
  });
  eventTypes = derived.members("AnyEvent", "type");
  rig = await openRig();
  recorder = await openRecorder(rig.sandbox.url);
  const { hostname, port } = new URL(recorder.url);
  const stripe = new Stripe(secretKey, { host: hostname, port, protocol: "http", telemetry: false });
  const gateway = createStripeGateway({
    secretKey,
    webhookSecret,
    apiUrl: recorder.url,
    minimumRupiah: 8500,
    feePlan: { shareBasisPoints: 290, fixedRupiah: 2000, taxBasisPoints: 1100 },
    clock: rig.clock,
  });
  await playStory({ ...rig, stripe, gateway });
  await rig.quiet();
}, 120_000);
afterAll(async () => {
  await recorder?.close();
  await rig?.close();
});

const operationOf = (method: string, path: string) =>
  operations.find((one) => one.method === method && one.path.test(path));

describe("the contract with Stripe", () => {
  it("is about the version the SDK pins", () => {
    expect(apiVersion).toBe(Stripe.API_VERSION);
  });

  it("derives shapes strict enough to refuse what is wrong", () => {
    const refund = JSON.parse(
      recorder.exchanges.find(
        (one) => one.method === "POST" && one.path === "/v1/refunds" && one.status === 200,
      )!.answered,
    );
    expect(derived.check("Stripe_Refund", refund)).toEqual([]);
    expect(derived.check("Stripe_Refund", { ...refund, invented: 1 })).not.toEqual([]);
    const { charge: _, ...without } = refund;
    expect(derived.check("Stripe_Refund", without)).not.toEqual([]);
    expect(derived.check("Stripe_Refund", { ...refund, reason: "because" })).not.toEqual([]);
    expect(derived.check("Stripe_Refund", { ...refund, amount: "1680000" })).not.toEqual([]);
    const arrival = rig.door.arrivals.find((one) => one.body.includes('"charge.succeeded"'))!;
    const event = JSON.parse(arrival.body);
    const card = event.data.object.payment_method_details.card;
    const name = eventTypes.get("charge.succeeded")!;
    expect(derived.check(name, event)).toEqual([]);
    card.invented = 1;
    expect(derived.check(name, event).join()).toContain("/data/object/payment_method_details/card");
    delete card.invented;
    delete card.wallet;
    expect(derived.check(name, event).join()).toContain("wallet");
  });

  it("every operation was part of the story", () => {
    const played = new Set(
      recorder.exchanges.filter((one) => one.status === 200).map((one) => operationOf(one.method, one.path)),
    );
    expect(
      operations.filter((one) => !played.has(one)).map((one) => `${one.method} ${one.path.source}`),
    ).toEqual([]);
  });

  it("every request fits the types of its parameters", () => {
    const wrong = recorder.exchanges
      .filter((one) => one.status === 200)
      .flatMap((one) => {
        const operation = operationOf(one.method, one.path);
        if (!operation) return [`${one.method} ${one.path} is not in the list of operations`];
        const params = JSON.parse(JSON.stringify(readForm(one.method === "GET" ? one.query : one.asked)));
        return derived.check(nameOf(operation.params), params, true);
      });
    expect(wrong).toEqual([]);
  });

  it("every request names the pinned version and every write a key", () => {
    for (const one of recorder.exchanges) {
      expect(one.headers["stripe-version"]).toBe(Stripe.API_VERSION);
      if (one.method === "POST") expect(one.headers["idempotency-key"]).toBeTruthy();
      expect(one.answerHeaders["request-id"]).toMatch(/^req_/);
    }
  });

  it("every answer fits the type of what was asked for", () => {
    const wrong = recorder.exchanges
      .filter((one) => one.status === 200)
      .flatMap((one) => {
        const operation = operationOf(one.method, one.path)!;
        return derived
          .check(nameOf(operation.answer), JSON.parse(one.answered))
          .map((problem) => `${one.method} ${one.path} ${problem}`);
      });
    expect(wrong).toEqual([]);
  });

  it("every refusal carries Stripe's envelope, with a code Stripe knows", () => {
    const refusals = recorder.exchanges.filter((one) => one.status !== 200);
    expect(refusals.length).toBeGreaterThan(5);
    for (const one of refusals) {
      const { error } = JSON.parse(one.answered);
      expect(["api_error", "card_error", "idempotency_error", "invalid_request_error"]).toContain(error.type);
      expect(typeof error.message).toBe("string");
      if (error.code) expect(derived.check("ErrorCode", error.code)).toEqual([]);
      if (error.payment_intent)
        expect(derived.check("Stripe_PaymentIntent", error.payment_intent)).toEqual([]);
      if (error.payment_method)
        expect(derived.check("Stripe_PaymentMethod", error.payment_method)).toEqual([]);
    }
  });

  it("every event fits the type of its kind", () => {
    const wrong = rig.door.arrivals.flatMap((arrival) => {
      const event = JSON.parse(arrival.body);
      const name = eventTypes.get(event.type);
      return name ? derived.check(name, event) : [`${event.type} is no event of Stripe's`];
    });
    expect(wrong).toEqual([]);
    expect(new Set(rig.door.types()).size).toBeGreaterThan(30);
  });

  it("every event opens our door, unless it says something the house cannot hold", async () => {
    for (const arrival of rig.door.arrivals) {
      const reading = await rig.gateway.readEvent(rig.door.request(arrival), rig.clock.now());
      const detail = "detail" in reading ? reading.detail : "";
      if (reading.kind === "event") expect(reading.event.body).toBe(arrival.body);
      // The story moved the clock, so early signatures are stale by now; payouts in dollars are foreign.
      else expect(detail).toMatch(/tolerance|not in idr/);
    }
  });
});
