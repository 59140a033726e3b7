/** The least and the most Stripe takes, and the currencies it counts without decimals. */
import { invalidRequest } from "./stripe-fault.server";

/** Half a US dollar at some Rp16.600: Rp8.300. */
const leastSen = 830_000;
/** Twelve digits. */
const mostSen = 999_999_999_999;

/** Refuses a currency the sandbox does not know and amounts outside what is taken. `amount` is in sen. */
export function checkAmount(amount: number, currency: string, param: string): void {
  if (currency !== "idr")
    throw invalidRequest(`Invalid currency: ${currency}. The sandbox charges in idr only.`, "currency");
  if (amount < leastSen)
    throw invalidRequest(`Amount must be no less than Rp${leastSen / 100} idr`, param, "amount_too_small");
  if (amount > mostSen)
    throw invalidRequest(
      `Amount must be no more than Rp${(mostSen / 100).toFixed(2)} idr`,
      param,
      "amount_too_large",
    );
}
