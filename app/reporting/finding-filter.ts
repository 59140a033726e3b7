/**
 * What the list of findings is asked for, as its address says it:
 *
 *   /admin/temuan?jenis=fee_differs&pemilik=saya&tunda=tampil&umur=30&setelah=…
 *
 * A part that is not known is left out, so that a torn address still shows a list.
 */
export const findingAges = [7, 30, 90] as const;

export type FindingFilter = {
  readonly kind?: string;
  readonly owner?: "mine" | "nobody";
  /** Those that wait until a day are left out unless they are asked for. */
  readonly held: "left_out" | "shown" | "only";
  /** Open for at least so many days. */
  readonly daysOld?: number;
};

export function readFindingFilter(parameters: URLSearchParams): FindingFilter {
  const kind = /^[a-z_]{3,60}$/.exec(parameters.get("jenis") ?? "")?.[0];
  const owner = { saya: "mine", tanpa: "nobody" }[parameters.get("pemilik") ?? ""] as
    | "mine"
    | "nobody"
    | undefined;
  const held = { tampil: "shown", hanya: "only" }[parameters.get("tunda") ?? ""] as
    | "shown"
    | "only"
    | undefined;
  const daysOld = findingAges.find((days) => String(days) === parameters.get("umur"));
  return {
    ...(kind ? { kind } : {}),
    ...(owner ? { owner } : {}),
    held: held ?? "left_out",
    ...(daysOld ? { daysOld } : {}),
  };
}
