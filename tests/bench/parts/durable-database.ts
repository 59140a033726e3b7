/** A PostgreSQL of the bench's own, durable as in production, with the site's tables and reference rows. */
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "~/platform/embedded-postgres.server";
import { openDatabase } from "~db/connection";
import { migrate } from "~db/migrate";
import { seedReference } from "~db/seed-reference";

export type DurableDatabase = {
  /** Signs in as the site. */
  readonly url: string;
  /** Signs in to the site's database as the superuser. */
  readonly superUrl: string;
  /** Stops the server and removes its folder. */
  close(): Promise<void>;
};

/** Room for the largest number of clients of a row, and for the site's own pool. */
const CONNECTIONS = 200;

/** Runs `work` on a database of its own, removed afterwards whatever happened, also when told to stop. */
export async function withDurableDatabase(work: (database: DurableDatabase) => Promise<void>): Promise<void> {
  const database = await openDurableDatabase();
  const leave = () => void database.close().finally(() => process.exit(1));
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, leave);
  try {
    await work(database);
  } finally {
    await database.close();
  }
}

/** Starts it in a folder under node_modules, on a real disk even where the temporary folder is memory. */
async function openDurableDatabase(): Promise<DurableDatabase> {
  const scratch = path.join(process.cwd(), "node_modules", ".cache", "bench");
  mkdirSync(scratch, { recursive: true });
  const dataDir = mkdtempSync(path.join(scratch, "data-"));
  // Under root the server runs as another user, who must be able to pass through.
  chmodSync(dataDir, 0o711);
  const options = { dataDir, passwords: { admin: "bench-admin", site: "bench-site" } };
  let server: EmbeddedPostgres | undefined;
  const close = async () => {
    await server?.stop();
    if (server) rmSync(server.folder, { recursive: true, force: true });
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    server = await startEmbeddedPostgres(options);
    await asSuperuser(server.adminUrl, (client) =>
      client.query(`alter system set max_connections = ${CONNECTIONS}`),
    );
    await server.stop();
    server = await startEmbeddedPostgres(options);
    const superUrl = server.adminUrl.replace(/postgres$/, "sertakan");
    await asSuperuser(superUrl, requireDurable);
    await migrate(server.url);
    await fillReference(server.url);
    return { url: server.url, superUrl, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Runs `work` with a superuser's connection. */
export async function asSuperuser<Result>(
  superUrl: string,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({ connectionString: superUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** A commit that does not wait for the disk would make every figure of the bench a fable. */
async function requireDurable(client: pg.Client): Promise<void> {
  for (const setting of ["fsync", "synchronous_commit", "full_page_writes"]) {
    const { rows } = await client.query(`show ${setting}`);
    if (rows[0][setting] !== "on")
      throw new Error(`The bench's server runs with ${setting} = ${rows[0][setting]}.`);
  }
}

async function fillReference(url: string): Promise<void> {
  const { db, close } = openDatabase({ url, poolSize: 2, applicationName: "bench" });
  try {
    await seedReference(db, new Date(), "2026-11-01");
  } finally {
    await close();
  }
}
