/** Adds one dated row to the tariff, with who did it. Rows that are there are never changed. */
import { type Actor, recordAct } from "~/audit/audit-queries.server";
import { monthInWib } from "~/calendar/wib";
import type { World } from "~/platform/world.server";
import type { NewTariffRow } from "./new-tariff-row";
import { insertBracket, insertDiscount, insertRate } from "./tariff-queries.server";

export type TariffRecorded =
  | { readonly kind: "recorded"; readonly id: number }
  /** The month has begun, or begins before the row could be read by anybody: prices stay as they were shown. */
  | { readonly kind: "refused"; readonly reason: "month_past" };

/** Records the row from its own month on. A month that is not ahead (WIB) is refused here and by the database. */
export async function recordTariffRow(
  world: Pick<World, "db" | "clock">,
  { row: added, actor }: { readonly row: NewTariffRow; readonly actor: Actor },
): Promise<TariffRecorded> {
  const at = world.clock.now();
  const recording = { at, inMonth: monthInWib(at), by: actor.name };
  if (added.row.fromMonth <= recording.inMonth) return { kind: "refused", reason: "month_past" };
  return world.db.transaction().execute(async (trx) => {
    const id = await insertRow();
    await recordAct(trx, {
      at,
      actor,
      act: "tariff_recorded",
      subjectKind: `tariff_${added.table}`,
      subjectId: String(id),
      after: added.row,
    });
    return { kind: "recorded" as const, id };

    function insertRow(): Promise<number> {
      switch (added.table) {
        case "bracket":
          return insertBracket(trx, added.row, recording);
        case "rate":
          return insertRate(trx, added.row, recording);
        case "discount":
          return insertDiscount(trx, added.row, recording);
      }
    }
  });
}
