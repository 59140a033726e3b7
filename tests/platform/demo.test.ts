import { readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { commandLine, isAlive } from "~/platform/postmaster.server";
import { launchStack, newDataDir, removeDataDir, type Stack, startLauncher } from "../support/launch-stack";

/** Waits until `holds`, for processes that need a moment; false after `limitMs`. */
async function eventually(holds: () => boolean | Promise<boolean>, limitMs = 15_000): Promise<boolean> {
  for (let waitedMs = 0; waitedMs < limitMs; waitedMs += 50) {
    if (await holds()) return true;
    await sleep(50);
  }
  return false;
}

const isReady = (stack: Stack) =>
  fetch(`${stack.siteUrl}/health/ready`, { signal: AbortSignal.timeout(2_000) })
    .then(({ ok }) => ok)
    .catch(() => false);
const pidsOf = (stack: Stack) => [stack.launcherPid, ...Object.values(stack.processes())];

describe("the whole site, started by one command", { timeout: 120_000 }, () => {
  let stack: Stack;

  beforeAll(async () => {
    stack = await launchStack();
  }, 240_000);
  afterAll(() => stack?.stop());

  test("tells its addresses and answers at each of them", async () => {
    expect(stack.output()).toContain(stack.siteUrl);
    expect(stack.output()).toContain(stack.admin?.email);
    for (const address of [stack.siteUrl, `${stack.sandboxUrl}/inbox`, `${stack.sandboxUrl}/_sandbox/`])
      expect((await fetch(address)).status, address).toBe(200);
  });

  test("shows its secrets to nobody who lists processes", () => {
    const secrets = Object.values(JSON.parse(readFileSync(path.join(stack.dataDir, "secrets.json"), "utf8")));
    for (const pid of pidsOf(stack))
      for (const secret of secrets) expect(commandLine(pid)).not.toContain(secret as string);
  });

  test.each(["web", "worker", "sandbox", "postgres"] as const)(
    "brings %s back after it was killed",
    async (name) => {
      const killed = stack.processes()[name];
      process.kill(killed, "SIGKILL");
      expect(await eventually(() => stack.processes()[name] !== killed)).toBe(true);
      expect(await eventually(() => isReady(stack))).toBe(true);
      expect(stack.output()).toMatch(
        name === "postgres" ? /the database ended/ : new RegExp(`${name} ended`),
      );
    },
  );

  test("refuses a second start on the same data in one sentence", async () => {
    const second = await startLauncher({ dataDir: stack.dataDir });
    expect(await second.ended).toBe(1);
    expect(second.output()).toMatch(
      /^The site already runs from .+ \(process \d+\): stop it there with Ctrl-C, .+\n$/,
    );
    expect(await isReady(stack)).toBe(true);
  });

  test("keeps its data, its keys and the sandbox's address over a restart, and takes seconds", async () => {
    const { sandboxUrl, dataDir, admin } = stack;
    const pids = pidsOf(stack);
    expect(await stack.stop({ keepData: true })).toBe(0);
    expect(pids.filter(isAlive)).toEqual([]);
    const began = performance.now();
    stack = await launchStack({ dataDir });
    expect(performance.now() - began).toBeLessThan(30_000);
    expect(stack.sandboxUrl).toBe(sandboxUrl);
    expect(stack.admin).toEqual(admin);
  });

  test("leaves nothing running when the launcher itself is killed, and starts again after it", async () => {
    const pids = pidsOf(stack);
    process.kill(stack.launcherPid, "SIGKILL");
    expect(await eventually(() => pids.filter(isAlive).length === 0, 30_000)).toBe(true);
    stack = await launchStack({ dataDir: stack.dataDir });
    expect(await isReady(stack)).toBe(true);
  });
});

describe("a start that cannot be", { timeout: 60_000 }, () => {
  const dataDir = newDataDir();
  let squatter: Server | undefined;
  afterEach(() => {
    squatter?.close();
  });
  afterAll(() => removeDataDir(dataDir));

  async function fail(options: {
    port?: number;
    env?: Record<string, string>;
    dataDir?: string;
  }): Promise<string> {
    const launcher = await startLauncher({ dataDir, ...options });
    expect(await launcher.ended).toBe(1);
    return launcher.output();
  }

  test("says which port is taken and how to choose another", async () => {
    squatter = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => squatter?.once("listening", resolve));
    const { port } = squatter.address() as { port: number };
    expect(await fail({ port })).toMatch(
      new RegExp(
        `^Port ${port} is already in use: .+ choose another with PORT, for example PORT=\\d+\\.\\n$`,
      ),
    );
  });

  test("tells every mistake in the settings before anything is started", async () => {
    const output = await fail({ env: { LOG_LEVEL: "loud", DATABASE_POOL: "none" } });
    expect(output).toMatch(/LOG_LEVEL/);
    expect(output).toMatch(/DATABASE_POOL/);
    expect(output).not.toMatch(/ at .+\.js:\d+/);
  });

  test("refuses the sandbox beside a live key", async () => {
    expect(await fail({ env: { STRIPE_SECRET_KEY: "sk_live_abc" } })).toMatch(
      /^RESEND_API_KEY is missing: .+\n$/,
    );
  });

  test("says what to do about a data folder that is a file", async () => {
    const folder = newDataDir();
    const file = path.join(path.dirname(folder), "file");
    writeFileSync(file, "");
    expect(await fail({ dataDir: file })).toMatch(/should be a folder but is a file: .+DATA_DIR\.\n$/);
    removeDataDir(folder);
  });
});
