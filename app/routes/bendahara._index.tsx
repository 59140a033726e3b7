/** /bendahara: a treasurer's own units, the list that is coming and those that were closed. */
import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
  data as reply,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { actorOf } from "~/access/staff-page.server";
import { requireTreasurer } from "~/access/treasurer-door.server";
import { isIuranMonth } from "~/calendar/iuran-month";
import { privatePage } from "~/orders/private-page.server";
import { closeList } from "~/payroll/close-list.server";
import { gatherTreasury, nextListMonth } from "~/payroll/gather-treasury.server";
import { TreasurerHome } from "~/payroll/treasurer-home";
import { getWorld } from "~/platform/world.server";
import { createWords } from "~/words/words";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title },
  { name: "robots", content: "noindex" },
];
export const headers = privatePage;

export async function loader({ request }: LoaderFunctionArgs) {
  const { staff, unitIds } = await requireTreasurer(request);
  const { t } = createWords("id");
  return {
    title: t("payroll.pageTitle", { title: t("payroll.treasurer.homeTitle") }),
    name: staff.name,
    units: await gatherTreasury(getWorld(), unitIds),
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const { staff, unitIds } = await requireTreasurer(request);
  const world = getWorld();
  const form = await request.formData();
  const unitId = unitIds.find((id) => id === form.get("unit"));
  const month = String(form.get("bulan") ?? "");
  if (!unitId || !isIuranMonth(month)) throw new Response("There is no such list.", { status: 404 });
  // Only the next list: one further ahead would shut out who signs until then.
  if (month !== (await nextListMonth(world, unitId)))
    return reply({ refused: "too_early" as const }, { status: 422 });
  const closing = await closeList(world, { unitId, month, by: actorOf(staff) });
  if (closing.kind !== "closed") return reply({ refused: closing.kind }, { status: 422 });
  return redirect(`/bendahara/${closing.batchId}?kabar=ditutup`);
}

export default function Treasury() {
  return (
    <TreasurerHome {...useLoaderData<typeof loader>()} refused={useActionData<typeof action>()?.refused} />
  );
}
