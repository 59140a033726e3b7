/** Why a sponsor does not go on with a worker whose months were bought without a standing promise. */
export const refusalReasons = ["not_now", "worker_died", "worker_withdrew", "government"] as const;
export type RefusalReason = (typeof refusalReasons)[number];

export function readRefusalReason(text: unknown): RefusalReason | undefined {
  return refusalReasons.find((each) => each === text);
}
