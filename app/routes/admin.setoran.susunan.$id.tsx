/** /admin/setoran/susunan/:id: one layout; `baru` begins a new one from the columns the house would send. */
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
import { LayoutForm } from "~/remittance/layout-page";
import { listLayouts } from "~/remittance/layout-queries.server";
import { defaultColumns, readLayout } from "~/remittance/remittance-layout";
import { removeLayout, saveLayout } from "~/remittance/save-layout.server";
import { createWords } from "~/words/words";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

async function findLayout(id: string | undefined) {
  if (id === "baru") return undefined;
  const layout = (await listLayouts(getWorld().db)).find((each) => each.id === id);
  if (!layout) throw new Response("There is no such layout.", { status: 404 });
  return layout;
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { staff } = await requireStaff(request, ...readers);
  const layout = await findLayout(params.id);
  return {
    title: adminTitle(layout?.name ?? createWords("id").t("remittance.layouts.add")),
    id: layout?.id ?? "baru",
    name: layout?.name ?? "",
    columns: layout?.columns ?? defaultColumns,
    isSaved: layout !== undefined,
    mayAct: holdsAny(staff.roles, treasury),
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { staff } = await requireStaff(request, ...treasury);
  const by = { id: staff.id, name: staff.name };
  const layout = await findLayout(params.id);
  const form = await request.formData();
  const typed = Object.fromEntries([...form].map(([name, value]) => [name, String(value).slice(0, 200)]));
  if (typed.apa === "hapus" && layout) {
    await removeLayout(getWorld(), { id: layout.id, by });
    return redirect("/admin/setoran/susunan?tersimpan");
  }
  const reading = readLayout(typed);
  if (reading.kind === "mistakes") return reply({ typed, mistakes: reading.mistakes }, { status: 422 });
  const saved = await saveLayout(getWorld(), {
    id: layout?.id,
    name: reading.name,
    columns: reading.columns,
    by,
  });
  if (saved.kind === "refused") {
    const mistakes = [{ field: "nama", rule: saved.reason }];
    return reply({ typed, mistakes }, { status: 422 });
  }
  return redirect("/admin/setoran/susunan?tersimpan");
}

export default function OneLayout() {
  return <LayoutForm {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />;
}
