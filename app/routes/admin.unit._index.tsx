/** /admin/unit: the work units of today, and adding one. */
import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
  data as reply,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { holdsAny, keepers, staffRoles } from "~/access/role";
import { actorOf, adminTitle } from "~/access/staff-page.server";
import { requireStaff } from "~/access/visitor.server";
import { dayInWib } from "~/calendar/wib";
import { getWorld } from "~/platform/world.server";
import { searchText } from "~/reporting/order-filter";
import { recordUnitChange } from "~/units/record-unit-change.server";
import { readUnitChange } from "~/units/unit-change-form";
import { unitsOn } from "~/units/unit-list";
import { UnitsPage } from "~/units/units-page";
import { listUnitVersions } from "~/units/work-unit-queries.server";
import { createWords } from "~/words/words";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { staff } = await requireStaff(request, ...staffRoles);
  const { db, clock } = getWorld();
  const part = searchText(new URL(request.url).searchParams.get("nama"));
  const today = dayInWib(clock.now());
  return {
    title: adminTitle(createWords("id").t("keeping.units.title")),
    today,
    part,
    units: unitsOn(await listUnitVersions(db), today, part),
    mayAct: holdsAny(staff.roles, keepers),
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const { staff } = await requireStaff(request, ...keepers);
  const world = getWorld();
  const form = await request.formData();
  const typed = Object.fromEntries([...form].map(([name, value]) => [name, String(value).slice(0, 300)]));
  const reading = readUnitChange({ ...typed, apa: "add" }, undefined);
  if (reading.kind === "mistake")
    return reply({ typed, field: reading.field, mistake: reading.mistake }, { status: 422 });
  const answer = await recordUnitChange(world, { change: reading.change, actor: actorOf(staff) });
  if (answer.kind === "refused") {
    const field = answer.reason === "day_past" ? ("mulai" as const) : ("nama" as const);
    return reply({ typed, field, mistake: answer.reason }, { status: 422 });
  }
  return redirect(`/admin/unit/${answer.unitId}?mulai=${reading.change.fromDay}`);
}

export default function Units() {
  return <UnitsPage {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />;
}
