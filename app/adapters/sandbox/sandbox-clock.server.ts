/**
 * The sandbox's time: the machine's time plus an offset kept in a small file, so that the web process,
 * the worker and the sandbox agree on one time, and a year can pass in a minute.
 */
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { z } from "zod";
import type { Clock } from "../../platform/clock";

const schema = z.object({ offsetMs: z.number().int() });

/**
 * A clock that follows `clockFile` (`{ "offsetMs": number }`). The file is read again when it has been
 * replaced; a missing file means no offset, an unreadable one keeps the offset last read.
 */
export function createSandboxClock(clockFile: string): Clock {
  let offsetMs = 0;
  let seen = "";
  return {
    now() {
      const found = statSync(clockFile, { throwIfNoEntry: false, bigint: true });
      const stamp = found ? `${found.mtimeNs}/${found.ino}` : "";
      if (stamp !== seen) {
        seen = stamp;
        offsetMs = found ? (readOffset(clockFile) ?? offsetMs) : 0;
      }
      return new Date(Date.now() + offsetMs);
    },
  };
}

/** Moves the clock of everyone who follows `clockFile`. The file is replaced in one step. */
export function moveSandboxClock(clockFile: string, to: Date): void {
  mkdirSync(dirname(clockFile), { recursive: true });
  const offsetMs = to.getTime() - Date.now();
  writeFileSync(`${clockFile}.new`, JSON.stringify({ offsetMs }));
  renameSync(`${clockFile}.new`, clockFile);
}

function readOffset(clockFile: string): number | undefined {
  try {
    return schema.parse(JSON.parse(readFileSync(clockFile, "utf8"))).offsetMs;
  } catch {
    return undefined;
  }
}
