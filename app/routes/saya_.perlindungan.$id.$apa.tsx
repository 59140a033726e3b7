/**
 * /saya/perlindungan/:id/lewati, jeda, lanjutkan, selang, program, sampai, bayar: chooses a change, says what it
 * does to the worker and from when, and makes it once it is confirmed.
 */
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireSponsor } from "~/access/visitor.server";
import { privatePage } from "~/orders/private-page.server";
import { getWorld } from "~/platform/world.server";
import { actorOf, answerChange, notFound, requireOwn } from "~/sponsorship/area-page.server";
import { RefusalNotice } from "~/sponsorship/area-parts";
import { readAsked, readSubject } from "~/sponsorship/asked-change";
import { ChangePage } from "~/sponsorship/change-page";
import { gatherChangePage } from "~/sponsorship/gather-change-page.server";
import { changeSponsorship } from "~/sponsorship/manage-sponsorship.server";
import { createWords } from "~/words/words";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title },
  { name: "robots", content: "noindex" },
];
export const headers = privatePage;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { sponsor } = await requireSponsor(request);
  const subject = readSubject(params.apa);
  if (!subject) throw notFound();
  const world = getWorld();
  const { area, own, view } = await requireOwn(world, sponsor, params.id);
  const given = new URL(request.url).searchParams;
  const page = gatherChangePage(world, { subject, given, area, own });
  const { t } = createWords("id");
  return { title: t("sponsor.pageTitle", { title: t("promise.tabs.people") }), view, page };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { sponsor } = await requireSponsor(request);
  const subject = readSubject(params.apa);
  if (!subject) throw notFound();
  const world = getWorld();
  const { area, own } = await requireOwn(world, sponsor, params.id);
  const form = await request.formData();
  const given = { get: (name: string) => (form.has(name) ? String(form.get(name)) : null) };
  const { standing } = own;
  const cardIds = area.cards.map(({ id }) => id);
  const asked = readAsked(subject, given, { standing, cardIds, today: area.today, holidays: area.holidays });
  const back = given.get("kembali") === "jadwal" ? "/saya/jadwal" : `/saya/perlindungan/${own.id}`;
  if (asked.kind === "asked") {
    const { change } = asked;
    const changing = await changeSponsorship(world, {
      sponsorshipId: own.id,
      sponsorId: sponsor.id,
      by: actorOf(sponsor),
      change,
      seen: given.get("akibat") ?? "",
    });
    return answerChange(changing, `${back}?tercatat=${change.kind}`);
  }
  return answerChange({ kind: "outdated" }, back);
}

export default function ChangeSponsorship() {
  const { view, page } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  return (
    <>
      <RefusalNotice refusal={refusal} />
      <ChangePage view={view} page={page} />
    </>
  );
}
