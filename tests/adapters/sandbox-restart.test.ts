/** Starting the sandbox where it must not, and starting it again after it was killed. */
import { spawn } from "node:child_process";
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "vite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startSandbox } from "~/adapters/sandbox/start-sandbox.server";
import { openDoor, openRig, type Rig, resendKey, secretKey, webhookSecret } from "./sandbox-rig";

let rig: Rig;
beforeAll(async () => {
  rig = await openRig();
});
afterAll(() => rig.close());

describe("starting", () => {
  it("beside a live key is refused in one sentence", async () => {
    const options = (stripeKey: string) => ({
      port: 0,
      dataDir: rig.dataDir,
      clockFile: rig.clockFile,
      stripe: { secretKey: stripeKey, webhookUrl: "http://127.0.0.1:1", webhookSecret },
      resend: { apiKey: resendKey },
    });
    await expect(startSandbox(options("sk_live_1"))).rejects.toThrow(/live key/);
  });

  it("on a port or in a folder already in use is refused, and harms nothing", async () => {
    const dataDir = mkdtempSync(join(tmpdir(), "sandbox-second-"));
    const options = {
      port: rig.sandbox.port,
      dataDir,
      clockFile: rig.clockFile,
      stripe: { secretKey, webhookUrl: "http://127.0.0.1:1", webhookSecret },
      resend: { apiKey: resendKey },
    };
    await expect(startSandbox(options)).rejects.toThrow(/Port \d+ is in use/);
    await expect(startSandbox({ ...options, port: 0, dataDir: rig.dataDir })).rejects.toThrow(
      /Another sandbox/,
    );
    const second = await startSandbox({ ...options, port: 0 });
    await second.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
});

describe("a process killed in the middle", () => {
  it("has lost nothing that was answered, and delivers what was not taken", async () => {
    const dataDir = mkdtempSync(join(tmpdir(), "sandbox-killed-"));
    const door = await openDoor();
    door.answerWith(() => 500);
    const child = await startChild(dataDir, `${door.url}/webhooks/stripe`);
    const post = (body: Record<string, string>, key: string) =>
      fetch(`${child.url}/v1/payment_intents`, {
        method: "POST",
        headers: { authorization: `Bearer ${secretKey}`, "idempotency-key": key },
        body: new URLSearchParams(body),
      }).then((response) => response.json() as Promise<{ id: string }>);
    const asked = { amount: "1680000", currency: "idr", confirm: "true", payment_method: "pm_card_visa" };
    const made = await post(asked, "before the kill");
    child.kill();
    await child.ended;
    // The last line was being written when the process died.
    const log = join(dataDir, "state.jsonl");
    appendFileSync(log, '[["intent","pi_half",{"id":"pi_ha');
    door.answerWith(() => 204);
    door.arrivals.length = 0;
    const risen = await openRig({ dataDir, door });
    try {
      const found = await risen.stripe.paymentIntents.retrieve(made.id);
      expect(found.status).toBe("succeeded");
      await risen.control("webhooks/retry");
      await risen.quiet();
      expect(door.types()).toEqual([
        "payment_intent.created",
        "charge.succeeded",
        "payment_intent.succeeded",
      ]);
      const again = await risen.stripe.paymentIntents.create(
        { confirm: true, amount: 1_680_000, currency: "idr", payment_method: "pm_card_visa" },
        { idempotencyKey: "before the kill" },
      );
      expect(again.id).toBe(made.id);
      expect(await risen.stripe.charges.list({ payment_intent: made.id })).toMatchObject({
        data: [{ paid: true }],
      });
      expect(readFileSync(log, "utf8")).not.toContain("pi_half");
    } finally {
      await risen.close();
      await door.close();
      rmSync(dataDir, { recursive: true, force: true });
    }
  }, 60_000);
});

/** The sandbox in a process of its own, bundled as the site's build bundles it. */
async function startChild(dataDir: string, webhookUrl: string) {
  const outDir = join(dataDir, "program");
  const entry = new URL("./sandbox-child.ts", import.meta.url).pathname;
  await build({
    configFile: false,
    logLevel: "silent",
    build: {
      ssr: entry,
      outDir,
      minify: false,
      target: "node20",
      rollupOptions: { output: { entryFileNames: "child.mjs" } },
    },
    ssr: { noExternal: true },
  });
  const child = spawn(process.execPath, [join(outDir, "child.mjs")], {
    env: {
      ...process.env,
      SANDBOX_CHILD: JSON.stringify({ dataDir, webhookUrl, secretKey, webhookSecret, resendKey }),
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise<void>((done) => child.once("exit", () => done()));
  const url = await new Promise<string>((done, fail) => {
    child.stdout.once("data", (line) => done(String(line).trim()));
    child.once("exit", () => fail(new Error("The sandbox's process ended before it began.")));
  });
  return { url, ended, kill: () => child.kill("SIGKILL") };
}
