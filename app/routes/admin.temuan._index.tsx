/** /admin/temuan: what a person has to look at and end, and what was ended. */
import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { readers } from "~/access/role";
import { adminTitle } from "~/access/staff-page.server";
import { requireStaff } from "~/access/visitor.server";
import { getWorld } from "~/platform/world.server";
import { listFindings } from "~/reporting/admin-findings-queries.server";
import { FindingList } from "~/reporting/finding-list";
import { readPlace, withParameters, writePlace } from "~/reporting/order-filter";
import type { PageHandle } from "~/ui/page-handle";
import { createWords } from "~/words/words";

export const handle: PageHandle = { ownScript: true };

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader({ request }: LoaderFunctionArgs) {
  await requireStaff(request, ...readers);
  const { searchParams } = new URL(request.url);
  const open = searchParams.get("lihat") !== "selesai";
  const after = readPlace(searchParams.get("setelah"));
  const { findings, next } = await listFindings(getWorld().db, { open, after, size: 25 });
  return {
    title: adminTitle(createWords("id").t("admin.findings.title")),
    open,
    findings,
    nextHref: next && withParameters(searchParams, { setelah: writePlace(next) }),
  };
}

export default function Findings() {
  return <FindingList {...useLoaderData<typeof loader>()} />;
}
