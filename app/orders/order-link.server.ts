/** The secret in the link to an order: whoever has the confirmation may see it, nobody can guess it. */
import { createHmac, timingSafeEqual } from "node:crypto";

/** The secret of an order, always the same one; made from the site's own secret, so it needs no storing. */
export function orderSecret(sessionSecret: string, orderId: string): string {
  return createHmac("sha256", sessionSecret).update(`order/${orderId}`).digest("base64url").slice(0, 32);
}

/** Compares in constant time. */
export function isOrderSecret(sessionSecret: string, orderId: string, given: string): boolean {
  const right = Buffer.from(orderSecret(sessionSecret, orderId));
  const got = Buffer.from(given);
  return got.length === right.length && timingSafeEqual(right, got);
}

/** Where the sponsor sees the order, as a path. */
export function orderPath(
  sessionSecret: string,
  order: { readonly id: string; readonly code: string },
): string {
  return `/pesanan/${order.code}?kunci=${orderSecret(sessionSecret, order.id)}`;
}
