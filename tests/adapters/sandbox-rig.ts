/** A sandbox of its own for one test file: real server, real SDKs, and a door where its webhooks arrive. */
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Stripe from "stripe";
import { createResendMailer } from "~/adapters/resend/resend-mailer.server";
import { createSandboxClock } from "~/adapters/sandbox/sandbox-clock.server";
import { type RunningSandbox, startSandbox } from "~/adapters/sandbox/start-sandbox.server";
import { createStripeGateway } from "~/adapters/stripe/stripe-gateway.server";
import type { CheckoutRequest } from "~/payments/gateway";

export const secretKey = "sk_test_sandbox_0123456789";
export const webhookSecret = "whsec_sandbox_0123456789";
export const resendKey = "re_sandbox_0123456789";
export const resendSecret = `whsec_${Buffer.from("a secret of the mail service 123").toString("base64")}`;

export type Arrival = { readonly path: string; readonly headers: Headers; readonly body: string };

/** Where webhooks arrive: it keeps what came and answers what it is told to. */
export async function openDoor() {
  const arrivals: Arrival[] = [];
  let answer: (arrival: Arrival) => number | Promise<number> = () => 204;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const arrival = {
      path: request.url ?? "",
      headers: new Headers(request.headers as Record<string, string>),
      body: Buffer.concat(chunks).toString(),
    };
    const status = await answer(arrival);
    arrivals.push(arrival);
    response.writeHead(status).end();
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    arrivals,
    answerWith(given: typeof answer) {
      answer = given;
    },
    types: () => arrivals.map((arrival) => JSON.parse(arrival.body).type as string),
    request: (arrival: Arrival) =>
      new Request(`http://site${arrival.path}`, {
        method: "POST",
        headers: arrival.headers,
        body: arrival.body,
      }),
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

export type Rig = Awaited<ReturnType<typeof openRig>>;

/** Starts everything. `dataDir` of an earlier rig continues its story. */
export async function openRig(
  options: { dataDir?: string; door?: Awaited<ReturnType<typeof openDoor>> } = {},
) {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), "sandbox-"));
  const door = options.door ?? (await openDoor());
  const clockFile = join(dataDir, "clock.json");
  const sandbox: RunningSandbox = await startSandbox({
    port: 0,
    dataDir,
    clockFile,
    stripe: { secretKey, webhookUrl: `${door.url}/webhooks/stripe`, webhookSecret },
    resend: { apiKey: resendKey, webhookUrl: `${door.url}/webhooks/resend`, webhookSecret: resendSecret },
  });
  const clock = createSandboxClock(clockFile);
  const api = new URL(sandbox.url);
  return {
    sandbox,
    dataDir,
    clockFile,
    clock,
    door,
    gateway: createStripeGateway({
      secretKey,
      webhookSecret,
      apiUrl: sandbox.url,
      minimumRupiah: 8500,
      feePlan: { shareBasisPoints: 290, fixedRupiah: 2000, taxBasisPoints: 1100 },
      timeoutMs: 3000,
      clock,
    }),
    mailer: createResendMailer({
      apiKey: resendKey,
      baseUrl: `${sandbox.url}/resend`,
      webhookSecret: resendSecret,
      timeoutMs: 3000,
    }),
    stripe: new Stripe(secretKey, {
      host: api.hostname,
      port: Number(api.port),
      protocol: "http",
      telemetry: false,
      maxNetworkRetries: 0,
    }),
    /** Presses one of the sandbox's controls; throws what it complains of. */
    async control(path: string, values: object = {}): Promise<Record<string, unknown>> {
      const response = await fetch(`${sandbox.url}/_sandbox/${path}`, {
        method: "POST",
        headers: { accept: "application/json", "content-type": "application/json" },
        body: JSON.stringify(values),
      });
      const result = (await response.json()) as Record<string, unknown>;
      if (!response.ok) throw new Error(String(result.error));
      return result;
    },
    /** Presses a button of the hosted page; returns the status and where it leads. */
    async press(url: string, fields: Record<string, string>) {
      const response = await fetch(url, {
        method: "POST",
        redirect: "manual",
        body: new URLSearchParams(fields),
      });
      return { status: response.status, to: response.headers.get("location"), page: await response.text() };
    },
    /** Waits until no webhook is on its way, or the test would be comparing half a story. */
    async quiet() {
      for (let round = 0; round < 200; round += 1) {
        const state = (await (await fetch(`${sandbox.url}/_sandbox/state`)).json()) as {
          deliveries: { waiting: number };
        };
        if (state.deliveries.waiting === 0) return;
        await new Promise((done) => setTimeout(done, 20));
      }
      throw new Error("Webhooks are still waiting after four seconds.");
    },
    async close() {
      await sandbox.close();
      if (!options.door) await door.close();
      if (!options.dataDir) rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

let attempts = 0;

/** An ordinary checkout of two lines, Rp33.600 in all; each call is an attempt of its own. */
export function checkout(now: Date, changes: Partial<CheckoutRequest> = {}): CheckoutRequest {
  attempts += 1;
  return {
    paymentId: `pay-${attempts}`,
    orderCode: `SC-TEST-${attempts}`,
    idempotencyKey: `order/${attempts}/attempt/1/${now.getTime()}`,
    lines: [
      { description: "Iuran November 2026, 2 pekerja", amountRupiah: 16_800 },
      { description: "Iuran Desember 2026, 2 pekerja", amountRupiah: 16_800 },
    ],
    payerEmail: "sari@example.org",
    successUrl: "http://site.example/terima-kasih?checkout={CHECKOUT_SESSION_ID}",
    cancelUrl: "http://site.example/keranjang",
    expiresAt: new Date(now.getTime() + 12 * 3_600_000),
    locale: "id",
    ...changes,
  };
}
