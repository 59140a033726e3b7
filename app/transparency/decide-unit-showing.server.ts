/** Takes a work unit off the public page, or back onto it, because the unit asked for it; with who did it and why. */
import { type Actor, recordAct } from "~/audit/audit-queries.server";
import type { World } from "~/platform/world.server";
import { insertUnitShowing, listUnitShowings, lockUnit } from "./unit-showing-queries.server";

export type ShowingAnswer =
  | { readonly kind: "recorded" }
  | { readonly kind: "refused"; readonly reason: "unknown_unit" | "reason_missing" | "no_change" };

/** `reason` is 3 to 500 characters. Asking for what already is so changes nothing and is refused. */
export async function decideUnitShowing(
  world: Pick<World, "db" | "clock">,
  wish: { readonly unitId: string; readonly shown: boolean; readonly reason: string; readonly actor: Actor },
): Promise<ShowingAnswer> {
  const reason = wish.reason.normalize("NFC").trim();
  if (reason.length < 3 || reason.length > 500) return { kind: "refused", reason: "reason_missing" };
  const { unitId, shown, actor } = wish;
  return world.db.transaction().execute(async (trx): Promise<ShowingAnswer> => {
    if (!(await lockUnit(trx, unitId))) return { kind: "refused", reason: "unknown_unit" };
    const before = (await listUnitShowings(trx)).find((showing) => showing.unitId === unitId)?.shown ?? true;
    if (before === shown) return { kind: "refused", reason: "no_change" };
    const at = world.clock.now();
    await insertUnitShowing(trx, { unitId, shown, reason, decidedAt: at, decidedBy: actor.name });
    await recordAct(trx, {
      at,
      actor,
      act: "unit_showing_decided",
      subjectKind: "work_unit",
      subjectId: unitId,
      before: { shown: before },
      after: { shown },
      reason,
    });
    return { kind: "recorded" };
  });
}
