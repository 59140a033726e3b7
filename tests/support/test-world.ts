/** A world for tests: the real database, sealer and chance; a clock that stands where the test puts it. */
import { randomBytes } from "node:crypto";
import pino from "pino";
import type { Gateway } from "~/payments/gateway";
import { createSealer } from "~/people/sealing.server";
import type { Clock } from "~/platform/clock";
import { createChance } from "~/platform/open-world.server";
import { readSettings } from "~/platform/settings.server";
import type { World } from "~/platform/world.server";
import type { Db } from "~db/connection";

export type TestClock = Clock & { set(instant: string): void; advance(ms: number): void };

/** Stands at `instant` until it is moved. */
export function standingClock(instant = "2026-11-23T03:00:00Z"): TestClock {
  let now = new Date(instant);
  return {
    now: () => now,
    set: (next) => {
      now = new Date(next);
    },
    advance: (ms) => {
      now = new Date(now.getTime() + ms);
    },
  };
}

export type TestWorld = World & { readonly clock: TestClock };

/** `over` replaces parts, e.g. a gateway that talks to a sandbox the test started. */
export function testWorld(
  db: Db,
  over: Partial<Omit<World, "clock">> & { clock?: TestClock } = {},
): TestWorld {
  const clock = over.clock ?? standingClock();
  const key = randomBytes(32).toString("base64");
  const settings = readSettings({
    DATABASE_URL: "postgres://test@127.0.0.1/test",
    STRIPE_SECRET_KEY: "sk_test_0000",
    STRIPE_WEBHOOK_SECRET: "whsec_test",
    RESEND_API_KEY: "re_test",
    DATA_KEYS: `k1:${key}`,
    INDEX_KEY: key,
    SESSION_SECRET: "a secret for tests that is long enough",
    PUBLIC_URL: "http://127.0.0.1:3000",
    LOG_LEVEL: "silent",
  });
  return {
    settings,
    db,
    chance: createChance(clock),
    gateways: [unwiredGateway()],
    mailer: { send: unwired, readNews: unwired },
    sealer: createSealer({ keys: settings.DATA_KEYS, indexKey: settings.INDEX_KEY, randomBytes }),
    log: pino({ level: "silent" }),
    ...over,
    clock,
  };
}

const unwired = async (): Promise<never> => {
  throw new Error("This test did not wire the outside service it calls.");
};

/** Has a name, limits and a price list; whoever calls it has forgotten to wire a real one. */
function unwiredGateway(): Gateway {
  return {
    name: "stripe",
    limits: { minimumRupiah: 8500, maximumRupiah: 999_999_999 },
    feePlan: { shareBasisPoints: 290, fixedRupiah: 2000, taxBasisPoints: 1100 },
    openCheckout: unwired,
    expireCheckout: unwired,
    findCheckout: unwired,
    findPayment: unwired,
    findFee: unwired,
    refund: unwired,
    findRefund: unwired,
    findRefundsOf: unwired,
    chargeSavedCard: unwired,
    findSavedCardCharge: unwired,
    openCardPage: unwired,
    findCardPage: unwired,
    forgetCard: unwired,
    findPayout: unwired,
    listPayouts: unwired,
    listMovements: unwired,
    readEvent: unwired,
  };
}
