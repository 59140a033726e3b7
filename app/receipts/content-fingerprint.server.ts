/** SHA-256 of what a paper says, printed on it: a copy can be compared with the original without the file. */
import { createHash } from "node:crypto";

/** 64 hex digits over the content with its keys in order, however the database has stored them. */
export function contentFingerprint(content: unknown): string {
  return createHash("sha256")
    .update(JSON.stringify(inOrder(content)))
    .digest("hex");
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.fromEntries(
    entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, item]) => [key, inOrder(item)]),
  );
}
