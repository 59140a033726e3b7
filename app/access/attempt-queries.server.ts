/**
 * How often something may be tried, counted in PostgreSQL so that all web processes count together.
 * The limiter keeps time by the machine's clock, not by the house's: moving the sandbox clock lifts no limit.
 */
import { CompiledQuery } from "kysely";
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import type { Db } from "~db/connection";

export type Limit = {
  /** What is counted, e.g. `link-address`; keys of different limits never meet. */
  readonly name: string;
  readonly times: number;
  readonly windowSeconds: number;
};

export type Attempt =
  | { readonly kind: "allowed" }
  | { readonly kind: "too_often"; readonly waitSeconds: number };

const limiters = new WeakMap<Db, Map<string, RateLimiterPostgres>>();

/** Counts one try of `key`; refused once `limit.times` were counted within the window. */
export async function countAttempt(db: Db, limit: Limit, key: string): Promise<Attempt> {
  try {
    await limiterFor(db, limit).consume(key);
    return { kind: "allowed" };
  } catch (reason) {
    if (!(reason instanceof RateLimiterRes)) throw reason;
    return { kind: "too_often", waitSeconds: Math.max(1, Math.ceil(reason.msBeforeNext / 1000)) };
  }
}

/** Forgets the tries of `key`, e.g. after the right password. */
export async function forgetAttempts(db: Db, limit: Limit, key: string): Promise<void> {
  await limiterFor(db, limit).delete(key);
}

function limiterFor(db: Db, limit: Limit): RateLimiterPostgres {
  const known = limiters.get(db) ?? new Map<string, RateLimiterPostgres>();
  limiters.set(db, known);
  const found = known.get(limit.name);
  if (found) return found;
  const made = new RateLimiterPostgres({
    storeClient: clientOf(db),
    storeType: "client",
    tableName: "access_attempt",
    tableCreated: true,
    clearExpiredByTimeout: false,
    keyPrefix: limit.name,
    points: limit.times,
    duration: limit.windowSeconds,
  });
  known.set(limit.name, made);
  return made;
}

/** The limiter's idea of a PostgreSQL client, on the house's own pool. */
function clientOf(db: Db) {
  return {
    async query({ text, values }: { text: string; values?: unknown[] }) {
      const result = await db.executeQuery(CompiledQuery.raw(text, values ?? []));
      return { rows: result.rows, rowCount: Number(result.numAffectedRows ?? result.rows.length) };
    },
  };
}
