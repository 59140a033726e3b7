/** What the launcher itself keeps in the data folder, beside the database and the secrets. */
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, statSync, truncateSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import type { Admin } from "./describe-addresses";
import { findPortAgain } from "./free-port.server";
import { replaceFile } from "./replace-file.server";
import { asStartProblem } from "./start-problem";

const LARGEST_LOG_BYTES = 20_000_000;

/** Makes the folders, and empties logs that have grown large. Throws a sentence when it may not. */
export function prepareFolder(dataDir: string): void {
  try {
    const logs = path.join(dataDir, "logs");
    mkdirSync(dataDir, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
    mkdirSync(logs, { recursive: true, mode: 0o700 });
    mkdirSync(path.join(dataDir, "sandbox"), { recursive: true, mode: 0o700 });
    for (const name of ["web", "worker", "sandbox", "seed", "migrate", "postgres"]) {
      const log = path.join(logs, `${name}.log`);
      if (existsSync(log) && statSync(log).size > LARGEST_LOG_BYTES) truncateSync(log);
    }
  } catch (error) {
    throw asStartProblem(error, "the data folder");
  }
}

/** The sandbox keeps its address from start to start: old mails and open payment pages point there. */
export async function sandboxPort(dataDir: string): Promise<number> {
  const file = path.join(dataDir, "sandbox", "port");
  const remembered = existsSync(file) ? Number(readFileSync(file, "utf8")) : undefined;
  const port = await findPortAgain(remembered && remembered < 65_536 ? remembered : undefined);
  if (port !== remembered) replaceFile(file, String(port));
  return port;
}

const adminSchema = z.object({ email: z.string(), password: z.string() });

/** The demo's administrator, with a password made for this folder, before anything could need it. */
export function readOrMakeAdmin(dataDir: string): Admin {
  const file = path.join(dataDir, "admin.json");
  if (!existsSync(file)) {
    const made = { email: "admin@contoh.example", password: randomBytes(12).toString("base64url") };
    replaceFile(file, JSON.stringify(made, null, 2));
  }
  return adminSchema.parse(JSON.parse(readFileSync(file, "utf8")));
}

const storyMark = (dataDir: string) => path.join(dataDir, "story-told");

/** Whether an earlier start told the demo's story to the end. */
export function isStoryTold(dataDir: string): boolean {
  return existsSync(storyMark(dataDir));
}

export function markStoryTold(dataDir: string): void {
  replaceFile(storyMark(dataDir), "");
}
