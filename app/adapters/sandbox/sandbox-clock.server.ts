/**
 * The sandbox's time: the machine's time plus an offset kept in a small file, so that the web process,
 * the worker and the sandbox agree on one time, and a year can pass in a minute.
 */
import { readFileSync, statSync } from "node:fs";
import { z } from "zod";
import type { Clock } from "../../platform/clock";

const schema = z.object({ offsetMs: z.number().int() });
/** Looking at the file's date this often is enough: an advance is a person's click. */
const lookEveryMs = 20;

/**
 * A clock that follows `clockFile` (`{ "offsetMs": number }`). The file is read again when its date
 * changes; a missing file means no offset, an unreadable one keeps the offset last read.
 */
export function createSandboxClock(clockFile: string): Clock {
  let offsetMs = 0;
  let readAt = "";
  let lookedAt = Number.NEGATIVE_INFINITY;
  const look = () => {
    const found = statSync(clockFile, { throwIfNoEntry: false, bigint: true });
    const stamp = found ? `${found.mtimeNs}/${found.ino}` : "";
    if (stamp === readAt) return;
    readAt = stamp;
    offsetMs = found ? (readOffset(clockFile) ?? offsetMs) : 0;
  };
  return {
    now() {
      const real = performance.now();
      if (real - lookedAt >= lookEveryMs) {
        lookedAt = real;
        look();
      }
      return new Date(Date.now() + offsetMs);
    },
  };
}

/** The offset in `clockFile` in ms; `undefined` when it does not hold one. */
export function readOffset(clockFile: string): number | undefined {
  try {
    return schema.parse(JSON.parse(readFileSync(clockFile, "utf8"))).offsetMs;
  } catch {
    return undefined;
  }
}
