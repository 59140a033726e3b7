/**
 * What an address that turned a letter away means for the next one.
 *
 *   nothing known        every letter goes
 *   complained           only letters people have a right to: receipts, credit notes, sign-in links
 *   bounced, suppressed  none: it would not arrive, and sending on harms everybody else's mail.
 *                        A letter people have a right to is shown to the admins instead of dropped.
 */
export type SuppressedBecause = "bounced" | "complained" | "suppressed";

export type Passage =
  | { readonly kind: "go" }
  | { readonly kind: "drop"; readonly reason: string }
  | { readonly kind: "stuck"; readonly reason: string };

/** Whether a letter may go to an address; `essential` says that people have a right to it. */
export function passageFor(essential: boolean, because: SuppressedBecause | undefined): Passage {
  if (because === undefined) return { kind: "go" };
  if (because === "complained")
    return essential ? { kind: "go" } : { kind: "drop", reason: "The receiver marked our mail as unwanted." };
  const reason = "The address does not take mail: an earlier letter came back.";
  return { kind: essential ? "stuck" : "drop", reason };
}
