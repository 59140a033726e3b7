/**
 * What the protection pays, as told to sponsors: each sum in rupiah with where it stands written. Only sums a
 * sponsor of a few months may speak of; the scholarship of an ordinary death needs three years of iuran and is
 * named with that condition or not at all.
 */
import type { Rupiah } from "~/rupiah/rupiah";

export type BenefitFigure = {
  readonly amount: Rupiah;
  /** Where it was read. */
  readonly source: string;
};

export const BENEFITS = {
  /** JKM after three months in a row: santunan 20 million, berkala 12 million, funeral 10 million. */
  jkmFull: { amount: 42_000_000, source: "Permenaker 1/2025" },
  /** JKM before the third month in a row. */
  jkmEarly: { amount: 10_000_000, source: "Permenaker 1/2025" },
  /** Death by a work accident at the lowest base: 48 times the base, funeral and berkala. */
  jkkDeath: { amount: 70_000_000, source: "Brosur BPU 2026" },
  /** Both children, all years of school, after a death by work accident or total disability. */
  scholarship: { amount: 174_000_000, source: "Brosur BPU 2026" },
} as const satisfies Record<string, BenefitFigure>;
