/** /saya/pengingat: what a sponsor wants to be reminded of, and telling their own workers by WhatsApp. */
import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
  data as reply,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireSponsor } from "~/access/visitor.server";
import { privatePage } from "~/orders/private-page.server";
import { getWorld } from "~/platform/world.server";
import { chooseReminders } from "~/reminders/choose-reminders.server";
import { gatherOwnWorkers } from "~/reminders/gather-own-workers.server";
import { OwnRemindersPage } from "~/reminders/own-reminders-page";
import { readPreference } from "~/reminders/preference-form";
import { findPreference } from "~/reminders/worker-standing-queries.server";
import { createWords } from "~/words/words";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title },
  { name: "robots", content: "noindex" },
];
/** The page holds phone numbers in its links: no copy is kept anywhere. */
export const headers = privatePage;

export async function loader({ request }: LoaderFunctionArgs) {
  const { sponsor } = await requireSponsor(request);
  const world = getWorld();
  const { t } = createWords("id");
  return {
    title: t("reminder.pageTitle", { title: t("reminder.own.title") }),
    email: sponsor.email,
    wants: await findPreference(world.db, sponsor.id),
    workers: await gatherOwnWorkers(world, sponsor.id),
    saved: new URL(request.url).searchParams.get("kabar") === "tersimpan",
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const { sponsor } = await requireSponsor(request);
  const wants = readPreference(await request.formData());
  if (!wants) return reply({ mistake: createWords("id").t("reminder.preference.mistake") }, 422);
  await chooseReminders(getWorld(), { sponsorId: sponsor.id, wants, chosenBy: "sponsor" });
  throw redirect("/saya/pengingat?kabar=tersimpan", 303);
}

export default function OwnReminders() {
  return (
    <OwnRemindersPage {...useLoaderData<typeof loader>()} error={useActionData<typeof action>()?.mistake} />
  );
}
