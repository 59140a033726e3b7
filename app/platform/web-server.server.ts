/**
 * The web process: Express at the door, Remix behind it.
 *
 *   request ─▶ turned away? ─▶ health ─▶ static files ─▶ log with an id ─▶ Remix
 */
import { readdirSync } from "node:fs";
import type { Server } from "node:http";
import path from "node:path";
import { constants } from "node:zlib";
import { createRequestHandler } from "@remix-run/express";
import type { AppLoadContext, ServerBuild } from "@remix-run/node";
import compression from "compression";
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from "express";
import { pinoHttp } from "pino-http";
import { isAtRest } from "~/jobs/rest-queries.server";
import { schedules } from "~/jobs/schedule";
import { migrations } from "~db/migrate";
import { portProblem } from "./free-port.server";
import { findDatabaseHealth } from "./health-queries.server";
import { answerMachines } from "./machine-door.server";
import { loggablePath, reasonToTurnAway, trustedForwardedHost } from "./request-door";
import { addSafetyHeaders } from "./safety-headers.server";
import type { World } from "./world.server";

export type WebOptions = {
  readonly world: World;
  readonly build: ServerBuild;
  /** The folder with the browser's files, `assets` among them. */
  readonly clientFolder: string;
  /** Aborted when the process should finish what it began and end. */
  readonly stop: AbortSignal;
};

/** Brotli's default quality costs more than rendering the page does; 4 with a small window keeps nearly all of its gain. */
const BROTLI = {
  params: { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_LGWIN]: 16 },
};
const REQUEST_ID = /^[\w.-]{8,64}$/;
const GRACE_MS = 10_000;

/** Serves until `stop` is aborted, then finishes open requests (at most ten seconds) and resolves. */
export async function runWeb(options: WebOptions): Promise<void> {
  const { settings, log } = options.world;
  const server = await listen(createApp(options), settings.PORT, settings.HOST);
  log.info({ address: `http://${settings.HOST}:${settings.PORT}` }, "the site is open");
  await closed(server, options.stop);
}

function createApp({ world, build, clientFolder, stop }: WebOptions): Express {
  const app = express();
  app.disable("x-powered-by");
  app.set("trust proxy", "loopback");
  app.use(sayGoodbye(stop), guardDoor(world), addSafetyHeaders(world.settings.publicUrl));
  app.get("/health/live", (_request, response) => void response.json({ state: "live" }));
  app.get("/health/ready", answerReady(world, stop));
  // Only a pretend world asks this: its clock walks on when the day's work is done.
  if (world.settings.SANDBOX_URL) app.get("/health/rest", answerRest(world));
  app.use(compression({ brotli: BROTLI }));
  app.use(
    "/assets",
    express.static(path.join(clientFolder, "assets"), { immutable: true, maxAge: "1y", index: false }),
  );
  app.use(
    "/assets",
    (_request, response) => void response.status(404).type("text").send("Berkas tidak ada."),
  );
  app.use(serveFilesOf(clientFolder));
  app.use(logRequests(world), carryOn);
  app.all("/webhooks/:name", answerMachines(build));
  app.all("*", createRequestHandler({ build, mode: "production", getLoadContext: () => loadContext(world) }));
  app.use(answerFailure);
  return app;
}

/** Asks the disk only for what lay there at the start: every page would pay for the question otherwise. */
function serveFilesOf(folder: string): RequestHandler {
  const there = new Set(readdirSync(folder));
  const serve = express.static(folder, { maxAge: "1h", index: false, redirect: false });
  return (request, response, next) =>
    there.has(request.path.split("/")[1]!) ? serve(request, response, next) : next();
}

/** A closing server lets nobody wait on a connection that is about to go. */
function sayGoodbye(stop: AbortSignal): RequestHandler {
  return (_request, response, next) => {
    if (stop.aborted) response.setHeader("Connection", "close");
    next();
  };
}

