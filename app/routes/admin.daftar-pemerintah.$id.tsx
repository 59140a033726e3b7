/** /admin/daftar-pemerintah/:id: one list of the government, and taking it back. */
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
import { isId } from "~/platform/clock";
import { getWorld } from "~/platform/world.server";
import { GovernmentListPage } from "~/remittance/government-pages";
import { findList } from "~/remittance/government-queries.server";
import { undoGovernment } from "~/remittance/import-government.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { staff } = await requireStaff(request, ...readers);
  const list = isId(params.id) ? await findList(getWorld().db, params.id) : undefined;
  if (!list) throw new Response("There is no such list.", { status: 404 });
  return {
    title: adminTitle(list.sourceName),
    list,
    mayAct: holdsAny(staff.roles, treasury),
    isNew: new URL(request.url).searchParams.has("baru"),
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { staff } = await requireStaff(request, ...treasury);
  if (!isId(params.id)) throw new Response("There is no such list.", { status: 404 });
  const reason = String((await request.formData()).get("alasan") ?? "").slice(0, 500);
  const by = { id: staff.id, name: staff.name };
  const answer = await undoGovernment(getWorld(), { listId: params.id, reason, by });
  if (answer.kind === "refused") return reply({ refused: answer.reason }, { status: 422 });
  return redirect(`/admin/daftar-pemerintah/${params.id}`);
}

export default function List() {
  const answer = useActionData<typeof action>();
  return <GovernmentListPage {...useLoaderData<typeof loader>()} refused={answer?.refused} />;
}
