/** Who is to go on with a worker, as typed: a person by e-mail, or the house. */
import { readEmail } from "~/people/email";

export const LONGEST_WORDS = 280;

export type HandOverMistake = {
  readonly field: "kepada" | "email" | "pesan" | "setuju";
  readonly message: "wrongChoice" | "wrongEmail" | "ownEmail" | "longWords" | "noConsent";
};

export type HandOverReading =
  | { readonly kind: "wrong"; readonly mistakes: readonly HandOverMistake[] }
  | { readonly kind: "person"; readonly toAddress: string; readonly words?: string }
  | { readonly kind: "pool"; readonly words?: string };

/** Every mistake at once. `ownAddress` is the giver's, who cannot be the receiver. */
export function readHandOver(given: Pick<FormData, "get">, ownAddress: string): HandOverReading {
  const text = (name: string) => {
    const value = given.get(name);
    return typeof value === "string" ? value.trim() : "";
  };
  const to = text("kepada");
  const words = text("pesan");
  const mistakes: HandOverMistake[] = [];
  if (to !== "orang" && to !== "titip") mistakes.push({ field: "kepada", message: "wrongChoice" });
  const email = readEmail(text("email"));
  if (to === "orang" && email.kind !== "email") mistakes.push({ field: "email", message: "wrongEmail" });
  if (to === "orang" && email.kind === "email" && email.email === ownAddress)
    mistakes.push({ field: "email", message: "ownEmail" });
  if (words.length > LONGEST_WORDS) mistakes.push({ field: "pesan", message: "longWords" });
  if (text("setuju") !== "ya") mistakes.push({ field: "setuju", message: "noConsent" });
  if (mistakes.length > 0) return { kind: "wrong", mistakes };
  const said = words ? { words } : {};
  if (to === "orang" && email.kind === "email") return { kind: "person", toAddress: email.email, ...said };
  return { kind: "pool", ...said };
}
