/**
 * The sandbox: Stripe and Resend as they look from here, on one loopback address, with pretend money.
 *
 *   /v1/…  Stripe's API     /resend/…  Resend's API     /pay/…  the hosted page
 *   /inbox  every mail      /_sandbox/  the controls
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { StartProblem } from "../../platform/start-problem";
import { letTimePass } from "./falling-due.server";
import { answerGuest } from "./guest-pages.server";
import { type Asked, BodyTooLongError, json, readAsked, sendAnswer } from "./http-exchange.server";
import { createSandboxClock } from "./sandbox-clock.server";
import { openHouse, type Sandbox, type SandboxOptions, type Tables } from "./sandbox-house.server";
import type { IdempotentAnswer, StripeEventKept } from "./sandbox-records";
import { serveApi } from "./serve-api.server";
import { openStateLog } from "./state-log.server";
import { openWalker, type Walker } from "./walking.server";
import { type Courier, openCourier } from "./webhook-delivery.server";

export type { SandboxOptions } from "./sandbox-house.server";
export type RunningSandbox = { readonly url: string; readonly port: number; close(): Promise<void> };

/** Starts the sandbox. Refuses, in one sentence, to stand beside a live key or on a port in use. */
export async function startSandbox(options: SandboxOptions): Promise<RunningSandbox> {
  if ([options.stripe.secretKey, options.resend.apiKey].some((key) => key.includes("_live_")))
    throw new StartProblem(
      "The sandbox does not start beside a live key: pretend money must never meet real money.",
    );
  const clock = createSandboxClock(options.clockFile);
  const store = openStateLog<Tables>(options.dataDir, worthKeeping(clock.now().getTime()));
  const sandbox = openHouse(options, store, clock);
  const courier = openCourier(sandbox);
  const walker = openWalker(sandbox, courier);
  const server = createServer((request, response) => {
    serve(sandbox, courier, walker, request, response).catch((error) => giveUp(response, error));
  });
  const port = await listen(server, options).catch((error) => {
    store.close();
    throw error;
  });
  sandbox.url = `http://127.0.0.1:${port}`;
  moveOpenPages(sandbox);
  const timer = setInterval(() => tick(sandbox, courier, walker), 1000);
  timer.unref();
  tick(sandbox, courier, walker);
  return {
    url: sandbox.url,
    port,
    async close() {
      clearInterval(timer);
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      await walker.close();
      await courier.close();
      store.close();
    },
  };
}

function tick(sandbox: Sandbox, courier: Courier, walker: Walker): void {
  if (letTimePass(sandbox) > 0) void courier.run();
  walker.look();
}

const dayMs = 86_400_000;

/** Events are kept for 30 days and answers to keys for one, as the services do. */
function worthKeeping(now: number): (table: string, value: object) => boolean {
  return (table, value) => {
    if (table === "event") return (value as StripeEventKept).created * 1000 > now - 30 * dayMs;
    if (table === "idempotency") return (value as IdempotentAnswer).at > now - dayMs;
    return true;
  };
}

function listen(server: Server, { port, host }: SandboxOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const taken = error.code === "EADDRINUSE";
      reject(
        taken
          ? new StartProblem(`Port ${port} is in use; give the sandbox another one, or 0 for any.`)
          : error,
      );
    });
    server.listen(port, host ?? "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });
}

/** After a restart on another port the pages still open live at the new address. */
function moveOpenPages(sandbox: Sandbox): void {
  for (const session of sandbox.store.all("session")) {
    const url = `${sandbox.url}/pay/${session.id}`;
    if (session.url && session.url !== url) sandbox.store.put("session", session.id, { ...session, url });
  }
}

async function serve(
  sandbox: Sandbox,
  courier: Courier,
  walker: Walker,
  request: IncomingMessage,
  response: ServerResponse,
) {
  let asked: Asked;
  try {
    asked = await readAsked(request);
  } catch (error) {
    if (!(error instanceof BodyTooLongError)) throw error;
    sendAnswer(response, json(413, { error: { type: "invalid_request_error", message: error.message } }));
    return;
  }
  letTimePass(sandbox);
  if (asked.path.startsWith("/v1/") || asked.path.startsWith("/resend/")) {
    await serveApi(sandbox, courier, asked, response);
  } else {
    sendAnswer(response, answerGuest(sandbox, courier, asked));
  }
  void courier.run();
  walker.look();
}

function giveUp(response: ServerResponse, error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  console.error(`sandbox: ${error instanceof Error ? error.stack : message}`);
  if (response.headersSent) response.destroy();
  else sendAnswer(response, json(500, { error: { type: "api_error", message } }));
}
