/** What the sandbox promises about keys, crashes, faults and deliveries. */
import { spawn } from "node:child_process";
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "vite";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startSandbox } from "~/adapters/sandbox/start-sandbox.server";
import { checkout, openDoor, openRig, type Rig, resendKey, secretKey, webhookSecret } from "./sandbox-rig";

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

describe("starting", () => {
  it("beside a live key is refused in one sentence", async () => {
    const options = (stripeKey: string) => ({
      port: 0,
      dataDir: rig.dataDir,
      clockFile: rig.clockFile,
      stripe: { secretKey: stripeKey, webhookUrl: "http://127.0.0.1:1", webhookSecret },
      resend: { apiKey: resendKey },
    });
    await expect(startSandbox(options("sk_live_1"))).rejects.toThrow(/live key/);
  });

  it("on a port or in a folder already in use is refused, and harms nothing", async () => {
    const dataDir = mkdtempSync(join(tmpdir(), "sandbox-second-"));
    const options = {
      port: rig.sandbox.port,
      dataDir,
      clockFile: rig.clockFile,
      stripe: { secretKey, webhookUrl: "http://127.0.0.1:1", webhookSecret },
      resend: { apiKey: resendKey },
    };
    await expect(startSandbox(options)).rejects.toThrow(/Port \d+ is in use/);
    await expect(startSandbox({ ...options, port: 0, dataDir: rig.dataDir })).rejects.toThrow(
      /Another sandbox/,
    );
    const second = await startSandbox({ ...options, port: 0 });
    await second.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
});

describe("a process killed in the middle", () => {
  it("has lost nothing that was answered, and delivers what was not taken", async () => {
    const dataDir = mkdtempSync(join(tmpdir(), "sandbox-killed-"));
    const door = await openDoor();
    door.answerWith(() => 500);
    const child = await startChild(dataDir, `${door.url}/webhooks/stripe`);
    const post = (body: Record<string, string>, key: string) =>
      fetch(`${child.url}/v1/payment_intents`, {
        method: "POST",
        headers: { authorization: `Bearer ${secretKey}`, "idempotency-key": key },
        body: new URLSearchParams(body),
      }).then((response) => response.json() as Promise<{ id: string }>);
    const asked = { amount: "1680000", currency: "idr", confirm: "true", payment_method: "pm_card_visa" };
    const made = await post(asked, "before the kill");
    child.kill();
    await child.ended;
    // The last line was being written when the process died.
    const log = join(dataDir, "state.jsonl");
    appendFileSync(log, '[["intent","pi_half",{"id":"pi_ha');
    door.answerWith(() => 204);
    door.arrivals.length = 0;
    const risen = await openRig({ dataDir, door });
    try {
      const found = await risen.stripe.paymentIntents.retrieve(made.id);
      expect(found.status).toBe("succeeded");
      await risen.control("webhooks/retry");
      await risen.quiet();
      expect(door.types()).toEqual([
        "payment_intent.created",
        "charge.succeeded",
        "payment_intent.succeeded",
      ]);
      const again = await risen.stripe.paymentIntents.create(
        { confirm: true, amount: 1_680_000, currency: "idr", payment_method: "pm_card_visa" },
        { idempotencyKey: "before the kill" },
      );
      expect(again.id).toBe(made.id);
      expect(await risen.stripe.charges.list({ payment_intent: made.id })).toMatchObject({
        data: [{ paid: true }],
      });
      expect(readFileSync(log, "utf8")).not.toContain("pi_half");
    } finally {
      await risen.close();
      await door.close();
      rmSync(dataDir, { recursive: true, force: true });
    }
  }, 60_000);
});

/** The sandbox in a process of its own, bundled as the site's build bundles it. */
async function startChild(dataDir: string, webhookUrl: string) {
  const outDir = join(dataDir, "program");
  const entry = new URL("./sandbox-child.ts", import.meta.url).pathname;
  await build({
    configFile: false,
    logLevel: "silent",
    build: {
      ssr: entry,
      outDir,
      minify: false,
      target: "node20",
      rollupOptions: { output: { entryFileNames: "child.mjs" } },
    },
    ssr: { noExternal: true },
  });
  const child = spawn(process.execPath, [join(outDir, "child.mjs")], {
    env: {
      ...process.env,
      SANDBOX_CHILD: JSON.stringify({ dataDir, webhookUrl, secretKey, webhookSecret, resendKey }),
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise<void>((done) => child.once("exit", () => done()));
  const url = await new Promise<string>((done, fail) => {
    child.stdout.once("data", (line) => done(String(line).trim()));
    child.once("exit", () => fail(new Error("The sandbox's process ended before it began.")));
  });
  return { url, ended, kill: () => child.kill("SIGKILL") };
}
