import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "~/platform/embedded-postgres.server";
import { isAlive } from "~/platform/postmaster.server";

const passwords = { admin: "the-admin-password", site: "the-site-password" };
let dataDir: string;
let server: EmbeddedPostgres | undefined;

beforeAll(() => {
  dataDir = path.join(newFolder(), "data");
});

afterEach(async () => {
  await server?.stop();
  server = undefined;
});

afterAll(() => rmSync(path.dirname(dataDir), { recursive: true, force: true }));

function newFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), "sertakan-pg-"));
  chmodSync(folder, 0o711);
  return folder;
}

async function start(
  options: { port?: number; dataDir?: string; durable?: boolean } = {},
): Promise<EmbeddedPostgres> {
  server = await startEmbeddedPostgres({ dataDir, passwords, durable: false, ...options });
  return server;
}

async function ask<Row extends pg.QueryResultRow>(url: string, text: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
}

describe("the database the site brings with it", { timeout: 60_000 }, () => {
  test("is made, stopped and found again with its data", async () => {
    const first = await start();
    await ask(first.url, "create table kept (word text)");
    await ask(first.url, "insert into kept values ('Jember')");
    await first.stop();
    expect(isAlive(first.pid)).toBe(false);
    const second = await start();
    expect(await ask(second.url, "select word from kept")).toEqual([{ word: "Jember" }]);
  });

  test("knows the site as owner of one database and not as superuser", async () => {
    const { url } = await start();
    expect(await ask(url, "select usesuper, usecreatedb from pg_user where usename = current_user")).toEqual([
      { usesuper: false, usecreatedb: false },
    ]);
    await expect(ask(url, "create extension if not exists pg_trgm")).resolves.toEqual([]);
  });

  test("turns away whoever has no password or a wrong one", async () => {
    const { url, adminUrl } = await start();
    for (const address of [url, adminUrl]) {
      await expect(ask(address.replace(/:[^:@/]*@/, "@"), "select 1")).rejects.toThrow(/password/);
      await expect(ask(address.replace(/:[^:@/]*@/, ":wrong@"), "select 1")).rejects.toThrow(
        /password authentication failed/,
      );
    }
  });

  test("listens on 127.0.0.1 and nowhere else", async () => {
    const { adminUrl, port } = await start();
    expect(
      await ask(
        adminUrl,
        "select current_setting('listen_addresses') a, current_setting('unix_socket_directories') s",
      ),
    ).toEqual([{ a: "127.0.0.1", s: "" }]);
    const others = Object.values(os.networkInterfaces()).flatMap((list) => list ?? []);
    for (const { address } of others.filter((each) => !each.internal && each.family === "IPv4"))
      await expect(reach(address, port)).resolves.toBe(false);
    await expect(reach("127.0.0.1", port)).resolves.toBe(true);
  });

  test("compares and orders letters of every language by the same rules on every machine", async () => {
    const { url } = await start();
    expect(
      await ask(
        url,
        "select lower('ŁÓDŹ') l, pg_encoding_to_char(encoding) e from pg_database where datname = 'sertakan'",
      ),
    ).toEqual([{ l: "łódź", e: "UTF8" }]);
  });
});

describe("after something went wrong", { timeout: 60_000 }, () => {
  test("an interrupted initialisation is done again", async () => {
    const folder = newFolder();
    mkdirSync(path.join(folder, "postgres.new"), { recursive: true });
    writeFileSync(path.join(folder, "postgres.new", "PG_VERSION"), "18\n");
    const { url } = await start({ dataDir: folder });
    expect(await ask(url, "select 1 as one")).toEqual([{ one: 1 }]);
    expect(readdirSync(folder)).not.toContain("postgres.new");
    await server?.stop();
    rmSync(folder, { recursive: true });
  });

  test("an empty database folder is filled", async () => {
    const folder = newFolder();
    mkdirSync(path.join(folder, "postgres"));
    const { url } = await start({ dataDir: folder });
    expect(await ask(url, "select 1 as one")).toEqual([{ one: 1 }]);
    await server?.stop();
    rmSync(folder, { recursive: true });
  });

  test("a folder that is half a database is refused in one sentence and left as it is", async () => {
    const folder = newFolder();
    mkdirSync(path.join(folder, "postgres"));
    writeFileSync(path.join(folder, "postgres", "something"), "precious");
    await expect(start({ dataDir: folder })).rejects.toThrow(
      /postgres is not a whole database \(PG_VERSION is missing\): restore it from a backup, or move it away/,
    );
    expect(existsSync(path.join(folder, "postgres", "something"))).toBe(true);
    rmSync(folder, { recursive: true });
  });

  test("a database that lost its insides is refused in one sentence", async () => {
    const folder = newFolder();
    const { folder: postgres } = await start({ dataDir: folder });
    await server?.stop();
    server = undefined;
    rmSync(path.join(postgres, "global", "pg_control"));
    await expect(start({ dataDir: folder })).rejects.toThrow(/does not start \(.+\): see .+postgres\.log/);
    rmSync(folder, { recursive: true });
  });

  test("another version's folder is refused in one sentence", async () => {
    const folder = newFolder();
    mkdirSync(path.join(folder, "postgres"));
    writeFileSync(path.join(folder, "postgres", "PG_VERSION"), "15\n");
    await expect(start({ dataDir: folder })).rejects.toThrow(
      /made by PostgreSQL 15 and this site brings PostgreSQL 18/,
    );
    rmSync(folder, { recursive: true });
  });

  test("a data folder that is a file is refused in one sentence", async () => {
    const folder = newFolder();
    const file = path.join(folder, "data");
    writeFileSync(file, "");
    await expect(start({ dataDir: file })).rejects.toThrow(/should be a folder but is a file/);
    rmSync(folder, { recursive: true });
  });

  test("a server left running by a killed launcher is stopped, and its data are there", async () => {
    const first = await start();
    await ask(first.url, "create table left_behind (n int)");
    // The server runs on while its owner forgets it, as after a kill the watcher missed.
    server = undefined;
    const second = await start();
    expect(isAlive(first.pid)).toBe(false);
    expect(await ask(second.url, "select count(*)::int n from left_behind")).toEqual([{ n: 0 }]);
  });

  test("a killed server recovers at the next start on the port it had", async () => {
    const first = await start({ durable: true });
    await ask(first.url, "create table survived (n int)");
    process.kill(first.pid, "SIGKILL");
    await first.ended;
    const second = await start({ port: first.port, durable: true });
    expect(second.port).toBe(first.port);
    expect(await ask(second.url, "select count(*)::int n from survived")).toEqual([{ n: 0 }]);
  });
});

function reach(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 2000 });
    const answer = (reached: boolean) => {
      socket.destroy();
      resolve(reached);
    };
    socket
      .once("connect", () => answer(true))
      .once("error", () => answer(false))
      .once("timeout", () => answer(false));
  });
}
