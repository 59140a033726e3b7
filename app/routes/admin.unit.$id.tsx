/** /admin/unit/:id: a unit's history, and what may become of it from a day on. */
import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
  data as reply,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { appointTreasurer, dismissTreasurer } from "~/access/appoint-treasurer.server";
import { listInvitations, listTreasurers } from "~/access/invitation-queries.server";
import { holdsAny, keepers, staffRoles } from "~/access/role";
import { actorOf, adminTitle } from "~/access/staff-page.server";
import { TreasurerSection } from "~/access/treasurer-section";
import { requireStaff, type Staff } from "~/access/visitor.server";
import { isDay } from "~/calendar/day";
import { dayInWib } from "~/calendar/wib";
import { isId } from "~/platform/clock";
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
  const { searchParams } = new URL(request.url);
  const from = searchParams.get("mulai") ?? "";
  const treasurers = await listTreasurers(db, newest.unitId);
  const invitations = await listInvitations(db, newest.unitId, clock.now());
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
    treasurers,
    invitations,
    treasurerNews: newsOf(searchParams.get("kabar"), treasurers, invitations),
  };
}

/** What just happened to the unit's treasurers; addresses stay out of the page's own address. */
function newsOf(
  news: string | null,
  treasurers: Awaited<ReturnType<typeof listTreasurers>>,
  invitations: Awaited<ReturnType<typeof listInvitations>>,
) {
  const newest = [...treasurers].sort((a, b) => b.roleId - a.roleId)[0];
  const invited = invitations.at(-1);
  if (news === "ditunjuk" && newest) return { kind: "appointed" as const, email: newest.email };
  if (news === "diundang" && invited) return { kind: "invited" as const, email: invited.email };
  return news === "berhenti" ? { kind: "ended" as const, email: "" } : undefined;
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
  if (typed.apa === "bendahara" || typed.apa === "berhentikan")
    return changeTreasurer(params.id ?? "", typed, staff);
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

async function changeTreasurer(unitId: string, typed: Readonly<Record<string, string>>, by: Staff) {
  const world = getWorld();
  if (!isId(unitId) || (await listUnitVersions(world.db, unitId)).length === 0)
    throw new Response("There is no such unit.", { status: 404 });
  const back = (news: string) => redirect(`/admin/unit/${unitId}?kabar=${news}#bendahara`);
  if (typed.apa === "berhentikan") {
    const roleId = Number(typed.peran);
    const ended = Number.isSafeInteger(roleId) && (await dismissTreasurer(world, { roleId, unitId, by }));
    return ended ? back("berhenti") : redirect(`/admin/unit/${unitId}#bendahara`);
  }
  const { email = "", namaBendahara = "" } = typed;
  const answer = await appointTreasurer(world, { email, name: namaBendahara, unitId, by });
  if (answer.kind !== "refused") return back(answer.kind === "appointed" ? "ditunjuk" : "diundang");
  const { field, rule } = answer;
  return reply({ treasurer: { email, namaBendahara, field, rule } }, { status: 422 });
}

export default function Unit() {
  const { treasurers, invitations, treasurerNews, ...known } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      <UnitPage {...known} answer={answer && "typed" in answer ? answer : undefined} />
      <div className="mt-12 border-t border-line pt-8">
        <TreasurerSection
          unitId={known.id}
          treasurers={treasurers}
          invitations={invitations}
          mayAct={known.mayAct}
          news={answer ? undefined : treasurerNews}
          answer={answer && "treasurer" in answer ? answer.treasurer : undefined}
        />
      </div>
    </>
  );
}
