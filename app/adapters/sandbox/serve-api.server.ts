/** Serves the two APIs, with the faults a person or a test has armed: outages, slowness, lost answers. */
import type { ServerResponse } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { type Answer, type Asked, header, json, sendAnswer } from "./http-exchange.server";
import { answerResend, resendKeyInUse } from "./resend-twin.server";
import type { Sandbox } from "./sandbox-house.server";
import type { FaultSetting } from "./sandbox-records";
import { answerStripe, keyInUse } from "./stripe-twin.server";
import { takeSetting } from "./switches.server";
import type { Courier } from "./webhook-delivery.server";

/** Keys whose request has come and whose answer has not gone. */
const underWay = new WeakMap<Sandbox, Set<string>>();

export async function serveApi(
  sandbox: Sandbox,
  courier: Courier,
  asked: Asked,
  response: ServerResponse,
): Promise<void> {
  const service = asked.path.startsWith("/v1/") ? "stripe" : "resend";
  const key = asked.method === "POST" ? header(asked, "idempotency-key") : "";
  const busy = underWay.get(sandbox) ?? new Set();
  underWay.set(sandbox, busy);
  const mark = `${service}/${key}`;
  if (key && busy.has(mark)) {
    sendAnswer(response, service === "stripe" ? keyInUse(sandbox, key) : resendKeyInUse());
    return;
  }
  if (key) busy.add(mark);
  try {
    await answerWithFaults(sandbox, courier, service, asked, response);
  } finally {
    busy.delete(mark);
  }
}

async function answerWithFaults(
  sandbox: Sandbox,
  courier: Courier,
  service: "stripe" | "resend",
  asked: Asked,
  response: ServerResponse,
): Promise<void> {
  const line = `${asked.method} ${asked.path}`;
  const fault = takeSetting(
    sandbox,
    "fault",
    (one) => one.service === service && (!one.match || line.startsWith(one.match)),
  );
  if (fault?.when === "before") {
    const spoilt = await spoil(fault, service, response);
    if (spoilt) return;
  }
  const answer =
    service === "stripe"
      ? answerStripe(sandbox, asked)
      : answerResend(sandbox, { ...asked, path: asked.path.slice("/resend".length) });
  if (sandbox.hurry) {
    sandbox.hurry = false;
    await courier.run();
  }
  if (fault?.when === "after") {
    const spoilt = await spoil(fault, service, response);
    if (spoilt) return;
  }
  sendAnswer(response, answer);
}

/** Spoils the answer as the fault says; a slow one is only late. Returns whether it has been answered. */
async function spoil(
  fault: FaultSetting,
  service: "stripe" | "resend",
  response: ServerResponse,
): Promise<boolean> {
  switch (fault.fault) {
    case "slow":
      await pause(fault.delayMs);
      return response.destroyed;
    case "reset":
      response.socket?.resetAndDestroy();
      return true;
    case "nonsense":
      sendAnswer(response, json(200, { message: "This is not what was asked for." }));
      return true;
    case "error":
      sendAnswer(response, outage(service));
      return true;
    case "rate_limit":
      sendAnswer(response, tooMany(service));
      return true;
  }
}

function outage(service: "stripe" | "resend"): Answer {
  const message = "An unexpected error occurred; it has been arranged in the sandbox.";
  return service === "stripe"
    ? json(500, { error: { type: "api_error", message } })
    : json(500, { statusCode: 500, name: "internal_server_error", message });
}

function tooMany(service: "stripe" | "resend"): Answer {
  const message = "Too many requests; this has been arranged in the sandbox.";
  return service === "stripe"
    ? json(429, { error: { type: "invalid_request_error", code: "rate_limit", message } })
    : json(429, { statusCode: 429, name: "rate_limit_exceeded", message }, { "retry-after": "2" });
}
