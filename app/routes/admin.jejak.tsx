/** /admin/jejak: who did what, when and why; nothing here can be changed. */
import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { adminTitle } from "~/access/staff-page.server";
import { requireStaff } from "~/access/visitor.server";
import { listActs } from "~/audit/audit-queries.server";
import { getWorld } from "~/platform/world.server";
import { ActsPage } from "~/reporting/acts-page";
import { createWords } from "~/words/words";

const PAGE = 50;

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader({ request }: LoaderFunctionArgs) {
  await requireStaff(request, "auditor", "approver");
  const given = new URL(request.url).searchParams.get("sebelum") ?? "";
  const before = /^\d{1,15}$/.test(given) ? Number(given) : undefined;
  const found = await listActs(getWorld().db, { before, limit: PAGE + 1 });
  const acts = found.slice(0, PAGE);
  return {
    title: adminTitle(createWords("id").t("admin.acts.title")),
    acts,
    nextHref: found.length > PAGE ? `/admin/jejak?sebelum=${acts.at(-1)!.id}` : undefined,
  };
}

export default function Acts() {
  return <ActsPage {...useLoaderData<typeof loader>()} />;
}
