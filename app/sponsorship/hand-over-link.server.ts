/** The secret in the link of an invitation to take over: only whoever has the letter can answer it. */
import { createHmac, timingSafeEqual } from "node:crypto";

function secretOf(sessionSecret: string, handOverId: string): string {
  return createHmac("sha256", sessionSecret)
    .update(`hand-over/${handOverId}`)
    .digest("base64url")
    .slice(0, 32);
}

/** Compares in constant time. */
export function isHandOverSecret(sessionSecret: string, handOverId: string, given: string): boolean {
  const right = Buffer.from(secretOf(sessionSecret, handOverId));
  const got = Buffer.from(given);
  return got.length === right.length && timingSafeEqual(right, got);
}

/** Where an invitation is answered, as a path. */
export function handOverPath(sessionSecret: string, handOverId: string): string {
  return `/serah-terima/${handOverId}?kunci=${secretOf(sessionSecret, handOverId)}`;
}
