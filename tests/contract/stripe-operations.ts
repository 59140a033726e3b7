/** Which of the SDK's types stand for which path: what may be asked and what must be answered. */

export type Operation = {
  readonly method: string;
  readonly path: RegExp;
  readonly params: string;
  readonly answer: string;
};

const operation = (line: string, params: string, answer: string): Operation => {
  const [method = "", path = ""] = line.split(" ");
  return { method, path: new RegExp(`^${path.replace(":id", "[A-Za-z0-9_]+")}$`), params, answer };
};
const list = (type: string) => `Stripe.ApiList<${type}>`;

export const operations: readonly Operation[] = [
  operation("POST /v1/checkout/sessions", "Stripe.Checkout.SessionCreateParams", "Stripe.Checkout.Session"),
  operation(
    "GET /v1/checkout/sessions",
    "Stripe.Checkout.SessionListParams",
    list("Stripe.Checkout.Session"),
  ),
  operation(
    "GET /v1/checkout/sessions/:id",
    "Stripe.Checkout.SessionRetrieveParams",
    "Stripe.Checkout.Session",
  ),
  operation(
    "POST /v1/checkout/sessions/:id/expire",
    "Stripe.Checkout.SessionExpireParams",
    "Stripe.Checkout.Session",
  ),
  operation(
    "GET /v1/checkout/sessions/:id/line_items",
    "Stripe.Checkout.SessionListLineItemsParams",
    list("Stripe.LineItem"),
  ),
  operation("POST /v1/payment_intents", "Stripe.PaymentIntentCreateParams", "Stripe.PaymentIntent"),
  operation("GET /v1/payment_intents", "Stripe.PaymentIntentListParams", list("Stripe.PaymentIntent")),
  operation("GET /v1/payment_intents/:id", "Stripe.PaymentIntentRetrieveParams", "Stripe.PaymentIntent"),
  operation("POST /v1/payment_intents/:id", "Stripe.PaymentIntentUpdateParams", "Stripe.PaymentIntent"),
  operation(
    "POST /v1/payment_intents/:id/confirm",
    "Stripe.PaymentIntentConfirmParams",
    "Stripe.PaymentIntent",
  ),
  operation(
    "POST /v1/payment_intents/:id/cancel",
    "Stripe.PaymentIntentCancelParams",
    "Stripe.PaymentIntent",
  ),
  operation("GET /v1/charges", "Stripe.ChargeListParams", list("Stripe.Charge")),
  operation("GET /v1/charges/:id", "Stripe.ChargeRetrieveParams", "Stripe.Charge"),
  operation("GET /v1/setup_intents/:id", "Stripe.SetupIntentRetrieveParams", "Stripe.SetupIntent"),
  operation("POST /v1/customers", "Stripe.CustomerCreateParams", "Stripe.Customer"),
  operation("GET /v1/customers", "Stripe.CustomerListParams", list("Stripe.Customer")),
  operation("GET /v1/customers/:id", "Stripe.CustomerRetrieveParams", "Stripe.Customer"),
  operation("POST /v1/customers/:id", "Stripe.CustomerUpdateParams", "Stripe.Customer"),
  operation("DELETE /v1/customers/:id", "Stripe.CustomerDeleteParams", "Stripe.DeletedCustomer"),
  operation(
    "GET /v1/customers/:id/payment_methods",
    "Stripe.CustomerListPaymentMethodsParams",
    list("Stripe.PaymentMethod"),
  ),
  operation("GET /v1/payment_methods", "Stripe.PaymentMethodListParams", list("Stripe.PaymentMethod")),
  operation("GET /v1/payment_methods/:id", "Stripe.PaymentMethodRetrieveParams", "Stripe.PaymentMethod"),
  operation(
    "POST /v1/payment_methods/:id/attach",
    "Stripe.PaymentMethodAttachParams",
    "Stripe.PaymentMethod",
  ),
  operation(
    "POST /v1/payment_methods/:id/detach",
    "Stripe.PaymentMethodDetachParams",
    "Stripe.PaymentMethod",
  ),
  operation("POST /v1/refunds", "Stripe.RefundCreateParams", "Stripe.Refund"),
  operation("GET /v1/refunds", "Stripe.RefundListParams", list("Stripe.Refund")),
  operation("GET /v1/refunds/:id", "Stripe.RefundRetrieveParams", "Stripe.Refund"),
  operation("POST /v1/refunds/:id", "Stripe.RefundUpdateParams", "Stripe.Refund"),
  operation("GET /v1/disputes", "Stripe.DisputeListParams", list("Stripe.Dispute")),
  operation("GET /v1/disputes/:id", "Stripe.DisputeRetrieveParams", "Stripe.Dispute"),
  operation("POST /v1/disputes/:id", "Stripe.DisputeUpdateParams", "Stripe.Dispute"),
  operation("POST /v1/disputes/:id/close", "Stripe.DisputeCloseParams", "Stripe.Dispute"),
  operation("GET /v1/balance", "Stripe.BalanceRetrieveParams", "Stripe.Balance"),
  operation(
    "GET /v1/balance_transactions",
    "Stripe.BalanceTransactionListParams",
    list("Stripe.BalanceTransaction"),
  ),
  operation(
    "GET /v1/balance_transactions/:id",
    "Stripe.BalanceTransactionRetrieveParams",
    "Stripe.BalanceTransaction",
  ),
  operation("GET /v1/payouts", "Stripe.PayoutListParams", list("Stripe.Payout")),
  operation("GET /v1/payouts/:id", "Stripe.PayoutRetrieveParams", "Stripe.Payout"),
  operation("GET /v1/events", "Stripe.EventListParams", list("Stripe.Event")),
  operation("GET /v1/events/:id", "Stripe.EventRetrieveParams", "Stripe.Event"),
  operation("POST /v1/products", "Stripe.ProductCreateParams", "Stripe.Product"),
  operation("GET /v1/products", "Stripe.ProductListParams", list("Stripe.Product")),
  operation("GET /v1/products/:id", "Stripe.ProductRetrieveParams", "Stripe.Product"),
  operation("POST /v1/prices", "Stripe.PriceCreateParams", "Stripe.Price"),
  operation("GET /v1/prices", "Stripe.PriceListParams", list("Stripe.Price")),
  operation("GET /v1/prices/:id", "Stripe.PriceRetrieveParams", "Stripe.Price"),
  operation(
    "POST /v1/test_helpers/test_clocks",
    "Stripe.TestHelpers.TestClockCreateParams",
    "Stripe.TestHelpers.TestClock",
  ),
  operation(
    "GET /v1/test_helpers/test_clocks",
    "Stripe.TestHelpers.TestClockListParams",
    list("Stripe.TestHelpers.TestClock"),
  ),
  operation(
    "GET /v1/test_helpers/test_clocks/:id",
    "Stripe.TestHelpers.TestClockRetrieveParams",
    "Stripe.TestHelpers.TestClock",
  ),
  operation(
    "POST /v1/test_helpers/test_clocks/:id/advance",
    "Stripe.TestHelpers.TestClockAdvanceParams",
    "Stripe.TestHelpers.TestClock",
  ),
  operation(
    "DELETE /v1/test_helpers/test_clocks/:id",
    "Stripe.TestHelpers.TestClockDeleteParams",
    "Stripe.TestHelpers.DeletedTestClock",
  ),
];

/** A name of ours for each type the operations mention. */
export const nameOf = (type: string) => type.replace(/\W+/g, "_");
