/** /saya/jadwal: the coming twelve months of all of a sponsor's sponsorships, as a list that can be changed. */
import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireSponsor } from "~/access/visitor.server";
import { privatePage } from "~/orders/private-page.server";
import { getWorld } from "~/platform/world.server";
import { listedEntries } from "~/sponsorship/area-page.server";
import { AreaTabs, DoneNotice, readDone } from "~/sponsorship/area-parts";
import { comingOf } from "~/sponsorship/area-view";
import { ComingList } from "~/sponsorship/coming-list";
import { gatherArea } from "~/sponsorship/gather-area.server";
import { ButtonLink } from "~/ui/button";
import { EmptyState, PageTitle } from "~/ui/layout";
import { useWords } from "~/words/use-words";
import { createWords } from "~/words/words";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title },
  { name: "robots", content: "noindex" },
];
export const headers = privatePage;

export async function loader({ request }: LoaderFunctionArgs) {
  const { sponsor } = await requireSponsor(request);
  const world = getWorld();
  const { t } = createWords("id");
  const area = await gatherArea(world, sponsor.id);
  return {
    title: t("sponsor.pageTitle", { title: t("promise.year.title") }),
    email: sponsor.email,
    done: readDone(new URL(request.url).searchParams.get("tercatat")),
    entries: listedEntries(world, area, comingOf(area)),
  };
}

export default function ComingYear() {
  const t = useWords();
  const { email, done, entries } = useLoaderData<typeof loader>();
  return (
    <>
      <DoneNotice done={done} />
      <PageTitle kicker={t("sponsor.signedInAs", { email })} lead={t("promise.year.lead")}>
        {t("promise.year.title")}
      </PageTitle>
      <AreaTabs current="year" />
      {entries.length === 0 ? (
        <EmptyState
          title={t("promise.year.none")}
          action={<ButtonLink href="/lindungi">{t("sponsor.start")}</ButtonLink>}
        >
          {t("promise.year.noneNext")}
        </EmptyState>
      ) : (
        <div className="max-w-read">
          <ComingList entries={entries} />
        </div>
      )}
    </>
  );
}
