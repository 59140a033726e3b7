/** The public page: what became of the money, and who is protected. */
export const transparency = {
  units: { others: "Donatur lain, di luar unit yang tampil" },
} as const;
