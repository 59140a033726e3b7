/** The places of the admin's side, in the order of the rail, and who finds each of them there. */
import { holdsAny, readers, type StaffRole, staffRoles } from "~/access/role";

export const adminPlaces = {
  home: { href: "/admin", for: staffRoles },
  rescue: { href: "/admin/penyelamatan", for: readers },
  entrusted: { href: "/admin/titipan", for: readers },
  orders: { href: "/admin/pesanan", for: readers },
  remittance: { href: "/admin/setoran", for: readers },
  reconciliation: { href: "/admin/rekonsiliasi", for: readers },
  findings: { href: "/admin/temuan", for: readers },
  payroll: { href: "/admin/potong-gaji", for: readers },
  treasury: { href: "/bendahara", for: ["treasurer"] },
  outbox: { href: "/admin/surat", for: readers },
  jobs: { href: "/admin/pekerjaan", for: readers },
  closing: { href: "/admin/tutup-buku", for: readers },
  tariff: { href: "/admin/tarif", for: readers },
  units: { href: "/admin/unit", for: staffRoles },
  openness: { href: "/admin/transparansi", for: staffRoles },
  holidays: { href: "/admin/libur", for: staffRoles },
  reminders: { href: "/admin/pengingat", for: staffRoles },
  acts: { href: "/admin/jejak", for: ["auditor", "approver"] },
} as const satisfies Record<string, { readonly href: string; readonly for: readonly StaffRole[] }>;

export type AdminPlace = keyof typeof adminPlaces;

/** The places these roles open. The rail only leaves out what would be refused; each page asks by itself. */
export function placesFor(roles: readonly StaffRole[]): readonly AdminPlace[] {
  return (Object.keys(adminPlaces) as AdminPlace[]).filter((place) =>
    // A unit's own pages open for its treasurers alone; an administrator finds all batches elsewhere.
    place === "treasury" ? roles.includes("treasurer") : holdsAny(roles, adminPlaces[place].for),
  );
}
