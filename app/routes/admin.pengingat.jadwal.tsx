/** /admin/pengingat/jadwal: changes when reminders go out, from a day on. */
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
import { listHolidayDays } from "~/coverage/holiday-day-queries.server";
import { getWorld } from "~/platform/world.server";
import { readSetting, reminderFigures } from "~/reminders/setting-form";
import { type SettingAnswer, SettingFormPage } from "~/reminders/setting-form-page";
import { insertReminderSetting, listReminderSettings } from "~/reminders/setting-queries.server";
import { exampleMonth, holdingRow } from "~/reminders/setting-view";
import { createWords } from "~/words/words";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader({ request }: LoaderFunctionArgs) {
  await requireStaff(request, ...keepers);
  const { db, clock } = getWorld();
  const today = dayInWib(clock.now());
  return {
    title: adminTitle(createWords("id").t("reminder.admin.formTitle")),
    today,
    holding: holdingRow(await listReminderSettings(db), today)?.figures ?? {},
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const { staff } = await requireStaff(request, ...keepers);
  const { db, clock } = getWorld();
  const at = clock.now();
  const { aksi, ...typed } = Object.fromEntries(
    [...(await request.formData())].map(([name, value]) => [name, String(value).slice(0, 100)]),
  );
  const reading = readSetting(typed, reminderFigures, dayInWib(at));
  if (reading.kind === "mistakes") return reply<SettingAnswer>({ typed, mistakes: reading.mistakes }, 422);
  const { fromDay, figures } = reading;
  if (aksi === "ubah") return reply<SettingAnswer>({ typed });
  if (aksi !== "catat")
    return reply<SettingAnswer>({
      typed,
      preview: { fromDay, figures },
      example: exampleMonth(figures, dayInWib(at), await listHolidayDays(db)),
    });
  await insertReminderSetting(db, fromDay, figures, { at, actor: actorOf(staff) });
  throw redirect(`/admin/pengingat?mulai=${fromDay}`, 303);
}

export default function Change() {
  const answer = useActionData<typeof action>();
  return (
    <SettingFormPage
      {...useLoaderData<typeof loader>()}
      of="reminders"
      action="/admin/pengingat/jadwal"
      figures={reminderFigures}
      answer={answer}
    />
  );
}
