/**
 * /berhenti-pengingat/:id?kunci=…: reminders chosen or stopped without signing in, by the link in every reminder.
 * A mailbox's own "unsubscribe" posts here by itself (RFC 8058); a mere visit changes nothing.
 */
import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
  data as reply,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { privatePage } from "~/orders/private-page.server";
import { maskEmail } from "~/people/masking";
import { isId } from "~/platform/clock";
import { getWorld } from "~/platform/world.server";
import { chooseReminders } from "~/reminders/choose-reminders.server";
import { readPreference } from "~/reminders/preference-form";
import { isReminderSecret, reminderPath } from "~/reminders/reminder-link.server";
import { findReminded } from "~/reminders/reminder-queries.server";
import { StopRemindersPage } from "~/reminders/stop-reminders-page";
import { findPreference } from "~/reminders/worker-standing-queries.server";
import { createWords } from "~/words/words";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title },
  { name: "robots", content: "noindex" },
];
export const headers = privatePage;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { id, email, href } = await requireReminded(request, params.id);
  const { t } = createWords("id");
  return {
    title: t("reminder.pageTitle", { title: t("reminder.stopPage.title") }),
    href,
    email: maskEmail(email),
    wants: await findPreference(getWorld().db, id),
    saved: new URL(request.url).searchParams.get("kabar") === "tersimpan",
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const world = getWorld();
  const { id, href } = await requireReminded(request, params.id);
  const form = await request.formData();
  if (form.get("List-Unsubscribe") === "One-Click") {
    await chooseReminders(world, { sponsorId: id, wants: "none", chosenBy: "one_click" });
    return reply({ mistake: undefined });
  }
  const wants = form.get("aksi") === "berhenti" ? "none" : readPreference(form);
  if (!wants) return reply({ mistake: createWords("id").t("reminder.preference.mistake") }, 422);
  await chooseReminders(world, { sponsorId: id, wants, chosenBy: "link" });
  throw redirect(`${href}&kabar=tersimpan`, 303);
}

/** The sponsor this link was made for; throws 404 for a wrong secret as for an unknown sponsor. */
async function requireReminded(request: Request, id: string | undefined) {
  const world = getWorld();
  const { SESSION_SECRET } = world.settings;
  const key = new URL(request.url).searchParams.get("kunci") ?? "";
  const isOurs = isId(id) && isReminderSecret(SESSION_SECRET, "stop", id, key);
  const sponsor = isOurs ? await findReminded(world.db, id) : undefined;
  if (!isOurs || !sponsor) throw new Response("No such link.", { status: 404 });
  return { id, email: sponsor.email, href: reminderPath(SESSION_SECRET, "stop", id) };
}

export default function StopReminders() {
  return (
    <StopRemindersPage {...useLoaderData<typeof loader>()} error={useActionData<typeof action>()?.mistake} />
  );
}
