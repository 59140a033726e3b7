/** Taking a finding over, letting it wait, noting something. Each is written down with who did it. */
import { recordAct } from "~/audit/audit-queries.server";
import { addDays, isDay } from "~/calendar/day";
import { dayInWib } from "~/calendar/wib";
import type { World } from "~/platform/world.server";
import { lockFinding } from "./finding-queries.server";
import { findFindingWork, insertHold, insertNote, insertOwner } from "./finding-work-queries.server";

type Needs = Pick<World, "db" | "clock" | "chance">;
type By = { readonly id: string; readonly name: string };

export type WorkRequest =
  | { readonly kind: "take" }
  | { readonly kind: "give_back" }
  | { readonly kind: "hold"; readonly untilDay: string; readonly reason: string }
  | { readonly kind: "end_hold" }
  | { readonly kind: "note"; readonly body: string };

export type WorkMistake =
  | "unknown_finding"
  | "ended"
  | "day_wrong"
  | "day_far"
  | "reason_missing"
  | "note_empty";
export type WorkAnswer =
  | { readonly kind: "done" }
  | { readonly kind: "refused"; readonly reason: WorkMistake };

/** Nobody remembers for longer why something waits. */
const LONGEST_HOLD_DAYS = 90;
const refused = (reason: WorkMistake): WorkAnswer => ({ kind: "refused", reason });

/** Does one of these to an open finding. */
export async function workOnFinding(
  world: Needs,
  findingId: string,
  request: WorkRequest,
  by: By,
): Promise<WorkAnswer> {
  const now = world.clock.now();
  const today = dayInWib(now);
  return world.db.transaction().execute(async (trx): Promise<WorkAnswer> => {
    const finding = await lockFinding(trx, findingId);
    if (!finding) return refused("unknown_finding");
    if (finding.resolution && request.kind !== "note") return refused("ended");
    const at = { at: now, by: by.name };
    const act = async (name: string, after: Record<string, unknown>): Promise<WorkAnswer> => {
      await recordAct(trx, {
        at: now,
        actor: { kind: "staff", ...by },
        act: name,
        subjectKind: "finding",
        subjectId: findingId,
        after,
      });
      return { kind: "done" };
    };
    switch (request.kind) {
      case "take":
        await insertOwner(trx, findingId, by, at);
        return act("finding_taken", { owner: by.name });
      case "give_back":
        await insertOwner(trx, findingId, undefined, at);
        return act("finding_given_back", {});
      case "hold": {
        const reason = request.reason.trim().slice(0, 500);
        if (!isDay(request.untilDay) || request.untilDay <= today) return refused("day_wrong");
        if (request.untilDay > addDays(today, LONGEST_HOLD_DAYS)) return refused("day_far");
        if (reason.length < 3) return refused("reason_missing");
        await insertHold(trx, findingId, { untilDay: request.untilDay, reason }, at);
        return act("finding_held", { until: request.untilDay, reason });
      }
      case "end_hold": {
        if (!(await findFindingWork(trx, findingId, today)).hold) return { kind: "done" };
        await insertHold(trx, findingId, { untilDay: undefined, reason: "dilanjutkan" }, at);
        return act("finding_hold_ended", {});
      }
      case "note": {
        const body = request.body.trim().slice(0, 2000);
        if (body === "") return refused("note_empty");
        await insertNote(trx, { id: world.chance.id(), findingId, body, ...at });
        return act("finding_noted", {});
      }
    }
  });
}
