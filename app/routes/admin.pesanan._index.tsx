/** /admin/pesanan: every order and payment, searched and filtered by its address. */
import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { readers } from "~/access/role";
import { adminTitle } from "~/access/staff-page.server";
import { requireStaff } from "~/access/visitor.server";
import { getWorld } from "~/platform/world.server";
import { listOrders } from "~/reporting/admin-orders-queries.server";
import { ListKeys } from "~/reporting/list-keys";
import { readOrderFilter, readPlace, withParameters, writePlace } from "~/reporting/order-filter";
import { OrderFilterForm } from "~/reporting/order-filter-form";
import { OrderTable } from "~/reporting/order-table";
import { PageTitle } from "~/ui/layout";
import type { PageHandle } from "~/ui/page-handle";
import { Pager } from "~/ui/pager";
import { useWords } from "~/words/use-words";
import { createWords } from "~/words/words";

const PAGE = 25;

export const handle: PageHandle = { ownScript: true };

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader({ request }: LoaderFunctionArgs) {
  await requireStaff(request, ...readers);
  const { db, clock } = getWorld();
  const { searchParams } = new URL(request.url);
  const { filter, mistakes } = readOrderFilter(searchParams);
  const page = await listOrders(db, filter, {
    now: clock.now(),
    size: PAGE,
    after: readPlace(searchParams.get("setelah")),
    before: readPlace(searchParams.get("sebelum")),
  });
  const { older, newer } = page;
  return {
    title: adminTitle(createWords("id").t("admin.orders.title")),
    orders: page.orders,
    mistakes,
    typed: Object.fromEntries([...searchParams].map(([name, value]) => [name, value.slice(0, 200)])),
    olderHref: older && withParameters(searchParams, { setelah: writePlace(older), sebelum: undefined }),
    newerHref: newer && withParameters(searchParams, { sebelum: writePlace(newer), setelah: undefined }),
  };
}

export default function Orders() {
  const t = useWords();
  const { orders, mistakes, typed, olderHref, newerHref } = useLoaderData<typeof loader>();
  return (
    <>
      <PageTitle lead={typed.q ? t("admin.orders.searched", { text: typed.q }) : t("admin.orders.lead")}>
        {t("admin.orders.title")}
      </PageTitle>
      <OrderFilterForm typed={typed} mistakes={mistakes} />
      <OrderTable caption={t("admin.orders.caption")} orders={orders} />
      <Pager
        previousHref={newerHref}
        nextHref={olderHref}
        note={t("admin.orders.note", { count: orders.length })}
      />
      <ListKeys />
    </>
  );
}
