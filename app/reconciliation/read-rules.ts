/** The rules of matching as an admin orders them: a place for each, a window of days, on duty or not. */
import { type MatchRule, matchRuleNames } from "./match-rule";

export type RuleMistake = { readonly field: string; readonly rule: "position" | "position_twice" | "window" };
export type RulesReading =
  | { readonly kind: "rules"; readonly rules: readonly MatchRule[] }
  | { readonly kind: "mistakes"; readonly mistakes: readonly RuleMistake[] };

const LONGEST_WINDOW_DAYS = 31;

/** Reads `urutan-<rule>`, `hari-<rule>` and `pakai-<rule>` of every rule. */
export function readRules(given: (name: string) => string | null): RulesReading {
  const mistakes: RuleMistake[] = [];
  const seen = new Set<number>();
  const rules = matchRuleNames.map((name): MatchRule => {
    const position = wholeNumber(given(`urutan-${name}`));
    const windowDays = wholeNumber(given(`hari-${name}`));
    if (position === undefined || position < 1 || position > matchRuleNames.length)
      mistakes.push({ field: `urutan-${name}`, rule: "position" });
    else if (seen.has(position)) mistakes.push({ field: `urutan-${name}`, rule: "position_twice" });
    else seen.add(position);
    if (windowDays === undefined || windowDays > LONGEST_WINDOW_DAYS)
      mistakes.push({ field: `hari-${name}`, rule: "window" });
    return {
      name,
      position: position ?? 0,
      windowDays: windowDays ?? 0,
      onDuty: given(`pakai-${name}`) === "ya",
    };
  });
  return mistakes.length > 0 ? { kind: "mistakes", mistakes } : { kind: "rules", rules };
}

const wholeNumber = (text: string | null) =>
  /^\d{1,3}$/.test(text?.trim() ?? "") ? Number(text) : undefined;
