/** The sponsor's area as its pages show it: plain values, cards by what people know them by. */
import type { Day } from "~/calendar/day";
import type { IuranMonth } from "~/calendar/iuran-month";
import type { LapseClock } from "~/coverage/lapse-clock";
import { maskEmail } from "~/people/masking";
import type { Programme } from "~/tariff/tariff";
import { type ComingEntry, comingRenewals } from "./coming-renewals";
import type { CardWords } from "./effect-words";
import type { Area, AreaSponsorship } from "./gather-area.server";
import type { IntervalMonths, Way } from "./renewal-period";
import { quietGap } from "./sponsorship-change";

/** How a sponsorship stands beside the worker's clock. */
export type StandingState =
  | { readonly kind: "running" }
  | { readonly kind: "paused"; readonly toMonth: IuranMonth; readonly isNow: boolean }
  | { readonly kind: "rest" }
  | { readonly kind: "lastMonth"; readonly month: IuranMonth };

export type StandingView = {
  readonly id: string;
  readonly workerId: string;
  readonly name: string;
  readonly nikMasked: string;
  readonly occupation: string;
  readonly clock: LapseClock;
  readonly state: StandingState;
  readonly intervalMonths: IntervalMonths;
  readonly programmes: readonly Programme[];
  readonly untilMonth?: IuranMonth;
  readonly way: Way;
  readonly card?: CardView;
  /** What is renewed next; absent when nothing is planned. */
  readonly next?: {
    readonly on: Day;
    readonly months: readonly IuranMonth[];
    readonly amountRupiah?: number;
  };
  readonly offer?: { readonly to: string; readonly expiresAt: string };
};

export type CardView = CardWords & { readonly id: string; readonly expiresIn?: IuranMonth };

/** The sponsorships in the order of the area. */
export function standingViews(area: Area): readonly StandingView[] {
  const entries = comingOf(area);
  return area.sponsorships.map((each) => standingView(each, area, entries));
}

/** The coming year of all of them. */
export function comingOf({ sponsorships, today, holidays, tables }: Area): readonly ComingEntry[] {
  return comingRenewals(sponsorships, today, holidays, tables);
}

function standingView(each: AreaSponsorship, area: Area, entries: readonly ComingEntry[]): StandingView {
  const { terms } = each.standing;
  const card = cardOf(area, terms.savedMethodId);
  const next = nextOf(each.id, entries);
  const { handOver } = each;
  return {
    id: each.id,
    workerId: each.workerId,
    name: each.workerName,
    nikMasked: each.worker.nikMasked,
    occupation: each.worker.occupation,
    clock: each.clock,
    state: stateOf(each, area.today),
    intervalMonths: terms.intervalMonths,
    programmes: terms.programmes,
    way: terms.way,
    ...(terms.untilMonth ? { untilMonth: terms.untilMonth } : {}),
    ...(card ? { card } : {}),
    ...(next ? { next } : {}),
    ...(handOver
      ? { offer: { to: maskEmail(handOver.toAddress), expiresAt: handOver.expiresAt.toISOString() } }
      : {}),
  };
}

function nextOf(id: string, entries: readonly ComingEntry[]): StandingView["next"] {
  for (const entry of entries) {
    const part = entry.kind === "renewal" && entry.parts.find(({ sponsorshipId }) => sponsorshipId === id);
    if (!part) continue;
    const { months, amountRupiah } = part;
    return { on: entry.on, months, ...(amountRupiah === undefined ? {} : { amountRupiah }) };
  }
  return undefined;
}

function stateOf({ standing }: AreaSponsorship, today: Day): StandingState {
  const gap = quietGap(standing, today);
  if (gap?.kind === "rest") return { kind: "rest" };
  if (gap?.toMonth)
    return { kind: "paused", toMonth: gap.toMonth, isNow: gap.fromMonth <= today.slice(0, 7) };
  const { untilMonth } = standing.terms;
  return untilMonth ? { kind: "lastMonth", month: untilMonth } : { kind: "running" };
}

/** A card of the sponsor as people know it; none when it is not theirs any more. */
export function cardOf({ cards }: Pick<Area, "cards">, id: string | undefined): CardView | undefined {
  const card = id ? cards.find((each) => each.id === id) : undefined;
  if (!card) return undefined;
  return {
    id: card.id,
    brand: card.brand,
    last4: card.last4,
    ...(card.expiresIn ? { expiresIn: card.expiresIn } : {}),
  };
}