function guardDoor(world: World): RequestHandler {
  return (request, response, next) => {
    const { method, headers } = request;
    const arrival = { method, target: request.originalUrl, headers };
    const refusal = reasonToTurnAway(arrival, world.settings.publicUrl);
    if (refusal) {
      response.setHeader("Connection", "close");
      response.status(refusal.status).type("text").send(refusal.sentence);
      return;
    }
    const host = trustedForwardedHost(arrival, world.settings.publicUrl);
    if (host) headers["x-forwarded-host"] = host;
    else delete headers["x-forwarded-host"];
    next();
  };
}

function answerReady(world: World, stop: AbortSignal): RequestHandler {
  const newest = Object.keys(migrations).sort().at(-1) ?? "";
  return async (_request, response) => {
    const database = await findDatabaseHealth(world.db, newest, 2_000);
    const ready = database === "ready" && !stop.aborted;
    response
      .status(ready ? 200 : 503)
      .json({ state: ready ? "ready" : "not ready", database, closing: stop.aborted });
  };
}

/** 204 when nothing is left to be done at this hour, 503 while something is. */
function answerRest({ db, clock }: World): RequestHandler {
  return async (_request, response) => {
    const rests = await isAtRest(db, schedules, clock.now()).catch(() => false);
    response.status(rests ? 204 : 503).end();
  };
}

/** One line per request: an id, the way, the outcome. No bodies, no queries, no headers: they hold people's data. */
function logRequests({ log, chance }: World): RequestHandler {
  return pinoHttp({
    logger: log,
    genReqId: (request) => {
      const given = request.headers["x-request-id"];
      return typeof given === "string" && REQUEST_ID.test(given) ? given : chance.id();
    },
    serializers: {
      req: ({ id, method, url }) => ({ id, method, path: loggablePath(url) }),
      res: ({ statusCode }) => ({ status: statusCode }),
      err: ({ type, message }) => ({ type, message }),
    },
  }) as RequestHandler;
}

/** Hands the id, and the visitor's address as the proxy vouches for it, to everything behind. */
const carryOn: RequestHandler = (request, response, next) => {
  const id = String(request.id);
  request.headers["x-request-id"] = id;
  request.headers["x-forwarded-for"] = request.ip;
  response.setHeader("X-Request-Id", id);
  next();
};

function loadContext({ settings, log }: World): AppLoadContext {
  const payAt = settings.SANDBOX_URL ?? settings.STRIPE_API_URL ?? "https://checkout.stripe.com";
  return {
    formActionOrigins: [payAt],
    operator: {
      name: settings.OPERATOR_NAME,
      contact: settings.OPERATOR_CONTACT,
      permit: settings.OPERATOR_PERMIT,
    },
    reportError: (error, request) =>
      log.error({ err: error, requestId: request.headers.get("x-request-id") }, "a page failed"),
  };
}

const answerFailure: ErrorRequestHandler = (error, request, response, next) => {
  request.log?.error({ err: error }, "a request failed");
  if (response.headersSent) return next(error);
  const status = error?.status >= 400 && error?.status < 500 ? error.status : 500;
  const sentence =
    status === 500
      ? "Maaf, ada yang salah di pihak kami. Silakan coba lagi."
      : "Permintaan tidak dapat dibaca.";
  response.status(status).type("text").send(sentence);
};

function listen(app: Express, port: number, host: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = app.listen(port, host, () => resolve(server));
    server.once("error", (error) => reject(portProblem(error, port, host)));
    server.requestTimeout = 60_000;
    server.headersTimeout = 15_000;
    // Longer than proxies keep theirs, or they send into a connection that is just closing.
    server.keepAliveTimeout = 65_000;
    server.maxHeadersCount = 100;
  });
}

/** Remix keeps a timer for five seconds after each page, so the caller ends the process once this resolves. */
async function closed(server: Server, stop: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    const close = () => {
      const idle = setInterval(() => server.closeIdleConnections(), 50);
      const force = setTimeout(() => server.closeAllConnections(), GRACE_MS);
      server.close(() => {
        clearInterval(idle);
        clearTimeout(force);
        resolve();
      });
      server.closeIdleConnections();
    };
    if (stop.aborted) close();
    else stop.addEventListener("abort", close, { once: true });
  });
}
