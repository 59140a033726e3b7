/**
 * A PostgreSQL of our own, for a machine that has none.
 *
 *   no folder ──initialise under another name──▶ <folder>.new ──rename──▶ folder ──▶ server
 *
 * The rename is the last step: a folder under its own name is whole, whatever was interrupted.
 * The server listens on 127.0.0.1 only, opens no socket files, and asks everyone for a password.
 * The site signs in as `sertakan`, who owns one database and is no superuser, as in production.
 */
import type { ChildProcess } from "node:child_process";
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { choosePlace } from "./database-place.server";
import { findFreePort } from "./free-port.server";
import {
  type InitialiseOptions,
  initialise,
  requireVersion,
  requireWhole,
} from "./initialise-database.server";
import { type Binaries, findBinaries, type RunAs } from "./postgres-binaries.server";
import { readPostmaster, stopLeftBehind } from "./postmaster.server";
import { asStartProblem, StartProblem } from "./start-problem";
import { release, spawnTied } from "./tied-process.server";

export type EmbeddedOptions = InitialiseOptions & {
  /** The site's data folder; the database lies in `postgres` below it unless that cannot be. */
  readonly dataDir: string;
  /** Where it should listen, for a restart under an address others hold already; else any free port. */
  readonly port?: number;
  readonly say?: (sentence: string) => void;
};

export type EmbeddedPostgres = {
  /** Signs in as the site. */
  readonly url: string;
  /** Signs in as the superuser, to the maintenance database. */
  readonly adminUrl: string;
  readonly port: number;
  readonly pid: number;
  readonly folder: string;
  /** Resolves when the server has ended, for whatever reason. */
  readonly ended: Promise<void>;
  /** Ends it cleanly; sessions are cut, nothing committed is lost. */
  stop(): Promise<void>;
};

/** Starts the server, initialising its folder the first time. Throws a `StartProblem` that says what to do. */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const place = choosePlace(options.dataDir, options.say);
  const binaries = findBinaries(place.runAs);
  try {
    requireWhole(place.folder);
    if (!existsSync(place.folder)) {
      options.say?.("Making a database of its own for the site (once).");
      initialise(place.folder, place.runAs, binaries, options);
    }
    requireVersion(place.folder, binaries);
    if (await stopLeftBehind(place.folder))
      options.say?.("A database server left behind by an earlier run was stopped.");
    return await startOnFreePort(place.folder, place.runAs, binaries, options);
  } catch (error) {
    throw asStartProblem(error, "the database folder");
  }
}

async function startOnFreePort(
  folder: string,
  runAs: RunAs,
  binaries: Binaries,
  options: EmbeddedOptions,
): Promise<EmbeddedPostgres> {
  for (let attempt = 1; ; attempt++) {
    const port = options.port ?? (await findFreePort());
    const started = await startServer(folder, runAs, binaries, port, options);
    if (started.kind === "ready") return started.server;
    // Between finding a port and taking it, somebody else may have taken it.
    if (started.kind === "port taken" && attempt < 5) continue;
    const why = started.kind === "port taken" ? `port ${port} is taken` : started.why;
    throw new StartProblem(
      `The database in ${folder} does not start (${why}): see ${logFile(options)}, or restore it from a backup.`,
    );
  }
}

type Started =
  | { readonly kind: "ready"; readonly server: EmbeddedPostgres }
  | { readonly kind: "port taken" }
  | { readonly kind: "failed"; readonly why: string };

async function startServer(
  folder: string,
  runAs: RunAs,
  binaries: Binaries,
  port: number,
  options: EmbeddedOptions,
): Promise<Started> {
  const log = openLog(options);
  const child = spawnTied(
    binaries.postgres,
    ["-D", folder, "-p", String(port), ...serverOptions(options)],
    runAs,
    log.fd,
  );
  closeSync(log.fd);
  const ended = new Promise<void>((resolve) =>
    child.once("exit", () => resolve()).once("error", () => resolve()),
  );
  for (let waitedMs = 0; waitedMs < 60_000; waitedMs += 10) {
    const postmaster = readPostmaster(folder);
    if (postmaster?.ready && postmaster.pid === child.pid)
      return { kind: "ready", server: describe(child, folder, port, ended, options) };
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) {
      release(child);
      return readFailure(log);
    }
    await sleep(10);
  }
  await stop(child, ended);
  return { kind: "failed", why: "it was not ready after a minute" };
}

function serverOptions(options: EmbeddedOptions): readonly string[] {
  const settings = [
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "password_encryption=scram-sha-256",
    "timezone=UTC",
    "log_timezone=UTC",
    "log_checkpoints=off",
    ...(options.durable === false ? ["fsync=off", "synchronous_commit=off", "full_page_writes=off"] : []),
  ];
  return settings.flatMap((setting) => ["-c", setting]);
}

function describe(
  child: ChildProcess,
  folder: string,
  port: number,
  ended: Promise<void>,
  options: EmbeddedOptions,
): EmbeddedPostgres {
  ended.then(() => release(child));
  return {
    url: `postgres://sertakan:${options.passwords.site}@127.0.0.1:${port}/sertakan`,
    adminUrl: `postgres://postgres:${options.passwords.admin}@127.0.0.1:${port}/postgres`,
    port,
    pid: child.pid ?? 0,
    folder,
    ended,
    stop: () => stop(child, ended),
  };
}

/** SIGINT is PostgreSQL's fast shutdown; SIGQUIT, if that hangs, leaves a state it recovers from. */
async function stop(child: ChildProcess, ended: Promise<void>): Promise<void> {
  child.kill("SIGINT");
  const impatience = setTimeout(() => child.kill("SIGQUIT"), 15_000);
  await ended;
  clearTimeout(impatience);
}

type Log = { readonly fd: number; readonly file: string; readonly start: number };

function logFile(options: EmbeddedOptions): string {
  return path.join(options.dataDir, "logs", "postgres.log");
}

function openLog(options: EmbeddedOptions): Log {
  const file = logFile(options);
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const fd = openSync(file, "a", 0o600);
  return { fd, file, start: statSync(file).size };
}

function readFailure(log: Log): Started {
  const said = readFileSync(log.file).subarray(log.start).toString("utf8");
  if (/could not bind|Address already in use/.test(said)) return { kind: "port taken" };
  const fatal = said.split("\n").findLast((line) => /(FATAL|PANIC):|error while loading/.test(line));
  return { kind: "failed", why: fatal?.replace(/^.*(FATAL|PANIC):\s*/, "").trim() ?? "it said nothing" };
}
