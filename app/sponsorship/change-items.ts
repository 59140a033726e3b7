/** What a change does to renewals that are planned already: which parts stay, which drop out and why. */
import type { IuranMonth } from "~/calendar/iuran-month";
import type { Programme } from "~/tariff/tariff";
import type { Standing, Way } from "./renewal-period";
import type { ChangeKind } from "./sponsorship-change";

type Item = {
  readonly months: readonly IuranMonth[];
  readonly programmes: readonly Programme[];
  readonly way: Way;
  readonly savedMethodId?: string;
};

/**
 * Why the item no longer holds after the change; undefined when it does. What drops out because the terms are
 * others is planned anew, and announced anew, by the next planning.
 */
export function dropReason(
  item: Item,
  after: Standing | "ended",
  change: ChangeKind,
): "ended" | "skipped" | "paused" | "changed" | undefined {
  if (after === "ended") return "ended";
  const { terms, gaps } = after;
  const [first, last] = [item.months[0]!, item.months.at(-1)!];
  const gap = gaps.find(({ fromMonth, toMonth }) => fromMonth <= last && (!toMonth || first <= toMonth));
  if (gap) return gap.kind === "skip" ? "skipped" : "paused";
  const sameProgrammes =
    item.programmes.length === terms.programmes.length &&
    item.programmes.every((programme) => terms.programmes.includes(programme));
  const sameWay = item.way === terms.way && item.savedMethodId === terms.savedMethodId;
  const reachesTooFar = terms.untilMonth !== undefined && terms.untilMonth < last;
  return change === "interval" || !sameProgrammes || !sameWay || reachesTooFar ? "changed" : undefined;
}
