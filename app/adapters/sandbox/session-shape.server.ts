/** What may be asked of a new Checkout session. */
import { z } from "zod";
import { address, expand, flag, integer, metadata, text, whole } from "./form-values.server";

export const lineShape = z.strictObject({
  quantity: whole.optional(),
  price: text.optional(),
  price_data: z
    .strictObject({
      currency: text,
      unit_amount: whole,
      product: text.optional(),
      product_data: z
        .strictObject({ name: text.max(250), description: text.optional(), metadata })
        .optional(),
    })
    .optional(),
  metadata,
});
export const sessionShape = z.strictObject({
  mode: z.enum(["payment", "setup"], { error: "the sandbox opens sessions of mode payment and setup" }),
  ui_mode: z.literal("hosted_page", { error: "the sandbox has hosted pages only" }).optional(),
  line_items: z.array(lineShape).max(100, "may have 100 lines at most").optional(),
  success_url: address,
  cancel_url: address.optional(),
  client_reference_id: text.max(200).optional(),
  customer: text.optional(),
  customer_email: z.email("is not a valid email address").optional(),
  customer_creation: z.enum(["always", "if_required"]).optional(),
  currency: text.optional(),
  expires_at: integer.optional(),
  locale: z.enum(["auto", "id", "en"]).optional(),
  metadata,
  payment_intent_data: z
    .strictObject({
      metadata,
      description: text.optional(),
      receipt_email: text.optional(),
      setup_future_usage: z.enum(["off_session", "on_session"]).optional(),
      statement_descriptor_suffix: text.optional(),
    })
    .optional(),
  setup_intent_data: z.strictObject({ metadata, description: text.optional() }).optional(),
  allowed_payment_method_types: z.array(text).optional(),
  submit_type: z.enum(["auto", "pay", "book", "donate"]).optional(),
  allow_promotion_codes: flag.optional(),
  expand,
});
export type SessionAsked = z.infer<typeof sessionShape>;
