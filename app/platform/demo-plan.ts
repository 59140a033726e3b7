/**
 * What `npm start` brings along itself: whatever the settings do not name.
 *
 *   no DATABASE_URL       ──▶ a PostgreSQL of our own
 *   no STRIPE_SECRET_KEY  ──▶ the sandbox stands in for Stripe
 *   no RESEND_API_KEY     ──▶ the sandbox stands in for Resend
 *   a live Stripe key     ──▶ nothing at all: real money meets only real settings
 */
import { StartProblem } from "./start-problem";

type Environment = Readonly<Record<string, string | undefined>>;

export type DemoPlan = {
  readonly ownDatabase: boolean;
  readonly sandboxForStripe: boolean;
  readonly sandboxForResend: boolean;
  /** Whether keys the settings leave out may be made up and kept in the data folder. */
  readonly ownSecrets: boolean;
};

/** Decides what to bring along. Throws a sentence when the sandbox would stand beside a live key. */
export function planDemo(env: Environment): DemoPlan {
  const live = env.STRIPE_SECRET_KEY?.includes("_live_") ?? false;
  const sandboxForStripe = !env.STRIPE_SECRET_KEY && !env.STRIPE_API_URL;
  const sandboxForResend = !env.RESEND_API_KEY && !env.RESEND_BASE_URL;
  if (live && sandboxForResend)
    throw new StartProblem(
      "RESEND_API_KEY is missing: the sandbox never stands beside a live Stripe key, so give the real key of Resend too, or a Stripe test key.",
    );
  return { ownDatabase: !live && !env.DATABASE_URL, sandboxForStripe, sandboxForResend, ownSecrets: !live };
}

export type DemoSecrets = {
  readonly databaseAdminPassword: string;
  readonly databasePassword: string;
  readonly dataKeys: string;
  readonly indexKey: string;
  readonly sessionSecret: string;
  readonly stripeKey: string;
  readonly stripeWebhookSecret: string;
  readonly resendKey: string;
  readonly resendWebhookSecret: string;
};

export type DemoPlaces = {
  readonly databaseUrl: string;
  readonly sandboxUrl: string;
  /** Folder for what the sandbox must remember. */
  readonly sandboxFolder: string;
};

/** The environment of the site's processes: what was given, and what we bring along for the rest. */
export function siteEnvironment(
  given: Environment,
  plan: DemoPlan,
  secrets: DemoSecrets,
  places: DemoPlaces,
): Environment {
  const sandbox = plan.sandboxForStripe || plan.sandboxForResend;
  return {
    ...(plan.ownSecrets
      ? { DATA_KEYS: secrets.dataKeys, INDEX_KEY: secrets.indexKey, SESSION_SECRET: secrets.sessionSecret }
      : {}),
    ...(plan.ownSecrets && !given.PUBLIC_URL ? { PUBLIC_URL: siteAddress(given) } : {}),
    ...given,
    NODE_ENV: given.NODE_ENV ?? "production",
    ...(plan.ownDatabase ? { DATABASE_URL: places.databaseUrl } : {}),
    ...(plan.sandboxForStripe
      ? {
          STRIPE_SECRET_KEY: secrets.stripeKey,
          STRIPE_WEBHOOK_SECRET: secrets.stripeWebhookSecret,
          STRIPE_API_URL: places.sandboxUrl,
        }
      : {}),
    ...(plan.sandboxForResend
      ? {
          RESEND_API_KEY: secrets.resendKey,
          RESEND_WEBHOOK_SECRET: secrets.resendWebhookSecret,
          RESEND_BASE_URL: `${places.sandboxUrl}/resend`,
        }
      : {}),
    ...(sandbox
      ? { SANDBOX_URL: places.sandboxUrl, SANDBOX_CLOCK_FILE: `${places.sandboxFolder}/clock.json` }
      : {}),
  };
}

/** The sandbox's own environment: its keys are always made up, and of ours it sees nothing else. */
export function sandboxEnvironment(
  given: Environment,
  secrets: DemoSecrets,
  places: DemoPlaces,
): Environment {
  return {
    PATH: given.PATH,
    TZ: given.TZ,
    NODE_ENV: given.NODE_ENV ?? "production",
    LOG_LEVEL: given.LOG_LEVEL,
    SANDBOX_URL: places.sandboxUrl,
    SANDBOX_FOLDER: places.sandboxFolder,
    SANDBOX_CLOCK_FILE: `${places.sandboxFolder}/clock.json`,
    STRIPE_SECRET_KEY: secrets.stripeKey,
    STRIPE_WEBHOOK_SECRET: secrets.stripeWebhookSecret,
    RESEND_API_KEY: secrets.resendKey,
    RESEND_WEBHOOK_SECRET: secrets.resendWebhookSecret,
    SITE_URL: loopbackAddress(given),
  };
}

/** Where people find a site that has no public address yet. */
export function siteAddress(given: Environment): string {
  return `http://${isOwnMachine(given.HOST) ? "localhost" : given.HOST}:${portOf(given)}`;
}

/** Where processes on this machine reach the site. */
export function loopbackAddress(given: Environment): string {
  return `http://${isOwnMachine(given.HOST) ? "127.0.0.1" : given.HOST}:${portOf(given)}`;
}

/** A port that is no number is told as a mistake of its own, and once. */
function portOf({ PORT = "3000" }: Environment): string {
  return /^\d{1,5}$/.test(PORT) ? PORT : "3000";
}

function isOwnMachine(host = "127.0.0.1"): boolean {
  return ["127.0.0.1", "0.0.0.0", "::", "localhost"].includes(host);
}
