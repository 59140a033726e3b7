/** The real world on the bench's database: real clock, real chance, the real gateway adapter, no log. */
import { type OpenedWorld, openWorld } from "~/platform/open-world.server";
import { readSettings } from "~/platform/settings.server";
import { WEBHOOK_SECRET } from "./paid-message";

const key = Buffer.alloc(32, 7).toString("base64");

/** The settings of the site on the database at `url`, as its processes read them. */
export function benchEnvironment(url: string): Readonly<Record<string, string>> {
  return {
    NODE_ENV: "production",
    DATABASE_URL: url,
    STRIPE_SECRET_KEY: "sk_test_bench",
    STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET,
    RESEND_API_KEY: "re_bench",
    DATA_KEYS: `k1:${key}`,
    INDEX_KEY: key,
    SESSION_SECRET: "a secret for the bench that is long enough",
  };
}

export function openBenchWorld(url: string): Promise<OpenedWorld> {
  return openWorld(readSettings({ ...benchEnvironment(url), LOG_LEVEL: "silent" }), "bench");
}
