/** One change, weighed: how the sponsorship stands afterwards, and what that does to the worker. */
import type { Day } from "~/calendar/day";
import type { IuranMonth } from "~/calendar/iuran-month";
import { changeEffect, type Effect } from "./change-effect";
import { type Change, type KnownStanding, propose } from "./sponsorship-change";

/** For the page that asks before a change and for the transaction that makes it: both must say the same. */
export function weighOne(
  change: Change,
  standing: KnownStanding,
  covered: ReadonlySet<IuranMonth>,
  today: Day,
  holidays: ReadonlySet<Day>,
): { readonly after: KnownStanding | "ended"; readonly effect: Effect } | "stands_already" | "outdated" {
  const proposal = propose(standing, change, today, holidays);
  if (proposal.kind !== "changes") return proposal.kind;
  const { after } = proposal;
  // Whoever takes over goes on without the giver's gaps and end: for the worker nothing ends.
  const isHandedOver = change.kind === "end" && change.how === "handed_over";
  const future = isHandedOver ? withoutEnd(standing) : after;
  return { after, effect: changeEffect(standing, future, covered, today, holidays) };
}

function withoutEnd({ terms: { untilMonth: _, ...terms }, taken }: KnownStanding): KnownStanding {
  return { terms, taken, gaps: [] };
}
