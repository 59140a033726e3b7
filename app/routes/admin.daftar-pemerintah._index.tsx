/** /admin/daftar-pemerintah: those whose iuran the government pays, and uploading a list of them. */
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
import { getWorld } from "~/platform/world.server";
import { GovernmentLists } from "~/remittance/government-pages";
import { listGovernmentLists } from "~/remittance/government-queries.server";
import { keepDraft } from "~/remittance/keep-draft.server";
import { readPlace, searchText, withParameters, writePlace } from "~/reporting/order-filter";
import { readUpload } from "~/sheets/read-upload.server";
import { createWords } from "~/words/words";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

const PAGE = 25;

export async function loader({ request }: LoaderFunctionArgs) {
  const { staff } = await requireStaff(request, ...readers);
  const { searchParams } = new URL(request.url);
  const text = searchText(searchParams.get("q"));
  const after = readPlace(searchParams.get("setelah"));
  const page = await listGovernmentLists(getWorld().db, { text: text || undefined }, { size: PAGE, after });
  return {
    title: adminTitle(createWords("id").t("remittance.government.title")),
    lists: page.lists,
    mayAct: holdsAny(staff.roles, treasury),
    typed: { q: text },
    nextHref: page.next && withParameters(searchParams, { setelah: writePlace(page.next) }),
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const { staff } = await requireStaff(request, ...treasury);
  const upload = await readUpload(request, "berkas");
  if (upload.kind === "too_large") {
    const problems = [{ rule: "too_large" as const, detail: String(upload.maximumBytes) }];
    return reply({ problems }, { status: 413 });
  }
  if (!upload.file) return reply({ missing: true as const }, { status: 422 });
  const kept = await keepDraft(getWorld(), { kind: "government", file: upload.file, by: staff.name });
  if (kept.kind === "unreadable") return reply({ problems: kept.problems }, { status: 422 });
  return redirect(`/admin/daftar-pemerintah/unggahan/${kept.draftId}`);
}

export default function Imports() {
  return <GovernmentLists {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />;
}
