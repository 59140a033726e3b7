/** /periksa: everything once more, and the one button that pays. */
import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
  data as reply,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { countAttempt } from "~/access/attempt-queries.server";
import { clientAddress } from "~/access/visitor.server";
import { saveCartRenewalWish } from "~/orders/cart-queries.server";
import { viewCart } from "~/orders/cart-view";
import { findCartVisit } from "~/orders/cart-visit.server";
import { CheckAnswers } from "~/orders/check-answers";
import { findClashes } from "~/orders/find-clashes.server";
import { findWaysOut } from "~/orders/find-ways-out.server";
import { orderPath } from "~/orders/order-link.server";
import { privatePage } from "~/orders/private-page.server";
import { lastPaidMonth, readWish, type WishErrors } from "~/orders/renewal-wish";
import { answersOf, useWishMistakes, WishFields } from "~/orders/renewal-wish-fields";
import { type PlainTrouble, PlainTroubleNotice, SmallTrouble, TakenTrouble } from "~/orders/trouble-notices";
import { type CheckingOut, checkOutCart } from "~/payments/check-out-cart.server";
import { getWorld } from "~/platform/world.server";
import { formatRupiah } from "~/rupiah/rupiah";
import { loadTariffTables } from "~/tariff/tariff-queries.server";
import { Button } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { PageTitle } from "~/ui/layout";
import { StickyTotal } from "~/ui/sticky-total";
import { useWords } from "~/words/use-words";
import { createWords } from "~/words/words";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];
export const headers = privatePage;

/** How often one address may ask for a payment page; an office behind one address fits in. */
const PAYMENTS = { name: "payment-page", times: 60, windowSeconds: 600 };

export async function loader({ request }: LoaderFunctionArgs) {
  const world = getWorld();
  const { t } = createWords("id");
  const visit = await findCartVisit(world, request);
  if (visit?.order?.state === "settled")
    throw redirect(orderPath(world.settings.SESSION_SECRET, visit.order));
  if (!visit || visit.cart.lines.length === 0) throw redirect("/keranjang");
  const { cart, order } = visit;
  if (!cart.payerName || !cart.payerEmail) throw redirect("/pembayar");
  const tariff = await loadTariffTables(world.db);
  const { feePlan, limits } = world.gateways[0]!;
  const view = viewCart(cart, tariff, feePlan);
  const isSmall = view.total < limits.minimumRupiah;
  return {
    title: t("order.pageTitle", { title: t("order.check.title") }),
    cartId: cart.id,
    view,
    payer: {
      name: cart.payerName,
      email: cart.payerEmail,
      shownAs: cart.shownAs,
      dedication: cart.dedication,
      coverFee: cart.coverFee,
    },
    answers: answersOf(cart.renewalWish),
    paidUntil: lastPaidMonth(cart.lines),
    clashes: await findClashes(world, cart, tariff, order?.id),
    small: isSmall
      ? {
          minimum: limits.minimumRupiah,
          total: view.total,
          ways: await findWaysOut(world, visit, limits.minimumRupiah - view.total),
        }
      : undefined,
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const world = getWorld();
  const form = await request.formData();
  const tried = await countAttempt(world.db, PAYMENTS, clientAddress(request));
  if (tried.kind === "too_often")
    throw new Response("Too many payment pages were asked for.", { status: 429 });
  const visit = await findCartVisit(world, request);
  if (!visit) throw redirect("/keranjang");
  if (form.get("keranjang") !== visit.cart.id)
    return reply({ trouble: "changed" as PlainTrouble, wish: undefined }, 409);
  const reading = readWish(form, {
    lines: visit.cart.lines,
    tariff: await loadTariffTables(world.db),
    minimumRupiah: world.gateways[0]!.limits.minimumRupiah,
  });
  if (reading.kind === "wrong") return reply({ trouble: undefined, wish: reading }, 422);
  await saveCartRenewalWish(world.db, visit.cart.id, reading.kind === "wish" ? reading.wish : undefined);
  const shownTotal = Number(form.get("jumlah"));
  return answer(await checkOutCart(world, { cartId: visit.cart.id, shownTotal }));
}

/** Sends the sponsor on, or says what is in the way; the page itself shows clashes and sums that are too small. */
function answer(outcome: CheckingOut) {
  const say = (trouble: PlainTrouble | undefined, status: number) =>
    reply({ trouble, wish: undefined }, status);
  switch (outcome.kind) {
    case "go":
      throw redirect(outcome.to, 303);
    case "cart_gone":
    case "cart_empty":
      throw redirect("/keranjang");
    case "payer_missing":
      throw redirect("/pembayar");
    case "price_changed":
      return say("changed", 409);
    case "months_taken":
    case "amount_too_small":
      return say(undefined, 409);
    case "amount_too_large":
      return say({ kind: "large", maximum: outcome.maximumRupiah }, 409);
    case "no_tariff":
      return say({ kind: "tariff", months: outcome.months }, 409);
    case "gateway_away":
      return say("away", 503);
    case "gateway_refused":
      return say("refused", 502);
  }
}

const noErrors: WishErrors = {};

export default function CheckPage() {
  const t = useWords();
  const { cartId, view, payer, clashes, small, answers, paidUntil } = useLoaderData<typeof loader>();
  const answered = useActionData<typeof action>();
  const trouble = answered?.trouble;
  const errors = answered?.wish?.errors ?? noErrors;
  const mistakes = useWishMistakes(errors);
  const canPay = clashes.length === 0 && !small && view.lines.every((line) => line.price);
  return (
    <div className="max-w-read">
      <div className="mb-6 flex flex-col gap-4 empty:hidden">
        {trouble && <PlainTroubleNotice trouble={trouble} />}
        {clashes.length > 0 && <TakenTrouble clashes={clashes} />}
        {small && <SmallTrouble {...small} />}
      </div>
      <ErrorSummary mistakes={mistakes} />
      <PageTitle lead={t("order.check.estimate")}>{t("order.check.title")}</PageTitle>
      {/* Around all of it, so that the sum stays in reach on phones from the top of the page on. */}
      <form method="post" action="/periksa" noValidate>
        <CheckAnswers view={view} payer={payer} />
        {canPay && paidUntil && (
          <div className="mt-12 border-t border-line pt-8">
            <WishFields answers={answered?.wish?.answers ?? answers} errors={errors} paidUntil={paidUntil} />
          </div>
        )}
        {canPay && <p className="mt-6 text-ink-soft">{t("order.check.payNote")}</p>}
        <StickyTotal label={t("order.check.total")} amount={formatRupiah(view.total)}>
          {canPay && (
            <>
              <input type="hidden" name="keranjang" value={cartId} />
              <input type="hidden" name="jumlah" value={view.total} />
              <Button full>{t("order.check.pay", { amount: formatRupiah(view.total) })}</Button>
            </>
          )}
        </StickyTotal>
      </form>
    </div>
  );
}
