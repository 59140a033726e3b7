/** /saya/kartu/:id/hapus: takes a saved card back, after saying what that does to the people it pays for. */
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireSponsor } from "~/access/visitor.server";
import { privatePage } from "~/orders/private-page.server";
import { getWorld } from "~/platform/world.server";
import { actorOf, answerChange, notFound } from "~/sponsorship/area-page.server";
import { BackLink, EffectBox, RefusalNotice } from "~/sponsorship/area-parts";
import { cardOf, standingViews } from "~/sponsorship/area-view";
import { cardInWords } from "~/sponsorship/effect-words";
import { gatherArea } from "~/sponsorship/gather-area.server";
import { removeCard } from "~/sponsorship/remove-card.server";
import { Button, ButtonLink, ButtonRow } from "~/ui/button";
import { PageTitle } from "~/ui/layout";
import { useWords } from "~/words/use-words";
import { createWords } from "~/words/words";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title },
  { name: "robots", content: "noindex" },
];
export const headers = privatePage;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { sponsor } = await requireSponsor(request);
  const { t } = createWords("id");
  const area = await gatherArea(getWorld(), sponsor.id);
  const card = cardOf(area, params.id);
  if (!card) throw notFound();
  const names = standingViews(area).filter((each) => each.card?.id === card.id);
  return {
    title: t("sponsor.pageTitle", { title: t("promise.cards.title") }),
    card,
    names: names.map(({ name }) => name),
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { sponsor } = await requireSponsor(request);
  const world = getWorld();
  const area = await gatherArea(world, sponsor.id);
  const removal = { sponsorId: sponsor.id, savedMethodId: params.id ?? "", by: actorOf(sponsor) };
  if (!cardOf(area, params.id)) return answerChange({ kind: "stands_already" }, "/saya/kartu?dihapus");
  return answerChange(await removeCard(world, removal), "/saya/kartu?dihapus");
}

export default function RemoveCard() {
  const t = useWords();
  const { card, names } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  const words = cardInWords(t, card);
  return (
    <div className="max-w-read">
      <RefusalNotice refusal={refusal} />
      <BackLink href="/saya/kartu">{t("promise.cards.title")}</BackLink>
      <PageTitle lead={t("promise.cards.removeLead")}>
        {t("promise.cards.removeTitle", { card: words })}
      </PageTitle>
      <EffectBox
        title={t("promise.cards.removeAfter")}
        lines={
          names.length === 0
            ? [{ tone: "good", text: t("promise.cards.removeUnused") }]
            : [
                { tone: "plain", text: t("promise.cards.removeEffect", { names: names.join(", ") }) },
                { tone: "plain", text: t("promise.effect.byLink") },
              ]
        }
      />
      <form method="post" action={`/saya/kartu/${card.id}/hapus`}>
        <ButtonRow>
          <Button look="danger">{t("promise.cards.removeDo")}</Button>
          <ButtonLink look="quiet" href="/saya/kartu">
            {t("promise.form.cancel")}
          </ButtonLink>
        </ButtonRow>
      </form>
    </div>
  );
}
