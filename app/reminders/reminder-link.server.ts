/** The secrets in the links of a reminder: to go on with whom it names, and to stop reminders. Nobody can guess either. */
import { createHmac, timingSafeEqual } from "node:crypto";

export type ReminderLinkKind = "go-on" | "stop";

const places: Readonly<Record<ReminderLinkKind, string>> = {
  "go-on": "/lanjutkan",
  stop: "/berhenti-pengingat",
};

function secretOf(sessionSecret: string, kind: ReminderLinkKind, id: string): string {
  return createHmac("sha256", sessionSecret)
    .update(`reminder/${kind}/${id}`)
    .digest("base64url")
    .slice(0, 32);
}

/** Compares in constant time. */
export function isReminderSecret(
  sessionSecret: string,
  kind: ReminderLinkKind,
  id: string,
  given: string,
): boolean {
  const right = Buffer.from(secretOf(sessionSecret, kind, id));
  const got = Buffer.from(given);
  return got.length === right.length && timingSafeEqual(right, got);
}

/** `go-on` with a letter's workers, by the letter's id; `stop` a sponsor's reminders, by the sponsor's. As a path. */
export function reminderPath(sessionSecret: string, kind: ReminderLinkKind, id: string): string {
  return `${places[kind]}/${id}?kunci=${secretOf(sessionSecret, kind, id)}`;
}
