/** /saya/perlindungan/:id/serahkan: somebody else goes on with the worker, invited by e-mail or found by the house. */
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
import { privatePage } from "~/orders/private-page.server";
import { getWorld } from "~/platform/world.server";
import { actorOf, answerChange, notFound, requireOwn } from "~/sponsorship/area-page.server";
import { RefusalNotice } from "~/sponsorship/area-parts";
import { isId } from "~/sponsorship/asked-change";
import { type HandOverMistake, readHandOver } from "~/sponsorship/hand-over-form";
import { type HandOverChecked, HandOverPage } from "~/sponsorship/hand-over-page";
import { entrustWorker, offerHandOver, withdrawOffer } from "~/sponsorship/offer-hand-over.server";
import { previewChange } from "~/sponsorship/preview-change";
import { createWords } from "~/words/words";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title },
  { name: "robots", content: "noindex" },
];
export const headers = privatePage;

/** Invitations go to people who did not ask for them. */
const INVITATIONS = { name: "hand-over", times: 10, windowSeconds: 86_400 };

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { sponsor } = await requireSponsor(request);
  const { view } = await requireOwn(getWorld(), sponsor, params.id);
  const { t } = createWords("id");
  return { title: t("sponsor.pageTitle", { title: t("promise.one.handOver") }), view };
}

type Trouble = "already" | "tooOften";

/** First the answers are checked and the effect is shown; the second time it is done. */
export async function action({ request, params }: ActionFunctionArgs) {
  const { sponsor } = await requireSponsor(request);
  const world = getWorld();
  const form = await request.formData();
  const id = isId(params.id ?? "") ? params.id! : "";
  if (!id) throw notFound();
  const whose = { sponsorId: sponsor.id, sponsorshipId: id, by: actorOf(sponsor) };
  const back = `/saya/perlindungan/${id}`;
  if (form.get("aksi") === "tarik") {
    if ((await withdrawOffer(world, whose)) === "unknown") throw notFound();
    throw redirect(`${back}?tercatat=withdraw`, 303);
  }
  const reading = readHandOver(form, sponsor.email);
  const given = Object.fromEntries(
    ["kepada", "email", "pesan", "setuju"].map((name) => [name, String(form.get(name) ?? "").slice(0, 400)]),
  );
  const said = (more: {
    mistakes?: readonly HandOverMistake[];
    checked?: HandOverChecked;
    trouble?: Trouble;
  }) => ({ given, ...more });
  if (reading.kind === "wrong") return reply(said({ mistakes: reading.mistakes }), 422);
  if (form.get("aksi") !== "lakukan") {
    const { area, own } = await requireOwn(world, sponsor, id);
    const how = reading.kind === "pool" ? "entrusted" : "handed_over";
    const change = { kind: "end", how } as const;
    const preview = previewChange(change, own, { t: createWords("id").t, area, minimumRupiah: 0 });
    if (typeof preview === "string") throw new Error("An end is always possible.");
    const to = reading.kind === "person" ? reading.toAddress : undefined;
    return reply(said({ checked: { preview, to } }));
  }
  if (reading.kind === "pool") {
    const seen = String(form.get("akibat") ?? "");
    const changing = await entrustWorker(world, { ...whose, seen, words: reading.words });
    return answerChange(changing, "/saya?tercatat=entrust");
  }
  const tried = await countAttempt(world.db, INVITATIONS, sponsor.id);
  if (tried.kind === "too_often") return reply(said({ trouble: "tooOften" }), 429);
  const offering = await offerHandOver(world, { ...whose, ...reading });
  switch (offering.kind) {
    case "offered":
    case "stands_already":
      throw redirect(`${back}?tercatat=offer`, 303);
    case "already_offered":
      return reply(said({ trouble: "already" }), 409);
    case "over":
    case "unknown":
      throw notFound();
  }
}

export default function HandOver() {
  const { view } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const refusal = answer && "refusal" in answer ? answer.refusal : undefined;
  return (
    <>
      <RefusalNotice refusal={refusal} />
      <HandOverPage view={view} answer={answer && "given" in answer ? answer : undefined} />
    </>
  );
}
