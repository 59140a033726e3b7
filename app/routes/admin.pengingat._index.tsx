/** /admin/pengingat: when reminders and renewals happen, now and from which day differently. */
import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { holdsAny, keepers, staffRoles } from "~/access/role";
import { adminTitle } from "~/access/staff-page.server";
import { requireStaff } from "~/access/visitor.server";
import { isDay } from "~/calendar/day";
import { dayInWib } from "~/calendar/wib";
import { listHolidayDays } from "~/coverage/holiday-day-queries.server";
import { getWorld } from "~/platform/world.server";
import { SettingPage } from "~/reminders/setting-page";
import { listReminderSettings, listRenewalSettings } from "~/reminders/setting-queries.server";
import { exampleMonth, holdingRow } from "~/reminders/setting-view";
import { createWords } from "~/words/words";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { staff } = await requireStaff(request, ...staffRoles);
  const { db, clock } = getWorld();
  const today = dayInWib(clock.now());
  const reminders = await listReminderSettings(db);
  const from = new URL(request.url).searchParams.get("mulai") ?? "";
  return {
    title: adminTitle(createWords("id").t("reminder.admin.title")),
    today,
    reminders,
    renewals: await listRenewalSettings(db),
    example: exampleMonth(holdingRow(reminders, today)?.figures ?? {}, today, await listHolidayDays(db)),
    mayAct: holdsAny(staff.roles, keepers),
    savedFrom: isDay(from) ? from : undefined,
  };
}

export default function Settings() {
  return <SettingPage {...useLoaderData<typeof loader>()} />;
}
