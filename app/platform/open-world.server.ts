/** Opens the world: the one place where time, chance and the outside services are wired in. */
import { randomBytes, randomInt } from "node:crypto";
import pino, { type Logger } from "pino";
import { createResendMailer } from "~/adapters/resend/resend-mailer.server";
import { createSandboxClock } from "~/adapters/sandbox/sandbox-clock.server";
import { createStripeGateway } from "~/adapters/stripe/stripe-gateway.server";
import { createSealer } from "~/people/sealing.server";
import { openDatabase } from "~db/connection";
import type { Chance, Clock } from "./clock";
import type { Settings } from "./settings.server";
import { setWorld, type World } from "./world.server";

const systemClock: Clock = { now: () => new Date() };
const READABLE = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

/** Chance from the operating system; ids carry the clock's time so that they sort by it. */
export function createChance(clock: Clock): Chance {
  return {
    id: () => uuidv7(clock.now()),
    token: (bytes = 32) => randomBytes(bytes).toString("base64url"),
    code: (length) => Array.from({ length }, () => READABLE[randomInt(READABLE.length)]).join(""),
  };
}

/** RFC 9562 version 7: 48 bits of milliseconds, then random bits. */
function uuidv7(now: Date): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(now.getTime(), 0, 6);
  bytes[6] = 0x70 | (bytes[6]! & 0x0f);
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  const hex = bytes.toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** Lines wait for each other for at most this long; a log written line by line costs a tenth of each request. */
const LOG_DELAY_MS = 100;
const LOG_CHUNK_BYTES = 4_096;

function openLog(settings: Settings, role: string): Logger {
  const options = { level: settings.LOG_LEVEL, base: { process: role } };
  if (role !== "web") return pino(options);
  // Written at once, but many lines together; what is left is written when the process ends.
  const lines = pino.destination({ sync: true, minLength: LOG_CHUNK_BYTES });
  setInterval(() => lines.flush(), LOG_DELAY_MS).unref();
  process.on("exit", () => lines.flushSync());
  return pino(options, lines);
}

export type OpenedWorld = World & { close(): Promise<void> };

/** Opens the database pool and the adapters; `role` names the process in logs and in PostgreSQL. */
export async function openWorld(settings: Settings, role = "web"): Promise<OpenedWorld> {
  const log = openLog(settings, role);
  const clock = settings.SANDBOX_CLOCK_FILE ? createSandboxClock(settings.SANDBOX_CLOCK_FILE) : systemClock;
  const database = openDatabase({
    url: settings.DATABASE_URL,
    poolSize: settings.DATABASE_POOL,
    applicationName: `sertakan-cinta ${role}`,
    onIdleError: (error) => log.warn({ error: error.message }, "an idle database connection broke"),
  });
  const world: World = {
    settings,
    db: database.db,
    clock,
    chance: createChance(clock),
    gateways: [
      createStripeGateway({
        secretKey: settings.STRIPE_SECRET_KEY,
        webhookSecret: settings.STRIPE_WEBHOOK_SECRET,
        apiUrl: settings.STRIPE_API_URL,
        minimumRupiah: settings.STRIPE_MINIMUM_RUPIAH,
        feePlan: {
          shareBasisPoints: settings.STRIPE_FEE_SHARE_BASIS_POINTS,
          fixedRupiah: settings.STRIPE_FEE_FIXED_RUPIAH,
          taxBasisPoints: settings.STRIPE_FEE_TAX_BASIS_POINTS,
        },
        clock,
        log,
      }),
    ],
    mailer: createResendMailer({
      apiKey: settings.RESEND_API_KEY,
      baseUrl: settings.RESEND_BASE_URL,
      webhookSecret: settings.RESEND_WEBHOOK_SECRET,
    }),
    sealer: createSealer({ keys: settings.DATA_KEYS, indexKey: settings.INDEX_KEY, randomBytes }),
    log,
  };
  setWorld(world);
  return { ...world, close: database.close };
}
