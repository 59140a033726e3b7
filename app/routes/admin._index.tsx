/** /admin: what came in today, what waits for a person, the newest orders. */
import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { holdsAny, readers, staffRoles } from "~/access/role";
import { adminTitle } from "~/access/staff-page.server";
import { requireStaff } from "~/access/visitor.server";
import { dayInWib } from "~/calendar/wib";
import { listHolidayDays } from "~/coverage/holiday-day-queries.server";
import { countWhatWaits } from "~/jobs/list-job-health.server";
import { getWorld, type World } from "~/platform/world.server";
import { rescueSlots } from "~/reminders/rescue";
import { countRescues } from "~/reminders/rescue-queries.server";
import { AdminHome } from "~/reporting/admin-home";
import { listOrders } from "~/reporting/admin-orders-queries.server";
import { findPaymentsToday } from "~/reporting/admin-waiting-queries.server";
import { createWords } from "~/words/words";

/** Nobody reads on a tile whether it is more. */
const MOST_RESCUES = 1000;

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { staff } = await requireStaff(request, ...staffRoles);
  const title = adminTitle(createWords("id").t("admin.home.title"));
  return { title, books: holdsAny(staff.roles, readers) ? await readBooks(getWorld()) : undefined };
}

async function readBooks(world: World) {
  const { db, clock } = world;
  const now = clock.now();
  const slots = rescueSlots(dayInWib(now), await listHolidayDays(db));
  const [waiting, rescues, today, { orders }] = await Promise.all([
    countWhatWaits(world),
    countRescues(db, slots, MOST_RESCUES),
    findPaymentsToday(db, now),
    listOrders(db, {}, { now, size: 8 }),
  ]);
  return { waiting, rescues, today, orders };
}

export default function Home() {
  return <AdminHome books={useLoaderData<typeof loader>().books} />;
}
