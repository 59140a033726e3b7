import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type DemoSecrets, planDemo, sandboxEnvironment, siteEnvironment } from "~/platform/demo-plan";
import { keepSecrets, readOrMakeSecrets } from "~/platform/demo-secrets.server";
import { readSandboxSettings } from "~/platform/sandbox-settings.server";
import { readSettings } from "~/platform/settings.server";

const places = {
  databaseUrl: "postgres://sertakan:x@127.0.0.1:1/sertakan",
  sandboxUrl: "http://127.0.0.1:2",
  sandboxFolder: "/data/sandbox",
};
let folder: string;
let secrets: DemoSecrets;

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "sertakan-plan-"));
  secrets = readOrMakeSecrets(folder);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const settingsOf = (given: Record<string, string>) =>
  readSettings(siteEnvironment(given, planDemo(given), secrets, places));

describe("what the start brings along", () => {
  test("is everything when nothing is given", () => {
    const settings = settingsOf({});
    expect(settings.DATABASE_URL).toBe(places.databaseUrl);
    expect(settings.STRIPE_API_URL).toBe(places.sandboxUrl);
    expect(settings.RESEND_BASE_URL).toBe(`${places.sandboxUrl}/resend`);
    expect(settings.SANDBOX_CLOCK_FILE).toBe("/data/sandbox/clock.json");
    expect(settings.publicUrl).toBe("http://localhost:3000");
  });

  test("is neither database nor sandbox when all four are given", () => {
    const given = {
      DATABASE_URL: "postgres://a:b@db/c",
      STRIPE_SECRET_KEY: "sk_test_real",
      STRIPE_WEBHOOK_SECRET: "whsec_real",
      RESEND_API_KEY: "re_real",
    };
    const settings = settingsOf(given);
    expect(settings).toMatchObject(given);
    expect(settings.SANDBOX_URL).toBeUndefined();
    expect(settings.STRIPE_API_URL).toBeUndefined();
    expect(settings.SANDBOX_CLOCK_FILE).toBeUndefined();
  });

  test("is the sandbox for mail alone beside a real Stripe test key", () => {
    const settings = settingsOf({ STRIPE_SECRET_KEY: "sk_test_real", STRIPE_WEBHOOK_SECRET: "whsec_real" });
    expect(settings.STRIPE_SECRET_KEY).toBe("sk_test_real");
    expect(settings.STRIPE_API_URL).toBeUndefined();
    expect(settings.RESEND_BASE_URL).toBe(`${places.sandboxUrl}/resend`);
  });

  test("is refused beside a live Stripe key, and the missing setting is named", () => {
    expect(() => planDemo({ STRIPE_SECRET_KEY: "sk_live_real" })).toThrow(
      /^RESEND_API_KEY is missing: the sandbox never/,
    );
  });

  test("is no key made up beside a live one: each must be given", () => {
    const given = {
      STRIPE_SECRET_KEY: "sk_live_real",
      STRIPE_WEBHOOK_SECRET: "whsec_x",
      RESEND_API_KEY: "re_real",
    };
    expect(() => settingsOf(given)).toThrow(
      /DATABASE_URL is missing[\s\S]*DATA_KEYS is missing[\s\S]*INDEX_KEY is missing[\s\S]*SESSION_SECRET is missing/,
    );
  });

  test("hands the sandbox no real key and none of the site's secrets", () => {
    const given = { RESEND_API_KEY: "re_real", PATH: "/bin" };
    const env = sandboxEnvironment(given, secrets, places);
    const text = JSON.stringify(env);
    for (const secret of ["re_real", secrets.indexKey, secrets.sessionSecret, secrets.databasePassword])
      expect(text).not.toContain(secret);
    expect(readSandboxSettings(env)).toMatchObject({
      port: 2,
      stripe: { secretKey: secrets.stripeKey, webhookUrl: "http://127.0.0.1:3000/webhooks/stripe" },
      resend: { webhookUrl: "http://127.0.0.1:3000/webhooks/resend" },
    });
  });

  test("the sandbox itself refuses a live key", () => {
    const env = { ...sandboxEnvironment({}, secrets, places), STRIPE_SECRET_KEY: "sk_live_real" };
    expect(() => readSandboxSettings(env)).toThrow(/STRIPE_SECRET_KEY must be a test key/);
  });
});

describe("the secrets of a data folder", () => {
  test("are made once and readable by their owner alone", () => {
    keepSecrets(folder, secrets);
    expect(readOrMakeSecrets(folder)).toEqual(secrets);
    expect(statSync(path.join(folder, "secrets.json")).mode & 0o777).toBe(0o600);
    expect(JSON.parse(readFileSync(path.join(folder, "secrets.json"), "utf8"))).toEqual(secrets);
  });

  test("differ from folder to folder", () => {
    const other = readOrMakeSecrets(path.join(folder, "other"));
    for (const [name, value] of Object.entries(secrets))
      expect(other[name as keyof DemoSecrets]).not.toBe(value);
  });

  test("are not made anew over data they locked", () => {
    mkdirSync(path.join(folder, "postgres"));
    writeFileSync(path.join(folder, "postgres", "PG_VERSION"), "18\n");
    expect(() => readOrMakeSecrets(folder)).toThrow(/secrets\.json is gone, and it holds the keys/);
  });

  test("are told to be damaged, not replaced, when the file is cut short", () => {
    writeFileSync(path.join(folder, "secrets.json"), '{"dataKeys":');
    expect(() => readOrMakeSecrets(folder)).toThrow(/secrets\.json is damaged/);
  });
});
