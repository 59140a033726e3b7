/** Products and prices: made on the side by a checkout's `price_data`, or on their own. */
import { z } from "zod";
import type { StripePrice, StripeProduct } from "../stripe/stripe-shapes";
import { checkParams, expand, metadata, paging, text, whole, withMetadata } from "./form-values.server";
import type { Sandbox } from "./sandbox-house.server";
import { type Endpoint, endpoint, known, listOf, retrieve } from "./stripe-endpoint.server";
import { invalidRequest } from "./stripe-fault.server";

type ProductAsked = {
  readonly name: string;
  readonly description?: string | undefined;
  readonly metadata?: Record<string, string> | undefined;
};
type PriceAsked = {
  readonly currency: string;
  readonly unit_amount: number;
  readonly active: boolean;
  readonly product?: string | undefined;
  readonly product_data?: ProductAsked | undefined;
  readonly metadata?: Record<string, string> | undefined;
};

function createProduct(sandbox: Sandbox, asked: ProductAsked, active: boolean): StripeProduct {
  const product: StripeProduct = {
    id: sandbox.id("prod").slice(0, 19),
    object: "product",
    active,
    created: sandbox.seconds(),
    default_price: null,
    description: asked.description ?? null,
    images: [],
    livemode: false,
    marketing_features: [],
    metadata: withMetadata(null, asked.metadata),
    name: asked.name,
    package_dimensions: null,
    shippable: null,
    statement_descriptor: null,
    tax_code: null,
    tax_details: null,
    type: "service",
    unit_label: null,
    updated: sandbox.seconds(),
    url: null,
  };
  sandbox.store.put("product", product.id, product);
  return product;
}

/** A one-time price in sen. Prices made by a checkout are not active. */
export function createPrice(sandbox: Sandbox, asked: PriceAsked): StripePrice {
  const product = asked.product
    ? known(sandbox, "product", "product", asked.product, "product")
    : createProduct(sandbox, asked.product_data ?? { name: "" }, asked.active);
  const price: StripePrice = {
    id: sandbox.id("price"),
    object: "price",
    active: asked.active,
    billing_scheme: "per_unit",
    created: sandbox.seconds(),
    currency: asked.currency,
    custom_unit_amount: null,
    livemode: false,
    lookup_key: null,
    metadata: withMetadata(null, asked.metadata),
    nickname: null,
    product: product.id,
    recurring: null,
    tax_behavior: "unspecified",
    tiers_mode: null,
    transform_quantity: null,
    type: "one_time",
    unit_amount: asked.unit_amount,
    unit_amount_decimal: String(asked.unit_amount),
  };
  sandbox.store.put("price", price.id, price);
  return price;
}

const productData = { name: text.max(250), description: text.optional(), metadata };
const priceShape = z.strictObject({
  currency: text,
  unit_amount: whole,
  product: text.optional(),
  product_data: z.strictObject(productData).optional(),
  metadata,
  expand,
});

export const catalogEndpoints: readonly Endpoint[] = [
  endpoint("POST", "/v1/products", (sandbox, { params }) =>
    createProduct(sandbox, checkParams(z.strictObject({ ...productData, expand }), params), true),
  ),
  endpoint("GET", "/v1/products", (sandbox, { params }) =>
    listOf(sandbox.store.all("product"), "/v1/products", checkParams(z.strictObject(paging), params)),
  ),
  retrieve("/v1/products", "product", "product"),
  endpoint("POST", "/v1/prices", (sandbox, { params }) => {
    const asked = checkParams(priceShape, params);
    if (!asked.product && !asked.product_data)
      throw invalidRequest(
        "You must specify either product or product_data.",
        "product",
        "parameter_missing",
      );
    return createPrice(sandbox, { ...asked, active: true });
  }),
  endpoint("GET", "/v1/prices", (sandbox, { params }) => {
    const asked = checkParams(z.strictObject({ ...paging, product: text.optional() }), params);
    const found = sandbox.store.all("price").filter((one) => !asked.product || one.product === asked.product);
    return listOf(found, "/v1/prices", asked);
  }),
  retrieve("/v1/prices", "price", "price"),
];
