import { type ChildProcess, spawn } from "node:child_process";
import { POSTGRES_ENV, type RunAs } from "./postgres-binaries.server";

/**
 * Starts a program in a group of its own, so that Ctrl-C in the terminal reaches us and not it, yet
 * tied to our life: a small watcher holds the other end of a pipe, and when we are gone without a
 * word it sends the stop signal, two seconds later, when those who use the program have ended too. The watcher's shell then becomes the program itself.
 */
export function spawnTied(program: string, args: readonly string[], runAs: RunAs, log: number): ChildProcess {
  const common = { ...runAs, cwd: "/", env: POSTGRES_ENV, detached: true };
  if (process.platform === "win32")
    return spawn(program, args, { ...common, detached: false, stdio: ["ignore", log, log] });
  const watchThenBecome =
    '((read -r _ <&3 || (sleep 2; kill -INT $$)) </dev/null >/dev/null 2>&1 &); exec "$0" "$@" 3<&-';
  return spawn("/bin/sh", ["-c", watchThenBecome, program, ...args], {
    ...common,
    stdio: ["ignore", log, log, "pipe"],
  });
}

/** Tells the watcher that all is well, so that it goes without a signal. */
export function release(child: ChildProcess): void {
  const rope = child.stdio[3] as NodeJS.WritableStream | null | undefined;
  rope?.on("error", () => {});
  rope?.end("\n");
}
