/** /admin/pesanan/:code: one order and everything that happened to it, in time order. */
import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { holdsAny, readers, treasury } from "~/access/role";
import { adminTitle } from "~/access/staff-page.server";
import { requireStaff } from "~/access/visitor.server";
import { findOrderByCode, listOrderLines } from "~/orders/order-queries.server";
import { listPaymentsOfOrder } from "~/payments/payment-queries.server";
import { refundableLines } from "~/payments/refund-queries.server";
import { getWorld } from "~/platform/world.server";
import { listReceiptsOfOrder } from "~/receipts/receipt-queries.server";
import { listStory } from "~/reporting/admin-story-queries.server";
import { OrderPage } from "~/reporting/order-page";
import { createWords } from "~/words/words";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { staff } = await requireStaff(request, ...readers);
  const { db } = getWorld();
  const order = await findOrderByCode(db, params.code ?? "");
  if (!order) throw new Response("There is no such order.", { status: 404 });
  const [lines, happenings, receipts, payments] = await Promise.all([
    listOrderLines(db, [order.id]),
    listStory(db, order),
    listReceiptsOfOrder(db, order.id),
    listPaymentsOfOrder(db, order.id),
  ]);
  const received = payments.filter((payment) => payment.state === "succeeded");
  const open = await Promise.all(received.map((payment) => refundableLines(db, payment.id)));
  const { searchParams } = new URL(request.url);
  return {
    title: adminTitle(createWords("id").t("admin.order.title", { code: order.code })),
    order,
    lines,
    happenings,
    receipts: receipts.map(({ id, number }) => ({ id, number })),
    mayAct: holdsAny(staff.roles, treasury),
    refundable: open.some((lines) => lines.months.length > 0 || lines.feeCoverRupiah > 0),
    said: searchParams.get("kabar") ?? "",
  };
}

export default function Order() {
  return <OrderPage {...useLoaderData<typeof loader>()} />;
}
