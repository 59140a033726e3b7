/** /admin/setoran/susunan: the column layouts of the branches' own templates. */
import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { holdsAny, readers, treasury } from "~/access/role";
import { adminTitle } from "~/access/staff-page.server";
import { requireStaff } from "~/access/visitor.server";
import { getWorld } from "~/platform/world.server";
import { LayoutList } from "~/remittance/layout-page";
import { listLayouts } from "~/remittance/layout-queries.server";
import { createWords } from "~/words/words";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { staff } = await requireStaff(request, ...readers);
  return {
    title: adminTitle(createWords("id").t("remittance.layouts.title")),
    layouts: await listLayouts(getWorld().db),
    mayAct: holdsAny(staff.roles, treasury),
    saved: new URL(request.url).searchParams.has("tersimpan"),
  };
}

export default function Layouts() {
  return <LayoutList {...useLoaderData<typeof loader>()} />;
}
