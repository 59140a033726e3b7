/**
 * The yardstick: one durable single-row insert per transaction, as fast as so many clients can. Driven by
 * pgbench when the machine has it, else by this Node process with `pg` and a named statement.
 */
import { execFile, spawnSync } from "node:child_process";
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import { asSuperuser, type DurableDatabase } from "./durable-database";

export type InsertBaseline = {
  /** `pgbench` or `pg in Node`, for the table. */
  readonly driver: string;
  /** Inserts per second with so many clients, connecting not counted. */
  measure(clients: number): Promise<number>;
};

const INSERTS = 15_000;

export async function makeInsertBaseline(database: DurableDatabase): Promise<InsertBaseline> {
  await asSuperuser(database.superUrl, (client) =>
    client.query(
      `create table if not exists plain_insert (
        id bigint generated always as identity primary key, account int not null, amount bigint not null,
        at timestamptz not null default now());
      grant all on plain_insert to sertakan`,
    ),
  );
  const program = findPgbench();
  return program
    ? { driver: "pgbench", measure: (clients) => runPgbench(program, database.url, clients) }
    : { driver: "pg in Node", measure: (clients) => insertFromNode(database.url, clients) };
}

function findPgbench(): string | undefined {
  const base = "/usr/lib/postgresql";
  const listed = existsSync(base) ? readdirSync(base) : [];
  const newestFirst = listed.sort((a, b) => Number(b) - Number(a));
  const places = [...newestFirst.map((version) => path.join(base, version, "bin", "pgbench")), "pgbench"];
  return places.find((place) => spawnSync(place, ["--version"]).status === 0);
}

async function runPgbench(program: string, url: string, clients: number): Promise<number> {
  const script = path.join(process.cwd(), "node_modules", ".cache", "bench", "insert.sql");
  writeFileSync(
    script,
    "\\set account random(1, 100000)\ninsert into plain_insert (account, amount) values (:account, 16800);\n",
  );
  const { username, password, hostname, port, pathname } = new URL(url);
  const { stdout } = await promisify(execFile)(
    program,
    [
      ...["-n", "-M", "prepared", "-f", script, "-t", String(Math.ceil(INSERTS / clients))],
      ...["-c", String(clients), "-j", "2", "-h", hostname, "-p", port, "-U", username, pathname.slice(1)],
    ],
    { env: { ...process.env, PGPASSWORD: password, LC_ALL: "C" } },
  );
  const rate = Number(/^tps = ([\d.]+)/m.exec(stdout)?.[1]);
  if (!(rate > 0)) throw new Error(`pgbench told no rate:\n${stdout}`);
  return rate;
}

async function insertFromNode(url: string, clients: number): Promise<number> {
  const pool = new pg.Pool({ connectionString: url, max: clients });
  // The server may stop before the last idle connection has said goodbye.
  pool.on("error", () => {});
  try {
    const connections = await Promise.all(Array.from({ length: clients }, () => pool.connect()));
    let inserted = 0;
    const begun = performance.now();
    await Promise.all(
      connections.map(async (connection) => {
        while (inserted < INSERTS) {
          inserted += 1;
          await connection.query({
            name: "insert",
            text: "insert into plain_insert (account, amount) values ($1, 16800)",
            values: [inserted % 100_000],
          });
        }
      }),
    );
    const rate = (inserted * 1000) / (performance.now() - begun);
    for (const connection of connections) connection.release();
    return rate;
  } finally {
    await pool.end();
  }
}
