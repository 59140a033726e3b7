/** /lanjutkan/:surat?kunci=…: what a letter of reminders asks, as it stands now, for whoever has the letter. */
import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
  data as reply,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { countAttempt } from "~/access/attempt-queries.server";
import { keepCart } from "~/orders/cart-visit.server";
import { privatePage } from "~/orders/private-page.server";
import { isId } from "~/platform/clock";
import { getWorld } from "~/platform/world.server";
import { gatherLetterPage } from "~/reminders/gather-letter-page.server";
import { GoOnPage } from "~/reminders/go-on-page";
import { goOnWithWorkers } from "~/reminders/go-on-with-workers.server";
import { readRefusalReason } from "~/reminders/refusal";
import { refuseWorker, takeRefusalBack } from "~/reminders/refuse-worker.server";
import { isReminderSecret, reminderPath } from "~/reminders/reminder-link.server";
import { renewalPath } from "~/sponsorship/renewal-link.server";
import { createWords } from "~/words/words";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title },
  { name: "robots", content: "noindex" },
];
export const headers = privatePage;

/** How often one letter's buttons may be pressed. */
const PRESSES = { name: "reminder-page", times: 30, windowSeconds: 600 };

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { href, page } = await requireLetter(request, params.surat);
  const { SESSION_SECRET } = getWorld().settings;
  const { t } = createWords("id");
  const refused = new URL(request.url).searchParams.get("tidak");
  return {
    title: t("reminder.pageTitle", { title: t("reminder.page.title") }),
    href,
    quiet: page.quiet,
    groups: page.groups.map((group) => ({
      ...group,
      payHref: group.kind === "renewal" ? renewalPath(SESSION_SECRET, group.renewalId) : undefined,
    })),
    refused: page.quiet.find(({ workerId }) => workerId === refused),
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const world = getWorld();
  const { id, href, page } = await requireLetter(request, params.surat);
  const tried = await countAttempt(world.db, PRESSES, id);
  if (tried.kind === "too_often") throw new Response("Too many tries.", { status: 429 });
  const form = await request.formData();
  const { sponsorId } = page;
  const workerId = String(form.get("pekerja") ?? "");
  switch (form.get("aksi")) {
    case "lanjut": {
      const group = page.groups.find(({ key }) => key === form.get("kelompok"));
      // Paid or changed since the page was shown: it is shown anew.
      if (group?.kind !== "cart") throw redirect(href, 303);
      const token = await goOnWithWorkers(world, sponsorId, group);
      throw redirect("/periksa", { status: 303, headers: { "Set-Cookie": keepCart(world, token) } });
    }
    case "tidak": {
      const offers = page.groups.flatMap((group) => group.offers);
      const offer = offers.find((each) => each.workerId === workerId && each.ask.of === "bought");
      if (!offer) throw redirect(href, 303);
      const because = readRefusalReason(form.get(`alasan-${workerId}`));
      if (!because) {
        const message = createWords("id").t("reminder.refuse.mistake");
        return reply({ mistake: { workerId, message } }, 422);
      }
      await refuseWorker(world, { sponsorId, workerId, because });
      throw redirect(`${href}&tidak=${workerId}`, 303);
    }
    case "tetap":
      if (page.quiet.some((worker) => worker.workerId === workerId))
        await takeRefusalBack(world, { sponsorId, workerId });
      throw redirect(href, 303);
    default:
      throw new Response("No such button.", { status: 400 });
  }
}

/** The letter this link was made for, as it stands now; throws 404 for a wrong secret as for an unknown letter. */
async function requireLetter(request: Request, id: string | undefined) {
  const world = getWorld();
  const { SESSION_SECRET } = world.settings;
  const key = new URL(request.url).searchParams.get("kunci") ?? "";
  const isOurs = isId(id) && isReminderSecret(SESSION_SECRET, "go-on", id, key);
  const page = isOurs ? await gatherLetterPage(world, id) : undefined;
  if (!isOurs || !page) throw new Response("No such letter.", { status: 404 });
  return { id, href: reminderPath(SESSION_SECRET, "go-on", id), page };
}

export default function GoOn() {
  return <GoOnPage {...useLoaderData<typeof loader>()} mistake={useActionData<typeof action>()?.mistake} />;
}
