/** /pesanan/:kode?kunci=…: an order, for whoever holds its link or paid for it. Here the gateway sends sponsors back. */
import {
  type ActionFunctionArgs,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
  data as reply,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireOrder } from "~/access/order-door.server";
import { formatInstantWib } from "~/calendar/wib";
import { keepCart } from "~/orders/cart-visit.server";
import type { OrderState } from "~/orders/order";
import { orderAgain } from "~/orders/order-again.server";
import { orderPath } from "~/orders/order-link.server";
import { listOrderLines } from "~/orders/order-queries.server";
import { AfterPaying, OrderStanding } from "~/orders/order-standing";
import { WishNote } from "~/orders/renewal-wish-fields";
import { LOOKS, orderedWorkers, orderStanding } from "~/orders/sponsor-order";
import { OrderContent, OrderPapers, WhatComesNext } from "~/orders/sponsor-order-parts";
import type { PlainTrouble } from "~/orders/trouble-notices";
import { askGateway } from "~/payments/ask-gateway.server";
import { payOrder } from "~/payments/check-out-cart.server";
import { closeOrder } from "~/payments/close-order.server";
import { listPaymentsOfOrder } from "~/payments/payment-queries.server";
import { getWorld } from "~/platform/world.server";
import { gatherPaidOrder } from "~/receipts/gather-paid-order.server";
import { PaidNotices } from "~/receipts/paid-notices";
import { findRenewalOfOrder } from "~/sponsorship/renewal-queries.server";
import { createWords } from "~/words/words";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title },
  { name: "robots", content: "noindex" },
];

/** A page that waits looks again by itself; the header does it without JavaScript. */
export const headers: HeadersFunction = ({ loaderHeaders }) => ({
  "Cache-Control": "no-store",
  ...(loaderHeaders.has("Refresh") && { Refresh: loaderHeaders.get("Refresh") ?? "" }),
});

export async function loader({ request, params }: LoaderFunctionArgs) {
  const world = getWorld();
  const { t } = createWords("id");
  const url = new URL(request.url);
  const from = url.searchParams.get("dari");
  const looks = Math.min(LOOKS, Number(url.searchParams.get("ke")) || 0);
  let { order } = await requireOrder(request, params.kode);
  let payments = await listPaymentsOfOrder(world.db, order.id);
  const isWaiting = from === "bayar" || payments.some(({ state }) => state === "processing");
  if (order.state === "open" && isWaiting && (await askGateway(world, payments))) {
    ({ order } = await requireOrder(request, params.kode));
    payments = await listPaymentsOfOrder(world.db, order.id);
  }
  const isOver = order.expiresAt <= world.clock.now();
  const standing = orderStanding({ state: order.state, isOver, attempt: payments.at(-1), from, looks });
  const workers = orderedWorkers(await listOrderLines(world.db, [order.id]));
  const kunci = url.searchParams.get("kunci");
  const page = {
    title: t("order.pageTitle", { title: t("order.page.title", { code: order.code }) }),
    standing,
    code: order.code,
    href: kunci ? orderPath(world.settings.SESSION_SECRET, order) : `/pesanan/${order.code}`,
    email: order.payerEmail,
    total: order.totalRupiah,
    feeCover: order.feeCoverRupiah,
    until: formatInstantWib(order.expiresAt, "id"),
    workers,
    wish:
      order.renewalWish && !(await findRenewalOfOrder(world.db, order.id)) ? order.renewalWish : undefined,
    paid: standing === "paid" ? await gatherPaidOrder(world, order, kunci) : undefined,
  };
  const isComing = page.paid?.papers.length === 0 && looks < LOOKS;
  if (standing !== "checking" && !isComing) return reply(page);
  url.searchParams.set("ke", String(looks + 1));
  return reply(page, { headers: { Refresh: `3; url=${url.pathname}${url.search}` } });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const world = getWorld();
  const { order } = await requireOrder(request, params.kode);
  const form = await request.formData();
  if (form.get("aksi") === "ulang") {
    const isOver = order.state === "open" && order.expiresAt <= world.clock.now();
    const ended = isOver ? await closeOrder(world, order.id, "expired") : undefined;
    const mayAgain = ended ? ended === "closed" || ended === "already_ended" : !isLive(order.state);
    if (!mayAgain) throw redirect(pathBack(request));
    const token = await orderAgain(world, order);
    throw redirect("/keranjang", { headers: { "Set-Cookie": keepCart(world, token) } });
  }
  const outcome = await payOrder(world, order);
  switch (outcome.kind) {
    case "go":
      throw redirect(outcome.to, 303);
    case "gateway_away":
      return reply({ trouble: "away" as PlainTrouble }, 503);
    case "gateway_refused":
    case "amount_too_small":
      return reply({ trouble: "refused" as PlainTrouble }, 502);
    case "amount_too_large": {
      const trouble: PlainTrouble = { kind: "large", maximum: outcome.maximumRupiah };
      return reply({ trouble }, 409);
    }
  }
}

function isLive(state: OrderState): boolean {
  return state === "open" || state === "settled";
}

function pathBack(request: Request): string {
  const url = new URL(request.url);
  return url.pathname + url.search;
}

export default function OrderPage() {
  const page = useLoaderData<typeof loader>();
  const trouble = useActionData<typeof action>()?.trouble;
  return (
    <div className="max-w-read">
      <OrderStanding {...page} workers={page.workers.length} trouble={trouble} />
      {page.paid && <PaidNotices refunded={page.paid.refunded} hasFinding={page.paid.hasFinding} />}
      <div className="flex flex-col">
        {page.paid && <WhatComesNext steps={page.paid.steps} />}
        {page.paid && <OrderPapers papers={page.paid.papers} />}
        <OrderContent workers={page.workers} feeCover={page.feeCover} total={page.total} />
        {page.wish && <WishNote wish={page.wish} />}
      </div>
      {page.paid && <AfterPaying />}
    </div>
  );
}
