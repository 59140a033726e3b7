import { type Actor, recordAct } from "~/audit/audit-queries.server";
import type { World } from "~/platform/world.server";
import { listRules, saveRules } from "./match-queries.server";
import type { MatchRule } from "./match-rule";

/** Gives the rules of matching another order; what they were stands in the audit log. */
export async function changeRules(
  world: Pick<World, "db" | "clock">,
  rules: readonly MatchRule[],
  by: Actor,
): Promise<void> {
  const said = (list: readonly MatchRule[]) =>
    Object.fromEntries(
      list.map((rule) => [rule.name, `${rule.position}, ${rule.windowDays}, ${rule.onDuty ? "on" : "off"}`]),
    );
  await world.db.transaction().execute(async (trx) => {
    const before = said(await listRules(trx));
    await saveRules(trx, rules, by.name, world.clock.now());
    await recordAct(trx, {
      at: world.clock.now(),
      actor: by,
      act: "bank_rules_changed",
      subjectKind: "bank_match_rule",
      subjectId: "all",
      before,
      after: said(rules),
    });
  });
}
