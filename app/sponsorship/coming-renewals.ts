/**
 * The coming twelve months of all of a sponsor's sponsorships as one list: what is renewed on which day, for whom,
 * for how much and how it is paid; and which months are left out. Renewals of one day and one way stand together,
 * because they become one order and one charge.
 *
 *   15 Feb  Rp100.800  Visa 4242   announced   Siti Feb–Apr, Budi Feb–Apr
 *   Feb–Apr            skipped                 Wati
 *   15 Mei  Rp50.400   Visa 4242   planned     Siti Mei–Jul
 */
import { type Day, firstDayOf } from "~/calendar/day";
import { dueDay } from "~/calendar/due-day";
import { addMonths, type IuranMonth, monthOf, monthRange } from "~/calendar/iuran-month";
import { type Programme, quoteMonths, type Sector, type TariffTables } from "~/tariff/tariff";
import { comingYear, type Way } from "./renewal-period";
import type { KnownGap, KnownStanding } from "./sponsorship-change";

/** What has been planned already, as far as it is still to be paid. */
export type PlannedRenewal = {
  readonly renewalId: string;
  readonly months: readonly IuranMonth[];
  readonly dueOn: Day;
  readonly programmes: readonly Programme[];
  readonly way: Way;
  readonly savedMethodId?: string;
  readonly progress: RenewalProgress;
};

export type RenewalProgress =
  /** Planned, and nobody has been told. */
  | { readonly kind: "planned" }
  /** The sponsor was told the sum and the day of the charge. */
  | { readonly kind: "announced"; readonly chargeOn: Day; readonly amountRupiah: number }
  /** Waits for the sponsor to pay by link. */
  | { readonly kind: "to_pay" }
  /** The card is being charged, or money is on its way. */
  | { readonly kind: "charging" }
  /** The card was declined, and is tried again or replaced by a link. */
  | { readonly kind: "declined" };

/** A living sponsorship as the list needs it. `standing.taken` are the months somebody has paid. */
export type ListedSponsorship = {
  readonly id: string;
  readonly workerName: string;
  readonly sector: Sector;
  readonly incomeRupiah: number;
  readonly standing: KnownStanding;
  readonly planned: readonly PlannedRenewal[];
};

export type ComingPart = {
  readonly sponsorshipId: string;
  readonly workerName: string;
  readonly months: readonly IuranMonth[];
  /** Whether all of it lies ahead, so that it can be skipped here. */
  readonly isAhead: boolean;
  /** Absent while a month has no tariff. */
  readonly amountRupiah?: number;
};

export type ComingEntry =
  | {
      readonly kind: "renewal";
      readonly on: Day;
      readonly way: Way;
      readonly savedMethodId?: string;
      readonly renewalId?: string;
      readonly progress: RenewalProgress;
      readonly parts: readonly ComingPart[];
      readonly totalRupiah?: number;
    }
  | {
      readonly kind: "left_out";
      readonly on: Day;
      readonly gap: KnownGap;
      readonly sponsorshipId: string;
      readonly workerName: string;
      readonly months: readonly IuranMonth[];
    };

/** The list, by day. */
export function comingRenewals(
  sponsorships: readonly ListedSponsorship[],
  today: Day,
  holidays: ReadonlySet<Day>,
  tables: TariffTables,
): readonly ComingEntry[] {
  const singles = sponsorships.flatMap((each) => entriesOf(each, today, holidays, tables));
  return together(singles).sort((a, b) => order(a).localeCompare(order(b), "en"));
}

/** By day; on one day what is renewed stands before what is left out. */
function order({ on, kind }: ComingEntry): string {
  return `${on} ${kind === "renewal" ? 0 : 1}`;
}

type Renewal = Extract<ComingEntry, { kind: "renewal" }>;

function entriesOf(
  sponsorship: ListedSponsorship,
  today: Day,
  holidays: ReadonlySet<Day>,
  tables: TariffTables,
): ComingEntry[] {
  const { standing, planned } = sponsorship;
  const part = (months: readonly IuranMonth[]): ComingPart => ({
    sponsorshipId: sponsorship.id,
    workerName: sponsorship.workerName,
    months,
    isAhead: months[0]! >= monthOf(today),
    ...priceOf(sponsorship, standing.terms.programmes, months, tables),
  });
  const known = planned.map(
    ({ months, dueOn, programmes: _, ...rest }): Renewal =>
      withTotal({ kind: "renewal", on: dueOn, ...rest, parts: [part(months)] }),
  );
  const taken = new Set([...standing.taken, ...planned.flatMap(({ months }) => months)]);
  const coming = comingYear({ ...standing, taken }, today, holidays).flatMap((line): ComingEntry[] => {
    if (line.kind === "renewal")
      return [
        withTotal({
          kind: "renewal",
          on: line.dueOn,
          way: standing.terms.way,
          ...(standing.terms.savedMethodId ? { savedMethodId: standing.terms.savedMethodId } : {}),
          progress: { kind: "planned" },
          parts: [part(line.months)],
        }),
      ];
    return [];
  });
  return [...known, ...coming, ...gapsOf(sponsorship, today, holidays)];
}

/** The months left out of the coming year, one entry for each reason. */
function gapsOf(
  { id, workerName, standing }: ListedSponsorship,
  today: Day,
  holidays: ReadonlySet<Day>,
): ComingEntry[] {
  const thisMonth = monthOf(today);
  const last = addMonths(thisMonth, 11);
  return standing.gaps.flatMap((gap): ComingEntry[] => {
    const first = gap.fromMonth > thisMonth ? gap.fromMonth : thisMonth;
    const end = gap.toMonth && gap.toMonth < last ? gap.toMonth : last;
    const months = monthRange(first, end);
    if (months.length === 0) return [];
    const on = first === thisMonth ? firstDayOf(first) : dueDay(first, holidays);
    return [{ kind: "left_out", on, gap, sponsorshipId: id, workerName, months }];
  });
}

function priceOf(
  { sector, incomeRupiah }: ListedSponsorship,
  programmes: readonly Programme[],
  months: readonly IuranMonth[],
  tables: TariffTables,
): { readonly amountRupiah?: number } {
  const quote = quoteMonths({ sector, income: incomeRupiah, programmes }, months, tables);
  return quote.kind === "quote" ? { amountRupiah: quote.total } : {};
}

/** Renewals of one day, one way and one renewal become one entry. */
function together(entries: readonly ComingEntry[]): ComingEntry[] {
  const groups = new Map<string, Renewal>();
  const rest: ComingEntry[] = [];
  for (const entry of entries) {
    if (entry.kind !== "renewal") {
      rest.push(entry);
      continue;
    }
    const key = [entry.on, entry.way, entry.savedMethodId, entry.renewalId].join(" ");
    const group = groups.get(key);
    groups.set(key, group ? withTotal({ ...group, parts: [...group.parts, ...entry.parts] }) : entry);
  }
  return [...groups.values(), ...rest];
}

/** A renewal that was announced costs what the notice said; others what the tariff says now. */
function withTotal({ totalRupiah: _, ...entry }: Renewal): Renewal {
  if (entry.progress.kind === "announced") return { ...entry, totalRupiah: entry.progress.amountRupiah };
  const amounts = entry.parts.map(({ amountRupiah }) => amountRupiah);
  if (amounts.includes(undefined)) return entry;
  return { ...entry, totalRupiah: amounts.reduce<number>((sum, amount) => sum + amount!, 0) };
}
