/** /admin/setoran/menunggu: every paid worker-month that waits to be sent. */
import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { readers } from "~/access/role";
import { adminTitle } from "~/access/staff-page.server";
import { requireStaff } from "~/access/visitor.server";
import { getWorld } from "~/platform/world.server";
import { listKecamatanChoices } from "~/remittance/place-choice-queries.server";
import { readWaitingChoice } from "~/remittance/remittance-address";
import { WaitingList } from "~/remittance/waiting-list";
import { listWaiting } from "~/remittance/waiting-months-queries.server";
import { searchText, withParameters } from "~/reporting/order-filter";
import { createWords } from "~/words/words";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

const PAGE = 50;

export async function loader({ request }: LoaderFunctionArgs) {
  await requireStaff(request, ...readers);
  const { db } = getWorld();
  const { searchParams } = new URL(request.url);
  const typed = Object.fromEntries([...searchParams].map(([name, value]) => [name, value.slice(0, 200)]));
  const choice = readWaitingChoice(typed, searchText(searchParams.get("q")));
  const sort = typed.urut === "bayar" ? ("paid" as const) : ("month" as const);
  const page = await listWaiting(db, choice, { sort, size: PAGE, after: typed.setelah });
  return {
    title: adminTitle(createWords("id").t("remittance.waiting.title")),
    rows: page.rows,
    kecamatan: await listKecamatanChoices(db),
    typed,
    nextHref: page.next && withParameters(searchParams, { setelah: page.next }),
    listHref: `/admin/setoran/unduh/menunggu${withParameters(searchParams, { setelah: undefined })}`,
  };
}

export default function Waiting() {
  return <WaitingList {...useLoaderData<typeof loader>()} />;
}
