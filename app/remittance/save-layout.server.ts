/** Saves or removes a layout, with who did it. */
import { recordAct } from "~/audit/audit-queries.server";
import type { World } from "~/platform/world.server";
import { removeLayoutRow, saveLayoutRow } from "./layout-queries.server";
import type { LayoutColumn } from "./remittance-layout";
import type { Staff } from "./remittance-queries.server";

type Needs = Pick<World, "db" | "clock" | "chance">;

/** Saves the layout under its name; without an id a new one. */
export async function saveLayout(
  world: Needs,
  given: {
    readonly id?: string | undefined;
    readonly name: string;
    readonly columns: readonly LayoutColumn[];
    readonly by: Staff;
  },
): Promise<
  | { readonly kind: "saved"; readonly id: string }
  | { readonly kind: "refused"; readonly reason: "name_taken" }
> {
  const id = given.id ?? world.chance.id();
  const at = world.clock.now();
  return world.db.transaction().execute(async (trx) => {
    const layout = { id, name: given.name, columns: given.columns };
    if (!(await saveLayoutRow(trx, layout, { at, by: given.by.name })))
      return { kind: "refused" as const, reason: "name_taken" as const };
    await recordAct(trx, {
      at,
      actor: { kind: "staff", ...given.by },
      act: "layout_saved",
      subjectKind: "remittance_layout",
      subjectId: id,
      after: { name: given.name, columns: given.columns.map((column) => column.name) },
    });
    return { kind: "saved" as const, id };
  });
}

export async function removeLayout(
  world: Needs,
  { id, by }: { readonly id: string; readonly by: Staff },
): Promise<void> {
  const at = world.clock.now();
  await world.db.transaction().execute(async (trx) => {
    await removeLayoutRow(trx, id, at);
    const actor = { kind: "staff", ...by } as const;
    await recordAct(trx, {
      at,
      actor,
      act: "layout_removed",
      subjectKind: "remittance_layout",
      subjectId: id,
    });
  });
}
