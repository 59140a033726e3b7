/** Keys and passwords made for one data folder, once, and kept where only its owner can read. */
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import type { DemoSecrets } from "./demo-plan";
import { replaceFile } from "./replace-file.server";
import { StartProblem } from "./start-problem";

const text = z.string().min(1);
const schema = z.object({
  databaseAdminPassword: text,
  databasePassword: text,
  dataKeys: text,
  indexKey: text,
  sessionSecret: text,
  stripeKey: text,
  stripeWebhookSecret: text,
  resendKey: text,
  resendWebhookSecret: text,
});

const fileIn = (dataDir: string) => path.join(dataDir, "secrets.json");

/**
 * The folder's secrets, or new ones that are not kept yet. Throws a sentence when data are there
 * that lost secrets had locked: making new ones would hide that the old ones are needed.
 */
export function readOrMakeSecrets(dataDir: string): DemoSecrets {
  const file = fileIn(dataDir);
  if (!existsSync(file)) {
    const traces = [path.join("postgres", "PG_VERSION"), "database-place"];
    if (traces.some((trace) => existsSync(path.join(dataDir, trace)))) throw lost(file, "is gone");
    return makeSecrets();
  }
  try {
    return schema.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EACCES")
      throw new StartProblem(
        `${file} belongs to another user: start the site as the user who started it before.`,
      );
    throw lost(file, "is damaged");
  }
}

/** Keeps them, whole or not at all. */
export function keepSecrets(dataDir: string, secrets: DemoSecrets): void {
  if (!existsSync(fileIn(dataDir))) replaceFile(fileIn(dataDir), JSON.stringify(secrets, null, 2));
}

function makeSecrets(): DemoSecrets {
  const hex = (bytes: number) => randomBytes(bytes).toString("hex");
  const base64 = (bytes: number) => randomBytes(bytes).toString("base64");
  return {
    databaseAdminPassword: hex(24),
    databasePassword: hex(24),
    dataKeys: `k1:${base64(32)}`,
    indexKey: base64(32),
    sessionSecret: hex(32),
    stripeKey: `sk_test_${hex(16)}`,
    stripeWebhookSecret: `whsec_${hex(24)}`,
    resendKey: `re_${hex(16)}`,
    resendWebhookSecret: `whsec_${base64(24)}`,
  };
}

function lost(file: string, what: string): StartProblem {
  return new StartProblem(
    `${file} ${what}, and it holds the keys to the data beside it: restore it, or move the whole folder away to begin anew.`,
  );
}
