/** /saya/perlindungan/:id: one standing sponsorship, its terms, its coming year, and everything that can be changed. */
import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireSponsor } from "~/access/visitor.server";
import { privatePage } from "~/orders/private-page.server";
import { getWorld } from "~/platform/world.server";
import { listedEntries, requireOwn } from "~/sponsorship/area-page.server";
import { DoneNotice, readDone } from "~/sponsorship/area-parts";
import { comingOf } from "~/sponsorship/area-view";
import { StandingPage } from "~/sponsorship/standing-page";
import { createWords } from "~/words/words";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title },
  { name: "robots", content: "noindex" },
];
export const headers = privatePage;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { sponsor } = await requireSponsor(request);
  const world = getWorld();
  const { area, own, view } = await requireOwn(world, sponsor, params.id);
  const { t } = createWords("id");
  return {
    title: t("sponsor.pageTitle", { title: t("promise.tabs.people") }),
    done: readDone(new URL(request.url).searchParams.get("tercatat")),
    view,
    place: own.worker.place,
    entries: listedEntries(world, area, comingOf({ ...area, sponsorships: [own] })),
  };
}

export default function OneSponsorship() {
  const { done, ...page } = useLoaderData<typeof loader>();
  return (
    <>
      <DoneNotice done={done} />
      <StandingPage {...page} />
    </>
  );
}
