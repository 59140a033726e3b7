/** /admin/setoran/:id: one batch, and everything that may be done with it. */
import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
  data as reply,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { holdsAny, readers, treasury } from "~/access/role";
import { adminTitle } from "~/access/staff-page.server";
import { requireStaff } from "~/access/visitor.server";
import { dayInWib } from "~/calendar/wib";
import { isId } from "~/platform/clock";
import { getWorld } from "~/platform/world.server";
import { actOnBatch, isBatchNews } from "~/remittance/act-on-batch.server";
import { BatchPage } from "~/remittance/batch-page";
import { findHeldByBpjs, listReturns } from "~/remittance/batch-steps-queries.server";
import { listLayouts } from "~/remittance/layout-queries.server";
import { readItemFilter } from "~/remittance/remittance-address";
import { findBatch, listItems, sumBatch } from "~/remittance/remittance-queries.server";
import { searchText, withParameters } from "~/reporting/order-filter";
import { createWords } from "~/words/words";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

const PAGE = 50;
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { staff } = await requireStaff(request, ...readers);
  const { db, clock } = getWorld();
  const batch = isId(params.id) ? await findBatch(db, params.id) : undefined;
  if (!batch) throw new Response("There is no such batch.", { status: 404 });
  const { searchParams } = new URL(request.url);
  const typed = Object.fromEntries([...searchParams].map(([name, value]) => [name, value.slice(0, 200)]));
  const filter = readItemFilter(typed, searchText(searchParams.get("q")));
  const [totals, page, returns, heldRupiah, layouts] = await Promise.all([
    sumBatch(db, batch.id),
    listItems(db, batch.id, filter, { size: PAGE, after: Number(typed.setelah) || undefined }),
    listReturns(db, batch.id),
    findHeldByBpjs(db, batch.number),
    listLayouts(db),
  ]);
  return {
    title: adminTitle(createWords("id").t("remittance.batch.title", { number: batch.number })),
    batch,
    totals,
    items: page.items,
    returns,
    heldRupiah,
    layouts: layouts.map(({ id, name }) => ({ id, name })),
    mayFinance: holdsAny(staff.roles, treasury),
    mayApprove: holdsAny(staff.roles, ["approver"]),
    isOwn: batch.preparedById === staff.id,
    today: dayInWib(clock.now()),
    news: isBatchNews(typed.kabar) ? typed.kabar : undefined,
    unpriced: Number(typed["tanpa-tarif"]) || 0,
    typed: { q: typed.q ?? "", keadaan: typed.keadaan ?? "", bulan: typed.bulan ?? "" },
    nextHref: page.next
      ? withParameters(searchParams, { setelah: String(page.next), kabar: undefined })
      : undefined,
    listHref: `/admin/setoran/unduh/isi${withParameters(searchParams, { setoran: batch.id, setelah: undefined, kabar: undefined })}`,
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { staff } = await requireStaff(request, ...treasury, "approver");
  if (!isId(params.id)) throw new Response("There is no such batch.", { status: 404 });
  const form = await request.formData();
  const fields = Object.fromEntries([...form].map(([name, value]) => [name, String(value).slice(0, 500)]));
  const wanted = fields.apa === "setujui" ? (["approver"] as const) : treasury;
  if (fields.apa !== "tarik" && !holdsAny(staff.roles, wanted))
    throw new Response("This act needs another role.", { status: 403 });
  const answer = await actOnBatch(getWorld(), {
    batchId: params.id,
    fields,
    itemIds: form.getAll("butir").map(Number).filter(Number.isSafeInteger),
    by: { id: staff.id, name: staff.name },
  });
  if (answer.kind === "refused")
    return reply(
      { act: answer.act, refused: answer.refused, orders: answer.orders, typed: fields },
      { status: 422 },
    );
  return redirect(`/admin/setoran/${params.id}?kabar=${answer.news}`);
}

export default function Batch() {
  return <BatchPage {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />;
}
