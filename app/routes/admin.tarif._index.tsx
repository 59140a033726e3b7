/** /admin/tarif: what a month costs, by its dated rows; what is recorded for months ahead. */
import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { holdsAny, keepers, readers } from "~/access/role";
import { adminTitle } from "~/access/staff-page.server";
import { requireStaff } from "~/access/visitor.server";
import { addMonths, isIuranMonth } from "~/calendar/iuran-month";
import { monthInWib } from "~/calendar/wib";
import { getWorld } from "~/platform/world.server";
import { TariffPage } from "~/tariff/tariff-page";
import { loadRecordedTariff } from "~/tariff/tariff-queries.server";
import { tariffOn } from "~/tariff/tariff-view";
import { createWords } from "~/words/words";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { staff } = await requireStaff(request, ...readers);
  const { db, clock } = getWorld();
  const { searchParams } = new URL(request.url);
  const thisMonth = monthInWib(clock.now());
  const wanted = searchParams.get("bulan") ?? "";
  const month = isIuranMonth(wanted) ? wanted : thisMonth;
  const recorded = searchParams.get("dicatat") ?? "";
  return {
    title: adminTitle(createWords("id").t("keeping.tariff.title")),
    month,
    choices: Array.from({ length: 31 }, (_, index) => addMonths(thisMonth, index - 6)),
    ...tariffOn(await loadRecordedTariff(db), month, thisMonth),
    mayAct: holdsAny(staff.roles, keepers),
    recordedMonth: isIuranMonth(recorded) ? recorded : undefined,
  };
}

export default function Tariff() {
  return <TariffPage {...useLoaderData<typeof loader>()} />;
}
