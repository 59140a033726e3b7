/** /admin/pesanan/:code/kirim-ulang: sends a receipt again, to the address the sponsor has today. */
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { recordStaffAct } from "~/access/record-staff-act.server";
import { treasury } from "~/access/role";
import { requireStaff } from "~/access/visitor.server";
import { findOrderByCode } from "~/orders/order-queries.server";
import { getWorld } from "~/platform/world.server";
import { listReceiptsOfOrder } from "~/receipts/receipt-queries.server";
import { resendReceipt } from "~/receipts/resend-receipt.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  await requireStaff(request, ...treasury);
  return redirect(`/admin/pesanan/${encodeURIComponent(params.code ?? "")}`);
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { staff } = await requireStaff(request, ...treasury);
  const world = getWorld();
  const order = await findOrderByCode(world.db, params.code ?? "");
  if (!order) throw new Response("There is no such order.", { status: 404 });
  const wanted = String((await request.formData()).get("tanda-terima") ?? "");
  const receipts = await listReceiptsOfOrder(world.db, order.id);
  const receipt = receipts.find(({ id }) => id === wanted);
  if (!receipt) throw new Response("The order has no such receipt.", { status: 404 });
  await resendReceipt(world, receipt.id, staff.name);
  await recordStaffAct(world, staff, {
    act: "receipt_resent",
    subjectKind: "order",
    subjectId: order.id,
    after: { number: receipt.number },
  });
  return redirect(`/admin/pesanan/${order.code}?kabar=dikirim`);
}
