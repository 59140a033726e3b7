/** /admin/libur: public holidays, year by year. Days that have passed stay as they were. */
import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
  data as reply,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { holdsAny, keepers, staffRoles } from "~/access/role";
import { actorOf, adminTitle } from "~/access/staff-page.server";
import { requireStaff } from "~/access/visitor.server";
import { isDay } from "~/calendar/day";
import { dayInWib } from "~/calendar/wib";
import { getWorld } from "~/platform/world.server";
import { listHolidays, recordHolidayOnce, removeHoliday } from "~/reporting/holiday-queries.server";
import { type HolidayMistake, HolidaysPage } from "~/reporting/holidays-page";
import { searchText } from "~/reporting/order-filter";
import { createWords } from "~/words/words";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { staff } = await requireStaff(request, ...staffRoles);
  const { db, clock } = getWorld();
  const today = dayInWib(clock.now());
  const { searchParams } = new URL(request.url);
  const wanted = searchParams.get("tahun") ?? "";
  const year = /^20\d\d$/.test(wanted) ? Number(wanted) : Number(today.slice(0, 4));
  return {
    title: adminTitle(createWords("id").t("keeping.holidays.title", { year })),
    year,
    today,
    holidays: await listHolidays(db, year),
    mayAct: holdsAny(staff.roles, keepers),
    removed: searchParams.get("kabar") === "dihapus",
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const { staff } = await requireStaff(request, ...keepers);
  const { db, clock } = getWorld();
  const at = clock.now();
  const form = await request.formData();
  const typed = {
    day: String(form.get("tanggal") ?? "").trim(),
    name: searchText(String(form.get("nama") ?? "")),
    source: searchText(String(form.get("sumber") ?? "")),
  };
  const refuse = (field: "tanggal" | "nama" | "sumber", mistake: HolidayMistake) =>
    reply({ typed, field, mistake }, { status: 422 });
  if (!isDay(typed.day) || !/^20/.test(typed.day)) return refuse("tanggal", "day");
  if (typed.day < dayInWib(at)) return refuse("tanggal", "past");
  const year = typed.day.slice(0, 4);
  const doing = { at, actor: actorOf(staff) };
  if (form.get("apa") === "hapus") {
    await removeHoliday(db, typed.day, doing);
    return redirect(`/admin/libur?tahun=${year}&kabar=dihapus`);
  }
  if (typed.name.length < 3) return refuse("nama", "text");
  if (typed.source.length < 3) return refuse("sumber", "text");
  if (!(await recordHolidayOnce(db, typed, doing))) return refuse("tanggal", "known");
  return redirect(`/admin/libur?tahun=${year}`);
}

export default function Holidays() {
  return <HolidaysPage {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />;
}
