/**
 * Every setting, read once. A mistake stops the start with all mistakes listed at once,
 * each in one sentence that names the setting and says what to do.
 */
import { z } from "zod";

const port = z.coerce.number({ error: "must be a number" }).int().min(1).max(65535);
const flag = z.enum(["on", "off"], { error: "must be `on` or `off`" }).transform((value) => value === "on");
const url = z.url({ protocol: /^https?$/, error: "must be an http or https address" });
const key32 = (value: string) => Buffer.from(value, "base64").length === 32;

const schema = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("production"),
  PORT: port.default(3000),
  HOST: z.string().default("127.0.0.1"),
  PUBLIC_URL: url.optional(),
  DATABASE_URL: z
    .string({
      error: "is missing: give the address of the PostgreSQL database, postgres://user:password@host/name",
    })
    .regex(/^postgres(ql)?:\/\//, "must begin with postgres://"),
  DATABASE_POOL: z.coerce.number().int().min(2).max(200).default(10),
  STRIPE_SECRET_KEY: z
    .string({ error: "is missing: the secret key from the Stripe dashboard (sk_live_… or sk_test_…)" })
    .regex(/^(sk|rk)_(test|live)_\w+$/, "must look like sk_live_… or sk_test_…"),
  STRIPE_WEBHOOK_SECRET: z
    .string({ error: "is missing: the signing secret of the webhook endpoint (whsec_…)" })
    .startsWith("whsec_", "must begin with whsec_"),
  STRIPE_API_URL: url.optional(),
  STRIPE_MINIMUM_RUPIAH: z.coerce.number().int().min(1).default(8500),
  STRIPE_FEE_SHARE_BASIS_POINTS: z.coerce.number().int().min(0).max(3000).default(290),
  STRIPE_FEE_FIXED_RUPIAH: z.coerce.number().int().min(0).max(100_000).default(2000),
  STRIPE_FEE_TAX_BASIS_POINTS: z.coerce.number().int().min(0).max(3000).default(1100),
  RESEND_API_KEY: z
    .string({ error: "is missing: the API key from the Resend dashboard (re_…)" })
    .startsWith("re_", "must begin with re_"),
  RESEND_WEBHOOK_SECRET: z.string().startsWith("whsec_", "must begin with whsec_").optional(),
  RESEND_BASE_URL: url.optional(),
  MAIL_FROM: z
    .string()
    .includes("@", { error: "must hold an address, e.g. Sertakan Cinta <halo@example.org>" })
    .default("Sertakan Cinta Jember <halo@sertakancinta.example>"),
  MAIL_REPLY_TO: z.email("must be an e-mail address").optional(),
  DATA_KEYS: z
    .string({
      error:
        "is missing: keys for personal data, `name:base64` of 32 bytes each, comma-separated, the newest first",
    })
    .transform((text, context) => {
      const keys = text.split(",").map((part) => {
        const [id = "", ...rest] = part.trim().split(":");
        return { id, key: rest.join(":") };
      });
      const wrong = keys.filter(({ id, key }) => !/^[a-z0-9]{1,16}$/.test(id) || !key32(key));
      if (wrong.length > 0 || new Set(keys.map((entry) => entry.id)).size !== keys.length) {
        context.addIssue("needs entries like `k1:<32 bytes in base64>`, comma-separated, each name once");
        return z.NEVER;
      }
      return keys.map(({ id, key }) => ({ id, secret: Buffer.from(key, "base64") }));
    }),
  INDEX_KEY: z
    .string({
      error:
        "is missing: 32 random bytes in base64 for the look-up index of identity numbers; it must never change",
    })
    .refine(key32, "must be 32 bytes in base64")
    .transform((text) => Buffer.from(text, "base64")),
  SESSION_SECRET: z
    .string({ error: "is missing: a random text of at least 32 characters that signs sessions" })
    .min(32, "must have at least 32 characters"),
  OPERATOR_NAME: z.string().default("Sertakan Cinta Jember"),
  OPERATOR_CONTACT: z.string().optional(),
  OPERATOR_PERMIT: z.string().optional(),
  POOL: flag.default(true),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"]).default("info"),
  SANDBOX_URL: url.optional(),
  SANDBOX_CLOCK_FILE: z.string().optional(),
});

export type Settings = z.infer<typeof schema> & { readonly publicUrl: string };

/**
 * Parses the environment. Throws one `SettingsError` that lists every mistake.
 * The sandbox is refused beside a live key: pretend money must never meet real money.
 */
export function readSettings(env: Readonly<Record<string, string | undefined>> = process.env): Settings {
  const filled = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ""),
  );
  const parsed = schema.safeParse(filled);
  const mistakes = parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${String(issue.path[0])} ${issue.message}`);
  if (filled.STRIPE_SECRET_KEY?.includes("_live_")) {
    for (const name of ["SANDBOX_URL", "SANDBOX_CLOCK_FILE", "STRIPE_API_URL"] as const)
      if (filled[name])
        mistakes.push(
          `${name} must not be set beside a live Stripe key: the sandbox and real money never run together`,
        );
    if (!filled.PUBLIC_URL?.startsWith("https://"))
      mistakes.push("PUBLIC_URL must be the https address of the site when the Stripe key is live");
  }
  if (mistakes.length > 0 || !parsed.success) throw new SettingsError(mistakes);
  const settings = parsed.data;
  return {
    ...settings,
    publicUrl: (settings.PUBLIC_URL ?? `http://${settings.HOST}:${settings.PORT}`).replace(/\/$/, ""),
  };
}

export class SettingsError extends Error {
  constructor(readonly mistakes: readonly string[]) {
    super(`The settings need mending:\n${mistakes.map((mistake) => `  - ${mistake}`).join("\n")}`);
    this.name = "SettingsError";
  }
}
