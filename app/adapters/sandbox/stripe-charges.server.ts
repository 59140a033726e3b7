/** Charges over the API: only looked at; they come from paying. */
import { z } from "zod";
import { checkParams, paging, period, text, within } from "./form-values.server";
import { type Endpoint, endpoint, listOf, retrieve } from "./stripe-endpoint.server";

const chargesPath = "/v1/charges";

export const chargeEndpoints: readonly Endpoint[] = [
  endpoint("GET", chargesPath, (sandbox, { params }) => {
    const shape = { ...paging, payment_intent: text.optional(), customer: text.optional(), created: period };
    const asked = checkParams(z.strictObject(shape), params);
    const found = sandbox.store
      .all("charge")
      .filter((one) => !asked.payment_intent || one.payment_intent === asked.payment_intent)
      .filter(
        (one) => (!asked.customer || one.customer === asked.customer) && within(one.created, asked.created),
      );
    return listOf(found, chargesPath, asked);
  }),
  retrieve(chargesPath, "charge", "charge"),
];
