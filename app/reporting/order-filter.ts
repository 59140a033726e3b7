/**
 * What the list of orders is asked for, as its address says it:
 *
 *   /admin/pesanan?q=siti&keadaan=paid&dari=2026-11-01&sampai=2026-11-30&min=8400&maks=100000&setelah=…
 *
 * A wrong part is left out and named, so that a half-typed filter still shows a list.
 */
import { type Day, isDay } from "~/calendar/day";
import { readRupiah } from "~/rupiah/rupiah";

export const orderStates = [
  "open",
  "processing",
  "paid",
  "partly_refunded",
  "refunded",
  "expired",
  "replaced",
  "cancelled",
] as const;
export type ListedOrderState = (typeof orderStates)[number];

export type OrderFilter = {
  /** Part of a name, address or order code, or a gateway's or receipt's number. */
  readonly text?: string;
  readonly state?: ListedOrderState;
  readonly fromDay?: Day;
  readonly toDay?: Day;
  readonly leastRupiah?: number;
  readonly mostRupiah?: number;
};

export type FilterMistake = "state" | "day" | "day_order" | "rupiah" | "rupiah_order";

export type OrderFilterReading = {
  readonly filter: OrderFilter;
  /** By the parameter's name. */
  readonly mistakes: Readonly<Record<string, FilterMistake>>;
};

/** Nobody types more; what is longer is pasted by mistake. */
const LONGEST_TEXT = 200;

export function readOrderFilter(parameters: URLSearchParams): OrderFilterReading {
  const mistakes: Record<string, FilterMistake> = {};
  const given = (name: string) => (parameters.get(name) ?? "").trim();

  const state = orderStates.find((each) => each === given("keadaan"));
  if (given("keadaan") && !state) mistakes.keadaan = "state";

  const dayOf = (name: string) => {
    if (given(name) && !isDay(given(name))) mistakes[name] = "day";
    return isDay(given(name)) ? given(name) : undefined;
  };
  const fromDay = dayOf("dari");
  const toDay = dayOf("sampai");
  if (fromDay && toDay && fromDay > toDay) mistakes.sampai = "day_order";

  const rupiahOf = (name: string) => {
    const reading = readRupiah(given(name));
    if (reading.kind === "rupiah") return reading.rupiah;
    if (given(name)) mistakes[name] = "rupiah";
    return undefined;
  };
  const leastRupiah = rupiahOf("min");
  const mostRupiah = rupiahOf("maks");
  if (leastRupiah !== undefined && mostRupiah !== undefined && leastRupiah > mostRupiah)
    mistakes.maks = "rupiah_order";

  const text = searchText(parameters.get("q"));
  return {
    filter: {
      ...(text ? { text } : {}),
      ...(state ? { state } : {}),
      ...(fromDay ? { fromDay } : {}),
      ...(toDay && !mistakes.sampai ? { toDay } : {}),
      ...(leastRupiah !== undefined ? { leastRupiah } : {}),
      ...(mostRupiah !== undefined && !mistakes.maks ? { mostRupiah } : {}),
    },
    mistakes,
  };
}

/** What somebody typed to search for: composed letters, no invisible characters, single spaces. */
export function searchText(typed: string | null): string {
  return (typed ?? "")
    .slice(0, LONGEST_TEXT * 4)
    .normalize("NFC")
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, " ")
    .replace(/\s+/gu, " ")
    .trim()
    .slice(0, LONGEST_TEXT)
    .trim();
}

/** A place in a list that is sorted by time and id, the newest first; in an address as `<milliseconds>.<id>`. */
export type ListPlace = { readonly at: Date; readonly id: string };

export function readPlace(text: string | null): ListPlace | undefined {
  const parts = /^(\d{1,15})\.([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})$/.exec(text ?? "");
  return parts ? { at: new Date(Number(parts[1])), id: parts[2]! } : undefined;
}

export function writePlace(place: ListPlace): string {
  return `${place.at.getTime()}.${place.id}`;
}

/** The same address with other parameters; `undefined` takes one away. */
export function withParameters(
  parameters: URLSearchParams,
  changes: Readonly<Record<string, string | undefined>>,
): string {
  const next = new URLSearchParams(parameters);
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined) next.delete(name);
    else next.set(name, value);
  }
  for (const [name, value] of [...next]) if (value === "") next.delete(name);
  return `?${next}`;
}
