/** /perpanjangan/:id?kunci=…: a renewal, for whoever has its letter: pay it, leave it out, or learn how it stands. */
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
import { returnLinks } from "~/payments/check-out-cart.server";
import { getWorld } from "~/platform/world.server";
import { gatherRenewal } from "~/sponsorship/gather-renewal.server";
import { openRenewalPayment } from "~/sponsorship/open-renewal-payment.server";
import { isRenewalSecret, renewalPath } from "~/sponsorship/renewal-link.server";
import { RenewalPage, SkipPage } from "~/sponsorship/renewal-page";
import { findRenewalPayer } from "~/sponsorship/renewal-queries.server";
import { troubleOfPaying, troubleOfSkipping } from "~/sponsorship/renewal-trouble";
import { skipRenewal } from "~/sponsorship/skip-renewal.server";
import { createWords } from "~/words/words";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title },
  { name: "robots", content: "noindex" },
];
export const headers = privatePage;

/** How often one renewal's buttons may be pressed. */
const PRESSES = { name: "renewal-page", times: 30, windowSeconds: 600 };

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { view } = await requireRenewal(request, params.id);
  const { t } = createWords("id");
  const isSkipping = view.maySkip && new URL(request.url).searchParams.has("lewati");
  const { sponsorId: _, ...page } = view;
  return { title: t("renewal.pageTitle", { title: t("renewal.title") }), page, isSkipping };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const world = getWorld();
  const { id, view } = await requireRenewal(request, params.id);
  const form = await request.formData();
  const tried = await countAttempt(world.db, PRESSES, id);
  if (tried.kind === "too_often") throw new Response("Too many tries.", { status: 429 });
  if (form.get("aksi") === "lewati") {
    const { name } = await findRenewalPayer(world.db, view.sponsorId);
    const by = { kind: "sponsor", id: view.sponsorId, name } as const;
    const answer = await skipRenewal(world, { renewalId: id, by });
    if (answer.kind === "unknown_renewal") throw notFound();
    if (answer.kind === "skipped") throw redirect(renewalPath(world.settings.SESSION_SECRET, id), 303);
    const { trouble, status } = troubleOfSkipping(answer);
    return reply({ trouble }, status);
  }
  const opening = await openRenewalPayment(world, {
    renewalId: id,
    links: (order) => returnLinks(world, order),
  });
  if (opening.kind === "page") throw redirect(opening.url, 303);
  if (opening.kind === "unknown_renewal") throw notFound();
  const { trouble, status } = troubleOfPaying(opening);
  return reply({ trouble }, status);
}

/** The renewal of this link; throws 404 for an unknown one as for a wrong key. */
async function requireRenewal(request: Request, id = "") {
  const world = getWorld();
  const key = new URL(request.url).searchParams.get("kunci") ?? "";
  const isOurs = isRenewalSecret(world.settings.SESSION_SECRET, id, key);
  const view = isOurs ? await gatherRenewal(world, id) : undefined;
  if (!view) throw notFound();
  return { id, view };
}

function notFound(): Response {
  return new Response("No such renewal.", { status: 404 });
}

export default function Renewal() {
  const { page, isSkipping } = useLoaderData<typeof loader>();
  const trouble = useActionData<typeof action>()?.trouble;
  return isSkipping && !trouble ? <SkipPage {...page} /> : <RenewalPage {...page} trouble={trouble} />;
}
