/** /admin/unit/:id: a unit's history, and what may become of it from a day on. */
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
import { isDay } from "~/calendar/day";
import { dayInWib } from "~/calendar/wib";
import { getWorld } from "~/platform/world.server";
import { recordUnitChange } from "~/units/record-unit-change.server";
import { readUnitChange, type UnitField } from "~/units/unit-change-form";
import { unitsOn } from "~/units/unit-list";
import { UnitPage } from "~/units/unit-page";
import type { UnitRefusal } from "~/units/work-unit";
import { listUnitVersions } from "~/units/work-unit-queries.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { staff } = await requireStaff(request, ...staffRoles);
  const { db, clock } = getWorld();
  const today = dayInWib(clock.now());
  const versions = await listUnitVersions(db);
  const own = versions.filter((version) => version.unitId === params.id);
  const newest = own.at(-1);
  if (!newest) throw new Response("There is no such unit.", { status: 404 });
  const units = unitsOn(versions, today);
  const unit = units.find(({ id }) => id === params.id);
  const from = new URL(request.url).searchParams.get("mulai") ?? "";
  return {
    title: adminTitle(unit?.name ?? newest.name),
    id: newest.unitId,
    name: unit?.name ?? newest.name,
    unit,
    versions: own.map(({ id, fromDay, name, kind, note, mergedInto, closed, recordedBy, origin }) => ({
      id,
      fromDay,
      name,
      kind,
      note,
      closed,
      mergedInto: units.find((other) => other.id === mergedInto)?.name ?? null,
      recordedBy: origin === "initial" ? null : recordedBy,
    })),
    others: units.filter((other) => other.state === "open" && other.id !== params.id),
    today,
    mayAct: holdsAny(staff.roles, keepers),
    savedFrom: isDay(from) ? from : undefined,
  };
}

const fieldOf: Partial<Record<UnitRefusal, UnitField>> = {
  name_missing: "nama",
  name_taken: "nama",
  into_itself: "tujuan",
  target_not_open: "tujuan",
};

export async function action({ request, params }: ActionFunctionArgs) {
  const { staff } = await requireStaff(request, ...keepers);
  const form = await request.formData();
  const typed = Object.fromEntries([...form].map(([name, value]) => [name, String(value).slice(0, 300)]));
  const reading = readUnitChange({ ...typed, apa: typed.apa === "add" ? "" : (typed.apa ?? "") }, params.id);
  if (reading.kind === "mistake")
    return reply({ typed, field: reading.field, mistake: reading.mistake }, { status: 422 });
  const answer = await recordUnitChange(getWorld(), { change: reading.change, actor: actorOf(staff) });
  if (answer.kind === "refused")
    return reply(
      { typed, field: fieldOf[answer.reason] ?? ("mulai" as const), mistake: answer.reason },
      { status: 422 },
    );
  return redirect(`/admin/unit/${answer.unitId}?mulai=${reading.change.fromDay}`);
}

export default function Unit() {
  return <UnitPage {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />;
}
