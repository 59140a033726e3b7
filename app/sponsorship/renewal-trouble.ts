/** Why a button on a renewal's page did not do what it says, as one plain sentence with an HTTP status. */
import type { RenewalOpening } from "./open-renewal-payment.server";
import type { Skipping } from "./skip-renewal.server";

export type RenewalTrouble =
  | {
      readonly kind:
        | "paid"
        | "being_charged"
        | "nothing_left"
        | "months_held"
        | "processing"
        | "ended"
        | "away"
        | "refused";
    }
  | { readonly kind: "no_tariff"; readonly months: readonly string[] }
  | { readonly kind: "small"; readonly minimum: number }
  | { readonly kind: "large"; readonly maximum: number };

export type Told = { readonly trouble: RenewalTrouble; readonly status: number };

/** What stands in the way of paying; `page` and `unknown_renewal` are not told here. */
export function troubleOfPaying(
  opening: Exclude<RenewalOpening, { kind: "page" | "unknown_renewal" }>,
): Told {
  switch (opening.kind) {
    case "paid":
    case "settled":
      return { trouble: { kind: "paid" }, status: 409 };
    case "being_charged":
    case "nothing_left":
    case "months_held":
    case "processing":
    case "ended":
      return { trouble: { kind: opening.kind }, status: 409 };
    case "no_tariff":
      return { trouble: { kind: "no_tariff", months: opening.months }, status: 409 };
    case "amount_too_small":
      return { trouble: { kind: "small", minimum: opening.minimumRupiah }, status: 409 };
    case "amount_too_large":
      return { trouble: { kind: "large", maximum: opening.maximumRupiah }, status: 409 };
    case "gateway_away":
      return { trouble: { kind: "away" }, status: 503 };
    case "gateway_refused":
      return { trouble: { kind: "refused" }, status: 502 };
  }
}

export function troubleOfSkipping(answer: Exclude<Skipping, { kind: "skipped" | "unknown_renewal" }>): Told {
  switch (answer.kind) {
    case "paid":
    case "being_charged":
    case "nothing_left":
      return { trouble: { kind: answer.kind }, status: 409 };
    case "gateway_away":
      return { trouble: { kind: "away" }, status: 503 };
  }
}
