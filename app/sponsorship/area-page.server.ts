/** What the routes of the sponsor's area share: finding what is the asker's own, and answering after a change. */
import { redirect, data as reply } from "@remix-run/node";
import type { Actor } from "~/audit/audit-queries.server";
import type { World } from "~/platform/world.server";
import { cardOf, type StandingView, standingViews } from "./area-view";
import type { ListedEntry } from "./coming-list";
import type { ComingEntry } from "./coming-renewals";
import { type Area, type AreaSponsorship, gatherArea } from "./gather-area.server";
import type { Changing } from "./manage-sponsorship.server";
import { renewalPath } from "./renewal-link.server";

type SponsorName = { readonly id: string; readonly name: string };

/** The area and one living sponsorship of it. Throws 404 for an unknown one as for another sponsor's. */
export async function requireOwn(
  world: Pick<World, "db" | "clock">,
  sponsor: SponsorName,
  id: string | undefined,
): Promise<{ readonly area: Area; readonly own: AreaSponsorship; readonly view: StandingView }> {
  const area = await gatherArea(world, sponsor.id);
  const own = area.sponsorships.find((each) => each.id === id);
  const view = standingViews(area).find((each) => each.id === id);
  if (!own || !view) throw notFound();
  return { area, own, view };
}

export function actorOf({ id, name }: SponsorName): Actor {
  return { kind: "sponsor", id, name };
}

/** The entries with their cards, and with the link to pay where there is something to pay. */
export function listedEntries(
  { settings }: Pick<World, "settings">,
  area: Area,
  entries: readonly ComingEntry[],
): readonly ListedEntry[] {
  return entries.map((entry) => {
    if (entry.kind !== "renewal") return entry;
    return {
      ...entry,
      card: cardOf(area, entry.savedMethodId),
      payHref: entry.renewalId ? renewalPath(settings.SESSION_SECRET, entry.renewalId) : undefined,
    };
  });
}

/** After a change: goes on to `to` when it stands, answers 404 for what is not theirs, else says why not. */
export function answerChange(changing: Changing, to: string) {
  switch (changing.kind) {
    case "changed":
    case "stands_already":
      throw redirect(to, 303);
    case "unknown":
      throw notFound();
    case "gateway_away":
      return reply({ refusal: changing.kind }, 503);
    case "over":
    case "outdated":
    case "effect_changed":
    case "being_charged":
    case "paid":
      return reply({ refusal: changing.kind }, 409);
  }
}

export function notFound(): Response {
  return new Response("No such sponsorship.", { status: 404 });
}
