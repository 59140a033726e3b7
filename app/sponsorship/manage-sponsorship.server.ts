/**
 * A sponsor changes what they promised. One transaction for all of it: the new terms or the gap, what drops out
 * of renewals that are planned already, the act, and the letter that confirms it.
 *
 *   look ─▶ close open pages at the gateway ─▶ lock renewals, then sponsorships ─▶ look again ─▶ write
 *
 * Nothing is changed while a card is being charged or money is on its way. What was shown before is sent along
 * as `seen`: when the effect is another by now, nothing is written and the page is shown anew.
 */
import type { Actor } from "~/audit/audit-queries.server";
import { dayInWib } from "~/calendar/wib";
import { listHolidayDays } from "~/coverage/holiday-day-queries.server";
import { closeOrder } from "~/payments/close-order.server";
import type { World } from "~/platform/world.server";
import type { Db, Trx } from "~db/connection";
import { isId } from "./asked-change";
import { type Effect, effectKey } from "./change-effect";
import { dropReason } from "./change-items";
import type { EndedChoice } from "./ended-choice";
import { gatherStandings } from "./gather-standings.server";
import {
  type DropReason,
  holdOwnCard,
  listOpenItems,
  lockRenewals,
  type OpenItem,
} from "./manage-queries.server";
import { findOpenOrder } from "./place-renewal-order.server";
import { lockPlanning } from "./plan-queries.server";
import type { Change, KnownStanding } from "./sponsorship-change";
import { findSponsorship, lockSponsorship, type Sponsorship } from "./sponsorship-queries.server";
import { weighOne } from "./weigh-change";
import { writeChange } from "./write-change.server";

export type AskedChange = {
  readonly sponsorshipId: string;
  readonly change: Change;
  /** The effect the sponsor was shown, as `effectKey` says it. */
  readonly seen?: string | undefined;
};

export type ChangeRequest = {
  readonly sponsorId: string;
  readonly changes: readonly AskedChange[];
  readonly by: Actor;
  readonly ending?: { readonly choice?: EndedChoice | undefined; readonly note?: string | undefined };
  /** What else belongs into the same transaction. */
  readonly beside?: (trx: Trx, sponsorships: readonly Sponsorship[]) => Promise<void>;
};

export type Changing =
  | { readonly kind: "changed"; readonly effects: readonly Effect[] }
  /** All of it stands like that already: the second click of a double click. */
  | { readonly kind: "stands_already" }
  /** There is no such sponsorship of this sponsor. */
  | { readonly kind: "unknown" }
  /** It has ended. */
  | { readonly kind: "over" }
  /** The months it speaks of are not there any more: look again. */
  | { readonly kind: "outdated" }
  /** What it would do is not what was shown. */
  | { readonly kind: "effect_changed" }
  /** A card is being charged, or money is on its way: it decides first. */
  | { readonly kind: "being_charged" }
  /** The renewal was paid a moment ago. */
  | { readonly kind: "paid" }
  /** A page at the gateway could not be closed, so somebody might still pay there. */
  | { readonly kind: "gateway_away" };

export type ManageNeeds = Pick<World, "db" | "clock" | "chance" | "gateways" | "log">;

/** Somebody may open a page between the two looks; more often than this it is not by chance. */
const MOST_ROUNDS = 3;

/** Makes all the changes or none. Safe to repeat. */
export async function changeSponsorships(world: ManageNeeds, request: ChangeRequest): Promise<Changing> {
  if (!request.changes.every(({ sponsorshipId }) => isId(sponsorshipId))) return { kind: "unknown" };
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const found = await findAll(world.db, request, findSponsorship);
    const seen = await weigh(world.db, world.clock.now(), found, request);
    if (seen.kind === "done") return seen.answer;
    for (const orderId of seen.openOrderIds) {
      const closing = await closeOrder(world, orderId, "replaced");
      if (closing === "gateway_away") return { kind: "gateway_away" };
      if (closing === "processing") return { kind: "being_charged" };
      if (closing === "settled") return { kind: "paid" };
    }
    const answer = await world.db.transaction().execute((trx) => lockAndWrite(trx, world, request));
    if (answer) return answer;
  }
  return { kind: "gateway_away" };
}

/** One change of one sponsorship. */
export function changeSponsorship(
  world: ManageNeeds,
  { sponsorshipId, change, seen, ...rest }: AskedChange & Omit<ChangeRequest, "changes">,
): Promise<Changing> {
  return changeSponsorships(world, { ...rest, changes: [{ sponsorshipId, change, seen }] });
}

