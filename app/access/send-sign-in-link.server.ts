/**
 * "Send me a link": answered alike for an address we know, one we do not know, and one of the staff,
 * in words and in time. Only a sponsor's address gets a letter.
 */
import { createHash } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { readEmail } from "~/people/email";
import { countAttempt, type Limit } from "./attempt-queries.server";
import { type AccessWorld, authenticationOf } from "./authentication.server";
import { mayEnter } from "./role";
import { findStanding } from "./standing-queries.server";
import { clientAddress, headersOf } from "./visitor.server";

export type LinkAnswer =
  | { readonly kind: "answered" }
  | { readonly kind: "not_an_address" }
  | { readonly kind: "too_often"; readonly waitSeconds: number };

const PER_ADDRESS: Limit = { name: "link-address", times: 5, windowSeconds: 3600 };
const PER_CLIENT: Limit = { name: "link-client", times: 30, windowSeconds: 3600 };

/** Longer than the work ever takes, so that the time of an answer says nothing about the address. */
const ANSWER_MS = 400;

type Asking = { readonly email: string; readonly back?: string | undefined; readonly request: Request };

/** `email` as typed; `back` is where the sponsor wants to go afterwards (own paths only, checked when used). */
export async function sendSignInLink(world: AccessWorld, asking: Asking): Promise<LinkAnswer> {
  const reading = readEmail(asking.email);
  if (reading.kind !== "email") return { kind: "not_an_address" };
  const counts = [
    await countAttempt(world.db, PER_CLIENT, clientAddress(asking.request)),
    await countAttempt(world.db, PER_ADDRESS, hashed(reading.email)),
  ];
  for (const count of counts) if (count.kind === "too_often") return count;
  await Promise.all([sendToSponsor(world, reading.email, asking), pause(ANSWER_MS)]);
  return { kind: "answered" };
}

async function sendToSponsor(world: AccessWorld, email: string, { back, request }: Asking): Promise<void> {
  if (!mayEnter("link", await findStanding(world.db, email))) return;
  await authenticationOf(world).api.signInMagicLink({
    body: { email, metadata: { back } },
    headers: headersOf(request),
  });
}

/** Addresses are counted by their hash: the table of counts holds no personal data. */
export function hashed(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
