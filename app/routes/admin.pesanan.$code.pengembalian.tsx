/** /admin/pesanan/:code/pengembalian: choose what goes back, see what will be posted, then do it. */
import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
  data as reply,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { treasury } from "~/access/role";
import { adminTitle } from "~/access/staff-page.server";
import { requireStaff } from "~/access/visitor.server";
import { dayInWib } from "~/calendar/wib";
import { findOrderByCode } from "~/orders/order-queries.server";
import { goesBackThroughGateway } from "~/payments/payment";
import { listPaymentsOfOrder } from "~/payments/payment-queries.server";
import { refundableLines } from "~/payments/refund-queries.server";
import { requestRefund } from "~/payments/request-refund.server";
import { getWorld, type World } from "~/platform/world.server";
import { chooseRefund, refundPostings } from "~/reporting/refund-choice";
import { RefundForm, type RefundMistake } from "~/reporting/refund-form";
import { RefundPreview } from "~/reporting/refund-preview";
import { Notice } from "~/ui/notice";
import { useWords } from "~/words/use-words";
import { createWords } from "~/words/words";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  await requireStaff(request, ...treasury);
  const { order, payment, offered } = await findRefundable(getWorld(), params.code);
  return {
    title: adminTitle(createWords("id").t("story.refund.title")),
    code: order.code,
    offered,
    isByHand: payment !== undefined && !goesBackThroughGateway(payment),
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { staff } = await requireStaff(request, ...treasury);
  const world = getWorld();
  const { order, payment, offered } = await findRefundable(world, params.code);
  const form = await request.formData();
  const typed = {
    all: form.get("semua") === "ya",
    months: form.getAll("bulan").map(String),
    feeCover: form.get("biaya") === "ya",
    reason: String(form.get("alasan") ?? "").slice(0, 600),
  };
  const choice = chooseRefund(offered, typed);
  const step = form.get("langkah");
  const choose = (mistakes: readonly RefundMistake[]) =>
    reply({ step: "choose" as const, typed, mistakes }, { status: mistakes.length > 0 ? 422 : 200 });
  if (step === "ubah") return choose([]);
  const mistakes = mistakesOf(choice.amountRupiah, typed.reason);
  if (mistakes.length > 0 || !payment) return choose(mistakes);
  if (step !== "jalankan") {
    const of = { gateway: payment.gateway, paymentId: payment.id, orderId: order.id };
    const postings = refundPostings(choice, { ...of, onDay: dayInWib(world.clock.now()) });
    return reply({ step: "preview" as const, typed, choice, postings, payer: order.payerName });
  }
  const answer = await requestRefund(world, {
    paymentId: payment.id,
    lines: choice.months.map(({ workerId, month }) => ({ workerId, month })),
    includeFeeCover: choice.feeCoverRupiah > 0,
    reason: typed.reason,
    requestedBy: { id: staff.id, name: staff.name },
  });
  if (answer.kind === "refused") return choose([{ field: "bulan", why: answer.reason }]);
  return redirect(`/admin/pesanan/${order.code}?kabar=dikembalikan`);
}

function mistakesOf(amountRupiah: number, reason: string): readonly RefundMistake[] {
  const length = reason.trim().length;
  return [
    ...(amountRupiah === 0 ? [{ field: "bulan", why: "nothing_chosen" as const }] : []),
    ...(length < 3 || length > 500 ? [{ field: "alasan", why: "reason_missing" as const }] : []),
  ];
}

/** The order, and the first of its payments of which something can still be given back. */
async function findRefundable(world: World, code: string | undefined) {
  const order = await findOrderByCode(world.db, code ?? "");
  if (!order) throw new Response("There is no such order.", { status: 404 });
  for (const payment of await listPaymentsOfOrder(world.db, order.id)) {
    const offered = await refundableLines(world.db, payment.id);
    if (offered.months.length > 0 || offered.feeCoverRupiah > 0) return { order, payment, offered };
  }
  return { order, payment: undefined, offered: { months: [], feeCoverRupiah: 0 } };
}

export default function Refund() {
  const t = useWords();
  const { code, offered, isByHand } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      {isByHand && (
        <div className="mb-6 max-w-read">
          <Notice kind="warning">{t("payroll.admin.byHand")}</Notice>
        </div>
      )}
      {answer?.step === "preview" ? (
        <RefundPreview code={code} {...answer} />
      ) : (
        <RefundForm code={code} offered={offered} typed={answer?.typed} mistakes={answer?.mistakes ?? []} />
      )}
    </>
  );
}
