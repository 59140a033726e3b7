/** /serah-terima/:id?kunci=…: the invitation to go on with a worker, for whoever has its letter. */
import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
  data as reply,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { countAttempt } from "~/access/attempt-queries.server";
import { privatePage } from "~/orders/private-page.server";
import { readPersonName } from "~/people/person-name";
import { getWorld } from "~/platform/world.server";
import { gatherOffer } from "~/sponsorship/gather-offer.server";
import { handOverPath, isHandOverSecret } from "~/sponsorship/hand-over-link.server";
import { OfferPage } from "~/sponsorship/offer-page";
import { INTERVALS } from "~/sponsorship/renewal-period";
import { declineHandOver, takeOver } from "~/sponsorship/take-over.server";
import { createWords } from "~/words/words";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title },
  { name: "robots", content: "noindex" },
];
export const headers = privatePage;

/** How often one invitation's buttons may be pressed. */
const PRESSES = { name: "hand-over-answer", times: 30, windowSeconds: 600 };

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { offer, href } = await requireOffer(request, params.id);
  const { t } = createWords("id");
  const isWelcome = new URL(request.url).searchParams.has("diterima");
  return { title: t("sponsor.pageTitle", { title: t("promise.takeOver.kicker") }), offer, href, isWelcome };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const world = getWorld();
  const { offer, href } = await requireOffer(request, params.id);
  const form = await request.formData();
  const tried = await countAttempt(world.db, PRESSES, offer.id);
  if (tried.kind === "too_often") throw new Response("Too many tries.", { status: 429 });
  if (form.get("aksi") === "tolak") {
    await declineHandOver(world, offer.id);
    throw redirect(href, 303);
  }
  const typed = String(form.get("nama") ?? "").slice(0, 200);
  const interval = String(form.get("selang") ?? "");
  const reading = readPersonName(typed);
  const intervalMonths = INTERVALS.find((months) => String(months) === interval);
  if (reading.kind !== "name" || !intervalMonths) return reply({ given: { name: typed, interval } }, 422);
  const taking = await takeOver(world, { handOverId: offer.id, name: reading.name, intervalMonths });
  switch (taking.kind) {
    case "taken":
      throw redirect(`${href}&diterima`, 303);
    case "busy":
      return reply({ given: { name: typed, interval }, isBusy: true }, 409);
    case "gone":
      throw redirect(href, 303);
    case "unknown":
      throw notFound();
  }
}

/** The invitation of this link; throws 404 for an unknown one as for a wrong key. */
async function requireOffer(request: Request, id = "") {
  const world = getWorld();
  const { SESSION_SECRET } = world.settings;
  const key = new URL(request.url).searchParams.get("kunci") ?? "";
  const isOurs = isHandOverSecret(SESSION_SECRET, id, key);
  const offer = isOurs ? await gatherOffer(world, id) : undefined;
  if (!offer) throw notFound();
  return { offer, href: handOverPath(SESSION_SECRET, id) };
}

function notFound(): Response {
  return new Response("No such invitation.", { status: 404 });
}

export default function AnswerInvitation() {
  const { offer, href, isWelcome } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <OfferPage offer={offer} href={href} isWelcome={isWelcome} answer={answer} />;
}
