/** /admin/pengingat/perpanjangan: changes when renewals are planned, announced, charged and given up, from a day on. */
import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
  data as reply,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { keepers } from "~/access/role";
import { actorOf, adminTitle } from "~/access/staff-page.server";
import { requireStaff } from "~/access/visitor.server";
import { dayInWib } from "~/calendar/wib";
import { getWorld } from "~/platform/world.server";
import { readSetting, renewalFigures } from "~/reminders/setting-form";
import { type SettingAnswer, SettingFormPage } from "~/reminders/setting-form-page";
import { insertRenewalSetting, listRenewalSettings } from "~/reminders/setting-queries.server";
import { holdingRow } from "~/reminders/setting-view";
import { createWords } from "~/words/words";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader({ request }: LoaderFunctionArgs) {
  await requireStaff(request, ...keepers);
  const { db, clock } = getWorld();
  const today = dayInWib(clock.now());
  return {
    title: adminTitle(createWords("id").t("reminder.admin.formTitle")),
    today,
    holding: holdingRow(await listRenewalSettings(db), today)?.figures ?? {},
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const { staff } = await requireStaff(request, ...keepers);
  const { db, clock } = getWorld();
  const at = clock.now();
  const { aksi, ...typed } = Object.fromEntries(
    [...(await request.formData())].map(([name, value]) => [name, String(value).slice(0, 100)]),
  );
  const reading = readSetting(typed, renewalFigures, dayInWib(at));
  if (reading.kind === "mistakes") return reply<SettingAnswer>({ typed, mistakes: reading.mistakes }, 422);
  const { fromDay, figures } = reading;
  if (aksi === "ubah") return reply<SettingAnswer>({ typed });
  if (aksi !== "catat") return reply<SettingAnswer>({ typed, preview: { fromDay, figures } });
  await insertRenewalSetting(db, fromDay, figures, { at, actor: actorOf(staff) });
  throw redirect(`/admin/pengingat?mulai=${fromDay}`, 303);
}

export default function Change() {
  const answer = useActionData<typeof action>();
  return (
    <SettingFormPage
      {...useLoaderData<typeof loader>()}
      of="renewals"
      action="/admin/pengingat/perpanjangan"
      figures={renewalFigures}
      answer={answer}
    />
  );
}
