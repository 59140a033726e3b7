/** /admin/transparansi: which work units asked to stay out of the public page. */
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
import { formatDay } from "~/calendar/day";
import { dayInWib } from "~/calendar/wib";
import { getWorld } from "~/platform/world.server";
import { decideUnitShowing } from "~/transparency/decide-unit-showing.server";
import { type OpennessAnswer, OpennessPage } from "~/transparency/openness-page";
import { listUnitShowings } from "~/transparency/unit-showing-queries.server";
import { unitsOn } from "~/units/unit-list";
import { listUnitVersions } from "~/units/work-unit-queries.server";
import { createWords } from "~/words/words";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { staff } = await requireStaff(request, ...staffRoles);
  const { db, clock } = getWorld();
  const units = unitsOn(await listUnitVersions(db), dayInWib(clock.now()));
  const hidden = (await listUnitShowings(db)).filter(({ shown }) => !shown);
  return {
    title: adminTitle(createWords("id").t("transparency.openness.title")),
    units: units.filter(({ state }) => state === "open").map(({ id, name }) => ({ id, name })),
    hidden: hidden.map(({ unitId, decidedAt, decidedBy, reason }) => ({
      id: unitId,
      name: units.find(({ id }) => id === unitId)?.name ?? unitId,
      since: formatDay(dayInWib(decidedAt), "id"),
      by: decidedBy,
      reason,
    })),
    mayAct: holdsAny(staff.roles, keepers),
    saved: new URL(request.url).searchParams.get("kabar") === "dicatat",
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const { staff } = await requireStaff(request, ...keepers);
  const world = getWorld();
  const form = await request.formData();
  const text = (name: string) => String(form.get(name) ?? "").slice(0, 600);
  const typed = { unit: text("unit"), wish: text("tampil"), reason: text("alasan") };
  const refuse = (field: OpennessAnswer["field"], mistake: OpennessAnswer["mistake"]) =>
    reply({ typed, field, mistake }, { status: 422 });
  const known = await listUnitVersions(world.db);
  if (!known.some(({ unitId }) => unitId === typed.unit)) return refuse("unit", "unknown_unit");
  if (typed.wish !== "ya" && typed.wish !== "tidak") return refuse("tampil", "wish_missing");
  const wish = {
    unitId: typed.unit,
    shown: typed.wish === "ya",
    reason: typed.reason,
    actor: actorOf(staff),
  };
  const answer = await decideUnitShowing(world, wish);
  if (answer.kind === "recorded") return redirect("/admin/transparansi?kabar=dicatat");
  return answer.reason === "reason_missing"
    ? refuse("alasan", "reason_missing")
    : refuse(answer.reason === "no_change" ? "tampil" : "unit", answer.reason);
}

export default function Openness() {
  return <OpennessPage {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />;
}
