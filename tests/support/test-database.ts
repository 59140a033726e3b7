/**
 * A real database for a test file, its own from first to last test, made in milliseconds from a
 * template that the first file to ask migrates. When the file is done, the books must be in order.
 */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, inject } from "vitest";
import { type Db, type OpenDatabase, openDatabase } from "~db/connection";
import { findBrokenInvariants } from "~db/invariants";
import { migrate } from "~db/migrate";
import { seedReference } from "~db/seed-reference";
import { asAdmin, createDatabase, dropDatabase } from "./server-databases";

/** When the reference rows of the template were recorded. */
export const REFERENCE_RECORDED_AT = new Date("2026-11-01T00:00:00Z");

export type DatabaseOptions = {
  /** False leaves out tariff, places, occupations, holidays and work units. */
  readonly reference?: boolean;
  /** False for a file that breaks the books on purpose. */
  readonly invariants?: boolean;
  /** How many connections the pool may hold; 20 unless told. */
  readonly poolSize?: number;
};

export type TestDatabase = {
  /** Throws before the tests have begun: use it inside a test or a hook. */
  readonly db: Db;
  readonly url: string;
  /** How many sessions wait for a lock right now: a race test holds the lock until somebody does. */
  countBlocked(): Promise<number>;
};

/** Call once at the top of a test file or of a `describe`. */
export function useDatabase(options: DatabaseOptions = {}): TestDatabase {
  let made: MadeDatabase | undefined;
  let opened: OpenDatabase | undefined;

  beforeAll(async () => {
    made = await makeDatabase(options);
    opened = openDatabase({ url: made.url, poolSize: options.poolSize ?? 20, applicationName: "tests" });
  });

  afterAll(async () => {
    try {
      if (opened && options.invariants !== false) expect(await findBrokenInvariants(opened.db)).toEqual([]);
    } finally {
      await opened?.close();
      await made?.drop();
    }
  });

  return {
    get db() {
      if (!opened) throw new Error("The database is made before the first test: use it inside a test.");
      return opened.db;
    },
    get url() {
      if (!made) throw new Error("The database is made before the first test: use it inside a test.");
      return made.url;
    },
    async countBlocked() {
      const { rows } = await opened!.pool.query<{ waiting: number }>(
        "select count(*)::int waiting from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()",
      );
      return rows[0]?.waiting ?? 0;
    },
  };
}

export type MadeDatabase = { readonly url: string; drop(): Promise<void> };

/** A database for one moment, for whoever cannot use `useDatabase`; drop it yourself. */
export async function makeDatabase(options: DatabaseOptions = {}): Promise<MadeDatabase> {
  const server = inject("testServer");
  const template = await haveTemplate(options.reference !== false);
  const name = `${server.prefix}${randomUUID().slice(0, 13).replaceAll("-", "")}`;
  await createDatabase(server.adminUrl, { name, owner: server.owner, template });
  return { url: urlOf(name), drop: () => dropDatabase(server.adminUrl, name) };
}

/** An empty database without any table, as a new installation finds it. */
export async function makeEmptyDatabase(): Promise<MadeDatabase> {
  const server = inject("testServer");
  const name = `${server.prefix}${randomUUID().slice(0, 13).replaceAll("-", "")}`;
  await createDatabase(server.adminUrl, { name, owner: server.owner });
  return { url: urlOf(name), drop: () => dropDatabase(server.adminUrl, name) };
}

/** The template's name; made under a lock by whoever comes first, and renamed only when it is whole. */
async function haveTemplate(withReference: boolean): Promise<string> {
  const { adminUrl, owner, prefix } = inject("testServer");
  const template = `${prefix}template_${withReference ? "reference" : "plain"}`;
  await asAdmin(adminUrl, async (client) => {
    await client.query("select pg_advisory_lock(hashtext($1))", [template]);
    const found = await client.query("select from pg_database where datname = $1", [template]);
    if (found.rowCount) return;
    const unfinished = `${template}_new`;
    await dropDatabase(adminUrl, unfinished);
    await createDatabase(adminUrl, { name: unfinished, owner });
    await migrate(urlOf(unfinished));
    if (withReference) await fillReference(urlOf(unfinished));
    await client.query(`alter database "${unfinished}" rename to "${template}"`);
  });
  return template;
}

async function fillReference(url: string): Promise<void> {
  const { db, close } = openDatabase({ url, poolSize: 2, applicationName: "tests" });
  try {
    await seedReference(db, REFERENCE_RECORDED_AT, "2026-11-01");
  } finally {
    await close();
  }
}

function urlOf(database: string): string {
  const { adminUrl, owner, ownerPassword } = inject("testServer");
  const url = new URL(adminUrl);
  url.username = owner;
  url.password = ownerPassword;
  url.pathname = `/${database}`;
  return url.href;
}
