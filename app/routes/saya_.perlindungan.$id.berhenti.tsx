/** /saya/perlindungan/:id/berhenti: what stopping does to the worker, what could be done instead, and the stop itself. */
import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  data as reply,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireSponsor } from "~/access/visitor.server";
import { privatePage } from "~/orders/private-page.server";
import { getWorld } from "~/platform/world.server";
import { actorOf, answerChange, requireOwn } from "~/sponsorship/area-page.server";
import { RefusalNotice } from "~/sponsorship/area-parts";
import { EndPage } from "~/sponsorship/end-page";
import { LONGEST_ENDED_NOTE, readEndedChoice } from "~/sponsorship/ended-choice";
import { changeSponsorship } from "~/sponsorship/manage-sponsorship.server";
import { previewChange } from "~/sponsorship/preview-change";
import { createWords } from "~/words/words";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title },
  { name: "robots", content: "noindex" },
];
export const headers = privatePage;

const CHANGE = { kind: "end", how: "cancelled" } as const;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { sponsor } = await requireSponsor(request);
  const { area, own, view } = await requireOwn(getWorld(), sponsor, params.id);
  const { t } = createWords("id");
  const preview = previewChange(CHANGE, own, { t, area, minimumRupiah: 0 });
  if (typeof preview === "string") throw new Error("An end is always possible.");
  return { title: t("sponsor.pageTitle", { title: t("promise.one.end") }), view, preview };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { sponsor } = await requireSponsor(request);
  const world = getWorld();
  const form = await request.formData();
  const note = String(form.get("catatan") ?? "").trim();
  const choice = readEndedChoice(form.get("sebab"));
  if (note.length > LONGEST_ENDED_NOTE) return reply({ given: { note, choice } }, 422);
  const changing = await changeSponsorship(world, {
    sponsorshipId: params.id ?? "",
    sponsorId: sponsor.id,
    by: actorOf(sponsor),
    change: CHANGE,
    seen: String(form.get("akibat") ?? ""),
    ending: { choice, ...(note ? { note } : {}) },
  });
  return answerChange(changing, "/saya?tercatat=end");
}

export default function EndSponsorship() {
  const { view, preview } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      <RefusalNotice refusal={answer && "refusal" in answer ? answer.refusal : undefined} />
      <EndPage view={view} preview={preview} given={answer && "given" in answer ? answer.given : undefined} />
    </>
  );
}
