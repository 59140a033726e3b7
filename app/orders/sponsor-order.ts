/**
 * What a sponsor is told of an order, by what is known of it now and how they came to the page.
 *
 *   open ─▶ checking  back from paying, no word yet
 *        ─▶ processing  a transfer is on its way
 *        ─▶ cancelled, failed, open  to be paid
 *   settled ─▶ paid
 *   ended ─▶ expired, replaced
 */
import type { IuranMonth } from "~/calendar/iuran-month";
import type { Rupiah } from "~/rupiah/rupiah";
import type { Programme } from "~/tariff/tariff";
import type { OrderState } from "./order";

export type OrderStanding =
  | "open"
  | "checking"
  | "checking_slow"
  | "processing"
  | "cancelled"
  | "failed"
  | "paid"
  | "expired"
  | "replaced";

/** How often a page that waits for the gateway looks by itself before it says that it takes long. */
export const LOOKS = 20;

export type StandingFacts = {
  readonly state: OrderState;
  readonly isOver: boolean;
  /** The last attempt's state; undefined before the first. */
  readonly attempt: { readonly state: string; readonly failure?: string } | undefined;
  /** `bayar` or `batal`: which way the gateway sent the sponsor back. */
  readonly from: string | null;
  /** How many times the page has looked by itself. */
  readonly looks: number;
};

export function orderStanding({ state, isOver, attempt, from, looks }: StandingFacts): OrderStanding {
  switch (state) {
    case "settled":
      return "paid";
    case "replaced":
      return "replaced";
    case "expired":
    case "cancelled":
      return "expired";
    case "open":
      if (attempt?.state === "processing") return "processing";
      if (from === "bayar" && attempt?.state === "pending")
        return looks < LOOKS ? "checking" : "checking_slow";
      if (isOver) return "expired";
      if (from === "batal" && !attempt?.failure) return "cancelled";
      return attempt?.failure ? "failed" : "open";
  }
}

export type OrderedLine = {
  readonly workerId: string;
  readonly workerName: string;
  readonly nikMasked: string;
  readonly occupationName: string;
  readonly month: IuranMonth;
  readonly programme: Programme;
  readonly amountRupiah: Rupiah;
};

export type OrderedWorker = {
  readonly workerId: string;
  readonly name: string;
  readonly nikMasked: string;
  readonly occupation: string;
  readonly months: readonly IuranMonth[];
  readonly programmes: readonly Programme[];
  readonly total: Rupiah;
};

/** An order's lines gathered by worker, in the order they come. */
export function orderedWorkers(lines: readonly OrderedLine[]): OrderedWorker[] {
  const ids = [...new Set(lines.map((line) => line.workerId))];
  return ids.map((workerId) => {
    const own = lines.filter((line) => line.workerId === workerId);
    return {
      workerId,
      name: own[0]!.workerName,
      nikMasked: own[0]!.nikMasked,
      occupation: own[0]!.occupationName,
      months: [...new Set(own.map((line) => line.month))].sort(),
      programmes: [...new Set(own.map((line) => line.programme))],
      total: own.reduce((sum, line) => sum + line.amountRupiah, 0),
    };
  });
}
