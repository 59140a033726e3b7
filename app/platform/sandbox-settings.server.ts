/** The sandbox's settings, read apart from the site's: it must run without the site's keys. */
import path from "node:path";
import { z } from "zod";
import type { Environment } from "./environment.server";
import { StartProblem } from "./start-problem";

const given = (what: string) => z.string({ error: `is missing: ${what}` });

const schema = z.object({
  SANDBOX_URL: z.url({ error: "must be http://127.0.0.1:<port>" }).default("http://127.0.0.1:0"),
  SANDBOX_FOLDER: given("the folder in which the sandbox remembers"),
  SANDBOX_CLOCK_FILE: z.string().optional(),
  SITE_URL: z
    .url({ error: "must be the http address of the site on this machine" })
    .default("http://127.0.0.1:3000"),
  STRIPE_SECRET_KEY: given("any key of the form sk_test_…").regex(
    /^(sk|rk)_test_\w+$/,
    "must be a test key: the sandbox never stands beside a live key",
  ),
  STRIPE_WEBHOOK_SECRET: given("any text of the form whsec_…").startsWith("whsec_"),
  RESEND_API_KEY: given("any key of the form re_…").startsWith("re_"),
  RESEND_WEBHOOK_SECRET: given("whsec_ and a text in base64").startsWith("whsec_"),
});

export type SandboxOptions = {
  /** 0 means any free one. */
  readonly port: number;
  readonly dataDir: string;
  readonly clockFile: string;
  readonly stripe: {
    readonly secretKey: string;
    readonly webhookUrl: string;
    readonly webhookSecret: string;
  };
  readonly resend: { readonly apiKey: string; readonly webhookUrl: string; readonly webhookSecret: string };
};

/** Throws one sentence per mistake; a live key is one. */
export function readSandboxSettings(env: Environment): SandboxOptions {
  const parsed = schema.safeParse(env);
  if (!parsed.success)
    throw new StartProblem(
      `The sandbox does not start:\n${parsed.error.issues.map((issue) => `  - ${String(issue.path[0])} ${issue.message}`).join("\n")}`,
    );
  const settings = parsed.data;
  return {
    port: Number(new URL(settings.SANDBOX_URL).port || 80),
    dataDir: settings.SANDBOX_FOLDER,
    clockFile: settings.SANDBOX_CLOCK_FILE ?? path.join(settings.SANDBOX_FOLDER, "clock.json"),
    stripe: {
      secretKey: settings.STRIPE_SECRET_KEY,
      webhookUrl: `${settings.SITE_URL}/webhooks/stripe`,
      webhookSecret: settings.STRIPE_WEBHOOK_SECRET,
    },
    resend: {
      apiKey: settings.RESEND_API_KEY,
      webhookUrl: `${settings.SITE_URL}/webhooks/resend`,
      webhookSecret: settings.RESEND_WEBHOOK_SECRET,
    },
  };
}
