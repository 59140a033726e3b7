/**
 * Keeps one process of the site running until told to stop.
 *
 *   start ──▶ running ──ends by itself──▶ wait 0.5, 1, 2 … 15 s ──▶ start
 *                └──stop()──▶ SIGTERM, after the grace SIGKILL
 *
 * Each runs in a group of its own, so Ctrl-C in the terminal reaches the launcher alone and things
 * end in order; a line to the launcher tells it when the launcher itself is gone.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

export type SuperviseOptions = {
  readonly name: string;
  /** The program file and what it is asked to do. */
  readonly program: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Its output is added here; without it, it speaks to our terminal. */
  readonly logFile?: string;
  readonly say: (sentence: string) => void;
  readonly onStart?: (pid: number) => void;
  /** How long it may take to finish what it began, in milliseconds. */
  readonly graceMs?: number;
};

export type Supervised = {
  readonly name: string;
  /** Resolves when it ended by itself for the first time. */
  readonly firstEnd: Promise<void>;
  stop(): Promise<void>;
};

const LONGEST_WAIT_MS = 15_000;
/** A run this long counts as good: the next end starts again with a short wait. */
const GOOD_RUN_MS = 30_000;

export function supervise(options: SuperviseOptions): Supervised {
  const stopping = new AbortController();
  let child: ChildProcess | undefined;
  let tellFirstEnd = () => {};
  const firstEnd = new Promise<void>((resolve) => {
    tellFirstEnd = resolve;
  });

  async function keepRunning(): Promise<void> {
    let waitMs = 500;
    while (!stopping.signal.aborted) {
      const startedAt = performance.now();
      child = startProgram(options);
      const end = await endOf(child);
      if (stopping.signal.aborted) return;
      tellFirstEnd();
      if (performance.now() - startedAt > GOOD_RUN_MS) waitMs = 500;
      const see = options.logFile ? `; see ${options.logFile}` : "";
      options.say(`${options.name} ended unexpectedly (${end}) and starts again in ${waitMs / 1000} s${see}`);
      await sleep(waitMs, undefined, { signal: stopping.signal }).catch(() => {});
      waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS);
    }
  }

  const running = keepRunning();
  return {
    name: options.name,
    firstEnd,
    async stop() {
      stopping.abort();
      child?.kill("SIGTERM");
      const impatience = setTimeout(() => child?.kill("SIGKILL"), options.graceMs ?? 20_000);
      await running;
      clearTimeout(impatience);
    },
  };
}

/** Runs a program to its end, or ends it when `stop` is aborted. Throws `ProgramFailed` unless it ended well. */
export async function runOnce(options: SuperviseOptions, stop: AbortSignal): Promise<void> {
  const child = startProgram(options);
  const end = () => child.kill("SIGTERM");
  stop.addEventListener("abort", end, { once: true });
  const how = await endOf(child);
  stop.removeEventListener("abort", end);
  if (how !== "status 0") throw new ProgramFailed(options.name, how);
}

export class ProgramFailed extends Error {
  constructor(
    readonly program: string,
    how: string,
  ) {
    super(`${program} failed (${how}).`);
  }
}

function startProgram({ program, env, logFile, onStart }: SuperviseOptions): ChildProcess {
  const log = logFile ? openSync(logFile, "a", 0o600) : undefined;
  const child = spawn(process.execPath, program, {
    env: env as NodeJS.ProcessEnv,
    detached: process.platform !== "win32",
    stdio: ["ignore", log ?? "inherit", log ?? "inherit", "ipc"],
  });
  if (log !== undefined) closeSync(log);
  // A line that breaks because the other end is going is no news.
  child.on("error", () => {});
  if (child.pid) onStart?.(child.pid);
  return child;
}

function endOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once("exit", (status, signal) => resolve(signal ?? `status ${status}`));
    child.once("error", (error) => resolve(error.message));
  });
}
