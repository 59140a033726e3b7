/**
 * The real built program, whole, as `npm start` runs it: database, sandbox, web and worker, in a data
 * folder and on ports of its own. For journeys, and for tests that kill what others only pretend to.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { build, isBuilt } from "../../app/platform/build-when-changed.mjs";
import { findFreePort } from "../../app/platform/free-port.server";

export const projectRoot = fileURLToPath(new URL("../..", import.meta.url));
const program = path.join(projectRoot, "build", "server", "index.js");

export type ProcessName = "postgres" | "sandbox" | "worker" | "web";

export type Stack = {
  readonly siteUrl: string;
  readonly sandboxUrl: string;
  /** Signs in to the site's database. */
  readonly databaseUrl: string;
  readonly dataDir: string;
  readonly admin: { readonly email: string; readonly password: string } | undefined;
  readonly launcherPid: number;
  /** The processes as they are now: one that was killed comes back with another number. */
  processes(): Readonly<Record<ProcessName, number>>;
  /** What the launcher printed so far. */
  output(): string;
  /** One of `web`, `worker`, `sandbox`, `postgres`: what it wrote to its log. */
  log(name: ProcessName): string;
  /** As Ctrl-C does. Resolves to the exit status. Keeps the data when `keepData`. */
  stop(options?: { readonly keepData?: boolean }): Promise<number | null>;
};

export type LaunchOptions = {
  /** A folder used before, to start again on its data; else a new one that `stop` removes. */
  readonly dataDir?: string;
  readonly port?: number;
  /** Settings beside those of the demo. Nothing else of this process's environment goes along. */
  readonly env?: Readonly<Record<string, string>>;
};

/** Starts the program and resolves when it is ready. Rejects with what it printed when it is not. */
export async function launchStack(options: LaunchOptions = {}): Promise<Stack> {
  const dataDir = options.dataDir ?? newDataDir();
  const launcher = await startLauncher({ ...options, dataDir });
  const running = () => readJson(path.join(dataDir, "running.json"));
  for (let waitedMs = 0; ; waitedMs += 50) {
    if (running()?.ready && running()?.launcher === launcher.child.pid) break;
    if (launcher.status() !== undefined || waitedMs > 120_000) {
      launcher.child.kill("SIGTERM");
      throw new Error(`The site did not start:\n${launcher.output()}`);
    }
    await sleep(50);
  }
  const { siteUrl, sandboxUrl, databaseUrl } = running();
  return {
    siteUrl,
    sandboxUrl,
    databaseUrl,
    dataDir,
    admin: readJson(path.join(dataDir, "admin.json")),
    launcherPid: launcher.child.pid ?? 0,
    processes: () => running().processes,
    output: launcher.output,
    log: (name) => readFileSync(path.join(dataDir, "logs", `${name}.log`), "utf8"),
    async stop({ keepData = false } = {}) {
      launcher.child.kill("SIGINT");
      const status = await launcher.ended;
      if (!keepData) removeDataDir(dataDir);
      return status;
    },
  };
}

export type Launcher = {
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  /** Undefined while it runs. */
  status(): number | null | undefined;
  output(): string;
};

/** Starts the launcher without waiting for anything: for starts that are meant to fail. */
export async function startLauncher(
  options: LaunchOptions & { readonly dataDir: string },
): Promise<Launcher> {
  built ??= haveBuild();
  await built;
  const child = spawn(process.execPath, [program, "demo"], {
    cwd: projectRoot,
    env: {
      PATH: process.env.PATH,
      TZ: "UTC",
      NODE_ENV: "production",
      DATA_DIR: options.dataDir,
      PORT: String(options.port ?? (await findFreePort())),
      ...options.env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (part: Buffer) => {
      output += part;
    });
  let status: number | null | undefined;
  const ended = new Promise<number | null>((resolve) => {
    child.once("close", (code) => {
      status = code;
      resolve(code);
    });
  });
  return { child, ended, status: () => status, output: () => output };
}

/** A data folder in the system's temporary folder, which the database's own user may pass through. */
export function newDataDir(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), "sertakan-stack-"));
  chmodSync(folder, 0o711);
  return path.join(folder, "data");
}

export function removeDataDir(dataDir: string): void {
  rmSync(path.dirname(dataDir), { recursive: true, force: true });
}

let built: Promise<void> | undefined;

/** The build is made from the sources as they are now, once, though several files may ask at a time. */
async function haveBuild(): Promise<void> {
  const lock = path.join(os.tmpdir(), `sertakan-build-${statSync(projectRoot).ino}`);
  for (let waitedMs = 0; !isBuilt(); waitedMs += 200) {
    try {
      mkdirSync(lock);
    } catch {
      // Somebody builds; a lock older than any build was left behind.
      if (waitedMs > 180_000) rmSync(lock, { recursive: true, force: true });
      await sleep(200);
      continue;
    }
    try {
      const { built, output } = await build();
      if (!built) throw new Error(`The site could not be built:\n${output}`);
    } finally {
      rmSync(lock, { recursive: true, force: true });
    }
  }
}

// biome-ignore lint/suspicious/noExplicitAny: notes of our own launcher, read as they are
function readJson(file: string): any {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
}
