/** What a PostgreSQL server says of itself in its data folder, and how one that was left behind is stopped. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { StartProblem } from "./start-problem";

export type Postmaster = { readonly pid: number; readonly port: number; readonly ready: boolean };

/** Reads `postmaster.pid`: process, port, and whether it takes connections. Undefined when there is none. */
export function readPostmaster(folder: string): Postmaster | undefined {
  let lines: readonly string[];
  try {
    lines = readFileSync(path.join(folder, "postmaster.pid"), "utf8").split("\n");
  } catch {
    return undefined;
  }
  const pid = Number(lines[0]);
  return pid > 0 ? { pid, port: Number(lines[3]), ready: lines[7]?.trim() === "ready" } : undefined;
}

/**
 * Stops a server that still runs on this folder after its launcher was killed, cleanly, so that the
 * next one starts from a good state. A stale note of a process that is gone is PostgreSQL's to judge.
 */
export async function stopLeftBehind(folder: string): Promise<boolean> {
  const left = readPostmaster(folder);
  if (!left || !isServerOf(left.pid, folder)) return false;
  process.kill(left.pid, "SIGINT");
  for (let waitedMs = 0; waitedMs < 20_000; waitedMs += 25) {
    if (!isAlive(left.pid)) return true;
    await sleep(25);
  }
  throw new StartProblem(
    `A database server (process ${left.pid}) still runs on ${folder} and does not stop: end it, then start again.`,
  );
}

/** True while a process with this number runs; one that has ended and waits to be noticed does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
  return !hasEnded(pid);
}

/** Where the first process of a container never asks after its orphans, they keep their numbers for good. */
function hasEnded(pid: number): boolean {
  try {
    return /^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
}

/** The command line of a running process; empty when it cannot be seen. */
export function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
  } catch {
    const seen = spawnSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" });
    return seen.stdout ?? "";
  }
}

/** Numbers of processes are given again, so the number alone proves nothing. */
function isServerOf(pid: number, folder: string): boolean {
  return isAlive(pid) && commandLine(pid).includes(` ${folder} `);
}
