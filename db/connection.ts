/** The one door to PostgreSQL: a pool, and the types PostgreSQL answers in. */
import { Kysely, PostgresDialect, type Transaction } from "kysely";
import pg from "pg";
import type { Tables } from "./tables";

export type Db = Kysely<Tables>;
/** Something that must run inside a transaction asks for this; a plain `Db` will not do. */
export type Trx = Transaction<Tables>;

const OID = { int8: 20, date: 1082 } as const;

/** Whole numbers as numbers (money stays far below 2^53), days as "2026-11-22" and never as an instant. */
const types = {
  getTypeParser(oid: number, format?: "text" | "binary") {
    if (oid === OID.int8) return safeInteger;
    if (oid === OID.date) return (text: string) => text;
    return pg.types.getTypeParser(oid, format as "text");
  },
};

function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value))
    throw new Error(`The database answered ${text}, which is too large to count with.`);
  return value;
}

export type OpenOptions = {
  readonly url: string;
  readonly poolSize?: number;
  /** Told when an idle connection breaks, e.g. while the database restarts; the pool makes a new one. */
  readonly onIdleError?: (error: Error) => void;
  readonly applicationName?: string;
};

export type OpenDatabase = { readonly db: Db; readonly pool: pg.Pool; close(): Promise<void> };

/** Opens a pool on `url`. A statement that runs longer than a minute is stopped by the server. */
export function openDatabase(options: OpenOptions): OpenDatabase {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.poolSize ?? 10,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 30_000,
    statement_timeout: 60_000,
    idle_in_transaction_session_timeout: 30_000,
    application_name: options.applicationName ?? "sertakan-cinta",
    types,
  } as pg.PoolConfig);
  pool.on("error", (error) => options.onIdleError?.(error));
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return { db, pool, close: () => db.destroy() };
}

/** What PostgreSQL calls the broken rule, when `error` is one. */
export function brokenConstraint(error: unknown): string | undefined {
  return error instanceof pg.DatabaseError ? error.constraint : undefined;
}

/** True when the transaction may simply be tried again: a deadlock, a serialisation failure, a lost connection. */
export function isPassing(error: unknown): boolean {
  if (error instanceof pg.DatabaseError)
    return ["40P01", "40001", "57P01", "57P02", "57P03", "55P03"].includes(error.code ?? "");
  const code = (error as { code?: string } | null)?.code;
  return (
    code === "ECONNREFUSED" ||
    code === "ECONNRESET" ||
    code === "EPIPE" ||
    /Connection terminated/.test(String((error as Error)?.message))
  );
}
