/** /saya/asn: a sponsor says that they are a civil servant. Nothing here is asked of anybody. */
import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
  data as reply,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { countAttempt } from "~/access/attempt-queries.server";
import { requireSponsor } from "~/access/visitor.server";
import { dayInWib } from "~/calendar/wib";
import { privatePage } from "~/orders/private-page.server";
import { AsnForm } from "~/payroll/asn-form";
import { findAsn } from "~/payroll/asn-queries.server";
import { standingOfUnit } from "~/payroll/asn-registration";
import { registerAsn } from "~/payroll/register-asn.server";
import { getWorld } from "~/platform/world.server";
import { unitsOn } from "~/units/unit-list";
import { listUnitVersions } from "~/units/work-unit-queries.server";
import { createWords } from "~/words/words";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title },
  { name: "robots", content: "noindex" },
];
export const headers = privatePage;

/** A NIP can be guessed at: so many tries an hour, and no more. */
const TRIES = { name: "asn-register", times: 20, windowSeconds: 3600 };

export async function loader({ request }: LoaderFunctionArgs) {
  const { sponsor } = await requireSponsor(request);
  const { db, clock } = getWorld();
  const { t } = createWords("id");
  const asn = await findAsn(db, sponsor.id);
  const today = dayInWib(clock.now());
  const unitId = asn?.unit.kind === "listed" ? asn.unit.unitId : undefined;
  const standing = unitId ? standingOfUnit(unitId, await listUnitVersions(db), today) : undefined;
  const merged = standing?.kind === "merged" ? standing : undefined;
  return {
    title: t("payroll.pageTitle", { title: t("payroll.asn.title") }),
    typed: {
      nama: asn?.name ?? sponsor.name,
      unit: merged?.successorId ?? unitId ?? (asn ? "lainnya" : ""),
      unitLain: asn?.unit.kind === "other" ? asn.unit.text : "",
    },
    ...(asn?.nip ? { nipMasked: asn.nip.masked } : {}),
    ...(merged ? { merged: { name: merged.name, successorName: merged.successorName } } : {}),
    units: await openUnits(),
    saved: new URL(request.url).searchParams.get("kabar") === "tersimpan",
  };
}

async function openUnits(part = "", keep = "") {
  const { db, clock } = getWorld();
  const all = unitsOn(await listUnitVersions(db), dayInWib(clock.now())).filter(
    ({ state }) => state === "open",
  );
  const wanted = part.toLowerCase();
  return all
    .filter(({ id, name }) => id === keep || name.toLowerCase().includes(wanted))
    .map(({ id, name, kind }) => ({ id, name, kind }));
}

/** An answer about which there is nothing to say but what was typed. */
const nothing = {
  mistakes: [] as readonly { readonly field: string; readonly rule: string }[],
  units: undefined as Awaited<ReturnType<typeof openUnits>> | undefined,
  found: undefined as number | undefined,
  tooOften: undefined as number | undefined,
};

export async function action({ request }: ActionFunctionArgs) {
  const { sponsor } = await requireSponsor(request);
  const world = getWorld();
  const form = await request.formData();
  const typed = Object.fromEntries([...form].map(([name, value]) => [name, String(value).slice(0, 300)]));
  if (typed.aksi === "cari") {
    const part = (typed.cari ?? "").trim();
    const found = (await openUnits(part)).length;
    return reply({ ...nothing, typed, units: await openUnits(part, typed.unit), found });
  }
  const tried = await countAttempt(world.db, TRIES, sponsor.id);
  if (tried.kind === "too_often")
    return reply({ ...nothing, typed, tooOften: Math.ceil(tried.waitSeconds / 60) }, { status: 429 });
  const answer = await registerAsn(world, sponsor, typed);
  if (answer.kind === "mistakes")
    return reply({ ...nothing, typed, mistakes: answer.mistakes }, { status: 422 });
  return redirect("/saya/asn?kabar=tersimpan");
}

export default function RegisterAsn() {
  const known = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <AsnForm
      {...known}
      units={answer?.units ?? known.units}
      found={answer?.found}
      tooOften={answer?.tooOften}
      typed={answer?.typed ?? known.typed}
      mistakes={answer?.mistakes ?? []}
      saved={known.saved && !answer}
    />
  );
}
