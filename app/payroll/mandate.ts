/**
 * A mandate is what a civil servant signs so that their unit's treasurer deducts the premium from their pay.
 *
 *   signed ──▶ live ──▶ withdrawn, at any time and for any reason or none
 *                └────▶ replaced by one signed later
 *
 * It names the unit, the workers, what each costs a month, and the first month. Signing turns the chosen
 * sponsorships to payroll; withdrawing turns them to a link by e-mail. `decideSigning` is the only place that says
 * whether it may be signed.
 */
import { type Day, lastDayOf } from "~/calendar/day";
import { addMonths, type IuranMonth, monthRange } from "~/calendar/iuran-month";
import { monthlyPremium, type Programme, type TariffTables } from "~/tariff/tariff";
import type { UnitStanding } from "./asn-registration";

/** Changes whenever a sentence of the text changes; what was signed stays stored as it was shown. */
export const MANDATE_TEXT_VERSION = "2026-11";

/** Somebody the sponsor could have paid for from their pay. */
export type Candidate = {
  readonly workerId: string;
  readonly workerName: string;
  readonly statementId: string;
  /** The sponsorship that lives; without it signing begins one. */
  readonly sponsorshipId?: string;
  readonly untilMonth?: IuranMonth;
  readonly programmes: readonly Programme[];
  readonly sector: "transport" | "other";
  readonly incomeRupiah: number;
  /** Months in which at least one of the programmes is covered, by whomever. */
  readonly covered: ReadonlySet<IuranMonth>;
};

/** What payroll would do for one worker. */
export type Offer = {
  readonly workerId: string;
  readonly workerName: string;
  readonly candidate: Candidate;
  /** The price of the first month that is deducted; later months follow the tariff. */
  readonly monthlyRupiah: number;
  readonly firstMonth: IuranMonth;
  /** The last day covered before it, when the worker is covered now or later. */
  readonly coveredUntil?: Day;
  /** Months between now and the first deduction that nobody has paid. */
  readonly openMonths: readonly IuranMonth[];
};

const FAR_MONTHS = 36;

/** What payroll from `fromMonth` on means for a worker; none when its terms end before, or no tariff is known. */
export function offerFor(
  candidate: Candidate,
  fromMonth: IuranMonth,
  thisMonth: IuranMonth,
  tables: TariffTables,
): Offer | undefined {
  const last = candidate.untilMonth ?? addMonths(fromMonth, FAR_MONTHS);
  const firstMonth = monthRange(fromMonth, last).find((month) => !candidate.covered.has(month));
  if (!firstMonth) return undefined;
  const premium = monthlyPremium(
    {
      sector: candidate.sector,
      income: candidate.incomeRupiah,
      programmes: candidate.programmes,
      month: firstMonth,
    },
    tables,
  );
  if (premium.kind === "no_tariff" || premium.total === 0) return undefined;
  const before = monthRange(thisMonth, addMonths(firstMonth, -1));
  const lastCovered = before.findLast((month) => candidate.covered.has(month));
  return {
    workerId: candidate.workerId,
    workerName: candidate.workerName,
    candidate,
    monthlyRupiah: premium.total,
    firstMonth,
    ...(lastCovered ? { coveredUntil: lastDayOf(lastCovered) } : {}),
    openMonths: before.filter((month) => !candidate.covered.has(month)),
  };
}

/** What the sponsor has said of themselves, as far as a mandate needs it. */
export type Signer = {
  readonly name: string;
  readonly unit: { readonly kind: "listed"; readonly standing: UnitStanding } | { readonly kind: "other" };
  readonly hasNip: boolean;
};

/** What keeps somebody from signing, before anything is chosen; nothing when they may go on. */
export type Obstacle =
  | { readonly kind: "not_registered" }
  | { readonly kind: "no_nip" }
  | { readonly kind: "unit_not_listed" }
  | { readonly kind: "unit_closed"; readonly name: string }
  | {
      readonly kind: "unit_merged";
      readonly name: string;
      readonly successorId: string;
      readonly successorName: string;
    };

export function obstacleFor(signer: Signer | undefined): Obstacle | undefined {
  if (!signer) return { kind: "not_registered" };
  if (signer.unit.kind === "other") return { kind: "unit_not_listed" };
  const { standing } = signer.unit;
  switch (standing.kind) {
    case "unknown":
      return { kind: "unit_not_listed" };
    case "closed":
      return { kind: "unit_closed", name: standing.name };
    case "merged":
      return { ...standing, kind: "unit_merged" };
    case "open":
      return signer.hasNip ? undefined : { kind: "no_nip" };
  }
}

/** What was shown on the page that was signed, and what was typed there. */
export type Signing = {
  readonly workerIds: readonly string[];
  readonly typedName: string;
  readonly agreed: boolean;
  readonly shown: {
    readonly textVersion: string;
    readonly fromMonth: IuranMonth;
    readonly totalRupiah: number;
  };
};

export type SigningDecision =
  | { readonly kind: "sign"; readonly offers: readonly Offer[] }
  | {
      readonly kind: "refused";
      readonly field: "pekerja" | "nama" | "setuju";
      /** `changed`: prices, months or words are no longer those that were shown; they are shown anew. */
      readonly rule: "nothing_chosen" | "name_differs" | "not_agreed" | "changed";
    };

/** Decides against what could be signed now: nobody signs what they were not shown. */
export function decideSigning(
  signing: Signing,
  now: { readonly name: string; readonly fromMonth: IuranMonth; readonly offers: readonly Offer[] },
): SigningDecision {
  const chosen = now.offers.filter((offer) => signing.workerIds.includes(offer.workerId));
  if (chosen.length === 0) return { kind: "refused", field: "pekerja", rule: "nothing_chosen" };
  const { shown } = signing;
  const isAsShown =
    chosen.length === new Set(signing.workerIds).size &&
    shown.textVersion === MANDATE_TEXT_VERSION &&
    shown.fromMonth === now.fromMonth &&
    shown.totalRupiah === totalOf(chosen);
  if (!isAsShown) return { kind: "refused", field: "pekerja", rule: "changed" };
  if (plainName(signing.typedName) !== plainName(now.name))
    return { kind: "refused", field: "nama", rule: "name_differs" };
  if (!signing.agreed) return { kind: "refused", field: "setuju", rule: "not_agreed" };
  return { kind: "sign", offers: chosen };
}

export const totalOf = (offers: readonly Offer[]) =>
  offers.reduce((sum, offer) => sum + offer.monthlyRupiah, 0);

/** A name typed by hand compares without case, dots, commas and doubled spaces. */
function plainName(name: string): string {
  return name.normalize("NFKC").toLowerCase().replace(/[.,]/g, " ").replace(/\s+/g, " ").trim();
}
