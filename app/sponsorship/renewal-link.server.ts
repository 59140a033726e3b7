/** The secret in the link to a renewal: whoever has the letter may see and pay it, nobody can guess it. */
import { createHmac, timingSafeEqual } from "node:crypto";

function secretOf(sessionSecret: string, renewalId: string): string {
  return createHmac("sha256", sessionSecret).update(`renewal/${renewalId}`).digest("base64url").slice(0, 32);
}

/** Compares in constant time. */
export function isRenewalSecret(sessionSecret: string, renewalId: string, given: string): boolean {
  const right = Buffer.from(secretOf(sessionSecret, renewalId));
  const got = Buffer.from(given);
  return got.length === right.length && timingSafeEqual(right, got);
}

/** Where a renewal is seen, paid or skipped, as a path. */
export function renewalPath(sessionSecret: string, renewalId: string): string {
  return `/perpanjangan/${renewalId}?kunci=${secretOf(sessionSecret, renewalId)}`;
}
