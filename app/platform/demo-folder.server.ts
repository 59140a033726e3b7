/** What the launcher itself keeps in the data folder, beside the database and the secrets. */
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

const adminSchema = z.object({ admin: z.object({ email: z.string(), password: z.string() }) });

/** The seed tells the password it made once; later starts read it from the data folder. */
export function rememberAdmin(dataDir: string, told: unknown): Admin | undefined {
  const file = path.join(dataDir, "admin.json");
  const fresh = adminSchema.safeParse(told);
  if (fresh.success) replaceFile(file, JSON.stringify(fresh.data, null, 2));
  else if (!existsSync(file)) return undefined;
  const kept = adminSchema.safeParse(JSON.parse(readFileSync(file, "utf8")));
  return kept.success ? kept.data.admin : undefined;
}
