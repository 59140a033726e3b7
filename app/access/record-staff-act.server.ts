import { recordAct } from "~/audit/audit-queries.server";
import type { World } from "~/platform/world.server";
import { actorOf } from "./staff-page.server";
import type { Staff } from "./visitor.server";

export type StaffAct = {
  readonly act: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly after?: Readonly<Record<string, unknown>>;
  readonly reason?: string;
};

/** Writes down what a member of staff did through a use case that keeps no record of people itself. */
export async function recordStaffAct(
  world: Pick<World, "db" | "clock">,
  staff: Staff,
  act: StaffAct,
): Promise<void> {
  await world.db
    .transaction()
    .execute((trx) => recordAct(trx, { at: world.clock.now(), actor: actorOf(staff), ...act }));
}
