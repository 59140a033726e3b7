/**
 * Who may enter by which door, and what a role opens.
 *
 *   sponsor ── one-time link ──▶ /saya
 *   staff ──── password ───────▶ /admin, as far as the role goes
 *
 * A link in a mailbox never opens the staff's side: an address with a staff role is refused at the
 * door of links, and a session remembers its door.
 */
export const staffRoles = [
  "treasurer",
  "verifier",
  "finance",
  "approver",
  "administrator",
  "auditor",
] as const;
export type StaffRole = (typeof staffRoles)[number];

export type Door = "password" | "link";

/** What the tables say of one login now: roles that have not ended, and whether the address is a sponsor's. */
export type Standing = { readonly roles: readonly StaffRole[]; readonly isSponsor: boolean };

/** Whether a session may begin at this door. */
export function mayEnter(door: Door, standing: Standing): boolean {
  switch (door) {
    case "password":
      return standing.roles.length > 0;
    case "link":
      return standing.isSponsor && standing.roles.length === 0;
  }
}

/** Whether one of the held roles is among the wanted ones. An administrator may do all that any role may. */
export function holdsAny(held: readonly StaffRole[], wanted: readonly StaffRole[]): boolean {
  return held.includes("administrator") || wanted.some((role) => held.includes(role));
}

/** Reads the books and changes nothing. */
export const readers = ["finance", "approver", "auditor"] as const satisfies readonly StaffRole[];
/** Moves money and letters: refunds, decisions on findings, receipts sent again. */
export const treasury = ["finance"] as const satisfies readonly StaffRole[];
/** Keeps the tables everyone counts with: tariff, holidays, work units. */
export const keepers = ["administrator"] as const satisfies readonly StaffRole[];
/** The second pair of eyes: closes what another has prepared. */
export const approvers = ["approver"] as const satisfies readonly StaffRole[];
