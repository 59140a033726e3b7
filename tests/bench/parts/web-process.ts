/** The web process as it runs in production: the built program, with its log, in a process of its own. */
import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { findFreePort } from "~/platform/free-port.server";
import { benchEnvironment } from "./bench-world";
import type { DurableDatabase } from "./durable-database";
import { type HttpLine, openLine } from "./http-line";

export type WebProcess = {
  readonly port: number;
  /** So many kept-open connections to it. */
  lines(count: number): Promise<readonly HttpLine[]>;
  stop(): Promise<void>;
};

/** Starts it on a free port and resolves when it is ready. */
export async function startWeb(database: DurableDatabase): Promise<WebProcess> {
  const port = await findFreePort();
  const program = path.join(process.cwd(), "build", "server", "index.js");
  const child = spawn(process.execPath, [program, "web"], {
    env: { ...process.env, ...benchEnvironment(database.url), PORT: String(port) },
    stdio: ["ignore", "ignore", "inherit"],
  });
  process.once("exit", () => child.kill());
  await ready(child, port);
  return {
    port,
    lines: (count) => Promise.all(Array.from({ length: count }, () => openLine(port))),
    async stop() {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGTERM");
      await ended;
    },
  };
}

async function ready(child: ChildProcess, port: number): Promise<void> {
  for (let waitedMs = 0; waitedMs < 30_000; waitedMs += 50) {
    if (child.exitCode !== null) throw new Error("The web process ended before it was ready.");
    const answer = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => undefined);
    if (answer?.ok) return;
    await sleep(50);
  }
  child.kill("SIGKILL");
  throw new Error("The web process was not ready within half a minute.");
}
