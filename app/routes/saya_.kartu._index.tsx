/**
 * /saya/kartu: a sponsor's saved cards. A new one is left on the gateway's page, which leads back here with the id
 * of the wish; then it can be chosen for sponsorships.
 */
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
import { monthInWib } from "~/calendar/wib";
import { privatePage } from "~/orders/private-page.server";
import { getWorld } from "~/platform/world.server";
import { actorOf, answerChange } from "~/sponsorship/area-page.server";
import { AreaTabs, RefusalNotice } from "~/sponsorship/area-parts";
import { cardOf, standingViews } from "~/sponsorship/area-view";
import { isId } from "~/sponsorship/asked-change";
import { findCardWish } from "~/sponsorship/card-wish-queries.server";
import { CardsPage } from "~/sponsorship/cards-page";
import { gatherArea } from "~/sponsorship/gather-area.server";
import { keepLeftCards, openCardPage } from "~/sponsorship/leave-card.server";
import { changeSponsorships } from "~/sponsorship/manage-sponsorship.server";
import { Notice } from "~/ui/notice";
import { useWords } from "~/words/use-words";
import { createWords } from "~/words/words";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title },
  { name: "robots", content: "noindex" },
];
export const headers = privatePage;

/** Pages where cards are left may be opened so often: nobody needs more, and card testers do. */
const PAGES = { name: "card-page", times: 10, windowSeconds: 3600 };

export async function loader({ request }: LoaderFunctionArgs) {
  const { sponsor } = await requireSponsor(request);
  const world = getWorld();
  const { t } = createWords("id");
  const query = new URL(request.url).searchParams;
  await keepLeftCards(world, sponsor.id);
  const area = await gatherArea(world, sponsor.id);
  const people = standingViews(area).filter(({ way }) => way !== "payroll");
  const wishId = query.get("kartu") ?? "";
  const wish = isId(wishId) ? await findCardWish(world.db, sponsor.id, wishId) : undefined;
  return {
    title: t("sponsor.pageTitle", { title: t("promise.cards.title") }),
    email: sponsor.email,
    thisMonth: monthInWib(world.clock.now()),
    cards: area.cards.map(({ id }) => cardOf(area, id)!),
    people: people.map(({ id, name, card }) => ({ id, name, cardId: card?.id })),
    kept: cardOf(area, wish?.savedMethodId),
    wasLeft: wish !== undefined,
    removed: query.has("dihapus"),
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const { sponsor } = await requireSponsor(request);
  const world = getWorld();
  const form = await request.formData();
  if (form.get("aksi") === "pakai") {
    const savedMethodId = String(form.get("kartu") ?? "");
    const chosen = form.getAll("untuk").map(String).filter(isId);
    if (chosen.length === 0) return reply({ noneChosen: true }, 422);
    const change = { kind: "way", way: "saved_card", savedMethodId } as const;
    const changing = await changeSponsorships(world, {
      sponsorId: sponsor.id,
      by: actorOf(sponsor),
      changes: [...new Set(chosen)].map((sponsorshipId) => ({ sponsorshipId, change })),
    });
    return answerChange(changing, "/saya?tercatat=way");
  }
  const tried = await countAttempt(world.db, PAGES, sponsor.id);
  if (tried.kind === "too_often") return reply({ isAway: true }, 429);
  const here = `${world.settings.publicUrl}/saya/kartu`;
  const opening = await openCardPage(world, {
    sponsorId: sponsor.id,
    email: sponsor.email,
    links: (wishId) => ({ successUrl: `${here}?kartu=${wishId}`, cancelUrl: `${here}?kartu=${wishId}` }),
  });
  if (opening.kind === "gateway_away") return reply({ isAway: true }, 503);
  throw redirect(opening.url, 303);
}

export default function Cards() {
  const t = useWords();
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      <RefusalNotice refusal={answer && "refusal" in answer ? answer.refusal : undefined} />
      {answer && "isAway" in answer && (
        <div className="mb-6">
          <Notice kind="warning" live>
            {t("promise.cards.away")}
          </Notice>
        </div>
      )}
      <CardsPage {...page} noneChosen={answer !== undefined && "noneChosen" in answer}>
        <AreaTabs current="cards" />
      </CardsPage>
    </>
  );
}
