/** The sandbox's controls: each changes something no customer and no API could. All speak JSON and forms. */
import { z } from "zod";
import { type Control, control, number, yes } from "./control-shape.server";
import { deliveryControls } from "./delivery-controls.server";
import { letTimePass } from "./falling-due.server";
import { befall } from "./mail-fate.server";
import { pressPay, settleTransfer } from "./paying.server";
import type { Sandbox } from "./sandbox-house.server";
import { closeDispute, openDispute } from "./stripe-disputes.server";
import { known } from "./stripe-endpoint.server";
import { failPayout, payOut } from "./stripe-payouts.server";
import { failRefund } from "./stripe-refunds.server";
import { settlementOf } from "./stripe-transactions.server";
import { arm, armed } from "./switches.server";
import { walkControls } from "./walking.server";

const nothing = z.object({});
const advanceShape = z.object({
  days: number.min(0).max(3700).optional(),
  hours: number.min(0).max(100_000).optional(),
  minutes: number.min(0).max(6_000_000).optional(),
  to: z.union([z.literal(""), z.iso.datetime({ offset: true })]).optional(),
});

function advance(sandbox: Sandbox, span: z.infer<typeof advanceShape>): object {
  const from = sandbox.now().getTime();
  const ms = ((span.days ?? 0) * 24 + (span.hours ?? 0)) * 3_600_000 + (span.minutes ?? 0) * 60_000;
  const to = span.to ? new Date(span.to) : new Date(from + ms);
  if (to.getTime() < from) throw new Error("The clock only goes forward.");
  sandbox.moveTo(to);
  return { now: sandbox.now().toISOString(), happened: letTimePass(sandbox) };
}

const faultShape = z.object({
  service: z.enum(["stripe", "resend"]),
  fault: z.enum(["error", "slow", "nonsense", "reset", "rate_limit"]),
  times: number.int().min(1).max(1_000_000).default(1),
  when: z.enum(["before", "after"]).default("before"),
  delayMs: number.int().min(0).max(120_000).default(2000),
  match: z.string().max(200).optional(),
});

const cardShape = z.object({
  answer: z
    .enum([
      "ok",
      "generic_decline",
      "insufficient_funds",
      "expired_card",
      "incorrect_cvc",
      "processing_error",
    ])
    .optional(),
  confirmation: z.enum(["never", "on_page", "always"]).optional(),
  refunds: z.enum(["at_once", "later", "fail_later"]).optional(),
});

const settlementShape = z.object({
  currency: z
    .string()
    .regex(/^[a-z]{3}$/)
    .optional(),
  exchangeRate: z.union([z.literal("").transform(() => null), z.null(), number.positive()]).optional(),
  senFees: yes.optional(),
});

/** The charge behind a payment: given as `ch_…`, as `pi_…`, or as the checkout session. */
function chargeOf(sandbox: Sandbox, id: string): string {
  const intent = id.startsWith("cs_") ? known(sandbox, "session", "session", id).payment_intent : id;
  if (!intent?.startsWith("pi_")) return intent ?? "";
  return known(sandbox, "intent", "payment_intent", intent).latest_charge ?? "";
}

const mailFates = z.enum(["delivered", "delivery_delayed", "bounced", "complained", "suppressed", "failed"]);

export const controls: readonly Control[] = [
  control("clock/advance", advanceShape, advance),
  control("faults", faultShape, (sandbox, values) => ({
    id: arm(sandbox, { kind: "fault", ...values, match: values.match || undefined }),
  })),
  control("switches/clear", nothing, (sandbox) => {
    const cleared = armed(sandbox).filter(
      ([, setting]) => setting.kind === "fault" || setting.kind === "switch",
    );
    for (const [id] of cleared) sandbox.store.remove("setting", id);
    return { cleared: cleared.length };
  }),
  control(
    "sessions/:id/pay",
    z.object({ card: z.string().default("4242424242424242"), email: z.string().default("") }),
    (sandbox, values, id) => {
      const done = pressPay(sandbox, known(sandbox, "session", "session", id), values.card, values.email);
      return { ...done, session: known(sandbox, "session", "session", id) };
    },
  ),
  control(
    "sessions/:id/settle",
    z.object({ outcome: z.enum(["came", "failed"]) }),
    (sandbox, { outcome }, id) => {
      const session = known(sandbox, "session", "session", id);
      if (!settleTransfer(sandbox, session, outcome === "came"))
        throw new Error("This session is not waiting for a transfer.");
      return known(sandbox, "session", "session", id);
    },
  ),
  control(
    "payments/:id/dispute",
    z.object({ reason: z.string().default("fraudulent") }),
    (sandbox, { reason }, id) => openDispute(sandbox, chargeOf(sandbox, id), reason || "fraudulent"),
  ),
  control("disputes/:id/close", z.object({ outcome: z.enum(["won", "lost"]) }), (sandbox, { outcome }, id) =>
    closeDispute(sandbox, id, outcome === "won"),
  ),
  control(
    "refunds/:id/fail",
    z.object({ reason: z.string().default("expired_or_canceled_card") }),
    (sandbox, { reason }, id) => failRefund(sandbox, id, reason),
  ),
  control("payouts/run", nothing, (sandbox) => ({ payouts: payOut(sandbox) })),
  control("payouts/:id/fail", nothing, (sandbox, _, id) => failPayout(sandbox, id)),
  control("cards/:id", cardShape, (sandbox, values, id) => {
    const card = { ...known(sandbox, "card", "card", id), ...values };
    sandbox.store.put("card", id, card);
    return card;
  }),
  control("settlement", settlementShape, (sandbox, values) => {
    const before = settlementOf(sandbox);
    const after = {
      ...before,
      currency: values.currency ?? before.currency,
      exchangeRate: values.exchangeRate === undefined ? before.exchangeRate : values.exchangeRate,
      senFees: values.senFees ?? before.senFees,
    };
    if ((after.currency === "idr") !== (after.exchangeRate === null))
      throw new Error("Another currency than idr needs an exchange rate, and idr needs none.");
    sandbox.store.put("setting", "settlement", after);
    return after;
  }),
  control(
    "resend/limit",
    z.object({ perSecond: number.int().min(1).max(1_000_000) }),
    (sandbox, { perSecond }) => {
      sandbox.store.put("setting", "limit", { kind: "limit", perSecond });
      return { perSecond };
    },
  ),
  control("mails/:id/event", z.object({ event: mailFates }), (sandbox, { event }, id) => {
    befall(sandbox, known(sandbox, "mail", "mail", id), event);
    return known(sandbox, "mail", "mail", id);
  }),
  control("suppressions/clear", nothing, (sandbox) => {
    const all = sandbox.store.all("suppression");
    for (const { address } of all) sandbox.store.remove("suppression", address);
    return { cleared: all.length };
  }),
  ...deliveryControls,
  ...walkControls,
];
