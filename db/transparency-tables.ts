/** The tables of the public page as Kysely sees them. */
import type { ColumnType, Generated } from "kysely";

type Written<T> = { readonly [K in keyof T]: ColumnType<T[K], T[K], never> };

export type UnitShowingTable = { id: Generated<number> } & Written<{
  work_unit_id: string;
  shown: boolean;
  reason: string;
  decided_at: Date;
  decided_by: string;
}>;

export interface TransparencyTables {
  unit_showing: UnitShowingTable;
}
