/**
 * One PostgreSQL for a run of the tests: our own, in a folder that is thrown away, or the one
 * TEST_DATABASE_URL names (a role that may create databases).
 */
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { startEmbeddedPostgres } from "../../app/platform/embedded-postgres.server";
import { dropDatabases } from "./server-databases";

export type TestServer = {
  /** Signs in as one who may create databases. */
  readonly adminUrl: string;
  /** The role that owns the test's databases, and how it signs in to one of them. */
  readonly owner: string;
  readonly ownerPassword: string;
  /** All databases of this run begin with it. */
  readonly prefix: string;
};

declare module "vitest" {
  export interface ProvidedContext {
    testServer: TestServer;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const prefix = `sertakan_test_${process.pid}_`;
  const given = process.env.TEST_DATABASE_URL;
  if (given) {
    const { username, password } = new URL(given);
    project.provide("testServer", {
      adminUrl: given,
      owner: decodeURIComponent(username),
      ownerPassword: decodeURIComponent(password),
      prefix,
    });
    return () => dropDatabases(given, prefix);
  }
  const folder = mkdtempSync(path.join(os.tmpdir(), "sertakan-test-"));
  // Under root the server runs as another user, who must be able to pass through.
  chmodSync(folder, 0o711);
  const passwords = { admin: "test-admin", site: "test-site" };
  const server = await startEmbeddedPostgres({
    dataDir: path.join(folder, "data"),
    passwords,
    durable: false,
  });
  project.provide("testServer", {
    adminUrl: server.adminUrl,
    owner: "sertakan",
    ownerPassword: passwords.site,
    prefix,
  });
  return async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
