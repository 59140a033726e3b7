/** /admin/penyelamatan: workers whose protection has ended with nobody going on, the most urgent first. */
import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { readers } from "~/access/role";
import { adminTitle } from "~/access/staff-page.server";
import { requireStaff } from "~/access/visitor.server";
import { dayInWib } from "~/calendar/wib";
import { listHolidayDays } from "~/coverage/holiday-day-queries.server";
import { getWorld } from "~/platform/world.server";
import { readRescueFilter, readRescuePlace, rescueSlots, writeRescuePlace } from "~/reminders/rescue";
import { RescuePage } from "~/reminders/rescue-page";
import { listRescueChoices, listRescues } from "~/reminders/rescue-queries.server";
import { withParameters } from "~/reporting/order-filter";
import { createWords } from "~/words/words";

const PAGE = 25;

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader({ request }: LoaderFunctionArgs) {
  await requireStaff(request, ...readers);
  const { db, clock, settings } = getWorld();
  const { searchParams } = new URL(request.url);
  const slots = rescueSlots(dayInWib(clock.now()), await listHolidayDays(db));
  const { rescues, next, previous } = await listRescues(db, {
    slots,
    filter: readRescueFilter(searchParams),
    size: PAGE,
    after: readRescuePlace(searchParams.get("setelah")),
    before: readRescuePlace(searchParams.get("sebelum")),
  });
  return {
    title: adminTitle(createWords("id").t("reminder.rescue.title")),
    rescues,
    slots,
    choices: await listRescueChoices(db),
    publicUrl: settings.publicUrl,
    typed: Object.fromEntries(
      ["kecamatan", "pekerjaan", "bulan"].map((name) => [name, searchParams.get(name)?.slice(0, 40) ?? ""]),
    ),
    nextHref: next && withParameters(searchParams, { setelah: writeRescuePlace(next), sebelum: undefined }),
    previousHref:
      previous && withParameters(searchParams, { sebelum: writeRescuePlace(previous), setelah: undefined }),
  };
}

export default function Rescue() {
  return <RescuePage {...useLoaderData<typeof loader>()} />;
}
