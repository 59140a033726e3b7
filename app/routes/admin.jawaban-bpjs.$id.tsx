/** /admin/jawaban-bpjs/:id: one import of answers, and taking it back. */
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
import { AnswerImportPage } from "~/remittance/answer-imports";
import { listAnswers } from "~/remittance/answer-list-queries.server";
import { findAnswerImport } from "~/remittance/answer-queries.server";
import { undoImport } from "~/remittance/undo-import.server";
import { searchText, withParameters } from "~/reporting/order-filter";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

const PAGE = 50;
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { staff } = await requireStaff(request, ...readers);
  const { db } = getWorld();
  const found = isId(params.id) ? await findAnswerImport(db, params.id) : undefined;
  if (!found) throw new Response("There is no such import.", { status: 404 });
  const { searchParams } = new URL(request.url);
  const text = searchText(searchParams.get("q"));
  const after = Number(searchParams.get("setelah")) || undefined;
  const page = await listAnswers(db, found.id, text, { size: PAGE, after });
  return {
    title: adminTitle(found.fileName),
    found,
    answers: page.rows,
    typed: { q: text },
    mayAct: holdsAny(staff.roles, treasury),
    isNew: searchParams.has("baru"),
    nextHref: page.next
      ? withParameters(searchParams, { setelah: String(page.next), baru: undefined })
      : undefined,
    listHref: `/admin/setoran/unduh/jawaban${withParameters(searchParams, { impor: found.id, setelah: undefined, baru: undefined })}`,
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { staff } = await requireStaff(request, ...treasury);
  if (!isId(params.id)) throw new Response("There is no such import.", { status: 404 });
  const reason = String((await request.formData()).get("alasan") ?? "").slice(0, 500);
  const by = { id: staff.id, name: staff.name };
  const answer = await undoImport(getWorld(), { importId: params.id, reason, by });
  if (answer.kind === "refused") return reply({ refused: answer.reason }, { status: 422 });
  return redirect(`/admin/jawaban-bpjs/${params.id}`);
}

export default function Import() {
  const answer = useActionData<typeof action>();
  return <AnswerImportPage {...useLoaderData<typeof loader>()} refused={answer?.refused} />;
}