/** Undefined when an order was opened meanwhile: its page must be closed first. */
async function lockAndWrite(
  trx: Trx,
  world: ManageNeeds,
  request: ChangeRequest,
): Promise<Changing | undefined> {
  // The same order as everywhere: the planners, then renewals, then sponsorships.
  await lockPlanning(trx, "shared");
  const items = await listOpenItems(
    trx,
    request.changes.map(({ sponsorshipId }) => sponsorshipId),
  );
  await lockRenewals(trx, [...new Set(items.map(({ renewalId }) => renewalId))]);
  const found = await findAll(trx, request, lockSponsorship);
  const seen = await weigh(trx, world.clock.now(), found, request);
  if (seen.kind === "done") return seen.answer;
  if (seen.openOrderIds.length > 0) return undefined;
  await writeChange(trx, world, request, seen.weighed);
  await request.beside?.(
    trx,
    seen.weighed.map(({ sponsorship }) => sponsorship),
  );
  return { kind: "changed", effects: seen.weighed.map(({ effect }) => effect) };
}

type Found = AskedChange & { readonly sponsorship: Sponsorship | undefined };

async function findAll<Handle extends Db | Trx>(
  db: Handle,
  { changes }: ChangeRequest,
  find: (db: Handle, id: string) => Promise<Sponsorship | undefined>,
): Promise<readonly Found[]> {
  const found: Found[] = [];
  for (const asked of [...changes].sort((a, b) => (a.sponsorshipId < b.sponsorshipId ? -1 : 1)))
    found.push({ ...asked, sponsorship: await find(db, asked.sponsorshipId) });
  return found;
}

/** One change, weighed: what it does to the worker and to what is planned. */
export type Weighed = {
  readonly sponsorship: Sponsorship;
  readonly change: Change;
  readonly before: KnownStanding;
  readonly after: KnownStanding | "ended";
  readonly effect: Effect;
  readonly drops: readonly { readonly item: OpenItem; readonly because: DropReason }[];
};

type Seen =
  | { readonly kind: "done"; readonly answer: Changing }
  | {
      readonly kind: "may";
      readonly weighed: readonly Weighed[];
      readonly openOrderIds: readonly string[];
    };

async function weigh(
  db: Db | Trx,
  now: Date,
  found: readonly Found[],
  { sponsorId }: ChangeRequest,
): Promise<Seen> {
  const done = (answer: Changing): Seen => ({ kind: "done", answer });
  const today = dayInWib(now);
  const holidays = await listHolidayDays(db);
  const known = found.flatMap(({ sponsorship }) => sponsorship ?? []);
  if (known.length < found.length || known.some((each) => each.sponsorId !== sponsorId))
    return done({ kind: "unknown" });
  const gathered = await gatherStandings(db, known);
  const items = await listOpenItems(
    db,
    known.map(({ id }) => id),
  );
  const weighed: Weighed[] = [];
  for (const { change, seen, ...rest } of found) {
    const sponsorship = rest.sponsorship!;
    if (sponsorship.endedAt) {
      if (change.kind === "end") continue;
      return done({ kind: "over" });
    }
    const { standing, covered } = gathered.get(sponsorship.id)!;
    // Payroll is left where it was agreed: with the unit, by withdrawing the mandate.
    if (change.kind === "way" && standing.terms.way === "payroll") return done({ kind: "outdated" });
    const cardId = change.kind === "way" ? change.savedMethodId : undefined;
    if (cardId && !(isId(cardId) && (await holdOwnCard(db, sponsorId, cardId))))
      return done({ kind: "outdated" });
    const weighing = weighOne(change, standing, covered, today, holidays);
    if (weighing === "stands_already") continue;
    if (weighing === "outdated") return done({ kind: "outdated" });
    if (seen !== undefined && seen !== effectKey(weighing.effect)) return done({ kind: "effect_changed" });
    const drops = items.flatMap((item) => {
      const because =
        item.sponsorshipId === sponsorship.id ? dropReason(item, weighing.after, change.kind) : undefined;
      return because ? [{ item, because }] : [];
    });
    weighed.push({ sponsorship, change, before: standing, drops, ...weighing });
  }
  if (weighed.length === 0) return done({ kind: "stands_already" });
  const dropped = weighed.flatMap(({ drops }) => drops.map(({ item }) => item));
  if (dropped.some(({ lastTry }) => lastTry && isOpenTry(lastTry.outcome)))
    return done({ kind: "being_charged" });
  const openOrderIds: string[] = [];
  for (const renewalId of new Set(dropped.map((item) => item.renewalId))) {
    const open = await findOpenOrder(db as Trx, renewalId, now);
    if (open) openOrderIds.push(open.id);
  }
  return { kind: "may", weighed, openOrderIds };
}

function isOpenTry(outcome: string | undefined): boolean {
  return outcome === undefined || outcome === "processing";
}
