/**
 * Stripe's API, offline: who asks (key), in which version, what (path and parameters), and whether it was
 * asked before (idempotency key). Changes and the remembered answer are one transaction.
 */
import { createHash } from "node:crypto";
import { type FormValue, readForm } from "./form-values.server";
import { type Answer, type Asked, header, json } from "./http-exchange.server";
import type { Sandbox } from "./sandbox-house.server";
import { catalogEndpoints } from "./stripe-catalog.server";
import { chargeEndpoints } from "./stripe-charges.server";
import { checkoutEndpoints } from "./stripe-checkout.server";
import { customerEndpoints } from "./stripe-customers.server";
import { disputeEndpoints } from "./stripe-disputes.server";
import { type Endpoint, expanded } from "./stripe-endpoint.server";
import { apiVersion, eventEndpoints } from "./stripe-events.server";
import { invalidRequest, StripeFault } from "./stripe-fault.server";
import { intentEndpoints } from "./stripe-intents.server";
import { methodEndpoints } from "./stripe-methods.server";
import { payoutEndpoints } from "./stripe-payouts.server";
import { refundEndpoints } from "./stripe-refunds.server";
import { testClockEndpoints } from "./stripe-test-clocks.server";
import { transactionEndpoints } from "./stripe-transactions.server";

const endpoints: readonly Endpoint[] = [
  ...checkoutEndpoints,
  ...intentEndpoints,
  ...chargeEndpoints,
  ...customerEndpoints,
  ...methodEndpoints,
  ...refundEndpoints,
  ...disputeEndpoints,
  ...transactionEndpoints,
  ...payoutEndpoints,
  ...eventEndpoints,
  ...catalogEndpoints,
  ...testClockEndpoints,
];

const rememberedMs = 24 * 3_600_000;

/** Answers one request of the API. Never throws for what a caller can get wrong. */
export function answerStripe(sandbox: Sandbox, asked: Asked): Answer {
  const requestId = sandbox.id("req").slice(0, 18);
  const key = header(asked, "idempotency-key");
  sandbox.request = { id: requestId, idempotencyKey: key || null };
  try {
    const found = admit(sandbox, asked);
    const params = readForm(asked.method === "GET" ? asked.query : asked.body);
    if (asked.method !== "POST" || key === "")
      return withId(requestId, perform(sandbox, found, params).answer);
    return onlyOnce(sandbox, asked, key, requestId, () => perform(sandbox, found, params));
  } catch (error) {
    if (!(error instanceof StripeFault)) throw error;
    return withId(requestId, faultAnswer(error));
  } finally {
    sandbox.request = null;
  }
}

type Found = { readonly endpoint: Endpoint; readonly id: string };

/** Checks key and version and finds what the path means. */
function admit(sandbox: Sandbox, asked: Asked): Found {
  const key = keyOf(header(asked, "authorization"));
  if (!key)
    throw new StripeFault(401, {
      type: "invalid_request_error",
      message: "You did not provide an API key. Give it in the Authorization header, as Bearer auth.",
    });
  if (key !== sandbox.options.stripe.secretKey)
    throw new StripeFault(401, {
      type: "invalid_request_error",
      message: `Invalid API Key provided: ${key.slice(0, 8)}****${key.slice(-4)}`,
    });
  const version = header(asked, "stripe-version");
  if (version && version !== apiVersion)
    throw invalidRequest(`Invalid Stripe API version: ${version}. This account speaks ${apiVersion}.`);
  for (const endpoint of endpoints) {
    const match = endpoint.method === asked.method ? endpoint.pattern.exec(asked.path) : null;
    if (match) return { endpoint, id: decodeURIComponent(match[1] ?? "") };
  }
  throw new StripeFault(404, {
    type: "invalid_request_error",
    message: `Unrecognized request URL (${asked.method}: ${asked.path}).`,
  });
}

function keyOf(authorization: string): string | undefined {
  const [scheme = "", value = ""] = authorization.split(" ");
  if (scheme.toLowerCase() === "bearer") return value || undefined;
  if (scheme.toLowerCase() === "basic")
    return Buffer.from(value, "base64").toString().split(":")[0] || undefined;
  return undefined;
}

type Performed = { readonly answer: Answer; readonly remembered: boolean };

/** Runs the handler. A thrown fault undoes its changes, a returned one keeps them. */
function perform(sandbox: Sandbox, { endpoint, id }: Found, params: { [key: string]: FormValue }): Performed {
  try {
    return sandbox.store.atomically(() => {
      const result = endpoint.answer(sandbox, { id, params });
      if (result instanceof StripeFault) return { answer: faultAnswer(result), remembered: true };
      const paths = Array.isArray(params.expand) ? params.expand.map(String) : [];
      return { answer: json(200, expanded(sandbox, result, paths)), remembered: true };
    });
  } catch (error) {
    if (!(error instanceof StripeFault)) throw error;
    return { answer: faultAnswer(error), remembered: error.remembered };
  }
}

/** The same key with the same request gets the same answer; with another request, a refusal. */
function onlyOnce(
  sandbox: Sandbox,
  asked: Asked,
  key: string,
  requestId: string,
  work: () => Performed,
): Answer {
  if (key.length > 255) throw invalidRequest("Idempotency keys may have 255 characters at most.");
  const fingerprint = createHash("sha256").update(sameRequest(asked)).digest("hex");
  const before = sandbox.store.get("idempotency", key);
  if (before && sandbox.now().getTime() - before.at < rememberedMs) {
    if (before.fingerprint !== fingerprint)
      throw new StripeFault(400, {
        type: "idempotency_error",
        message: `Keys for idempotent requests can only be used with the same parameters they were first used with. Try another key than '${key}'.`,
      });
    const headers = { "idempotent-replayed": "true", "original-request": before.requestId };
    return withId(requestId, { ...json(before.status, null, headers), body: before.body });
  }
  const answer = sandbox.store.atomically(() => {
    const performed = work();
    if (performed.remembered) {
      const { status, body } = performed.answer;
      const at = sandbox.now().getTime();
      sandbox.store.put("idempotency", key, { key, fingerprint, status, body: String(body), requestId, at });
    }
    return performed.answer;
  });
  return withId(requestId, answer, { "idempotency-key": key, "original-request": requestId });
}

/** What makes two requests the same: the path and the parameters, in whatever order they are written. */
function sameRequest(asked: Asked): string {
  const params = [...new URLSearchParams(asked.body)].map((pair) => JSON.stringify(pair)).sort();
  return [asked.method, asked.path, ...params].join("\n");
}

/** The answer to a second request with a key whose first one is still being answered. */
export function keyInUse(sandbox: Sandbox, key: string): Answer {
  const fault = new StripeFault(409, {
    type: "idempotency_error",
    code: "idempotency_key_in_use",
    message: `There is currently another in-progress request using this idempotency key (${key}).`,
  });
  return withId(sandbox.id("req").slice(0, 18), faultAnswer(fault));
}

export function faultAnswer(fault: StripeFault): Answer {
  return json(fault.status, { error: fault.body });
}

function withId(requestId: string, answer: Answer, headers: Record<string, string> = {}): Answer {
  return {
    ...answer,
    headers: { ...answer.headers, ...headers, "request-id": requestId, "stripe-version": apiVersion },
  };
}
