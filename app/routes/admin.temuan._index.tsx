/** /admin/temuan: what a person has to look at and end, and what was ended. */
import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { readers } from "~/access/role";
import { adminTitle } from "~/access/staff-page.server";
import { requireStaff } from "~/access/visitor.server";
import { dayInWib } from "~/calendar/wib";
import { getWorld } from "~/platform/world.server";
import { countFindingKinds, listFindings } from "~/reporting/admin-findings-queries.server";
import { readFindingFilter } from "~/reporting/finding-filter";
import { FindingList } from "~/reporting/finding-list";
import { readPlace, withParameters, writePlace } from "~/reporting/order-filter";
import type { PageHandle } from "~/ui/page-handle";
import { createWords } from "~/words/words";

export const handle: PageHandle = { ownScript: true };

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { staff } = await requireStaff(request, ...readers);
  const { db, clock } = getWorld();
  const { searchParams } = new URL(request.url);
  const open = searchParams.get("lihat") !== "selesai";
  const now = clock.now();
  const { findings, next } = await listFindings(db, {
    open,
    after: readPlace(searchParams.get("setelah")),
    size: 25,
    filter: readFindingFilter(searchParams),
    staffId: staff.id,
    now,
    today: dayInWib(now),
  });
  const exportAs = (format: string) =>
    `/admin/temuan/unduh${withParameters(searchParams, { setelah: undefined, format })}`;
  return {
    title: adminTitle(createWords("id").t("admin.findings.title")),
    open,
    findings,
    kinds: await countFindingKinds(db, open),
    typed: Object.fromEntries([...searchParams].map(([name, value]) => [name, value.slice(0, 60)])),
    exports: { csv: exportAs("csv"), xlsx: exportAs("xlsx") },
    nextHref: next && withParameters(searchParams, { setelah: writePlace(next) }),
  };
}

export default function Findings() {
  return <FindingList {...useLoaderData<typeof loader>()} />;
}
